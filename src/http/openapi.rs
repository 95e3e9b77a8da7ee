//! `/openapi.json`: the API, described from the handlers themselves.
//!
//! What holds for every operation (who may call it, what it answers when it refuses, which headers
//! it takes) is added here once.

#![expect(unused_qualifications, reason = "the derive of schemas writes them")]

mod examples;
mod headers;
mod texts;

use std::sync::LazyLock;

use actix_web::HttpResponse;
use utoipa::openapi::path::{HttpMethod, Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    self, Content, Ref, RefOr, Required, ResponseBuilder, Schema, SecurityRequirement,
};
use utoipa::{Modify, OpenApi, ToSchema};

use crate::http::problem::Code;

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut document = serde_json::to_value(Description::openapi())
        .expect("the description can be written as JSON");
    complete(&mut document);
    document.to_string()
});

/// Adds what the shapes of the handlers do not tell.
fn complete(document: &mut serde_json::Value) {
    texts::describe(document);
    headers::describe(document);
    examples::give(document);
}

#[utoipa::path(get, path = "/openapi.json", tag = "Health", summary = "This document", security(()), responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json")))]
pub async fn show() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(DOCUMENT.as_str())
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Amends",
        description = "Service recovery: own the mistake, apologise, make generous amends, in that order.\n\nMoney is a decimal string with the digits of its currency. Times are RFC 3339 in UTC. Errors are RFC 9457 problem documents; their codes are listed at `/problems`.\n\nTwo things are not in this document. The pages, since they are for people and answer HTML, refusals included: `GET /` (the start page), `GET /problems` (every error), `GET /docs/` (this document, to read and to try), and the client's page behind the link in a letter, `GET /c/{token}` with its forms `POST /c/{token}/accept`, `/decline`, `/counter`, `/feedback` and `/playback`, whose fields can change with the page. And what is refused before it is a request: a head that is not HTTP/1.1 gets a bare 400, one of more than 96 headers or 128 KiB a bare 431, one that does not come in time a bare 408; none of them has a problem document or an `X-Request-Id`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        crate::http::users::me,
        crate::http::users::change_me,
        crate::http::users::create,
        crate::http::users::list,
        crate::http::users::find,
        crate::http::users::change,
        crate::http::users::create_token,
        crate::http::users::list_tokens,
        crate::http::users::find_token,
        crate::http::users::revoke_token,
        crate::http::delegations::make,
        crate::http::delegations::list,
        crate::http::delegations::find,
        crate::http::delegations::end,
        crate::http::clients::create,
        crate::http::clients::list,
        crate::http::clients::find,
        crate::http::clients::change,
        crate::http::incidents::report,
        crate::http::incidents::list,
        crate::http::incidents::find,
        crate::http::incidents::change,
        crate::http::incidents::own,
        crate::http::incidents::dismiss,
        crate::http::incidents::reopen,
        crate::http::incidents::close,
        crate::http::incidents::history,
        crate::http::incidents::suggestion,
        crate::http::accounts::add,
        crate::http::accounts::list,
        crate::http::accounts::compare,
        crate::http::accounts::find,
        crate::http::accounts::dispute,
        crate::http::accounts::settle,
        crate::http::playbacks::draft,
        crate::http::playbacks::list,
        crate::http::playbacks::find,
        crate::http::playbacks::send,
        crate::http::playbacks::answer,
        crate::http::promises::make,
        crate::http::promises::list,
        crate::http::promises::find,
        crate::http::promises::keep,
        crate::http::preventions::plan,
        crate::http::preventions::list,
        crate::http::preventions::find,
        crate::http::preventions::done,
        crate::http::preventions::verify,
        crate::http::follow_ups::add,
        crate::http::follow_ups::list,
        crate::http::follow_ups::find,
        crate::http::apologies::draft,
        crate::http::apologies::list,
        crate::http::apologies::find,
        crate::http::apologies::edit,
        crate::http::apologies::eml,
        crate::http::apologies::mail_draft,
        crate::http::apologies::send,
        crate::http::apologies::record,
        crate::http::apologies::discard,
        crate::http::apologies::check,
        crate::http::offers::draft,
        crate::http::offers::list_of,
        crate::http::offers::list,
        crate::http::offers::find,
        crate::http::offers::edit,
        crate::http::offers::submit,
        crate::http::offers::approve,
        crate::http::offers::reject,
        crate::http::offers::send,
        crate::http::offers::withdraw,
        crate::http::offers::accept,
        crate::http::offers::decline,
        crate::http::offers::counter,
        crate::http::offers::accept_counter,
        crate::http::offers::set_room,
        crate::http::offers::fulfil,
        crate::http::policy::find,
        crate::http::policy::replace,
        crate::http::policy::versions,
        crate::http::policy::simulate,
        crate::http::guarantees::create,
        crate::http::guarantees::list,
        crate::http::guarantees::find,
        crate::http::guarantees::replace,
        crate::http::guarantees::versions,
        crate::http::guarantees::evaluate,
        crate::http::workflow::show,
        crate::http::history::list,
        crate::http::history::verify,
        crate::http::mail::list,
        crate::http::mail::find,
        crate::http::mail::retry,
        crate::http::mail::stop,
        crate::http::inbound::file,
        crate::http::inbound::list,
        crate::http::inbound::find,
        crate::http::inbound::place,
        crate::http::inbound::replies,
        crate::http::health::livez,
        crate::http::health::readyz,
        crate::http::metrics::metrics,
        show,
    ),
    components(schemas(Problem, InvalidFieldView)),
    modifiers(&ForEveryOperation),
)]
pub struct Description;

/// An error, as RFC 9457 shapes it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what `problem` writes")]
struct Problem {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    instance: String,
    /// Stable; the codes are listed at `/problems`.
    code: String,
    /// What is wrong with the input (422), or with what would go to the client
    /// (409 `names_subcontractor`).
    #[schema(nullable = false)]
    errors: Option<Vec<InvalidFieldView>>,
    /// Where the resource stands, when the workflow refuses (409).
    #[schema(nullable = false)]
    state: Option<String>,
    /// What could be done with it instead (409).
    #[schema(nullable = false)]
    allowed_actions: Option<Vec<String>>,
    /// What was asked for (409 `wrong_state`).
    #[schema(nullable = false)]
    action: Option<String>,
    /// What keeps a text from being used (409).
    #[schema(nullable = false)]
    findings: Option<Vec<crate::http::apologies::FindingView>>,
    /// What closing needs (409 `not_ready_to_close`).
    #[schema(nullable = false)]
    missing: Option<Vec<String>>,
    /// The rule that comes to too much (409 `amount_too_large`).
    #[schema(nullable = false)]
    rule: Option<String>,
    /// The offer as it is now (409 `offer_changed`).
    #[schema(nullable = false)]
    digest: Option<String>,
}

/// One field, or query parameter, and what is wrong with it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what `problem` writes")]
#[schema(as = InvalidField)]
struct InvalidFieldView {
    /// A JSON pointer into the body, or the name of a query parameter behind a slash.
    pointer: String,
    code: String,
    detail: String,
}

struct ForEveryOperation;

impl Modify for ForEveryOperation {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        patches(components);
        for (path, item) in &mut document.paths.paths {
            let operations = [
                (HttpMethod::Get, &mut item.get),
                (HttpMethod::Post, &mut item.post),
                (HttpMethod::Put, &mut item.put),
                (HttpMethod::Patch, &mut item.patch),
                (HttpMethod::Delete, &mut item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    describe(path, &method, operation);
                }
            }
        }
    }
}

/// A PATCH takes the members of the whole body, and none of them has to be there.
fn patches(components: &mut openapi::Components) {
    for name in ["User", "Client", "Incident"] {
        let whole = components.schemas.get(&format!("{name}Input")).cloned();
        if let Some(RefOr::T(Schema::Object(mut object))) = whole {
            object.required.clear();
            let patch = RefOr::T(Schema::Object(object));
            components.schemas.insert(format!("{name}Patch"), patch);
        }
    }
    if let Some(RefOr::T(Schema::Object(offer))) = components.schemas.get_mut("OfferPatch") {
        offer.required.clear();
    }
}

fn describe(path: &str, method: &HttpMethod, operation: &mut Operation) {
    // What every request passes through may refuse it.
    refuses(operation, vec![414, 431]);
    if path == "/readyz" {
        refuses(operation, vec![500, 503]);
    }
    operation.operation_id = Some(operation_id(path, method));
    if path.starts_with("/v1/") {
        describe_guarded(path, method, operation);
    }
}

/// What holds wherever a token is needed.
fn describe_guarded(path: &str, method: &HttpMethod, operation: &mut Operation) {
    operation.security = Some(vec![SecurityRequirement::new("token", [] as [&str; 0])]);
    let changes = *method != HttpMethod::Get;
    // 422 everywhere: a query parameter that there is not is refused.
    let mut statuses = vec![400, 401, 403, 422, 429, 500, 503];
    if path.contains('{') {
        statuses.push(404);
    }
    if changes {
        statuses.extend([408, 409, 413, 415]);
    }
    match method {
        HttpMethod::Get if !answers_list(operation) => {
            header(
                operation,
                "If-None-Match",
                false,
                "An ETag that the caller has: 304 where it is still the present one",
            );
            operation
                .responses
                .responses
                .insert("304".into(), RefOr::T(not_modified()));
        }
        HttpMethod::Post => {
            header(
                operation,
                "Idempotency-Key",
                false,
                "Makes a repetition of the request harmless for 24 hours",
            );
            // Whoever adds something to a case changes no version of it.
            let adds = operation.responses.responses.contains_key("201");
            if path.contains("{id}/") && (!adds || path.ends_with("/accept-counter")) {
                header(
                    operation,
                    "If-Match",
                    false,
                    "The ETag of the version that was seen",
                );
                statuses.push(412);
            }
        }
        HttpMethod::Patch | HttpMethod::Put => {
            header(
                operation,
                "If-Match",
                true,
                "The ETag of the version that was read",
            );
            statuses.extend([412, 428]);
            patched_body(operation);
        }
        _ => {}
    }
    header(
        operation,
        "X-Request-Id",
        false,
        "What the caller calls the request: up to 128 visible ASCII characters; another is given one",
    );
    refuses(operation, statuses);
}

/// A part of a list has no ETag.
fn answers_list(operation: &Operation) -> bool {
    let parameters = operation.parameters.iter().flatten();
    parameters
        .into_iter()
        .any(|it| matches!(it, RefOr::T(it) if it.name == "cursor"))
}

fn not_modified() -> openapi::Response {
    ResponseBuilder::new()
        .description("The caller has the present version already")
        .build()
}

fn refuses(operation: &mut Operation, statuses: Vec<u16>) {
    let responses = &mut operation.responses.responses;
    for status in statuses {
        responses.insert(status.to_string(), RefOr::T(problem(status)));
    }
}

/// `POST /v1/offers/{id}/approve` is `post_offers_id_approve`.
fn operation_id(path: &str, method: &HttpMethod) -> String {
    let method = match method {
        HttpMethod::Post => "post",
        HttpMethod::Put => "put",
        HttpMethod::Patch => "patch",
        HttpMethod::Delete => "delete",
        _ => "get",
    };
    let words = path
        .trim_start_matches("/v1/")
        .replace(['{', '}'], "")
        .replace(['/', '-', '.'], "_");
    format!("{method}_{words}")
}

fn header(operation: &mut Operation, name: &str, required: bool, description: &str) {
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(if required {
            Required::True
        } else {
            Required::False
        })
        .description(Some(description))
        .schema(Some(text_schema()))
        .build();
    operation
        .parameters
        .get_or_insert_default()
        .push(parameter.into());
}

/// Points the body of a PATCH at the form of it in which nothing is required.
fn patched_body(operation: &mut Operation) {
    let Some(RefOr::T(body)) = &mut operation.request_body else {
        return;
    };
    for content in body.content.values_mut() {
        if let RefOr::T(content) = content
            && let Some(RefOr::Ref(reference)) = &mut content.schema
        {
            reference.ref_location = reference.ref_location.replace("Input", "Patch");
        }
    }
}

fn problem(status: u16) -> openapi::Response {
    let codes: Vec<String> = Code::ALL
        .iter()
        .filter(|code| code.status() == status)
        .map(|code| format!("`{}`: {}", code.as_str(), code.title()))
        .collect();
    ResponseBuilder::new()
        .description(codes.join("; "))
        .content(
            "application/problem+json",
            Content::new(Some(Ref::from_schema_name("Problem"))),
        )
        .build()
}

fn text_schema() -> openapi::Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .build()
}
