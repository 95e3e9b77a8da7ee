//! What every answer has beside its body: a description and headers.

use serde_json::{Map, Value, json};

pub(super) fn describe(document: &mut Value) {
    let paths = document["paths"].as_object_mut();
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let responses = operation
                .get_mut("responses")
                .and_then(Value::as_object_mut);
            for (status, response) in responses.into_iter().flatten() {
                let headers = headers(path, method, status, response);
                response["headers"] = headers.into();
                if response["description"].as_str().is_none_or(str::is_empty) {
                    response["description"] = meaning(status).into();
                }
            }
        }
    }
}

fn meaning(status: &str) -> &'static str {
    match status {
        "201" => "It is made",
        "204" => "It is done",
        "429" => "Too many requests; try again later",
        _ => "As it is now",
    }
}

fn headers(path: &str, method: &str, status: &str, response: &Value) -> Map<String, Value> {
    let mut headers = Map::new();
    let mut add = |name: &str, required: bool, schema: Value, description: &str| {
        let header = json!({"description": description, "required": required, "schema": schema});
        headers.insert(name.to_owned(), header);
    };
    let text = || json!({"type": "string"});
    add(
        "X-Request-Id",
        true,
        json!({"type": "string", "minLength": 1, "maxLength": 128}),
        "The request's id, as it is in the log",
    );
    let done = matches!(status, "200" | "201" | "204");
    let tag = || json!({"type": "string", "pattern": "^\"[!#-~]+\"$"});
    let is_resource =
        path.starts_with("/v1/") && has(response, "application/json") && !is_list(response);
    if (done && is_resource) || status == "304" {
        add("ETag", true, tag(), "For If-Match and If-None-Match");
    }
    if done && is_list(response) {
        let link = "Where the next part is, with rel=\"next\"; left out at the end";
        add("Link", false, text(), link);
    }
    if status == "201" {
        add("Location", true, text(), "Where it is from now on");
    }
    if done && method == "post" {
        add(
            "Idempotency-Replayed",
            false,
            json!({"type": "string", "enum": ["true"]}),
            "The answer is that of the first request with this Idempotency-Key",
        );
    }
    if has(response, "message/rfc822") {
        add("Content-Disposition", true, text(), "A name for the file");
    }
    if status == "401" {
        let scheme = json!({"type": "string", "enum": ["Bearer"]});
        add("WWW-Authenticate", true, scheme, "How to prove who you are");
    }
    if matches!(status, "409" | "429" | "503") {
        let seconds = json!({"type": "integer", "minimum": 1});
        let always = status == "429";
        add(
            "Retry-After",
            always,
            seconds,
            "In how many seconds it is worth trying again",
        );
    }
    headers
}

fn has(response: &Value, media_type: &str) -> bool {
    response["content"].get(media_type).is_some()
}

fn is_list(response: &Value) -> bool {
    response["content"]["application/json"]["schema"]["$ref"]
        .as_str()
        .is_some_and(|schema| schema.contains("/ListView_"))
}
