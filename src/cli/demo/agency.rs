//! The agency of the demo: its people, its clients, and what went wrong between them.
//!
//! Everybody in it is made up, and every address is one that reaches nobody.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;

use crate::cli::demo::told::{Mistake, Teller, counted, money, text};
use crate::clock::{Clock, ManualClock};
use crate::domain::actor::{Actor, Role};
use crate::domain::incident::{DiscoveredBy, Severity};
use crate::domain::offer::ItemKind;
use crate::services::offers::{ClientAnswer, Items};
use crate::services::{Error, Result, Services, users};

/// What there is to see.
pub(super) struct Told {
    pub(super) incidents: usize,
    pub(super) agent: SecretString,
    pub(super) approver: SecretString,
    pub(super) auditor: SecretString,
    /// A client's page with an offer that waits for an answer.
    pub(super) open_page: SecretString,
    pub(super) german_page: SecretString,
    /// A client's page that asks how it went.
    pub(super) feedback_page: SecretString,
}

/// Tells everything that happened until `now`.
pub(super) fn tell(
    services: &Services,
    clock: &Arc<ManualClock>,
    now: DateTime<Utc>,
) -> Result<Told> {
    let tell = Teller { services, clock };
    let admin = first_admin(services)?;
    let (nora, agent) = tell.user(
        &admin,
        "Nora Field",
        "nora@agency.example",
        Role::Agent,
        &[],
    )?;
    let (tom, approver) = tell.user(
        &admin,
        "Tom Weaver",
        "tom@agency.example",
        Role::Approver,
        &["5000.00 USD", "5000.00 EUR", "500000 JPY"],
    )?;
    let (_, auditor) = tell.user(
        &admin,
        "Ruth Clerk",
        "ruth@agency.example",
        Role::Auditor,
        &[],
    )?;
    let people = People { nora, tom };

    the_story(&tell, &people)?;
    dismissed(&tell, &people)?;
    countered(&tell, &people)?;
    let feedback_page = amended(&tell, &people)?;
    let german_page = offered_in_german(&tell, &people, now)?;
    let open_page = offered(&tell, &people)?;
    accepted(&tell, &people)?;
    waiting_for_approval(&tell, &people)?;
    owned(&tell, &people)?;
    reported(&tell, &people, now)?;
    Ok(Told {
        incidents: 10,
        agent,
        approver,
        auditor,
        open_page,
        german_page,
        feedback_page,
    })
}

struct People {
    nora: Actor,
    tom: Actor,
}

fn first_admin(services: &Services) -> Result<Actor> {
    let first = services.read(users::first_admin)?;
    first
        .map(|user| user.actor())
        .ok_or(Error::NotFound("user"))
}

/// The mistake that could not be mended, and the client who stayed.
fn the_story(tell: &Teller<'_>, people: &People) -> Result<()> {
    let People { nora, tom } = people;
    let client = tell.client(
        nora,
        "Lakeside Furniture",
        "Peter Olsen",
        "peter@lakeside.example",
        "en",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The launch film went out with last year's prices, and the launch day is over",
            account: Some("We had people in the shop all day asking for chairs at prices that we no longer have."),
            category: "film",
            severity: Severity::Major,
            discovered_by: DiscoveredBy::Client,
            subcontractor: Some("Northlight Post"),
            price: Some("2400.00 USD"),
            loss: Some("500.00 USD"),
        },
    )?;
    tell.wait(TimeDelta::hours(2));
    tell.own(
        nora,
        incident,
        "It was our mistake. We released the film without checking the prices against your new list, and nothing can bring the launch day back.",
        "The check before release looked at picture and sound only.",
    )?;
    tell.wait(TimeDelta::hours(1));
    tell.call(
        nora,
        incident,
        "I told Peter that it was our mistake and that we are sorry, and asked how the day went for him.",
    )?;
    tell.promise(
        nora,
        incident,
        "We will tell you by Friday what we do about it.",
        TimeDelta::days(3),
    )?;
    tell.wait(TimeDelta::days(1));
    let items = vec![
        counted(
            ItemKind::FreeWork,
            "A new film for the spring collection",
            1,
            "film",
            "2400.00 USD",
        )?,
        counted(
            ItemKind::AdditionalTime,
            "Time for whatever you need next",
            6,
            "hours",
            "100.00 USD",
        )?,
    ];
    let (offer, _) = tell.offer(
        nora,
        tom,
        incident,
        Items::Given(items),
        "This is worth more than the day cost you, and it should be.",
    )?;
    tell.wait(TimeDelta::days(2));
    let note = text("I had wondered all along how you would handle it. Thank you.")?;
    tell.answer(nora, offer, ClientAnswer::Accept { note: Some(note) })?;
    tell.wait(TimeDelta::days(12));
    tell.fulfil(nora, offer, "Delivered and signed off by Peter Olsen")?;
    tell.prevent(
        nora,
        incident,
        "Prices are read aloud against the client's list before every release",
    )?;
    tell.follow_up(
        nora,
        incident,
        true,
        Some("They made a mistake and I would work with nobody else."),
    )?;
    tell.close(nora, incident)
}

fn dismissed(tell: &Teller<'_>, people: &People) -> Result<()> {
    let People { nora, tom } = people;
    let client = tell.client(
        nora,
        "Quarry Cycles",
        "Mei Tanaka",
        "mei@quarry.example",
        "en",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The newsletter did not arrive",
            account: None,
            category: "newsletter",
            severity: Severity::Minor,
            discovered_by: DiscoveredBy::Client,
            subcontractor: None,
            price: None,
            loss: None,
        },
    )?;
    tell.wait(TimeDelta::hours(5));
    tell.dismiss(
        tom,
        incident,
        "It had arrived, in another mailbox of theirs; Mei found it while we spoke.",
    )
}

fn countered(tell: &Teller<'_>, people: &People) -> Result<()> {
    let People { nora, tom } = people;
    let client = tell.client(
        nora,
        "Vine & Barrel",
        "Luca Conti",
        "luca@vine.example",
        "en",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The labels were cut two millimetres too small",
            account: Some("They crease on the bottle."),
            category: "print",
            severity: Severity::Moderate,
            discovered_by: DiscoveredBy::Client,
            subcontractor: Some("Karton Kreis"),
            price: Some("900.00 EUR"),
            loss: Some("320.00 EUR"),
        },
    )?;
    tell.wait(TimeDelta::hours(4));
    tell.own(
        nora,
        incident,
        "It was our mistake: we gave the printer the wrong cutting line.",
        "The cutting line came from an older template.",
    )?;
    tell.apologize(nora, incident)?;
    tell.wait(TimeDelta::days(1));
    let (offer, _) = tell.offer(
        nora,
        tom,
        incident,
        Items::Suggested("credit".into()),
        "We would like to make this good.",
    )?;
    tell.wait(TimeDelta::days(1));
    let wish = text(
        "Rather than credit I would like the labels printed again before the fair, and half of it back.",
    )?;
    tell.answer(
        nora,
        offer,
        ClientAnswer::Counter {
            wish,
            value: Some(money("450.00 EUR")?),
        },
    )?;
    tell.wait(TimeDelta::days(2));
    Ok(())
}

fn amended(tell: &Teller<'_>, people: &People) -> Result<SecretString> {
    let People { nora, tom } = people;
    let client = tell.client(
        nora,
        "Northgate Dental",
        "Hana Kovacs",
        "hana@northgate.example",
        "en",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The booking form was offline for a day after our update",
            account: None,
            category: "website",
            severity: Severity::Major,
            discovered_by: DiscoveredBy::Us,
            subcontractor: None,
            price: Some("1200.00 USD"),
            loss: Some("640.00 USD"),
        },
    )?;
    tell.own(
        nora,
        incident,
        "This was our fault. We updated the form on a Monday morning and did not try it afterwards.",
        "Updates went live without a trial booking.",
    )?;
    tell.apologize(nora, incident)?;
    tell.wait(TimeDelta::hours(6));
    let (offer, page) = tell.offer(
        nora,
        tom,
        incident,
        Items::Suggested("half_and_half".into()),
        "Half of it goes to your account today; the other half is yours to use with us.",
    )?;
    tell.wait(TimeDelta::days(1));
    tell.answer(nora, offer, ClientAnswer::Accept { note: None })?;
    tell.wait(TimeDelta::days(3));
    tell.fulfil(
        nora,
        offer,
        "Transfer of 640.00 USD, and a credit note over 640.00 USD",
    )?;
    tell.prevent(
        nora,
        incident,
        "A trial booking after every update, before we leave the desk",
    )?;
    Ok(page)
}

fn offered_in_german(
    tell: &Teller<'_>,
    people: &People,
    now: DateTime<Utc>,
) -> Result<SecretString> {
    let People { nora, tom } = people;
    // The last stories are young enough for their offers to stand.
    tell.wait((now - TimeDelta::days(9) - tell.clock.now()).max(TimeDelta::zero()));
    let client = tell.client(
        nora,
        "Bäckerei Sonnenfeld",
        "Jana Sommer",
        "jana@sonnenfeld.example",
        "de-DE",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "Auf den Plakaten stand das falsche Datum",
            account: Some("Am Samstag standen die Leute vor verschlossener Tür."),
            category: "print",
            severity: Severity::Moderate,
            discovered_by: DiscoveredBy::Client,
            subcontractor: None,
            price: Some("780.00 EUR"),
            loss: Some("410.00 EUR"),
        },
    )?;
    tell.wait(TimeDelta::hours(3));
    tell.own(
        nora,
        incident,
        "Das war unser Fehler: Wir haben das Datum aus dem ersten Entwurf gedruckt.",
        "Der zweite Entwurf lag in einem anderen Ordner.",
    )?;
    tell.apologize(nora, incident)?;
    tell.wait(TimeDelta::days(1));
    let (_, page) = tell.offer(
        nora,
        tom,
        incident,
        Items::Suggested("money_back".into()),
        "Wir möchten Ihnen mehr zurückgeben, als der Fehler Sie gekostet hat.",
    )?;
    Ok(page)
}

fn offered(tell: &Teller<'_>, people: &People) -> Result<SecretString> {
    let People { nora, tom } = people;
    let client = tell.client(
        nora,
        "Harbour Books",
        "Ines Moreau",
        "ines@harbour.example",
        "en",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The catalogue was printed from an old file",
            account: Some("We had to throw away 400 copies."),
            category: "print",
            severity: Severity::Moderate,
            discovered_by: DiscoveredBy::Client,
            subcontractor: Some("Karton Kreis"),
            price: Some("800.00 USD"),
            loss: Some("500.00 USD"),
        },
    )?;
    tell.wait(TimeDelta::hours(1));
    tell.own(
        nora,
        incident,
        "It was our mistake: we released the wrong file and did not look at the proof.",
        "The release list named the file of the first proof.",
    )?;
    tell.wait(TimeDelta::hours(1));
    tell.apologize(nora, incident)?;
    tell.wait(TimeDelta::hours(20));
    let (_, page) = tell.offer(
        nora,
        tom,
        incident,
        Items::Suggested("additional_time".into()),
        "Ten hours for whatever you need next, beside the new print, which is on us anyway.",
    )?;
    Ok(page)
}

fn accepted(tell: &Teller<'_>, people: &People) -> Result<()> {
    let People { nora, tom } = people;
    let client = tell.client(nora, "Sakura Tea", "Yuki Mori", "yuki@sakura.example", "en")?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The advertisement ran in the wrong city",
            account: None,
            category: "advertising",
            severity: Severity::Moderate,
            discovered_by: DiscoveredBy::Us,
            subcontractor: None,
            price: Some("120000 JPY"),
            loss: Some("75000 JPY"),
        },
    )?;
    tell.own(
        nora,
        incident,
        "We booked the wrong city. That was our mistake alone.",
        "Two cities had the same code in our booking sheet.",
    )?;
    tell.apologize(nora, incident)?;
    tell.wait(TimeDelta::hours(20));
    let (offer, _) = tell.offer(
        nora,
        tom,
        incident,
        Items::Suggested("money_back".into()),
        "The advertisement runs again in the right city, and this comes on top.",
    )?;
    tell.wait(TimeDelta::hours(10));
    tell.answer(nora, offer, ClientAnswer::Accept { note: None })?;
    tell.promise(
        nora,
        incident,
        "The money is on your account within a week.",
        TimeDelta::days(7),
    )
}

fn waiting_for_approval(tell: &Teller<'_>, people: &People) -> Result<()> {
    let nora = &people.nora;
    let client = tell.client(
        nora,
        "Old Mill Hotel",
        "Grace Adeyemi",
        "grace@oldmill.example",
        "en",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The wedding brochure named another hotel",
            account: Some("A bride called the other hotel."),
            category: "print",
            severity: Severity::Critical,
            discovered_by: DiscoveredBy::Client,
            subcontractor: None,
            price: Some("1500.00 USD"),
            loss: Some("1800.00 USD"),
        },
    )?;
    tell.wait(TimeDelta::hours(2));
    tell.own(
        nora,
        incident,
        "It was our mistake. We copied a page from another brochure and did not change the name.",
        "Pages are copied between clients.",
    )?;
    tell.apologize(nora, incident)?;
    tell.wait(TimeDelta::hours(12));
    tell.submit(
        nora,
        incident,
        Items::Suggested("money_back".into()),
        "This cannot be undone, and we want you to feel that we know it.",
    )
    .map(drop)
}

fn owned(tell: &Teller<'_>, people: &People) -> Result<()> {
    let nora = &people.nora;
    let client = tell.client(
        nora,
        "Green Wheel Couriers",
        "Sam Brook",
        "sam@greenwheel.example",
        "en",
    )?;
    let incident = tell.report(
        nora,
        Mistake {
            client,
            summary: "The invoice went to the wrong department twice",
            account: None,
            category: "invoicing",
            severity: Severity::Minor,
            discovered_by: DiscoveredBy::Client,
            subcontractor: None,
            price: None,
            loss: Some("60.00 USD"),
        },
    )?;
    tell.wait(TimeDelta::hours(3));
    tell.own(
        nora,
        incident,
        "We sent your invoice to the wrong department, and then did it again. That is our mistake.",
        "The address was corrected in one of two places.",
    )
}

/// The last one has waited too long already.
fn reported(tell: &Teller<'_>, people: &People, now: DateTime<Utc>) -> Result<()> {
    let nora = &people.nora;
    tell.wait((now - TimeDelta::hours(30) - tell.clock.now()).max(TimeDelta::zero()));
    let client = tell.client(
        nora,
        "Bluebell Nursery",
        "Ada Novak",
        "ada@bluebell.example",
        "en",
    )?;
    tell.report(
        nora,
        Mistake {
            client,
            summary: "The photographs of the summer fair were deleted before anybody chose from them",
            account: Some("The parents keep asking me for them."),
            category: "photography",
            severity: Severity::Major,
            discovered_by: DiscoveredBy::Client,
            subcontractor: None,
            price: Some("350.00 USD"),
            loss: None,
        },
    )
    .map(drop)
}
