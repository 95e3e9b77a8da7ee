//! `/docs`: a page to read and try the API with. It comes with the program and loads nothing from
//! elsewhere.

use actix_web::{HttpResponse, guard, web};
use utoipa_swagger_ui::{Config, SwaggerUi};

pub fn configure(app: &mut web::ServiceConfig) {
    let ui = SwaggerUi::new("/docs/{_:.*}").config(
        Config::new(["/openapi.json"])
            .try_it_out_enabled(true)
            .persist_authorization(true)
            .validator_url("none"),
    );
    let look = guard::Any(guard::Get()).or(guard::Head());
    app.service(web::resource("/docs").route(web::route().guard(look).to(to_docs)))
        .service(ui);
}

async fn to_docs() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header(("location", "/docs/"))
        .finish()
}
