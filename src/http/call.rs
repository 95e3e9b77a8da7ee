//! A request as a handler sees it: who asks, with what right, under which key, and the body.
//!
//! The order is fixed: who are you, may you, is the request well-formed. So nobody learns anything
//! about the inside by sending broken bodies.

use std::cell::Cell;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::str::FromStr;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::{Bytes, BytesMut, Data};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, dev::Payload, web};
use futures_util::StreamExt;
use secrecy::SecretString;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::actor::{Permit, Right};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::http::answers::Waited;
use crate::http::body;
use crate::http::json;
use crate::http::paging::{Keys, Query, Window};
use crate::http::problem::{Code, Problem};
use crate::http::rate::{Caller, Limits};
use crate::services::once::{Answer, Given, Key, fingerprint};
use crate::services::{Awaited, Result as Done, Seen, Services, Work, session};

pub type Reply = Result<HttpResponse, Problem>;

/// What a route takes as its body.
pub trait Accepts {
    /// Largest body, in bytes.
    const MAX: usize;
    /// The media types, the usual one first.
    const TYPES: &'static [&'static str];
    /// Completes "send at most ...".
    const MAX_TEXT: &'static str;
}

/// A JSON body, as nearly every route takes it.
#[derive(Debug)]
pub enum Json {}

impl Accepts for Json {
    const MAX: usize = 1024 * 1024;
    const TYPES: &'static [&'static str] = &["application/json"];
    const MAX_TEXT: &'static str = "1 MiB";
}
/// How long the database may take for all that a request asks of it, signing in included.
const PROMPT: Duration = Duration::from_millis(4_500);
/// The same for what goes through very much: a whole history, or all that was ever reported.
const LEISURELY: Duration = Duration::from_secs(60);

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// An authenticated request of somebody who has the right `R`, with a body that is a `B`.
pub struct Call<R, B = Json> {
    services: Data<Services>,
    permit: Permit<R>,
    /// The token that they came with.
    bearer: SecretString,
    request: HttpRequest,
    body: Bytes,
    /// Whether the handler read the query; one that nobody reads has nothing to say.
    query_read: Cell<bool>,
    /// How much longer the database may take.
    patience: Duration,
    kind: PhantomData<fn() -> B>,
}

impl<R: Right + 'static, B: Accepts + 'static> FromRequest for Call<R, B> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let services = request
                .app_data::<Data<Services>>()
                .cloned()
                .expect("the application holds the services");
            let limits = request
                .app_data::<Data<Limits>>()
                .cloned()
                .expect("the application holds the limits");
            // Who shows nothing at all guesses nothing, and costs no look into the database.
            let token = bearer(request.headers()).ok_or_else(Problem::unauthenticated)?;
            let (caller, now) = (Caller::with_token(&token), services.now());
            limits.before_token(caller, now)?;
            limits.before_stranger(caller, &request, now)?;
            let (asked, bearer) = (services.clone(), token.clone());
            let waited = request.extensions().get::<Waited>().map(|waited| waited.0);
            let patience = PROMPT.saturating_sub(waited.unwrap_or_default());
            let began = Instant::now();
            let found = within(patience, move || {
                asked.read(|work| session::authenticate(work, &token))
            })
            .await?;
            let patience = patience.saturating_sub(began.elapsed());
            let Some(actor) = found else {
                limits.wrong_token(&request, now)?;
                return Err(Problem::unauthenticated());
            };
            limits.token(caller, now)?;
            tracing::Span::current().record("user", tracing::field::display(actor.id));
            let permit = actor
                .permit::<R>()
                .map_err(|forbidden| Problem::new(Code::Forbidden, forbidden.to_string()))?;
            let body = match *request.method() {
                Method::GET | Method::HEAD => Bytes::new(),
                _ => read_body::<B>(&request, payload).await?,
            };
            Ok(Self {
                services,
                permit,
                bearer,
                request,
                body,
                query_read: Cell::new(false),
                patience,
                kind: PhantomData,
            })
        })
    }
}

impl<R: Right + 'static, B: Accepts + 'static> Call<R, B> {
    pub fn permit(&self) -> &Permit<R> {
        &self.permit
    }

    /// The path parameter `name` as it stands.
    pub fn segment(&self, name: &str) -> &str {
        self.request.match_info().query(name)
    }

    /// The id in the path; what is no id names nothing.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.segment(name)
            .parse()
            .map_err(|_| Problem::not_found("resource"))
    }

    /// The body as `T`; an absent one counts as `{}`, but not where it says what the resource is to
    /// be: a PUT that lost its body must not put back the defaults.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        if self.body.is_empty() {
            if [Method::PUT, Method::PATCH].contains(self.request.method()) {
                return Err(Problem::field("", FieldError::required()));
            }
            return json::read_value(Value::Object(Map::new())).map_err(Problem::from);
        }
        json::read_text(&self.body)
    }

    /// The body as it was sent, for what reads it in a way of its own.
    pub fn text(&self) -> Result<&str, Problem> {
        std::str::from_utf8(&self.body)
            .map_err(|_| Problem::new(Code::MalformedJson, "the body is not UTF-8"))
    }

    /// The body as it was sent, whatever it is.
    pub fn bytes(&self) -> Bytes {
        self.body.clone()
    }

    /// The body of a PATCH: an object whose members replace those of the resource.
    pub fn patch(&self) -> Result<PatchBody, Problem> {
        match self.body::<Value>()? {
            Value::Object(members) => Ok(PatchBody(members)),
            _ => Err(Problem::field(
                "",
                FieldError::new("wrong_type", "write a JSON object"),
            )),
        }
    }

    pub fn query(&self, known: &'static [&'static str]) -> Result<Query, Problem> {
        self.query_read.set(true);
        Query::parse(self.request.query_string(), known)
    }

    /// The part of a list that is asked for, where the list goes by ids.
    pub fn window(&self, query: &Query) -> Result<Window, Problem> {
        self.window_by(Keys::Ids, query)
    }

    /// The same where up to `most` may be asked for, and that many are shown to who does not ask.
    pub fn window_of(&self, query: &Query, most: i64) -> Result<Window, Problem> {
        Window::parse_up_to(self.request.path(), query, Keys::Ids, (most, most))
    }

    /// The same for a list that goes by something else.
    pub fn window_by(&self, keys: Keys, query: &Query) -> Result<Window, Problem> {
        Window::parse(self.request.path(), query, keys)
    }

    /// The versions that a change may be made against, where any are named.
    pub fn if_match(&self) -> Result<Option<Seen>, Problem> {
        // What stands behind the version tells forms of it apart (see `shown_now`); a tag that is not
        // of our making matches no version.
        let version = |tag: &String| tag.split('.').next().and_then(|it| it.parse().ok());
        Ok(self
            .seen_tags()
            .map(|tags| Seen::any_of(tags.0.iter().filter_map(version))))
    }

    /// The same for what has tags that are no version.
    pub fn seen_tags(&self) -> Option<Tags> {
        let mut lines = self.request.headers().get_all(header::IF_MATCH).peekable();
        lines.peek()?;
        let tags: Vec<String> = lines
            .flat_map(|line| line.to_str().unwrap_or_default().split(','))
            .map(|tag| tag.trim().trim_matches('"').to_owned())
            .collect();
        (tags != ["*"]).then_some(Tags(tags))
    }

    /// The same where it must be named.
    pub fn needs_if_match(&self) -> Result<Option<Seen>, Problem> {
        if !self.request.headers().contains_key(header::IF_MATCH) {
            let detail = "send If-Match with the ETag of the version that you read";
            return Err(Problem::new(Code::PreconditionRequired, detail));
        }
        self.if_match()
    }

    /// Waits for something else first; the database has so much less time then.
    pub async fn after<T>(
        mut self,
        wait: impl Future<Output = Result<T, Problem>>,
    ) -> Result<(Self, T), Problem> {
        let began = Instant::now();
        let got = wait.await?;
        self.patience = self.patience.saturating_sub(began.elapsed());
        Ok((self, got))
    }

    /// For what goes through very much, and may take a minute.
    #[must_use]
    pub fn at_leisure(mut self) -> Self {
        self.patience = LEISURELY;
        self
    }

    /// Looks something up and shows it.
    pub async fn read(
        self,
        look: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Done<Answer> + Send + 'static,
    ) -> Reply {
        self.refuse_unread_query()?;
        let (services, permit) = (self.services.clone(), self.permit);
        let (bearer, has_body) = (self.bearer, self.request.method() == Method::POST);
        let answer = within(self.patience, move || {
            if has_body {
                // It may have taken its time.
                services.read_as(&bearer, look)
            } else {
                services.read(|work| look(work, &permit))
            }
        })
        .await?;
        let etag = answer.headers.iter().find(|(name, _)| name == "etag");
        if let Some((_, etag)) = etag
            && self.request.method() != Method::POST
            && has_already(self.request.headers(), etag)
        {
            return Ok(HttpResponse::NotModified()
                .insert_header((header::ETAG, etag.as_str()))
                .finish());
        }
        Ok(respond(&answer, false))
    }

    /// Looks at more than one piece of work sees.
    pub async fn examine(
        self,
        look: impl FnOnce(&Services, &Permit<R>) -> Done<Answer> + Send + 'static,
    ) -> Reply {
        self.refuse_unread_query()?;
        let (services, permit) = (self.services.clone(), self.permit);
        let answer = within(self.patience, move || look(&services, &permit)).await?;
        Ok(respond(&answer, false))
    }

    /// Changes something without a key: for PATCH, PUT and DELETE, which may be repeated anyway.
    pub async fn change(
        self,
        work: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Done<Answer> + Send + 'static,
    ) -> Reply {
        self.refuse_unread_query()?;
        let (services, bearer) = (self.services.clone(), self.bearer);
        let answer = within(self.patience, move || services.write_as(bearer, work)).await?;
        Ok(respond(&answer, false))
    }

    /// A POST that changes nothing: with a key its answer is kept like any other's.
    pub async fn look_once(
        self,
        look: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Done<Answer> + Send + 'static,
    ) -> Reply {
        if self.key()?.is_some() {
            return self.once(look).await;
        }
        self.read(look).await
    }

    /// The same for what takes its time: it holds up nobody, and is given up where it takes longer
    /// than `patience` or nobody waits for it any more.
    pub async fn work_out_once(
        self,
        patience: Duration,
        look: impl FnOnce(&Services, &Permit<R>, &Awaited) -> Done<Answer> + Send + 'static,
    ) -> Reply {
        self.refuse_unread_query()?;
        let key = self.key()?;
        let (services, bearer) = (self.services.clone(), self.bearer);
        let (awaited, waiting) = Awaited::for_at_most(patience);
        // The work ends itself in time; beyond that the database has stopped answering.
        let answered = within(patience + PROMPT, move || {
            services.once_beside(bearer, key, |services, permit| {
                look(services, permit, &awaited)
            })
        })
        .await;
        // Dropped earlier where the request itself is.
        drop(waiting);
        let answered = answered?;
        Ok(respond(&answered.answer, answered.replayed))
    }

    /// Changes something, once for each Idempotency-Key. Work that answers with a secret says so
    /// (see [`Answer::secret`]).
    pub async fn once<G: Into<Given> + 'static>(
        self,
        work: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Done<G> + Send + 'static,
    ) -> Reply {
        self.refuse_unread_query()?;
        let key = self.key()?;
        let (services, bearer) = (self.services.clone(), self.bearer);
        let answered = within(self.patience, move || services.once(bearer, key, work)).await?;
        Ok(respond(&answered.answer, answered.replayed))
    }

    fn refuse_unread_query(&self) -> Result<(), Problem> {
        if self.query_read.get() {
            return Ok(());
        }
        self.query(&[]).map(drop)
    }

    fn key(&self) -> Result<Option<Key>, Problem> {
        let mut values = self.request.headers().get_all(IDEMPOTENCY_KEY);
        let Some(value) = values.next() else {
            return Ok(None);
        };
        if values.next().is_some() {
            return Err(Problem::new(Code::MalformedKey, "send it once"));
        }
        let visible = |text: &&str| {
            (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
        };
        let key = value
            .to_str()
            .ok()
            .filter(visible)
            .ok_or_else(|| Problem::new(Code::MalformedKey, "a UUID makes a good key"))?;
        Ok(Some(Key {
            user: self.permit.actor().id,
            key: key.to_owned(),
            fingerprint: fingerprint(
                self.request.method().as_str(),
                self.request.path(),
                &self.body,
            ),
            bearer: self.bearer.clone(),
        }))
    }
}

/// The tags that an If-Match names; one that fits is enough (RFC 9110, 13.1.1). No tag of ours has a
/// comma in it.
#[derive(Debug)]
pub struct Tags(Vec<String>);

impl Tags {
    pub fn has(&self, tag: &str) -> bool {
        self.0.iter().any(|named| named == tag)
    }
}

/// Members that replace those of a resource.
pub struct PatchBody(Map<String, Value>);

impl PatchBody {
    pub fn names(&self, member: &str) -> bool {
        self.0.contains_key(member)
    }

    pub fn clears(&self, member: &str) -> bool {
        self.0.get(member).is_some_and(Value::is_null)
    }

    /// What the resource's body is once the members are replaced; `null` takes one away.
    pub fn onto<T: Serialize + DeserializeOwned>(self, present: &T) -> Result<T, Invalid> {
        let mut whole = serde_json::to_value(present).expect("a body can be written as JSON");
        if let Value::Object(members) = &mut whole {
            members.extend(self.0);
        }
        json::read_value(whole)
    }
}

/// 201, with where it is from now on.
pub fn created<T: Serialize>(location: String, view: &T, version: Option<i64>) -> Answer {
    made(location, shown(view, version))
}

/// The same for an answer that is there already.
pub fn made(location: String, mut answer: Answer) -> Answer {
    answer.status = 201;
    answer.headers.push(("location".into(), location));
    answer
}

/// 200 with one resource and its ETag: its version or, where it has none, what it looks like.
pub fn shown<T: Serialize>(view: &T, version: Option<i64>) -> Answer {
    let body = serde_json::to_string(view).expect("a view can be written as JSON");
    let tag = version.map_or_else(
        || hex::encode(&Sha256::digest(&body)[..16]),
        |version| version.to_string(),
    );
    tagged(body, &tag)
}

/// The same for what looks different as time goes by, or as other things change: its tag holds the
/// version, which a change is made against, and what it looks like, which a cache goes by.
pub fn shown_now<T: Serialize>(view: &T, version: i64) -> Answer {
    let body = serde_json::to_string(view).expect("a view can be written as JSON");
    let looks = hex::encode(&Sha256::digest(&body)[..8]);
    tagged(body, &format!("{version}.{looks}"))
}

/// The same with a tag of its own making.
pub fn shown_as<T: Serialize>(view: &T, tag: &str) -> Answer {
    let body = serde_json::to_string(view).expect("a view can be written as JSON");
    tagged(body, tag)
}

fn tagged(body: String, tag: &str) -> Answer {
    Answer {
        status: 200,
        headers: vec![("etag".to_owned(), format!("\"{tag}\""))],
        body,
    }
}

pub fn no_content() -> Answer {
    Answer {
        status: 204,
        headers: Vec::new(),
        body: String::new(),
    }
}

fn respond(answer: &Answer, replayed: bool) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(answer.status)
        .unwrap_or(actix_web::http::StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    for (name, value) in &answer.headers {
        response.insert_header((name.as_str(), value.as_str()));
    }
    if replayed {
        response.insert_header((REPLAYED, HeaderValue::from_static("true")));
    }
    if answer.body.is_empty() {
        return response.finish();
    }
    let has_type = answer
        .headers
        .iter()
        .any(|(name, _)| name == "content-type");
    if !has_type {
        response.content_type("application/json");
    }
    response.body(answer.body.clone())
}

/// Runs what waits for the database. After so long the caller is told to come back. What had begun
/// by then may still be done, which its Idempotency-Key brings to light.
async fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Done<T> + Send + 'static,
) -> Result<T, Problem> {
    let span = tracing::Span::current();
    let done = web::block(move || span.in_scope(work));
    match tokio::time::timeout(patience, done).await {
        Ok(Ok(done)) => done.map_err(Problem::from),
        Ok(Err(_)) => Err(Problem::new(
            Code::Internal,
            "the work was broken off; nothing was changed",
        )),
        Err(_) => {
            tracing::error!("the database has stopped answering");
            let detail = "the database does not answer; repeat a change with its Idempotency-Key to hear whether it was made";
            Err(Problem::new(Code::Unavailable, detail).retry_later())
        }
    }
}

/// The same for what nobody signs in for.
pub async fn promptly<T: Send + 'static>(
    work: impl FnOnce() -> Done<T> + Send + 'static,
) -> Result<T, Problem> {
    within(PROMPT, work).await
}

/// Whether the caller says that they have this version; a weak tag will do (RFC 9110).
fn has_already(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|tags| tags.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag == etag)
}

fn bearer(headers: &HeaderMap) -> Option<SecretString> {
    let mut values = headers.get_all(header::AUTHORIZATION);
    let (value, None) = (values.next()?, values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.into())
}

async fn read_body<B: Accepts>(request: &HttpRequest, payload: Payload) -> Result<Bytes, Problem> {
    let headers = request.headers();
    // A small compressed body can become a very large one.
    let encoded = headers
        .get_all(header::CONTENT_ENCODING)
        .any(|coding| coding != "identity");
    if encoded {
        return Err(Problem::new(Code::MediaType, "send the body uncompressed"));
    }
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > B::MAX) {
        return Err(too_large::<B>());
    }
    let body = collect::<B>(payload, announced).await?;
    if !body.is_empty() && !is_one_of(headers, B::TYPES) {
        let types = B::TYPES.join(" or ");
        return Err(Problem::new(
            Code::MediaType,
            format!("send Content-Type: {types}"),
        ));
    }
    Ok(body)
}

async fn collect<B: Accepts>(
    mut payload: Payload,
    announced: Option<usize>,
) -> Result<Bytes, Problem> {
    // What grows step by step takes up to twice its size.
    let mut whole = BytesMut::with_capacity(announced.unwrap_or_default());
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| body::refusal(&error))?;
        if whole.len() + chunk.len() > B::MAX {
            return Err(too_large::<B>());
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}

fn too_large<B: Accepts>() -> Problem {
    Problem::new(Code::TooLarge, format!("send at most {}", B::MAX_TEXT))
}

fn is_one_of(headers: &HeaderMap, types: &[&str]) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim)
        .is_some_and(|sent| types.iter().any(|known| sent.eq_ignore_ascii_case(known)))
}

/// For bodies with nothing in them.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// Reads optional fields of a body.
pub fn maybe<T>(
    check: &mut Check,
    pointer: &str,
    raw: Option<&String>,
    parse: impl FnOnce(&str) -> Result<T, FieldError>,
) -> Option<T> {
    check.maybe(pointer, raw, |raw| parse(raw))
}
