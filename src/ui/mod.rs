//! The pages: the client's page, the start page and the table of errors.
//!
//! Translates between HTML forms and the services, and decides nothing.

pub mod client_page;
pub mod home;
pub mod problems_page;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY, X_FRAME_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse, Route, guard, web};

use crate::services::Services;

/// Adds the pages to the application. `problems` is the table of error codes; `admit` says for how
/// many seconds whoever asks for a client's page has to wait, where they ask too often.
pub fn configure(
    app: &mut web::ServiceConfig,
    problems: &'static [(u16, &'static str, &'static str)],
    admit: impl Fn(&HttpRequest) -> Result<(), u64> + 'static,
) {
    client_page::pages::configure(app, admit);
    app.service(
        web::resource("/").route(look().to(|services: web::Data<Services>| async move {
            html(
                StatusCode::OK,
                home::view::page(&services.setup().public_url),
            )
        })),
    );
    app.service(web::resource("/problems").route(
        look().to(move || async move { html(StatusCode::OK, problems_page::view::page(problems)) }),
    ));
}

/// For a page: GET, and HEAD as well.
fn look() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// A page that may do nothing but show itself and send its own forms. Its address can be a
/// secret, so it is neither kept nor told to anybody.
fn html(status: StatusCode, page: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            client_page::pages::content_security_policy(),
        ))
        .insert_header((REFERRER_POLICY, HeaderValue::from_static("no-referrer")))
        .insert_header((X_FRAME_OPTIONS, HeaderValue::from_static("DENY")))
        .body(page)
}
