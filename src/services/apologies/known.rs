//! What is known of an incident when its apology is composed, gathered from all who know.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

use crate::domain::account::Side;
use crate::domain::apology::compose::{self, Doubt, Draft, Facts, Owner, STANDARD, Step};
use crate::domain::client::Client;
use crate::domain::error::FieldError;
use crate::domain::ids::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::incident::Severity;
use crate::domain::language::Language;
use crate::domain::time::Timestamp;
use crate::domain::user::User;
use crate::services::{Error, Page, Result, Work, accounts, hidden, incidents};
use crate::store;

/// How long an apology is remembered by who received it.
const REMEMBERED: TimeDelta = TimeDelta::days(365);

pub(super) struct Known<'a> {
    incident: &'a Incident,
    client: &'a Client,
    language: Language,
    time_zone: Tz,
    owner: User,
    /// What the client says, as they said it last.
    told: Option<String>,
    doubts: Vec<Doubt>,
    offer_follows: bool,
    promises: Vec<Plan>,
    preventions: Vec<Plan>,
    /// How many other incidents of this category the client was given an apology for.
    earlier: usize,
    /// The same of incidents that cannot be compared.
    earlier_unsorted: usize,
    /// What the client was written for those that can be compared.
    told_before: Vec<String>,
    people: Vec<String>,
}

/// A promise or a prevention.
struct Plan {
    text: String,
    by: NaiveDate,
    done: bool,
}

impl Plan {
    fn step(&self) -> Step<'_> {
        Step {
            text: &self.text,
            by: self.by,
            done: self.done,
        }
    }
}

impl<'a> Known<'a> {
    pub(super) fn gather(
        work: &mut Work<'_>,
        incident: &'a Incident,
        client: &'a Client,
        language: Language,
    ) -> Result<Self> {
        let time_zone = client
            .time_zone
            .as_deref()
            .and_then(|zone| zone.parse().ok())
            .unwrap_or(Tz::UTC);
        let promises = store::promises::of_incident(work.db, incident.id)?;
        let promises = promises.into_iter().map(|promise| Plan {
            by: promise.due_at.with_timezone(&time_zone).date_naive(),
            done: promise.kept_at.is_some(),
            text: promise.text,
        });
        let (earlier, unsorted) = earlier(work, incident)?;
        let mut preventions = preventions(work, incident.id, None)?;
        for earlier in &earlier {
            preventions.extend(learned_since(work, *earlier, incident, language)?);
        }
        Ok(Self {
            language,
            time_zone,
            owner: super::owner_of(work, incident)?,
            told: told(work, incident)?,
            doubts: hidden::doubts(work, incident)?,
            offer_follows: offer_follows(work, incident)?,
            promises: promises.collect(),
            preventions,
            earlier: earlier.len(),
            earlier_unsorted: unsorted,
            told_before: told_before(work, &earlier)?,
            people: people(work)?,
            incident,
            client,
        })
    }

    /// The draft from the template of this name, and the name where the text is the template's.
    /// Where somebody `wrote_it`, the draft has but the subject for them, and a word of warning.
    pub(super) fn composed(
        &self,
        work: &Work<'_>,
        template: Option<String>,
        wrote_it: bool,
    ) -> Result<(Draft, Option<String>)> {
        let (incident, client, owner) = (self.incident, self.client, &self.owner);
        let promises: Vec<Step<'_>> = self.promises.iter().map(Plan::step).collect();
        let preventions: Vec<Step<'_>> = self.preventions.iter().map(Plan::step).collect();
        let facts = Facts {
            client_name: &client.name,
            contact_name: client.contact_name.as_deref(),
            language: self.language,
            reference: &incident.reference,
            summary: &incident.summary,
            ownership: incident.ownership.as_deref().unwrap_or_default(),
            root_cause: incident.root_cause.as_deref(),
            client_account: self.told.as_deref(),
            desired_outcome: incident.desired_outcome.as_deref(),
            loss: incident.loss.filter(|loss| !loss.is_zero()),
            discovered_by: incident.discovered_by,
            severity: incident.severity,
            subcontractor: incident.hidden_name(),
            occurred_on: incident
                .occurred_at
                .map(|at| at.with_timezone(&self.time_zone).date_naive()),
            promises: &promises,
            preventions: &preventions,
            earlier: self.earlier,
            earlier_unsorted: self.earlier_unsorted,
            told_before: &self.told_before,
            people: &self.people,
            doubts: &self.doubts,
            today: Some(work.now.with_timezone(&self.time_zone).date_naive()),
            offer_follows: self.offer_follows,
            owner: Owner {
                name: &owner.name,
                email: &owner.email,
                phone: owner.phone.as_deref(),
                booking_url: owner.booking_url.as_deref(),
            },
        };
        let name = template.unwrap_or_else(|| STANDARD.to_owned());
        let mut draft =
            compose::compose(&facts, &work.setup.templates, &name).map_err(|unknown| {
                let language = self.language.code();
                no_template(&format!("in the language {language}"), &unknown.names)
            })?;
        if wrote_it {
            draft.notes = compose::warnings(&facts);
        }
        Ok((draft, (!wrote_it).then_some(name)))
    }
}

/// Refuses the name of a template that is there in no language at all, whatever the incident is.
pub(super) fn refuse_unknown(work: &Work<'_>, name: &str) -> Result<()> {
    let mut names: Vec<String> = Vec::new();
    for source in work.setup.templates.all() {
        if source.name == name {
            return Ok(());
        }
        if !names.contains(&source.name) {
            names.push(source.name.clone());
        }
    }
    Err(no_template("in any language", &names))
}

fn no_template(where_: &str, names: &[String]) -> Error {
    let detail = format!(
        "there is no template of this name {where_}; choose one of: {}",
        names.join(", ")
    );
    Error::invalid("/template", FieldError::new("unknown", detail))
}

/// As they last put us right, else as it was reported, else as it was taken down first.
fn told(work: &mut Work<'_>, incident: &Incident) -> Result<Option<String>> {
    if let Some(correction) = hidden::correction(work, incident)? {
        return Ok(Some(correction));
    }
    if incident.client_account.is_some() {
        return Ok(incident.client_account.clone());
    }
    let accounts = accounts::all(work, incident.id)?;
    let mut of_client = accounts
        .into_iter()
        .rev()
        .filter(|account| account.side == Side::Client);
    Ok(of_client.next().map(|account| account.text))
}

/// Whether the letter may promise an offer: there is one, or the policy suggests one. For something
/// small of which nobody says that it cost anything, an apology may be all.
fn offer_follows(work: &mut Work<'_>, incident: &Incident) -> Result<bool> {
    let offers = store::offers::of_incident(work.db, incident.id)?;
    if offers.iter().any(|offer| !offer.state.came_to_nothing()) {
        return Ok(true);
    }
    let costs = incident.loss.filter(|loss| !loss.is_zero()).is_some()
        || incident.expected_amends.is_some();
    if incident.severity == Severity::Minor && !costs && incident.breach.is_none() {
        return Ok(false);
    }
    // Without a total too little is known for a sum, not for an offer.
    match incidents::suggestion_for(work, incident) {
        Ok(suggestion) => Ok(suggestion.total.is_none_or(|total| !total.is_zero())),
        Err(Error::Refused(_)) => Ok(true),
        Err(error) => Err(error),
    }
}

/// The incidents of this category that the client was given an apology for, and how many more that
/// cannot be compared.
fn earlier(work: &mut Work<'_>, incident: &Incident) -> Result<(Vec<IncidentId>, usize)> {
    let from = work.now - REMEMBERED;
    let given = store::apologies::given_to(work.db, incident.client_id, incident.id, from)?;
    let folded = |category: &Option<String>| category.as_deref().map(str::to_lowercase);
    let category = folded(&incident.category);
    let same = |other: &Option<String>| category.is_some() && folded(other) == category;
    let unsorted = given
        .iter()
        .filter(|(_, other)| category.is_none() || other.is_none())
        .count();
    let earlier = given.iter().filter(|(_, other)| same(other));
    Ok((earlier.map(|(id, _)| *id).collect(), unsorted))
}

/// The letters that the client was given for these incidents.
fn told_before(work: &mut Work<'_>, earlier: &[IncidentId]) -> Result<Vec<String>> {
    let mut letters = Vec::new();
    for incident in earlier {
        let apologies = store::apologies::list(work.db, *incident, &Page::whole())?;
        let given = apologies.into_iter().filter(|it| it.given_at.is_some());
        letters.extend(given.map(|apology| apology.text));
    }
    Ok(letters)
}

/// The names of all who work with us here.
fn people(work: &mut Work<'_>) -> Result<Vec<String>> {
    let users = store::users::list(work.db, &Page::whole())?;
    Ok(users.into_iter().map(|user| user.name).collect())
}

/// The preventions of an incident; of those that were done, only what was done after `since`.
fn preventions(
    work: &mut Work<'_>,
    incident: IncidentId,
    since: Option<Timestamp>,
) -> Result<Vec<Plan>> {
    let preventions = store::preventions::of_incident(work.db, incident)?;
    let new = preventions.into_iter().filter(|prevention| {
        since.is_none_or(|since| prevention.done_at.is_some_and(|done| done > since))
    });
    Ok(new
        .map(|prevention| Plan {
            by: prevention.due_on,
            done: prevention.done_at.is_some(),
            text: prevention.description,
        })
        .collect())
}

/// What was changed because of an earlier incident, but only after this one had happened: what was
/// changed before did not prevent it.
fn learned_since(
    work: &mut Work<'_>,
    earlier: IncidentId,
    incident: &Incident,
    language: Language,
) -> Result<Vec<Plan>> {
    let happened = incident
        .occurred_at
        .or(incident.noticed_at)
        .unwrap_or(incident.reported_at);
    let plans = preventions(work, earlier, Some(happened))?;
    let Some(kept) = store::incidents::find(work.db, earlier)? else {
        return Ok(Vec::new());
    };
    let client = incidents::client_of(work, &kept.incident)?;
    let name = hidden::name(work, &kept.incident, &client, language)?;
    let unnamed = |plan: Plan| {
        let text = name.taken_out_of(&plan.text)?;
        Some(Plan { text, ..plan })
    };
    Ok(plans.into_iter().filter_map(unnamed).collect())
}
