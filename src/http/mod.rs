//! The API. Translates between HTTP and the services, and decides nothing.

pub mod accounts;
pub mod answers;
pub mod apologies;
pub mod body;
pub mod call;
pub mod clients;
pub mod connections;
pub mod delegations;
pub mod docs;
pub mod follow_ups;
mod gather;
pub mod guarantees;
pub mod health;
pub mod history;
pub mod inbound;
pub mod incidents;
mod json;
pub mod layer;
pub mod limits;
pub mod mail;
pub mod metrics;
pub mod offers;
pub mod openapi;
pub mod paging;
pub mod playbacks;
pub mod policy;
pub mod preventions;
pub mod problem;
pub mod promises;
pub mod rate;
mod room;
pub mod users;
pub mod views;
pub mod workflow;

use actix_web::http::Method;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{FromRequest, Handler, HttpRequest, Responder, Route, guard, web};

use crate::http::answers::in_turn;
use crate::http::problem::{Code, Problem};

/// An address, and what it takes.
pub struct Endpoint {
    pub path: &'static str,
    pub methods: Vec<(Method, Route)>,
}

/// Every address of the API.
#[rustfmt::skip]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        at("/v1/me", vec![get(users::me), patch(users::change_me)]),
        at("/v1/users", vec![in_turn(get(users::list)), post(users::create)]),
        at("/v1/users/{id}", vec![get(users::find), patch(users::change)]),
        at("/v1/users/{id}/tokens", vec![in_turn(get(users::list_tokens)), post(users::create_token)]),
        at("/v1/tokens/{id}", vec![get(users::find_token), delete(users::revoke_token)]),
        at("/v1/clients", vec![in_turn(get(clients::list)), post(clients::create)]),
        at("/v1/clients/{id}", vec![get(clients::find), patch(clients::change)]),
        at("/v1/incidents", vec![in_turn(get(incidents::list)), post(incidents::report)]),
        at("/v1/incidents/{id}", vec![get(incidents::find), patch(incidents::change)]),
        at("/v1/incidents/{id}/own", vec![post(incidents::own)]),
        at("/v1/incidents/{id}/dismiss", vec![post(incidents::dismiss)]),
        at("/v1/incidents/{id}/reopen", vec![post(incidents::reopen)]),
        at("/v1/incidents/{id}/close", vec![post(incidents::close)]),
        at("/v1/incidents/{id}/history", vec![in_turn(get(incidents::history))]),
        at("/v1/incidents/{id}/suggestion", vec![get(incidents::suggestion)]),
        at("/v1/incidents/{id}/accounts", vec![in_turn(get(accounts::list)), post(accounts::add)]),
        at("/v1/incidents/{id}/accounts/compared", vec![get(accounts::compare)]),
        at("/v1/incidents/{id}/promises", vec![in_turn(get(promises::list)), post(promises::make)]),
        at("/v1/accounts/{id}", vec![get(accounts::find)]),
        at("/v1/accounts/{id}/dispute", vec![post(accounts::dispute)]),
        at("/v1/accounts/{id}/settle", vec![post(accounts::settle)]),
        at("/v1/incidents/{id}/playbacks", vec![in_turn(get(playbacks::list)), post(playbacks::draft)]),
        at("/v1/playbacks/{id}", vec![get(playbacks::find)]),
        at("/v1/playbacks/{id}/send", vec![post(playbacks::send)]),
        at("/v1/playbacks/{id}/answer", vec![post(playbacks::answer)]),
        at("/v1/promises/{id}", vec![get(promises::find)]),
        at("/v1/promises/{id}/keep", vec![post(promises::keep)]),
        at("/v1/incidents/{id}/preventions", vec![in_turn(get(preventions::list)), post(preventions::plan)]),
        at("/v1/preventions/{id}", vec![get(preventions::find)]),
        at("/v1/preventions/{id}/done", vec![post(preventions::done)]),
        at("/v1/preventions/{id}/verify", vec![post(preventions::verify)]),
        at("/v1/incidents/{id}/follow-ups", vec![in_turn(get(follow_ups::list)), post(follow_ups::add)]),
        at("/v1/follow-ups/{id}", vec![get(follow_ups::find)]),
        at("/v1/incidents/{id}/apologies", vec![in_turn(get(apologies::list)), post(apologies::draft)]),
        at("/v1/apologies/check", vec![post(apologies::check)]),
        at("/v1/apologies/{id}", vec![get(apologies::find), patch(apologies::edit)]),
        at("/v1/apologies/{id}/draft.eml", vec![get(apologies::eml)]),
        at("/v1/apologies/{id}/mail-draft", vec![post(apologies::mail_draft)]),
        at("/v1/apologies/{id}/send", vec![post(apologies::send)]),
        at("/v1/apologies/{id}/record", vec![post(apologies::record)]),
        at("/v1/apologies/{id}/discard", vec![post(apologies::discard)]),
        at("/v1/incidents/{id}/offers", vec![in_turn(get(offers::list_of)), post(offers::draft)]),
        at("/v1/offers", vec![in_turn(get(offers::list))]),
        at("/v1/offers/{id}", vec![get(offers::find), patch(offers::edit)]),
        at("/v1/offers/{id}/submit", vec![post(offers::submit)]),
        at("/v1/offers/{id}/approve", vec![post(offers::approve)]),
        at("/v1/offers/{id}/reject", vec![post(offers::reject)]),
        at("/v1/offers/{id}/send", vec![post(offers::send)]),
        at("/v1/offers/{id}/withdraw", vec![post(offers::withdraw)]),
        at("/v1/offers/{id}/accept", vec![post(offers::accept)]),
        at("/v1/offers/{id}/decline", vec![post(offers::decline)]),
        at("/v1/offers/{id}/counter", vec![post(offers::counter)]),
        at("/v1/offers/{id}/accept-counter", vec![post(offers::accept_counter)]),
        at("/v1/offers/{id}/room", vec![post(offers::set_room)]),
        at("/v1/offers/{id}/items/{item_id}/fulfil", vec![post(offers::fulfil)]),
        at("/v1/policy", vec![get(policy::find), put(policy::replace)]),
        at("/v1/policy/simulate", vec![post(policy::simulate)]),
        at("/v1/policy/versions", vec![in_turn(get(policy::versions))]),
        at("/v1/guarantees", vec![in_turn(get(guarantees::list)), post(guarantees::create)]),
        at("/v1/guarantees/{code}", vec![get(guarantees::find), put(guarantees::replace)]),
        at("/v1/guarantees/{code}/versions", vec![get(guarantees::versions)]),
        at("/v1/guarantees/{code}/evaluate", vec![post(guarantees::evaluate)]),
        at("/v1/delegations", vec![in_turn(get(delegations::list)), post(delegations::make)]),
        at("/v1/delegations/{id}", vec![get(delegations::find)]),
        at("/v1/delegations/{id}/end", vec![post(delegations::end)]),
        at("/v1/workflow", vec![get(workflow::show)]),
        at("/v1/history", vec![in_turn(get(history::list))]),
        at("/v1/history/verify", vec![get(history::verify)]),
        at("/v1/mail", vec![in_turn(get(mail::list))]),
        at("/v1/mail/{id}", vec![get(mail::find)]),
        at("/v1/mail/{id}/retry", vec![post(mail::retry)]),
        at("/v1/mail/{id}/stop", vec![post(mail::stop)]),
        at("/v1/inbound", vec![in_turn(get(inbound::list)), post(inbound::file)]),
        at("/v1/inbound/{id}", vec![get(inbound::find)]),
        at("/v1/inbound/{id}/place", vec![post(inbound::place)]),
        at("/v1/incidents/{id}/replies", vec![in_turn(get(inbound::replies))]),
        at("/openapi.json", vec![get(openapi::show)]),
        at("/livez", vec![get(health::livez)]),
        at("/readyz", vec![get(health::readyz)]),
        at("/metrics", vec![get(metrics::metrics)]),
    ]
}

/// Adds the API to the application.
pub fn configure(app: &mut web::ServiceConfig) {
    for endpoint in endpoints() {
        add(app, endpoint);
    }
    docs::configure(app);
    app.default_service(web::route().to(unknown_path));
}

/// Adds one address; a method that it does not take is told which ones it does.
pub fn add(app: &mut web::ServiceConfig, endpoint: Endpoint) {
    let mut resource = web::resource(endpoint.path);
    let mut allowed: Vec<String> = Vec::new();
    for (method, route) in endpoint.methods {
        allowed.push(method.to_string());
        if method == Method::GET {
            allowed.push(Method::HEAD.to_string());
        }
        resource = resource.route(route);
    }
    let allowed = allowed.join(", ");
    app.service(resource.default_service(web::route().to(move || {
        let allow = HeaderValue::from_str(&allowed).unwrap_or(HeaderValue::from_static("GET"));
        let problem = Problem::new(Code::MethodNotAllowed, format!("it takes {allowed}"))
            .header(ALLOW, allow);
        async move { Err::<actix_web::HttpResponse, _>(problem) }
    })));
}

async fn unknown_path(request: HttpRequest) -> Result<actix_web::HttpResponse, Problem> {
    Err(Problem::not_found(&format!(
        "address as {}",
        request.path()
    )))
}

fn at(path: &'static str, methods: Vec<(Method, Route)>) -> Endpoint {
    Endpoint { path, methods }
}

macro_rules! methods {
    ($($name:ident $method:ident $guard:expr;)*) => {$(
        fn $name<F, Args>(handler: F) -> (Method, Route)
        where
            F: Handler<Args>,
            Args: FromRequest + 'static,
            F::Output: Responder + 'static,
        {
            (Method::$method, web::route().guard($guard).to(handler))
        }
    )*};
}

methods! {
    get GET guard::Any(guard::Get()).or(guard::Head());
    post POST guard::Post();
    put PUT guard::Put();
    patch PATCH guard::Patch();
    delete DELETE guard::Delete();
}
