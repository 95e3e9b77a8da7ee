//! `/v1/incidents/{id}/apologies`, `/v1/apologies`.

use actix_web::HttpRequest;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadCases, RunIncidents, SignedIn};
use crate::domain::apology::check::{Assessment, Finding, Kind};
use crate::domain::apology::components;
use crate::domain::apology::compose::to_html;
use crate::domain::apology::letter::{Given, Override};
use crate::domain::error::{Check, FieldError};
use crate::domain::ids::ApologyId;
use crate::domain::language::LanguageTag;
use crate::domain::text::{Email, Line, Text};
use crate::domain::time::parse_timestamp;
use crate::http::answers::Answers;
use crate::http::call::{Call, Empty, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::views::{ListView, maybe_moment, moment};
use crate::services::apologies::{self, Assessed, NewDraft};
use crate::services::incidents::Which;
use crate::services::once::Answer;

/// One thing that the apology check points at.
#[derive(Serialize, ToSchema)]
#[schema(as = Finding)]
pub struct FindingView {
    code: &'static str,
    /// `block` keeps the text from being sent, `warn` does not.
    severity: &'static str,
    /// First Unicode character of the place, counted from 0.
    start: usize,
    /// One past the last.
    end: usize,
    excerpt: String,
    message: String,
    advice: String,
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity.as_str(),
            start: finding.start,
            end: finding.end,
            excerpt: finding.excerpt.clone(),
            message: finding.message.clone(),
            advice: finding.advice.clone(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Component)]
pub struct ComponentView {
    present: bool,
    /// The words that show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

impl From<components::Component> for ComponentView {
    fn from(component: components::Component) -> Self {
        Self {
            present: component.present,
            evidence: component.evidence,
        }
    }
}

/// The six components of an apology (Lewicki, Polin and Lount, 2016).
#[derive(Serialize, ToSchema)]
#[schema(as = Components)]
pub struct ComponentsView {
    responsibility: ComponentView,
    repair: ComponentView,
    regret: ComponentView,
    explanation: ComponentView,
    repentance: ComponentView,
    forgiveness: ComponentView,
}

impl From<components::Components> for ComponentsView {
    fn from(components: components::Components) -> Self {
        Self {
            responsibility: components.responsibility.into(),
            repair: components.repair.into(),
            regret: components.regret.into(),
            explanation: components.explanation.into(),
            repentance: components.repentance.into(),
            forgiveness: components.forgiveness.into(),
        }
    }
}

/// What the check says of a text.
#[derive(Serialize, ToSchema)]
#[schema(as = Assessment)]
pub struct AssessmentView {
    findings: Vec<FindingView>,
    components: ComponentsView,
    /// 0 to 100: the weights of the components that are there.
    score: u32,
    /// Nothing blocks.
    ready: bool,
}

impl From<Assessment> for AssessmentView {
    fn from(assessment: Assessment) -> Self {
        Self {
            findings: assessment.findings.iter().map(Into::into).collect(),
            components: assessment.components.into(),
            score: assessment.score,
            ready: assessment.ready,
        }
    }
}

/// An apology, as it is kept, and what the check says of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Apology)]
pub struct ApologyView {
    id: String,
    incident_id: String,
    /// `draft`, `sent`, `recorded` or `discarded`.
    state: String,
    allowed_actions: Vec<&'static str>,
    to: String,
    subject: String,
    text: String,
    /// The text as HTML paragraphs.
    html: String,
    language: String,
    #[serde(flatten)]
    assessment: AssessmentView,
    /// How it was given, where it was not sent by us.
    channel: Option<String>,
    given_at: Option<String>,
    note: Option<String>,
    /// Blocking findings that an approver answered for.
    overridden: Vec<String>,
    /// The template that it was composed from; `null` where somebody wrote the text.
    template: Option<String>,
    /// What the owner should know before it is sent, such as that the client has had an apology for
    /// the same thing before.
    notes: Vec<String>,
    sent_at: Option<String>,
    made_by: String,
    made_at: String,
    version: i64,
}

impl From<Assessed> for ApologyView {
    fn from(assessed: Assessed) -> Self {
        let (notes, ready) = (assessed.notes(), assessed.is_ready());
        let Assessed {
            apology,
            assessment,
            ..
        } = assessed;
        let standing = apology.standing();
        Self {
            id: apology.id.to_string(),
            incident_id: apology.incident_id.to_string(),
            state: apology.state.to_string(),
            allowed_actions: standing.allowed_actions,
            to: apology.to,
            subject: apology.subject,
            html: to_html(&apology.text),
            text: apology.text,
            language: apology.language,
            assessment: AssessmentView {
                ready,
                ..assessment.into()
            },
            channel: apology.channel.map(|channel| channel.to_string()),
            given_at: maybe_moment(apology.given_at),
            note: apology.note,
            overridden: apology.overridden,
            template: apology.template,
            notes,
            sent_at: maybe_moment(apology.sent_at),
            made_by: apology.made_by.to_string(),
            made_at: moment(apology.made_at),
            version: apology.version,
        }
    }
}

fn answer(assessed: Assessed) -> Answer {
    let version = assessed.apology.version;
    shown(&ApologyView::from(assessed), Some(version))
}

/// A draft; what is left out is composed from the incident.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApologyInput)]
pub struct DraftBody {
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    text: Option<String>,
    /// A tag such as `en` or `de`; left out: the client's language.
    #[serde(default)]
    language: Option<String>,
    /// The template to compose from: `apology` (what is used where none is named), `short`, or one
    /// of the operator's own.
    #[serde(default)]
    template: Option<String>,
}

#[utoipa::path(post, path = "/v1/incidents/{id}/apologies", tag = "Apologies", summary = "Draft an apology", description = "While the incident is `owned`. Several drafts may stand side by side.", params(("id" = String, Path, description = "The id or the reference of the incident")), request_body = DraftBody, responses((status = 201, body = ApologyView)))]
pub async fn draft(call: Call<RunIncidents>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let body: DraftBody = call.body()?;
    let mut check = Check::default();
    let new = NewDraft {
        subject: maybe(&mut check, "/subject", body.subject.as_ref(), Line::parse),
        text: maybe(&mut check, "/text", body.text.as_ref(), Text::parse),
        language: maybe(
            &mut check,
            "/language",
            body.language.as_ref(),
            LanguageTag::parse,
        ),
        template: body.template,
    };
    check.finish()?;
    call.once(move |work, permit| {
        let drafted = apologies::draft(work, permit, &which, new)?;
        let location = format!("/v1/apologies/{}", drafted.apology.id);
        let version = drafted.apology.version;
        Ok(created(
            location,
            &ApologyView::from(drafted),
            Some(version),
        ))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/apologies", tag = "Apologies", summary = "List an incident's apologies", params(("id" = String, Path, description = "The id or the reference of the incident"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<ApologyView>)))]
pub async fn list(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| apologies::list(work, permit, &which, page),
            |it| it.apology.id.to_string(),
            ApologyView::from,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/apologies/{id}", tag = "Apologies", summary = "Read an apology", params(("id" = String, Path)), responses((status = 200, body = ApologyView)))]
pub async fn find(call: Call<ReadCases>) -> Reply {
    let id: ApologyId = call.id("id")?;
    call.read(move |work, permit| Ok(answer(apologies::find(work, permit, id)?)))
        .await
}

/// A change of a draft.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApologyPatch)]
pub struct EditBody {
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

#[utoipa::path(patch, path = "/v1/apologies/{id}", tag = "Apologies", summary = "Edit a draft", params(("id" = String, Path)), request_body = EditBody, responses((status = 200, body = ApologyView)))]
pub async fn edit(call: Call<RunIncidents>) -> Reply {
    let id: ApologyId = call.id("id")?;
    let seen = call.needs_if_match()?;
    let patch = call.patch()?;
    // An apology has both: `null` would leave it without one.
    for member in ["subject", "text"] {
        if patch.clears(member) {
            return Err(crate::http::problem::Problem::field(
                &format!("/{member}"),
                FieldError::required(),
            ));
        }
    }
    let body: EditBody = patch.onto(&EditBody {
        subject: None,
        text: None,
    })?;
    let mut check = Check::default();
    let subject = maybe(&mut check, "/subject", body.subject.as_ref(), Line::parse);
    let text = maybe(&mut check, "/text", body.text.as_ref(), Text::parse);
    check.finish()?;
    call.change(move |work, permit| {
        Ok(answer(apologies::edit(
            work, permit, id, seen, subject, text,
        )?))
    })
    .await
}

#[utoipa::path(get, path = "/v1/apologies/{id}/draft.eml", tag = "Apologies", summary = "The draft as an unsent message", description = "Opens as an editable draft in a mail program.", params(("id" = String, Path)), responses((status = 200, body = String, content_type = "message/rfc822")))]
pub async fn eml(call: Call<ReadCases>) -> Reply {
    let id: ApologyId = call.id("id")?;
    call.read(move |work, permit| {
        Ok(Answer {
            status: 200,
            headers: vec![
                ("content-type".into(), "message/rfc822".into()),
                (
                    "content-disposition".into(),
                    "attachment; filename=\"draft.eml\"".into(),
                ),
            ],
            body: apologies::eml(work, permit, id)?,
        })
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MailDraftInput)]
pub struct MailDraftBody {
    /// A colleague's address; left out: the owner's.
    #[serde(default)]
    to: Option<String>,
}

#[utoipa::path(post, path = "/v1/apologies/{id}/mail-draft", tag = "Apologies", summary = "Mail the draft to the owner or a colleague", params(("id" = String, Path)), request_body = MailDraftBody, responses((status = 200, body = ApologyView)))]
pub async fn mail_draft(call: Call<RunIncidents>) -> Reply {
    let id: ApologyId = call.id("id")?;
    let seen = call.if_match()?;
    let body: MailDraftBody = call.body()?;
    let mut check = Check::default();
    let to = maybe(&mut check, "/to", body.to.as_ref(), Email::parse);
    check.finish()?;
    call.once(move |work, permit| Ok(answer(apologies::mail_draft(work, permit, id, seen, to)?)))
        .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SendApologyInput)]
pub struct SendBody {
    /// Codes of blocking findings that an approver answers for; `names_subcontractor` where the
    /// letter names the subcontractor and the client may read it.
    #[serde(default, rename = "override")]
    over: Option<Vec<String>>,
    /// Why; needed with `override`.
    #[serde(default)]
    reason: Option<String>,
}

impl SendBody {
    fn parse(self) -> Result<Option<Override>, crate::http::problem::Problem> {
        let mut check = Check::default();
        let reason = maybe(&mut check, "/reason", self.reason.as_ref(), Text::parse);
        match (&self.over, &self.reason) {
            (Some(codes), None) if !codes.is_empty() => {
                check.add("/reason", FieldError::required())
            }
            _ => {}
        }
        check.finish()?;
        let codes = self.over.unwrap_or_default();
        Ok(reason
            .filter(|_| !codes.is_empty())
            .map(|reason| Override { codes, reason }))
    }
}

#[utoipa::path(post, path = "/v1/apologies/{id}/send", tag = "Apologies", summary = "Send the apology to the client", params(("id" = String, Path)), request_body = SendBody, responses((status = 200, body = ApologyView)))]
pub async fn send(call: Call<RunIncidents>) -> Reply {
    let id: ApologyId = call.id("id")?;
    let seen = call.if_match()?;
    let over = call.body::<SendBody>()?.parse()?;
    call.once(move |work, permit| Ok(answer(apologies::send(work, permit, id, seen, over)?)))
        .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordApologyInput)]
pub struct RecordBody {
    /// `phone`, `in_person` or `letter`.
    channel: String,
    /// Left out: now.
    #[serde(default)]
    at: Option<String>,
    /// What was said.
    note: String,
}

#[utoipa::path(post, path = "/v1/apologies/{id}/record", tag = "Apologies", summary = "Record that the apology was given another way", params(("id" = String, Path)), request_body = RecordBody, responses((status = 200, body = ApologyView)))]
pub async fn record(call: Call<RunIncidents>) -> Reply {
    let id: ApologyId = call.id("id")?;
    let seen = call.if_match()?;
    let body: RecordBody = call.body()?;
    let mut check = Check::default();
    let channel = check.take("/channel", body.channel.parse());
    let at = maybe(&mut check, "/at", body.at.as_ref(), parse_timestamp);
    let note = check.take("/note", Text::parse(&body.note));
    let (channel, note) = check.build(|| Some((channel?, note?)))?;
    call.once(move |work, permit| {
        let given = Given {
            channel,
            at: at.unwrap_or(work.now),
            note,
        };
        Ok(answer(apologies::record_given(
            work, permit, id, seen, given,
        )?))
    })
    .await
}

#[utoipa::path(post, path = "/v1/apologies/{id}/discard", tag = "Apologies", summary = "Discard a draft", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = ApologyView)))]
pub async fn discard(call: Call<RunIncidents>) -> Reply {
    let id: ApologyId = call.id("id")?;
    let seen = call.if_match()?;
    let Empty {} = call.body()?;
    call.once(move |work, permit| Ok(answer(apologies::discard(work, permit, id, seen)?)))
        .await
}

/// Any text, to be judged.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckInput)]
pub struct CheckBody {
    text: String,
    #[serde(default)]
    subject: Option<String>,
    /// A tag such as `en` (the default) or `de`.
    #[serde(default)]
    language: Option<String>,
    /// `apology` (the default) or `ownership`.
    #[serde(default)]
    kind: Option<String>,
}

#[utoipa::path(post, path = "/v1/apologies/check", tag = "Apologies", summary = "Check any text", description = "Keeps nothing.", request_body = CheckBody, responses((status = 200, body = AssessmentView)))]
pub async fn check(call: Call<SignedIn>, request: HttpRequest, answers: Data<Answers>) -> Reply {
    let body: CheckBody = call.body()?;
    let mut check = Check::default();
    // The text is judged as it is, so that the places in it are those that the caller counts.
    check.take("/text", Text::parse(&body.text));
    check.maybe("/subject", body.subject.as_ref(), |subject| {
        Line::parse(subject)
    });
    let language = maybe(
        &mut check,
        "/language",
        body.language.as_ref(),
        LanguageTag::parse,
    );
    let kind = maybe(&mut check, "/kind", body.kind.as_ref(), str::parse);
    check.finish()?;
    let language = language.map(|tag| tag.written()).unwrap_or_default();
    let (call, _turn) = call.after(answers.check(&request)).await?;
    call.look_once(move |_, permit| {
        let kind = kind.unwrap_or(Kind::Apology);
        let assessment =
            apologies::check(permit, &body.text, body.subject.as_deref(), language, kind);
        Ok(shown(&AssessmentView::from(assessment), None))
    })
    .await
}
