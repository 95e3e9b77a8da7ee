//! `/c/{token}`: what a client's link opens, and what its forms do.
//!
//! Reading changes nothing, ever: mail scanners open every link.

use std::io::ErrorKind;
use std::rc::Rc;
use std::sync::LazyLock;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::{PayloadError, UrlencodedError};
use actix_web::http::header::{CONTENT_ENCODING, HeaderMap, HeaderValue, RETRY_AFTER};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{Data, Form, FormConfig, Path};
use actix_web::{HttpRequest, HttpResponse, guard, web};
use base64::Engine;
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::domain::error::{Check, FieldError, Invalid, Refusal};
use crate::domain::follow_up::{NewFollowUp, Satisfaction};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::offer::asked_for;
use crate::domain::text::Text;
use crate::services::client_page::{self, ClientCase};
use crate::services::offers::ClientAnswer;
use crate::services::{Error, Result, Services, Setup, Work};
use crate::ui::client_page::playback;
use crate::ui::client_page::typed_amount;
use crate::ui::client_page::view::{self, Entered, FieldProblem};
use crate::ui::html;

/// Largest form, in bytes: the longest text, each character as three escaped bytes, and some more.
const FORM_MAX: usize = 256 * 1024;

type Fields = Vec<(String, String)>;

/// What was sent as a form. Its error is answered with a page, here and not by the framework.
pub(super) type Sent = std::result::Result<Form<Fields>, actix_web::Error>;

pub(in crate::ui) fn configure(
    app: &mut web::ServiceConfig,
    admit: impl Fn(&HttpRequest) -> std::result::Result<(), u64> + 'static,
) {
    let admit = Rc::new(admit);
    app.service(
        web::scope("/c/{token}")
            .wrap(from_fn(move |request, next| {
                let admit = Rc::clone(&admit);
                async move { pass(&*admit, request, next).await }
            }))
            .app_data(FormConfig::default().limit(FORM_MAX))
            .service(
                web::resource("")
                    .route(
                        web::route()
                            .guard(guard::Any(guard::Get()).or(guard::Head()))
                            .to(show),
                    )
                    .default_service(web::route().to(wrong_method)),
            )
            .service(
                web::resource("/accept")
                    .route(web::post().to(accept))
                    .default_service(web::route().to(wrong_method)),
            )
            .service(
                web::resource("/decline")
                    .route(web::post().to(decline))
                    .default_service(web::route().to(wrong_method)),
            )
            .service(
                web::resource("/counter")
                    .route(web::post().to(counter))
                    .default_service(web::route().to(wrong_method)),
            )
            .service(
                web::resource("/feedback")
                    .route(web::post().to(feedback))
                    .default_service(web::route().to(wrong_method)),
            )
            .service(
                web::resource("/playback")
                    .route(web::post().to(playback::answer))
                    .default_service(web::route().to(wrong_method)),
            )
            .default_service(web::route().to(|| async { not_found() })),
    );
}

/// Lets a request through that does not come too often, and whose body can be read as it is.
async fn pass<B: MessageBody + 'static>(
    admit: &impl Fn(&HttpRequest) -> std::result::Result<(), u64>,
    request: ServiceRequest,
    next: Next<B>,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if let Err(seconds) = admit(request.request()) {
        let response = try_again(StatusCode::TOO_MANY_REQUESTS, seconds);
        return Ok(request.into_response(response));
    }
    let mut codings = request.headers().get_all(CONTENT_ENCODING);
    if codings.any(|coding| coding != "identity") {
        let response = bad_form(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        return Ok(request.into_response(response));
    }
    // Nothing is read from whoever has no link.
    if *request.method() == Method::POST
        && let Some(services) = request.app_data::<Data<Services>>().cloned()
    {
        let secret: SecretString = request.match_info().query("token").into();
        let look = move || services.read(|work| client_page::opens(work, &secret));
        let opens = block(soon(), look).await;
        if let Err(error) = opens {
            return Ok(request.into_response(failed(&error)));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// The page carries one stylesheet and nothing else that could run.
pub(in crate::ui) fn content_security_policy() -> HeaderValue {
    static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
        let style = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(view::STYLE));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        HeaderValue::from_str(&policy).expect("a hash in base64 is fit for a header")
    });
    POLICY.clone()
}

async fn show(services: Data<Services>, token: Path<String>) -> HttpResponse {
    let until = soon();
    let token = token.into_inner();
    let secret: SecretString = token.as_str().into();
    let looking = services.clone();
    match block(until, move || {
        looking.read(|work| client_page::show(work, &secret))
    })
    .await
    {
        // It is no offer's link; perhaps a playback's.
        Err(Error::NotFound(_)) => playback::show(services, &token, until).await,
        Ok(case) => html(
            StatusCode::OK,
            view::page(&case, &token, &[], &Entered::default()),
        ),
        Err(error) => failed(&error),
    }
}

async fn accept(
    request: HttpRequest,
    services: Data<Services>,
    token: Path<String>,
    fields: Sent,
) -> HttpResponse {
    let fields = match fields {
        Ok(fields) => fields,
        Err(error) => return unread(&error),
    };
    let entered = entered(&fields);
    let note = entered.note.clone();
    submit(
        &request,
        services,
        token.into_inner(),
        entered,
        move |work, token, _| {
            let mut check = Check::default();
            let note = check.maybe("/note", note.as_ref(), |note| Text::parse(note));
            check.finish()?;
            client_page::answer(work, token, ClientAnswer::Accept { note })
        },
    )
    .await
}

async fn decline(
    request: HttpRequest,
    services: Data<Services>,
    token: Path<String>,
    fields: Sent,
) -> HttpResponse {
    let fields = match fields {
        Ok(fields) => fields,
        Err(error) => return unread(&error),
    };
    let entered = entered(&fields);
    let reason = entered.reason.clone();
    submit(
        &request,
        services,
        token.into_inner(),
        entered,
        move |work, token, _| {
            let mut check = Check::default();
            let reason = check.take("/reason", required(reason.as_ref()).and_then(Text::parse));
            let reason = check.build(|| reason)?;
            client_page::answer(work, token, ClientAnswer::Decline { reason })
        },
    )
    .await
}

async fn counter(
    request: HttpRequest,
    services: Data<Services>,
    token: Path<String>,
    fields: Sent,
) -> HttpResponse {
    let fields = match fields {
        Ok(fields) => fields,
        Err(error) => return unread(&error),
    };
    let entered = entered(&fields);
    let (wish, amount) = (entered.wish.clone(), entered.amount.clone());
    submit(
        &request,
        services,
        token.into_inner(),
        entered,
        move |work, token, case| {
            let mut check = Check::default();
            let wish = check.take("/wish", required(wish.as_ref()).and_then(Text::parse));
            let value = check.maybe("/amount", amount, |amount| {
                let amount = typed_amount::plain(&amount, case.language);
                Money::parse_amount(&amount, case.offer.total.currency()).and_then(asked_for)
            });
            let wish = check.build(|| wish)?;
            client_page::answer(work, token, ClientAnswer::Counter { wish, value })
        },
    )
    .await
}

async fn feedback(
    request: HttpRequest,
    services: Data<Services>,
    token: Path<String>,
    fields: Sent,
) -> HttpResponse {
    let fields = match fields {
        Ok(fields) => fields,
        Err(error) => return unread(&error),
    };
    let entered = entered(&fields);
    let said = entered.clone();
    submit(
        &request,
        services,
        token.into_inner(),
        entered,
        move |work, token, _| {
            let mut check = Check::default();
            let satisfaction = check.take(
                "/satisfaction",
                required(said.satisfaction.as_ref())
                    .and_then(|value| Satisfaction::parse(value.parse().unwrap_or(0))),
            );
            let note = check.maybe("/note", said.note.as_ref(), |note| Text::parse(note));
            let retained = check.maybe("/retained", said.retained.as_ref(), |value| {
                match value.as_str() {
                    "yes" => Ok(true),
                    "no" => Ok(false),
                    _ => Err(FieldError::new("unknown_value", "write yes or no")),
                }
            });
            let satisfaction = check.build(|| satisfaction)?;
            let may_be_quoted = said.testimonial.is_some();
            let said = NewFollowUp {
                satisfaction,
                retained,
                referred: None,
                testimonial: note.clone().filter(|_| may_be_quoted),
                note,
            };
            client_page::feedback(work, token, said)
        },
    )
    .await
}

/// Does what a form asks, and leads back to the page, so that reloading it repeats nothing.
async fn submit(
    request: &HttpRequest,
    services: Data<Services>,
    token: String,
    entered: Entered,
    act: impl FnOnce(&mut Work<'_>, &SecretString, &ClientCase) -> Result<ClientCase> + Send + 'static,
) -> HttpResponse {
    if !comes_from_here(request.headers(), services.setup()) {
        return bad_form(StatusCode::FORBIDDEN);
    }
    let until = soon();
    let secret: SecretString = token.as_str().into();
    let (asked, looked) = (services.clone(), secret.clone());
    let case = match block(until, move || {
        asked.read(|work| client_page::show(work, &looked))
    })
    .await
    {
        Ok(case) => case,
        Err(error) => return failed(&error),
    };
    let seen = case.clone();
    let (acting, acted) = (services.clone(), secret.clone());
    let done = block(until, move || {
        acting.write(move |work| act(work, &acted, &seen))
    })
    .await;
    match done {
        Ok(_) => HttpResponse::SeeOther()
            .insert_header(("location", format!("/c/{token}")))
            .finish(),
        Err(Error::Refused(Refusal::Invalid(invalid))) => {
            let problems = explain(&invalid, case.language);
            html(
                StatusCode::UNPROCESSABLE_ENTITY,
                view::page(&case, &token, &problems, &entered),
            )
        }
        Err(Error::Refused(_)) => {
            // Somebody was quicker: the page shows how it stands now.
            match block(until, move || {
                services.read(|work| client_page::show(work, &secret))
            })
            .await
            {
                Ok(case) => html(StatusCode::CONFLICT, view::too_late(&case)),
                Err(error) => failed(&error),
            }
        }
        Err(error) => failed(&error),
    }
}

/// Whether a form was sent by a page of ours, as far as the browser says: what it says of itself
/// (`Sec-Fetch-Site`), of the page (`Origin`) and, where it keeps that to itself, of the address that
/// led here (`Referer`). No cookie and no other standing lends another site the client's authority,
/// and the address of the form is a secret that it does not have; this stands behind that.
pub(super) fn comes_from_here(headers: &HeaderMap, setup: &Setup) -> bool {
    // What cannot be read as text was sent by no browser.
    let text = |name: &str| {
        let values: Vec<_> = headers.get_all(name).collect();
        match values[..] {
            [] => None,
            [value] => Some(value.to_str().unwrap_or("?")),
            _ => Some("?"),
        }
    };
    let host = text("host").unwrap_or_default();
    let is_ours = |address: &str| {
        let origin = |address: &str| url::Url::parse(address).map(|url| url.origin());
        match (origin(address), origin(&setup.public_url)) {
            (Ok(named), Ok(public)) if setup.has_one_address => named == public,
            (Ok(named), Ok(public)) => {
                named == public
                    || named
                        .ascii_serialization()
                        .split_once("://")
                        .is_some_and(|(_, named)| named == host)
            }
            _ => false,
        }
    };
    let same_site =
        text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    // Browsers send `null` for a page that asks not to be named, as ours does.
    let origin = text("origin").filter(|origin| *origin != "null");
    let named = origin.or(text("referer"));
    same_site && named.is_none_or(is_ours)
}

fn explain(invalid: &Invalid, language: Language) -> Vec<FieldProblem> {
    let name = |pointer: &str| match pointer {
        "/note" => "note",
        "/reason" => "reason",
        "/wish" => "wish",
        "/amount" => "amount",
        "/retained" => "retained",
        _ => "satisfaction",
    };
    let error = |code, detail: &String| FieldError {
        code,
        detail: detail.clone(),
    };
    invalid
        .0
        .iter()
        .map(|field| {
            FieldProblem::explain(
                name(&field.pointer),
                &error(field.code, &field.detail),
                language,
            )
        })
        .collect()
}

/// What was typed into a form; a field that was left blank was not filled in.
fn entered(fields: &Fields) -> Entered {
    let field = |name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    };
    Entered {
        note: field("note"),
        reason: field("reason"),
        wish: field("wish"),
        amount: field("amount"),
        satisfaction: field("satisfaction"),
        retained: field("retained"),
        testimonial: field("testimonial"),
    }
}

fn required(value: Option<&String>) -> std::result::Result<&str, FieldError> {
    value.map(String::as_str).ok_or_else(FieldError::required)
}

pub(super) fn failed(error: &Error) -> HttpResponse {
    match error {
        Error::NotFound(_) => not_found(),
        Error::Busy(why) => {
            tracing::warn!(why, "the database is busy");
            try_again(StatusCode::SERVICE_UNAVAILABLE, 1)
        }
        other => {
            tracing::error!(error = ?other, "the client's page failed");
            html(
                StatusCode::INTERNAL_SERVER_ERROR,
                view::try_again(Language::English),
            )
        }
    }
}

/// Why a form could not be read.
pub(super) fn unread(error: &actix_web::Error) -> HttpResponse {
    let status = match error.as_error() {
        Some(UrlencodedError::Payload(PayloadError::Io(error))) => match error.kind() {
            ErrorKind::TimedOut => StatusCode::REQUEST_TIMEOUT,
            // There is no room for it while others are arriving.
            ErrorKind::OutOfMemory => return try_again(StatusCode::SERVICE_UNAVAILABLE, 1),
            _ => StatusCode::BAD_REQUEST,
        },
        Some(UrlencodedError::Overflow { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        Some(UrlencodedError::ContentType | UrlencodedError::Encoding) => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        _ => StatusCode::BAD_REQUEST,
    };
    bad_form(status)
}

pub(super) fn bad_form(status: StatusCode) -> HttpResponse {
    html(status, view::bad_form(Language::English))
}

fn try_again(status: StatusCode, seconds: u64) -> HttpResponse {
    let mut response = html(status, view::try_again(Language::English));
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

fn not_found() -> HttpResponse {
    html(StatusCode::NOT_FOUND, view::not_found())
}

async fn wrong_method(request: HttpRequest) -> HttpResponse {
    let takes = if request
        .match_pattern()
        .is_some_and(|path| path == "/c/{token}")
    {
        "GET, HEAD"
    } else {
        "POST"
    };
    let mut response = html(
        StatusCode::METHOD_NOT_ALLOWED,
        view::bad_form(Language::English),
    );
    response.headers_mut().insert(
        actix_web::http::header::ALLOW,
        HeaderValue::from_static(takes),
    );
    response
}

/// How long the client waits where the database has stopped answering.
const PROMPT: Duration = Duration::from_millis(4_500);

/// When all that a request asks of the database has to be there.
pub(super) fn soon() -> Instant {
    Instant::now() + PROMPT
}

pub(super) async fn block<T: Send + 'static>(
    until: Instant,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let span = tracing::Span::current();
    let done = web::block(move || span.in_scope(work));
    match tokio::time::timeout_at(until, done).await {
        Ok(done) => done.unwrap_or_else(|_| Err(Error::Internal("the work was broken off".into()))),
        Err(_) => Err(Error::Busy("the database has stopped answering".into())),
    }
}
