//! `/c/{token}` where the link is of a playback: what we understood, and the client's yes or
//! correction.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use secrecy::SecretString;
use tokio::time::Instant;

use super::pages::{Sent, bad_form, block, comes_from_here, failed, soon, unread};
use crate::domain::error::Refusal;
use crate::domain::playback::Said;
use crate::domain::playback::words::{self, Words};
use crate::services::playbacks::{self, ShownPlayback};
use crate::services::{Error, Services};
use crate::ui::html;

#[derive(Template)]
#[template(path = "client_page/playback.html")]
struct PlaybackPage<'a> {
    code: &'static str,
    words: &'static Words,
    page: &'a ShownPlayback,
    paragraphs: Vec<&'a str>,
    correction: Vec<&'a str>,
    contact: String,
    token: &'a str,
    /// What was typed and could not be taken.
    entered: &'a str,
    is_wrong: bool,
}

fn view(page: &ShownPlayback, token: &str, refused: Option<&str>) -> String {
    let words = words::of(page.language);
    let correction = page
        .answer
        .as_ref()
        .and_then(|answer| answer.correction.as_deref());
    PlaybackPage {
        code: page.language.code(),
        words,
        page,
        paragraphs: page.text.split("\n\n").collect(),
        correction: correction.map_or(Vec::new(), |text| text.split("\n\n").collect()),
        contact: (words.contact)(&page.owner_name),
        token,
        entered: refused.unwrap_or_default(),
        is_wrong: refused.is_some(),
    }
    .render()
    .expect("writing to a string cannot fail")
}

/// The page, where the link is of a playback.
pub(super) async fn show(services: Data<Services>, token: &str, until: Instant) -> HttpResponse {
    let secret: SecretString = token.into();
    match block(until, move || {
        services.read(|work| playbacks::show(work, &secret))
    })
    .await
    {
        Ok(page) => html(StatusCode::OK, view(&page, token, None)),
        Err(error) => failed(&error),
    }
}

pub(super) async fn answer(
    request: HttpRequest,
    services: Data<Services>,
    token: Path<String>,
    fields: Sent,
) -> HttpResponse {
    let fields = match fields {
        Ok(fields) => fields,
        Err(error) => return unread(&error),
    };
    if !comes_from_here(request.headers(), services.setup()) {
        return bad_form(StatusCode::FORBIDDEN);
    }
    let token = token.into_inner();
    let field = |name: &str| {
        let found = fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim().to_owned())
    };
    let agreed = field("agreed").as_deref() == Some("yes");
    let typed = field("correction").unwrap_or_default();
    let correction = Some(typed.as_str()).filter(|typed| !agreed && !typed.is_empty());
    let said = Said::read(agreed, correction);
    let until = soon();
    let secret: SecretString = token.as_str().into();
    let (looking, looked) = (services.clone(), secret.clone());
    let page = match block(until, move || {
        looking.read(|work| playbacks::show(work, &looked))
    })
    .await
    {
        Ok(page) => page,
        Err(error) => return failed(&error),
    };
    let Ok(said) = said else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return html(status, view(&page, &token, Some(&typed)));
    };
    let (acting, acted) = (services.clone(), secret.clone());
    let done = block(until, move || {
        acting.write(move |work| playbacks::answer_by_link(work, &acted, said))
    })
    .await;
    match done {
        Ok(_) => HttpResponse::SeeOther()
            .insert_header(("location", format!("/c/{token}")))
            .finish(),
        // It was answered before: the page shows how.
        Err(Error::Refused(Refusal::WrongState { .. })) => {
            match block(until, move || {
                services.read(|work| playbacks::show(work, &secret))
            })
            .await
            {
                Ok(page) => html(StatusCode::CONFLICT, view(&page, &token, None)),
                Err(error) => failed(&error),
            }
        }
        Err(error) => failed(&error),
    }
}
