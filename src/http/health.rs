//! `/livez`, `/readyz`.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::http::call::{Reply, block};
use crate::services::Services;

/// The process runs.
#[utoipa::path(get, path = "/livez", tag = "Health", summary = "Does the process run?", security(()), responses((status = 200, description = "It does", content_type = "application/json")))]
pub async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "ok"}))
}

/// The process can do its work.
#[utoipa::path(get, path = "/readyz", tag = "Health", summary = "Can the process do its work?", security(()), responses((status = 200, description = "It can", content_type = "application/json")))]
pub async fn readyz(services: Data<Services>) -> Reply {
    let queue = block(move || services.ready()).await?;
    let mut body = serde_json::json!({"status": "ok", "database": "ok"});
    if let Some((waiting, commits)) = queue {
        body["writes"] = serde_json::json!({"waiting": waiting, "commits": commits});
    }
    Ok(HttpResponse::Ok().json(body))
}
