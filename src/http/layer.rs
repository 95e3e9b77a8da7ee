//! What every request passes through: its id, its line in the log, its figures, the limits of its
//! head and body, and the last word on errors and headers.

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ALLOW, AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap,
    HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use actix_web::http::{ConnectionType, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpResponse, ResponseError};
use futures_util::FutureExt;
use tracing::Instrument;

use crate::http::answers::Answers;
use crate::http::body::Bodies;
use crate::http::connections::Connection;
use crate::http::metrics::Metrics;
use crate::http::problem::{Code, Problem};
use crate::http::rate::{Caller, Limits};
use crate::services::Services;
use crate::services::secrets::TOKEN_PREFIX;

const UNEXPECTED: &str = "the log has the cause under this request's id";
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Characters of a path that a refusal says back.
const INSTANCE_MAX: usize = 1_000;
/// Longest address, in bytes.
const URI_MAX: usize = 8 * 1024;
/// Largest headers together, names and values, in bytes.
const HEADERS_MAX: usize = 16 * 1024;

/// For a page that came without a policy of its own: it may load nothing.
const NOTHING: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// For the page that the API is read and tried with, and what belongs to it.
const DOCUMENTATION: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

pub async fn layer<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let began = Instant::now();
    let id = request_id(&request);
    let (method, route) = (request.method().clone(), request.match_pattern());
    let services = request.app_data::<Data<Services>>().cloned();
    let metrics = request.app_data::<Data<Metrics>>().cloned();
    let answers = request.app_data::<Data<Answers>>().cloned();
    let limits = request.app_data::<Data<Limits>>();
    let caller = limits.map_or(Caller::unknown(), |limits| {
        limits.address(request.request())
    });
    let connection = request.request().conn_data::<Rc<Connection>>().cloned();
    if let Some(connection) = &connection {
        connection.works();
    }
    // The room that the body takes is given back when all of this is over.
    let held = request
        .app_data::<Data<Bodies>>()
        .cloned()
        .map(|bodies| bodies.watch(&mut request, caller));
    let count = |status: StatusCode| {
        if let Some(metrics) = &metrics {
            metrics.answered(&method, route.as_deref(), status, began.elapsed());
        }
    };
    let span = tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        // A client's link is a secret; the pattern of the address says enough.
        path = route.as_deref().unwrap_or("unknown"),
        user = tracing::field::Empty,
    );
    let path = request.path().to_owned();
    // The request is not held here: the router needs it alone.
    let mut response = async {
        if let Err(problem) = check_head(&request) {
            // An address may be as long as the head that is refused; its beginning tells which it was.
            let beginning: String = path.chars().take(INSTANCE_MAX).collect();
            let response = problem.respond(Some(&beginning));
            return Ok(request.into_response(response));
        }
        let answered = AssertUnwindSafe(next.call(request)).catch_unwind().await;
        let response = match answered {
            Ok(Ok(response)) => {
                let (request, response) = finish(response).into_parts();
                let counts = request.path().starts_with("/v1/");
                let response = match &answers {
                    Some(answers) => answers.hand_on(response, caller, counts).await,
                    None => Ok(response),
                };
                let response = response.unwrap_or_else(|full| full.respond(Some(request.path())));
                ServiceResponse::new(request, response)
            }
            Ok(Err(error)) => return Err(named(ours(&error), &path, &id)),
            Err(_) => {
                let problem = Problem::new(Code::Internal, UNEXPECTED);
                tracing::error!("a handler panicked");
                return Err(named(problem, &path, &id));
            }
        };
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(
            status = response.status().as_u16(),
            milliseconds,
            "answered"
        );
        Ok::<_, Problem>(response)
    }
    .instrument(span)
    .await
    .inspect_err(|problem| count(problem.status_code()))?;
    count(response.status());
    if let Some(connection) = connection {
        let is_last = held.is_some_and(|held| held.is_late());
        if is_last {
            let head = response.response_mut().head_mut();
            head.set_connection_type(ConnectionType::Close);
        }
        connection.answered(response.response().body().size(), is_last);
    }
    let is_documentation = route
        .as_deref()
        .is_some_and(|route| route.starts_with("/docs"));
    let encrypted = services.is_some_and(|it| it.setup().public_url.starts_with("https://"));
    let headers = response.headers_mut();
    protect(headers, is_documentation, encrypted);
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

/// Refuses a head that is larger than any of ours has to be. The framework takes up to 128 KiB.
fn check_head(request: &ServiceRequest) -> Result<(), Problem> {
    let address = request.uri().path_and_query();
    if address.is_some_and(|address| address.as_str().len() > URI_MAX) {
        return Err(Problem::new(Code::UriTooLong, "shorten the query"));
    }
    let headers = request.headers().iter();
    let size: usize = headers
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if size > HEADERS_MAX {
        return Err(Problem::new(
            Code::HeadersTooLarge,
            "send fewer cookies and other headers",
        ));
    }
    Ok(())
}

/// What keeps a browser from doing more with an answer than it is meant for. A page that says more
/// about itself keeps what it says.
fn protect(headers: &mut HeaderMap, is_documentation: bool, encrypted: bool) {
    let mut unless_set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    unless_set(REFERRER_POLICY, "no-referrer");
    if encrypted {
        unless_set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    let policy = if is_documentation {
        DOCUMENTATION
    } else {
        NOTHING
    };
    unless_set(CONTENT_SECURITY_POLICY, policy);
    unless_set(X_FRAME_OPTIONS, "DENY");
    unless_set(OPENER_POLICY, "same-origin");
}

/// The id that came with the request, if it is fit for a log; else a new one.
fn request_id(request: &ServiceRequest) -> String {
    let headers = request.headers();
    let services = request.app_data::<Data<Services>>();
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let authorization = headers.get(AUTHORIZATION).and_then(|it| it.to_str().ok());
    given
        .filter(|id| is_fit(id, authorization.unwrap_or_default()))
        .filter(|id| services.is_none_or(|it| !it.setup().secrets.is_told_by(id)))
        .map_or_else(
            || services.map(|it| it.request_id()).unwrap_or_default(),
            str::to_owned,
        )
}

/// Whether an id may stand in the log and go back to the caller: it is made of what ids are made of,
/// and is not a secret that was put into the wrong header.
fn is_fit(id: &str, authorization: &str) -> bool {
    let usual = |b: u8| b.is_ascii_alphanumeric() || b"-._~!:/+=@,;".contains(&b);
    let in_token = |b: &u8| b.is_ascii_alphanumeric() || b"-_".contains(b);
    let is_random = id.as_bytes().split(|b| !in_token(b)).any(|run| {
        run.len() >= 43
            && run.iter().any(u8::is_ascii_uppercase)
            && run.iter().any(u8::is_ascii_lowercase)
    });
    (1..=128).contains(&id.len())
        && id.bytes().all(usual)
        && !id.contains(TOKEN_PREFIX)
        && !is_random
        && (id.len() < 16 || !authorization.contains(id))
}

/// Gives an error that a handler returned its address, and one that is not ours our form.
fn finish<B: MessageBody + 'static>(response: ServiceResponse<B>) -> ServiceResponse<BoxBody> {
    let (request, response) = response.into_parts();
    match response.error().map(ours) {
        Some(problem) => {
            let response = problem.respond(Some(request.path()));
            ServiceResponse::new(request, response)
        }
        None if is_bare_refusal(&response) => {
            let allow = HeaderValue::from_static("GET, HEAD");
            let problem = Problem::new(Code::MethodNotAllowed, "it takes GET, HEAD");
            let response = problem.header(ALLOW, allow).respond(Some(request.path()));
            ServiceResponse::new(request, response)
        }
        None => ServiceResponse::new(request, response.map_into_boxed_body()),
    }
}

/// The framework's own answer to a wrong method, which only addresses for looking leave to it.
fn is_bare_refusal<B>(response: &HttpResponse<B>) -> bool {
    response.status() == StatusCode::METHOD_NOT_ALLOWED
        && !response.headers().contains_key(CONTENT_TYPE)
}

/// For an error that leaves without passing here again.
fn named(problem: Problem, path: &str, id: &str) -> Problem {
    let id = HeaderValue::from_str(id).unwrap_or(HeaderValue::from_static(""));
    problem.instance(path).header(REQUEST_ID, id)
}

fn ours(error: &Error) -> Problem {
    error
        .as_error::<Problem>()
        .cloned()
        .unwrap_or_else(|| foreign(error.as_response_error().status_code(), &error.to_string()))
}

/// An error of the framework's, which would answer in plain text.
fn foreign(status: StatusCode, message: &str) -> Problem {
    let code = Code::ALL
        .iter()
        .copied()
        .find(|code| code.status() == status.as_u16())
        .unwrap_or(if status.is_client_error() {
            Code::MalformedRequest
        } else {
            Code::Internal
        });
    if code == Code::Internal {
        tracing::error!(message, "an internal error");
        return Problem::new(code, UNEXPECTED);
    }
    Problem::new(code, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_no_secret() {
        for fit in ["order-4711/2", "0197-ab.1", &"r".repeat(128)] {
            assert!(is_fit(fit, "Bearer something"), "{fit}");
        }
        let traced = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert!(is_fit(traced, ""));
        let link = "Jk3Qw0TzL_7RfA-9sXyVbN2mHcGdEuPi1oKlMqWvZtS";
        for secret in [
            link,
            "amends_x",
            &format!("see {link}"),
            &format!("/c/{link}"),
        ] {
            assert!(!is_fit(secret, ""), "{secret}");
        }
        let own = "0123456789abcdef0123456789abcdef";
        assert!(is_fit(own, "") && !is_fit(own, &format!("Bearer {own}")));
        for odd in ["", "two words", "a\"b", "a{b}", "<b>", "a\\b"] {
            assert!(!is_fit(odd, ""), "{odd}");
        }
    }
}
