//! `/docs`: a page to read and try the API with. It comes with the program and loads nothing from
//! elsewhere.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use actix_web::http::header::CONTENT_ENCODING;
use actix_web::web::{Bytes, Path};
use actix_web::{HttpResponse, guard, web};
use utoipa_swagger_ui::{Config, SwaggerFile, serve};

use crate::http::call::Reply;
use crate::http::problem::{Code, Problem};

static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
    let config = Config::new(["/openapi.json"])
        .try_it_out_enabled(true)
        .persist_authorization(true)
        .validator_url("none");
    Arc::new(config)
});

pub fn configure(app: &mut web::ServiceConfig) {
    let look = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    app.service(web::resource("/docs").route(look().to(to_docs)))
        .service(web::resource("/docs/{file:.*}").route(look().to(file)));
}

async fn to_docs() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header(("location", "/docs/"))
        .finish()
}

async fn file(name: Path<String>) -> Reply {
    let file = serve(&name, Arc::clone(&CONFIG)).map_err(|error| {
        tracing::error!(%error, "the documentation cannot be shown");
        Problem::new(Code::Internal, "the documentation cannot be shown")
    })?;
    Ok(show(file.ok_or_else(|| Problem::not_found("file"))?))
}

fn show(file: SwaggerFile<'static>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if file.gzpipped {
        response.insert_header((CONTENT_ENCODING, "gzip"));
    }
    // Not copied: whoever takes it slowly holds none of our memory.
    let bytes = match file.bytes {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    response.content_type(file.content_type).body(bytes)
}
