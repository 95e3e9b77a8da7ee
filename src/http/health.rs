//! `/livez`, `/readyz`.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::http::call::{Reply, promptly};
use crate::http::problem::{Code, Problem};
use crate::services::Services;

/// The process runs.
#[utoipa::path(get, path = "/livez", tag = "Health", summary = "Does the process run?", security(()), responses((status = 200, description = "It does", content_type = "application/json")))]
pub async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "ok"}))
}

/// The process can do its work: the database answers and takes writes, and every worker is at work.
#[utoipa::path(get, path = "/readyz", tag = "Health", summary = "Can the process do its work?", description = "The database answers and takes writes, and every worker (mail, deadlines, housekeeping) was at work within the last two minutes.", security(()), responses((status = 200, description = "It can", content_type = "application/json")))]
pub async fn readyz(services: Data<Services>) -> Reply {
    let failing = services.pulses().failing(services.now());
    if !failing.is_empty() {
        return Err(Problem::new(Code::Unavailable, failing.join("; ")).retry_later());
    }
    let queue = promptly(move || services.ready()).await?;
    let mut body = serde_json::json!({"status": "ok", "database": "ok", "workers": "ok"});
    if let Some((waiting, commits)) = queue {
        body["writes"] = serde_json::json!({"waiting": waiting, "commits": commits});
    }
    Ok(HttpResponse::Ok().json(body))
}
