//! Every error that the API answers: one table of codes, and the RFC 9457 document made from it.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde_json::{Map, Value, json};

use crate::domain::apology::check::Finding;
use crate::domain::error::{FieldError, Invalid, InvalidField, Refusal, Standing};
use crate::services;

macro_rules! codes {
    ($($variant:ident $status:literal $code:literal $title:literal)*) => {
        /// A stable code that clients may rely on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code {
            $($variant),*
        }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status),* }
            }

            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }
        }
    };
}

codes! {
    MalformedRequest 400 "malformed_request" "The request cannot be read"
    MalformedJson 400 "malformed_json" "The body is not JSON"
    MalformedKey 400 "idempotency_key_malformed" "The Idempotency-Key is not 1 to 255 visible ASCII characters"
    InvalidCursor 400 "cursor_invalid" "The cursor is not one that this list gave out"
    Unauthenticated 401 "unauthenticated" "A valid bearer token is needed"
    Forbidden 403 "forbidden" "Your role does not allow this"
    OwnOffer 403 "own_offer" "Nobody decides on an offer that they made, edited or submitted"
    OverLimit 403 "over_limit" "This is more than you may approve"
    OwnAccount 403 "own_account" "Nobody changes their own role, limits or standing"
    NotFound 404 "not_found" "There is no such thing, or you may not know about it"
    MethodNotAllowed 405 "method_not_allowed" "This address does not take that method"
    RequestTimeout 408 "request_timeout" "The body did not arrive in time"
    WrongState 409 "wrong_state" "The workflow does not allow this now"
    OwnershipNotReady 409 "ownership_not_ready" "The statement does not take responsibility without excuses"
    ApologyNotReady 409 "apology_not_ready" "The text has a finding that keeps it from being sent"
    NamesSubcontractor 409 "names_subcontractor" "The text names the subcontractor to the client"
    NotReadyToClose 409 "not_ready_to_close" "Something has to be learned before this is closed"
    OfferChanged 409 "offer_changed" "The offer is not the one that was seen"
    OfferExpired 409 "offer_expired" "The offer's time is over"
    Taken 409 "already_taken" "The value belongs to another one"
    AmountTooLarge 409 "amount_too_large" "A rule comes to more than Amends accepts"
    StillRunning 409 "request_in_progress" "The first request with this Idempotency-Key has not ended"
    Stale 412 "precondition_failed" "The resource has changed since it was read"
    TooLarge 413 "payload_too_large" "The body is too large"
    UriTooLong 414 "uri_too_long" "The address is longer than 8 KiB"
    MediaType 415 "unsupported_media_type" "The body is of another media type, or compressed"
    Invalid 422 "invalid" "Something in the request is not valid"
    NotAMessage 422 "not_a_message" "What was handed in is no e-mail message"
    JustificationMissing 422 "justification_missing" "An offer below the suggestion needs a justification"
    SimulationTooLong 422 "simulation_too_long" "So many incidents cannot be replayed in the time that there is"
    KeyReused 422 "idempotency_key_reused" "The Idempotency-Key was used for another request"
    PreconditionRequired 428 "precondition_required" "A change needs If-Match with the ETag that was read"
    RateLimited 429 "rate_limited" "These are too many requests; wait, and try again"
    SimulationRunning 429 "simulation_running" "Another simulation is running; wait, and try again"
    HeadersTooLarge 431 "headers_too_large" "The headers are larger than 16 KiB"
    Internal 500 "internal" "Something went wrong on our side"
    Unavailable 503 "unavailable" "The service cannot take this now; try again shortly"
}

/// Where the codes are explained, below the public address.
pub const DOCUMENTATION: &str = "/problems";

/// An error on its way out. The address and the request id are added when it leaves.
#[derive(Debug, Clone)]
pub struct Problem {
    pub code: Code,
    said: Box<Said>,
}

/// What is said about one error; apart, since errors are rare and results are everywhere.
#[derive(Debug, Clone, Default)]
struct Said {
    detail: String,
    instance: Option<String>,
    extra: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            said: Box::new(Said {
                detail: detail.into(),
                ..Said::default()
            }),
        }
    }

    /// One invalid field, or query parameter.
    pub fn field(pointer: &str, error: FieldError) -> Self {
        Invalid::at(pointer, error).into()
    }

    #[must_use]
    fn with(mut self, name: &str, value: Value) -> Self {
        self.said.extra.insert(name.to_owned(), value);
        self
    }

    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.said.headers.push((name, value));
        self
    }

    /// The address that it happened at, for an error that is not answered by [`Problem::respond`].
    #[must_use]
    pub fn instance(mut self, path: &str) -> Self {
        self.said.instance = Some(path.to_owned());
        self
    }

    #[must_use]
    fn standing(self, standing: Standing) -> Self {
        self.with("state", standing.state.into())
            .with("allowed_actions", standing.allowed_actions.into())
    }

    #[must_use]
    pub(super) fn retry_later(self) -> Self {
        self.header(header::RETRY_AFTER, HeaderValue::from_static("1"))
    }

    pub fn unauthenticated() -> Self {
        Self::new(
            Code::Unauthenticated,
            "send Authorization: Bearer with a token that is neither revoked nor expired",
        )
        .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// For whoever has asked too often, and may ask again in so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        Self::new(
            Code::RateLimited,
            format!("wait for {seconds} s before the next request"),
        )
        .header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(
            Code::NotFound,
            format!("there is no such {}", beginning(what, DETAIL_MAX)),
        )
    }

    /// The whole answer, for the request at `instance`.
    pub fn respond(&self, instance: Option<&str>) -> HttpResponse {
        let mut document = Map::new();
        document.insert(
            "type".into(),
            format!("{DOCUMENTATION}#{}", self.code.as_str()).into(),
        );
        document.insert("title".into(), self.code.title().into());
        document.insert("status".into(), self.code.status().into());
        document.insert("detail".into(), self.said.detail.clone().into());
        document.insert("code".into(), self.code.as_str().into());
        if let Some(instance) = instance {
            document.insert("instance".into(), instance.into());
        }
        document.extend(self.said.extra.clone());
        let mut response = HttpResponse::build(self.status_code());
        response.content_type("application/problem+json");
        for (name, value) in &self.said.headers {
            response.insert_header((name.clone(), value.clone()));
        }
        response.body(Value::Object(document).to_string())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.said.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        self.respond(self.said.instance.as_deref())
    }
}

/// Errors that one answer names; who mends so many sees the rest at the next try.
const ERRORS_MAX: usize = 100;
/// Characters of a pointer that are said back.
const POINTER_MAX: usize = 300;
/// Characters of what is said of one field.
const DETAIL_MAX: usize = 1_000;
/// Characters of what is said of all of it.
const WHOLE_MAX: usize = 2_000;

/// The beginning of what may repeat what was sent, however much that was.
pub(super) fn beginning(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl From<Invalid> for Problem {
    fn from(Invalid(mut fields): Invalid) -> Self {
        fields.truncate(ERRORS_MAX);
        for field in &mut fields {
            field.pointer = beginning(&field.pointer, POINTER_MAX);
            field.detail = beginning(&field.detail, DETAIL_MAX);
        }
        let invalid = Invalid(fields);
        let detail = beginning(&invalid.to_string(), WHOLE_MAX);
        let errors = errors_json(&invalid.0);
        Self::new(Code::Invalid, detail).with("errors", errors)
    }
}

impl From<services::Error> for Problem {
    fn from(error: services::Error) -> Self {
        use services::Error as E;
        match error {
            E::NotFound(what) => Self::not_found(what),
            E::Forbidden(forbidden) => Self::new(Code::Forbidden, forbidden.to_string()),
            E::Unauthenticated => Self::unauthenticated(),
            E::OwnAccount => {
                Self::new(Code::OwnAccount, "ask another admin to change this for you")
            }
            E::Refused(refusal) => refusal.into(),
            E::Stale => Self::new(
                Code::Stale,
                "read it again, and repeat the change with its new ETag",
            ),
            E::Taken { pointer, detail } => Self::new(Code::Taken, detail).with(
                "errors",
                json!([{"pointer": pointer, "code": "taken", "detail": detail}]),
            ),
            E::KeyReused => Self::new(
                Code::KeyReused,
                "use a new Idempotency-Key for a new request",
            ),
            E::StillRunning => Self::new(
                Code::StillRunning,
                "ask again in a moment to hear how it ended",
            )
            .retry_later(),
            E::TooLarge(too_large) => Self::new(
                Code::AmountTooLarge,
                format!("{too_large}; correct the incident, its guarantee or the policy"),
            )
            .with("rule", too_large.rule.into()),
            E::Simulating => Self::new(
                Code::SimulationRunning,
                "one simulation runs at a time; ask again in a few seconds",
            )
            .header(header::RETRY_AFTER, HeaderValue::from_static("5")),
            E::SimulationTooLong => Self::new(
                Code::SimulationTooLong,
                "say with from and to which incidents to replay, and ask for fewer at a time",
            ),
            E::Busy(why) => {
                tracing::warn!(why, "the database is busy");
                Self::new(Code::Unavailable, "nothing was changed").retry_later()
            }
            E::Internal(why) => {
                tracing::error!(why, "an internal error");
                Self::new(
                    Code::Internal,
                    "nothing was changed; the log has the cause under this request's id",
                )
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(invalid) => invalid.into(),
            Refusal::WrongState {
                action,
                standing,
                detail,
            } => Self::new(Code::WrongState, detail)
                .with("action", action.into())
                .standing(standing),
            Refusal::OwnershipNotReady { findings, standing } => Self::new(
                Code::OwnershipNotReady,
                "rewrite what the findings point at",
            )
            .with("findings", findings_json(&findings))
            .standing(standing),
            Refusal::ApologyNotReady { findings, standing } => {
                let detail = "rewrite what the blocking findings point at, or have an approver override them";
                Self::new(Code::ApologyNotReady, detail)
                    .with("findings", findings_json(&findings))
                    .standing(standing)
            }
            Refusal::NamesSubcontractor { places, standing } => {
                let detail = Invalid(places.clone()).to_string();
                Self::new(Code::NamesSubcontractor, detail)
                    .with("errors", errors_json(&places))
                    .standing(standing)
            }
            Refusal::NotReadyToClose { missing, standing } => Self::new(
                Code::NotReadyToClose,
                format!("still missing: {}", missing.join(", ")),
            )
            .with("missing", missing.into())
            .standing(standing),
            Refusal::JustificationMissing { suggested } => Self::new(
                Code::JustificationMissing,
                format!("the suggestion is {suggested}; say why this offer is less"),
            )
            .with(
                "errors",
                json!([{
                    "pointer": "/justification",
                    "code": "justification_missing",
                    "detail": format!("the suggestion is {suggested}; say why this offer is less"),
                }]),
            ),
            Refusal::OwnOffer => Self::new(Code::OwnOffer, "somebody else has to decide on it"),
            Refusal::OverLimit { detail } => Self::new(Code::OverLimit, detail),
            Refusal::OfferChanged { digest } => Self::new(
                Code::OfferChanged,
                "the offer was changed since: read it again, and send the digest of what you have seen",
            )
            .with("digest", digest.into()),
            Refusal::RecipientChanged { standing } => {
                let detail = "the client's e-mail address has changed since the offer was submitted: edit the offer, and submit it again";
                Self::new(Code::OfferChanged, detail).standing(standing)
            }
            Refusal::OfferExpired { standing } => {
                Self::new(Code::OfferExpired, "make a new offer").standing(standing)
            }
        }
    }
}

fn errors_json(fields: &[InvalidField]) -> Value {
    let errors: Vec<Value> = fields
        .iter()
        .map(|field| json!({"pointer": field.pointer, "code": field.code, "detail": field.detail}))
        .collect();
    errors.into()
}

fn findings_json(findings: &[Finding]) -> Value {
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| json!(crate::http::apologies::FindingView::from(finding)))
        .collect();
    findings.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_errors() {
        for (index, code) in Code::ALL.iter().enumerate() {
            assert!((400..600).contains(&code.status()), "{}", code.as_str());
            assert!(
                Code::ALL[index + 1..]
                    .iter()
                    .all(|other| other.as_str() != code.as_str())
            );
        }
    }
}
