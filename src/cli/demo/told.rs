//! The steps of a story, each taken through the services as a person would take it, and each at
//! its time.

use std::sync::Arc;

use chrono::TimeDelta;
use rust_decimal::Decimal;
use secrecy::SecretString;

use crate::clock::ManualClock;
use crate::domain::actor::{Actor, Role};
use crate::domain::amends::products::UnpricedItem;
use crate::domain::apology::letter::{Channel, Given};
use crate::domain::client::ClientDetails;
use crate::domain::error::{FieldError, Invalid};
use crate::domain::follow_up::{NewFollowUp, Satisfaction};
use crate::domain::ids::{ClientId, IncidentId, OfferId};
use crate::domain::incident::{DiscoveredBy, Fault, IncidentDetails, Severity};
use crate::domain::language::LanguageTag;
use crate::domain::money::Money;
use crate::domain::offer::{Approval, ItemKind};
use crate::domain::prevention::NewPrevention;
use crate::domain::promise::NewPromise;
use crate::domain::text::{Email, Line, Text};
use crate::domain::user::{Contact, UserDetails};
use crate::services::incidents::{ForClient, Own, Which};
use crate::services::offers::{ClientAnswer, Items, NewOffer};
use crate::services::{
    Error, Page, Result, Services, apologies, clients, follow_ups, incidents, offers, preventions,
    promises, users,
};

/// Whoever tells: the services, and the clock that is moved from step to step.
pub(super) struct Teller<'a> {
    pub(super) services: &'a Services,
    pub(super) clock: &'a Arc<ManualClock>,
}

/// What went wrong, as far as the stories differ.
pub(super) struct Mistake {
    pub(super) client: ClientId,
    pub(super) summary: &'static str,
    pub(super) account: Option<&'static str>,
    pub(super) category: &'static str,
    pub(super) severity: Severity,
    pub(super) discovered_by: DiscoveredBy,
    pub(super) subcontractor: Option<&'static str>,
    pub(super) price: Option<&'static str>,
    pub(super) loss: Option<&'static str>,
}

impl Teller<'_> {
    pub(super) fn wait(&self, time: TimeDelta) {
        self.clock.advance(time);
    }

    pub(super) fn user(
        &self,
        admin: &Actor,
        name: &str,
        email: &str,
        role: Role,
        limits: &[&str],
    ) -> Result<(Actor, SecretString)> {
        let details = UserDetails {
            name: line(name)?,
            email: parsed(Email::parse(email))?,
            role,
            approval_limits: limits
                .iter()
                .map(|limit| money(limit))
                .collect::<Result<_>>()?,
            finer_limits: Vec::new(),
            active: true,
            contact: Contact::default(),
        };
        let (admin, label) = (admin.clone(), line("demo")?);
        self.services.write(move |work| {
            let user = users::create(work, &admin.permit()?, details)?;
            let made = users::create_token(work, &admin.permit()?, user.id, label, None)?;
            Ok((user.actor(), made.secret))
        })
    }

    pub(super) fn client(
        &self,
        by: &Actor,
        name: &str,
        contact: &str,
        email: &str,
        language: &str,
    ) -> Result<ClientId> {
        let details = ClientDetails {
            name: line(name)?,
            contact_name: Some(line(contact)?),
            email: parsed(Email::parse(email))?,
            language: parsed(LanguageTag::parse(language))?,
            currency: None,
            time_zone: None,
            notes: None,
            external_id: None,
        };
        let permit = by.permit()?;
        let client = self
            .services
            .write(move |work| clients::create(work, &permit, details))?;
        Ok(client.id)
    }

    pub(super) fn report(&self, by: &Actor, mistake: Mistake) -> Result<IncidentId> {
        let details = IncidentDetails {
            summary: line(mistake.summary)?,
            details: None,
            client_account: mistake.account.map(text).transpose()?,
            discovered_by: Some(mistake.discovered_by),
            category: Some(line(mistake.category)?),
            severity: mistake.severity,
            fault: if mistake.subcontractor.is_some() {
                Fault::Subcontractor
            } else {
                Fault::Own
            },
            subcontractor: mistake.subcontractor.map(line).transpose()?,
            occurred_at: Some(self.services.now() - TimeDelta::days(2)),
            noticed_at: Some(self.services.now() - TimeDelta::hours(3)),
            price: mistake.price.map(money).transpose()?,
            loss: mistake.loss.map(money).transpose()?,
            loss_kind: None,
            desired_outcome: None,
            expected_amends: None,
            breach: None,
            owner_id: Some(by.id),
            external_id: None,
        };
        let permit = by.permit()?;
        let client = ForClient::Known(mistake.client);
        let kept = self
            .services
            .write(move |work| incidents::report(work, &permit, client, details))?;
        Ok(kept.incident.id)
    }

    pub(super) fn own(
        &self,
        by: &Actor,
        id: IncidentId,
        statement: &str,
        root_cause: &str,
    ) -> Result<()> {
        let own = Own {
            statement: text(statement)?,
            root_cause: Some(text(root_cause)?),
            owner_id: None,
        };
        let permit = by.permit()?;
        let owning = move |work: &mut crate::services::Work<'_>| {
            incidents::own(work, &permit, &Which::Id(id), None, own)
        };
        self.services.write(owning).map(drop)
    }

    /// Sends the draft that came with owning.
    pub(super) fn apologize(&self, by: &Actor, id: IncidentId) -> Result<()> {
        let draft = self.newest_draft(by, id)?;
        let permit = by.permit()?;
        self.services
            .write(move |work| apologies::send(work, &permit, draft, None, None))
            .map(drop)
    }

    /// Apologises on the telephone.
    pub(super) fn call(&self, by: &Actor, id: IncidentId, said: &str) -> Result<()> {
        let draft = self.newest_draft(by, id)?;
        let (permit, note) = (by.permit()?, text(said)?);
        self.services
            .write(move |work| {
                let given = Given {
                    channel: Channel::Phone,
                    at: work.now,
                    note,
                };
                apologies::record_given(work, &permit, draft, None, given)
            })
            .map(drop)
    }

    fn newest_draft(&self, by: &Actor, id: IncidentId) -> Result<crate::domain::ids::ApologyId> {
        let permit = by.permit()?;
        let one = Page {
            before: None,
            limit: 1,
        };
        let drafts = self
            .services
            .read(|work| apologies::list(work, &permit, &Which::Id(id), &one))?;
        drafts
            .first()
            .map(|it| it.apology.id)
            .ok_or(Error::NotFound("apology"))
    }

    /// Drafts and submits an offer.
    pub(super) fn submit(
        &self,
        by: &Actor,
        id: IncidentId,
        items: Items,
        message: &str,
    ) -> Result<OfferId> {
        let new = NewOffer {
            items,
            message: Some(text(message)?),
            justification: None,
            expires_at: None,
        };
        let by = by.clone();
        self.services.write(move |work| {
            let offer = offers::draft(work, &by.permit()?, &Which::Id(id), new)?;
            offers::submit(work, &by.permit()?, offer.id, None)?;
            Ok(offer.id)
        })
    }

    /// Has an offer approved and sends it; the link that the client gets.
    pub(super) fn offer(
        &self,
        by: &Actor,
        approver: &Actor,
        id: IncidentId,
        items: Items,
        message: &str,
    ) -> Result<(OfferId, SecretString)> {
        let offer = self.submit(by, id, items, message)?;
        self.wait(TimeDelta::hours(2));
        let (by, approver) = (by.clone(), approver.clone());
        self.services.write(move |work| {
            offers::approve(work, &approver.permit()?, offer, None, Approval::default())?;
            let sent = offers::send(work, &by.permit()?, offer, None)?;
            Ok((offer, sent.client_link))
        })
    }

    pub(super) fn answer(&self, by: &Actor, offer: OfferId, answer: ClientAnswer) -> Result<()> {
        let permit = by.permit()?;
        self.services
            .write(move |work| offers::answer(work, &permit, offer, None, answer))
            .map(drop)
    }

    /// Gives everything that was offered.
    pub(super) fn fulfil(&self, by: &Actor, offer: OfferId, evidence: &str) -> Result<()> {
        let (by, evidence) = (by.clone(), text(evidence)?);
        self.services.write(move |work| {
            let items = offers::find(work, &by.permit()?, offer)?.items;
            for item in items {
                offers::fulfil(
                    work,
                    &by.permit()?,
                    (offer, item.id),
                    None,
                    evidence.clone(),
                    None,
                )?;
            }
            Ok(())
        })
    }

    pub(super) fn promise(
        &self,
        by: &Actor,
        id: IncidentId,
        promised: &str,
        within: TimeDelta,
    ) -> Result<()> {
        let (permit, promised) = (by.permit()?, text(promised)?);
        self.services
            .write(move |work| {
                let new = NewPromise {
                    text: promised,
                    due_at: work.now + within,
                };
                promises::make(work, &permit, &Which::Id(id), new)
            })
            .map(drop)
    }

    pub(super) fn prevent(&self, by: &Actor, id: IncidentId, action: &str) -> Result<()> {
        let (permit, description) = (by.permit()?, text(action)?);
        self.services
            .write(move |work| {
                let due_on = (work.now + TimeDelta::days(30)).date_naive();
                let new = NewPrevention {
                    description,
                    owner_id: None,
                    due_on,
                };
                preventions::plan(work, &permit, &Which::Id(id), new)
            })
            .map(drop)
    }

    pub(super) fn follow_up(
        &self,
        by: &Actor,
        id: IncidentId,
        referred: bool,
        testimonial: Option<&str>,
    ) -> Result<()> {
        let new = NewFollowUp {
            satisfaction: parsed(Satisfaction::parse(5))?,
            retained: Some(true),
            referred: Some(referred),
            testimonial: testimonial.map(text).transpose()?,
            note: None,
        };
        let permit = by.permit()?;
        self.services
            .write(move |work| follow_ups::add(work, &permit, &Which::Id(id), new))
            .map(drop)
    }

    pub(super) fn close(&self, by: &Actor, id: IncidentId) -> Result<()> {
        let permit = by.permit()?;
        self.services
            .write(move |work| incidents::close(work, &permit, &Which::Id(id), None, None))
            .map(drop)
    }

    pub(super) fn dismiss(&self, by: &Actor, id: IncidentId, reason: &str) -> Result<()> {
        let (permit, reason) = (by.permit()?, text(reason)?);
        self.services
            .write(move |work| incidents::dismiss(work, &permit, &Which::Id(id), None, reason))
            .map(drop)
    }
}

/// Hours of ours, or anything else that is counted.
pub(super) fn counted(
    kind: ItemKind,
    description: &str,
    quantity: i64,
    unit: &str,
    each: &str,
) -> Result<UnpricedItem> {
    Ok(UnpricedItem {
        kind,
        description: Some(description.into()),
        value: None,
        quantity: Some(Decimal::from(quantity)),
        unit: Some(unit.into()),
        unit_value: Some(money(each)?),
        product: None,
    })
}

pub(super) fn line(raw: &str) -> Result<Line> {
    parsed(Line::parse(raw))
}

pub(super) fn text(raw: &str) -> Result<Text> {
    parsed(Text::parse(raw))
}

/// Reads `500.00 USD`.
pub(super) fn money(raw: &str) -> Result<Money> {
    let (amount, currency) = raw.split_once(' ').unwrap_or((raw, ""));
    Ok(Money::parse(amount, currency)?)
}

fn parsed<T>(value: std::result::Result<T, FieldError>) -> Result<T> {
    value.map_err(|error| Invalid::at("", error).into())
}
