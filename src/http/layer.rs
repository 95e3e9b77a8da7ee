//! What every request passes through: its id, its line in the log, and the last word on errors.

use std::panic::AssertUnwindSafe;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};
use futures_util::FutureExt;
use tracing::Instrument;

use crate::http::problem::{Code, Problem};
use crate::services::Services;

const UNEXPECTED: &str = "the log has the cause under this request's id";
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request_id(&request);
    let span = tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        // A client's link is a secret; the pattern of the address says enough.
        path = request.match_pattern().unwrap_or_else(|| "unknown".into()),
        user = tracing::field::Empty,
    );
    let path = request.path().to_owned();
    // The request is not held here: the router needs it alone.
    let mut response = async {
        let answered = AssertUnwindSafe(next.call(request)).catch_unwind().await;
        let response = match answered {
            Ok(Ok(response)) => finish(response),
            Ok(Err(error)) => return Err(named(ours(&error), &path, &id).into()),
            Err(_) => {
                let problem = Problem::new(Code::Internal, UNEXPECTED);
                return Err(named(problem, &path, &id).into());
            }
        };
        tracing::info!(status = response.status().as_u16(), "answered");
        Ok::<_, Error>(response)
    }
    .instrument(span)
    .await?;
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

/// The id that came with the request, if it is fit for a log; else a new one.
fn request_id(request: &ServiceRequest) -> String {
    request
        .headers()
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|id| (1..=128).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic()))
        .map_or_else(
            || {
                let services = request.app_data::<actix_web::web::Data<Services>>();
                services
                    .map(|services| services.request_id())
                    .unwrap_or_default()
            },
            str::to_owned,
        )
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
