//! What is not settled: an account that another side tells differently, or the client's correction
//! that they have not confirmed yet. A letter states nothing of what it touches.

use crate::domain::account::{Account, Side};
use crate::domain::figures::in_figures;
use crate::domain::language::Language;
use crate::domain::likeness::{is_number, meaning, shared, words};
use crate::domain::money::Money;
use crate::domain::playback::{self, Playback};
use crate::domain::wording;

/// Something that the sides do not agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub about: About,
    /// The points in dispute, or the correction.
    pub points: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    Account {
        side: Side,
        by: String,
        text: String,
    },
    Correction,
}

/// Words by which people speak of a day, an amount or a number, as they begin, folded.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "februar",
    "marz",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "yesterday",
    "gestern",
    "hier",
    "ayer",
];
const DAY_WORDS: &[&str] = &[
    "day", "days", "date", "dates", "when", "tag", "tage", "datum", "wann", "jour", "jours",
    "quand", "dia", "dias", "fecha", "fechas", "cuando", "week", "woche", "semaine", "semana",
    "month", "monat", "mois", "mes",
];
const AMOUNTS: &[&str] = &[
    "loss",
    "losses",
    "cost",
    "costs",
    "amount",
    "amounts",
    "price",
    "money",
    "damage",
    "damages",
    "schaden",
    "verlust",
    "kosten",
    "betrag",
    "preis",
    "geld",
    "perte",
    "pertes",
    "cout",
    "couts",
    "montant",
    "prix",
    "prejudice",
    "dommage",
    "perdida",
    "perdidas",
    "coste",
    "costes",
    "costo",
    "importe",
    "precio",
    "dinero",
    "dano",
    "danos",
    "usd",
    "eur",
    "gbp",
    "chf",
    "euro",
    "euros",
    "dollar",
    "dollars",
    "bill",
    "bills",
    "billed",
    "invoice",
    "invoices",
    "invoiced",
    "fee",
    "fees",
    "charge",
    "charges",
    "charged",
    "value",
    "worth",
    "sum",
    "total",
    "paid",
    "payment",
    "prices",
    "rechnung",
    "rechnungen",
    "rechnungsbetrag",
    "gebuhr",
    "gebuhren",
    "wert",
    "summe",
    "preise",
    "betrage",
    "bezahlt",
    "zahlung",
    "facture",
    "factures",
    "frais",
    "valeur",
    "somme",
    "tarif",
    "tarifs",
    "paye",
    "paiement",
    "factura",
    "facturas",
    "cuota",
    "cuotas",
    "tarifa",
    "tarifas",
    "valor",
    "suma",
    "cobro",
    "cobros",
    "pago",
    "pagos",
    "precios",
];
const NUMBERS: &[&str] = &[
    "many", "much", "number", "viele", "viel", "anzahl", "menge", "combien", "nombre", "quantite",
    "cuantos", "cuantas", "cuanto", "numero", "cantidad",
];

/// Words that ask whether it was so at all.
const WHETHER: &[&str] = &["whether", "if", "ob", "si"];
/// Words by which people speak of a time of day, or of how long something took.
const TIMES: &[&str] = &[
    "time",
    "clock",
    "hour",
    "hours",
    "minute",
    "minutes",
    "uhr",
    "uhrzeit",
    "stunde",
    "stunden",
    "minuten",
    "zeit",
    "heure",
    "heures",
    "hora",
    "horas",
    "minutos",
    "noon",
    "midnight",
    "mittag",
    "mittags",
    "midi",
    "minuit",
    "mediodia",
    "medianoche",
];

fn any_of(list: &[&str], text: &str) -> bool {
    words(text).iter().any(|word| list.contains(&word.as_str()))
}

fn names_a_day(text: &str) -> bool {
    let dated = |word: &String| {
        let dots = word.matches('.').count();
        is_number(word) && dots == 2
    };
    any_of(DAYS, text) || words(text).iter().any(dated)
}

fn names_a_time(text: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let clock = |word: &str| {
        let mut parts = word.split([':', 'h']);
        let hour = parts
            .next()
            .is_some_and(|part| part.len() < 3 && part.starts_with(digits));
        let minute = parts.next().is_some_and(|part| {
            let part = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            part.is_empty() && word.contains('h') || part.len() == 2 && part.chars().all(digits)
        });
        hour && minute
    };
    any_of(TIMES, text)
        || any_of(&["am", "pm"], text) && text.contains(digits)
        || text.split_whitespace().any(clock)
}

/// The numbers of a text, in figures or in words.
fn numbers(text: &str) -> Vec<String> {
    words(&in_figures(text))
        .into_iter()
        .filter(|word| is_number(word))
        .collect()
}

impl Doubt {
    pub fn of_account(account: &Account) -> Option<Self> {
        let points = account.disputed_points.clone()?;
        let about = About::Account {
            side: account.side,
            by: account.by.clone(),
            text: account.text.clone(),
        };
        Some(Self { about, points })
    }

    /// The client's last correction, while they have not said yes to a playback since.
    pub fn of_correction(playbacks: &[Playback]) -> Option<Self> {
        let answer = playback::correction(playbacks)?;
        if playback::is_confirmed(answer, playbacks) {
            return None;
        }
        let points = answer.correction.clone()?;
        Some(Self {
            about: About::Correction,
            points,
        })
    }

    pub(super) fn is_of_client(&self) -> bool {
        matches!(
            &self.about,
            About::Account {
                side: Side::Client,
                ..
            }
        )
    }

    pub(super) fn touches_the_day(&self) -> bool {
        names_a_day(&self.points) || any_of(DAY_WORDS, &self.points)
    }

    pub(super) fn touches_the_loss(&self, loss: Money) -> bool {
        let written = wording::money(loss, Language::English);
        let amount = loss.amount();
        let whole = amount.split('.').next().unwrap_or_default();
        let named = numbers(&self.points);
        let names_it = named
            .iter()
            .any(|number| number == &amount || number == whole)
            || self.points.contains(&written);
        names_it || self.points.contains(['€', '$', '£']) || any_of(AMOUNTS, &self.points)
    }

    fn asks_for_the_time(&self) -> bool {
        names_a_time(&self.points)
    }

    /// What the account says that is in dispute; nothing, where it is a correction.
    fn account(&self) -> &str {
        match &self.about {
            About::Account { text, .. } => text,
            About::Correction => "",
        }
    }

    /// Whether a text has a day, a time or a number that is in doubt.
    fn touches_a_figure(&self, text: &str) -> bool {
        let in_text = numbers(text);
        let has = |of: &str| {
            let others = numbers(of);
            in_text.iter().any(|number| others.contains(number))
        };
        self.touches_the_day() && names_a_day(text)
            || self.asks_for_the_time() && names_a_time(text)
            || any_of(NUMBERS, &self.points) && !in_text.is_empty()
            // Whether it was so at all is asked of all that the account counts.
            || any_of(WHETHER, &self.points) && has(self.account())
            || has(&self.points)
    }

    /// Whether a text says something of what is in doubt.
    pub(super) fn touches(&self, text: &str) -> bool {
        let figures = in_figures(text);
        self.touches_a_figure(text)
            || shared(&figures, &in_figures(&self.points)).0 > 0
            // What was taken from an account is as doubtful as the account.
            || shared(&figures, &in_figures(self.account())).0 >= 2
    }

    /// Our own statement is ours to make; it only repeats no number and no day that is in doubt.
    pub(super) fn touches_statement(&self, text: &str) -> bool {
        let (found, all) = shared(text, &self.points);
        self.touches_a_figure(text)
            || found >= 2 && found * 2 >= all.min(meaning(&self.points).len())
    }

    /// What the owner is told, with the names of what is left out.
    pub(super) fn note(&self, left_out: &[&str]) -> String {
        let what = match &self.about {
            About::Account { side, by, .. } => format!(
                "What {by} told us (side: {side}) is in dispute: \u{201c}{}\u{201d}.",
                self.points
            ),
            About::Correction => format!(
                "The client corrected what we played back: \u{201c}{}\u{201d}. They have not \
                 confirmed since that we have it right.",
                self.points
            ),
        };
        let effect = if left_out.is_empty() {
            "Nothing in the letter was found to repeat it; read the letter for it before you send \
             it."
            .to_owned()
        } else {
            format!("So the letter does not state: {}.", left_out.join(", "))
        };
        let remedy = match &self.about {
            About::Account { .. } => "Settle it, or write only what both sides agree on.",
            About::Correction => "Bring the incident up to date and play it back again.",
        };
        format!("{what} {effect} {remedy}")
    }
}

/// Whether the text says something that is in doubt, and so has to be put in neutral words.
pub fn is_in_doubt(text: &str, doubts: &[Doubt]) -> bool {
    doubts.iter().any(|doubt| doubt.touches(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disputed(points: &str) -> Doubt {
        let about = About::Account {
            side: Side::Staff,
            by: "Otto".into(),
            text: "350 were wrong, on Monday.".into(),
        };
        Doubt {
            about,
            points: points.into(),
        }
    }

    #[test]
    fn points_touch_what_repeats_them() {
        let loss = Money::parse("500", "USD").unwrap();
        for (points, text, touched) in [
            (
                "400 copies, Tuesday, 500 USD",
                "400 catalogues were printed wrong",
                true,
            ),
            ("400 copies, Tuesday, 500 USD", "They came on Monday", true),
            ("400 copies, Tuesday, 500 USD", "The paper was damp", false),
            ("how many there were", "All 400 were wrong", true),
            ("which day it was", "It was on Friday", true),
            (
                "whether the catalogues were late",
                "The catalogue had old prices",
                true,
            ),
            ("the colour", "Otto printed on Monday; 350 were wrong", true),
            ("400 copies", "Four hundred were wrong", true),
            ("vierhundert Stück", "Es waren 400", true),
            (
                "how many there were",
                "Alle dreiundzwanzig waren falsch",
                true,
            ),
            ("whether it was so", "We lost three hundred and fifty", true),
            ("whether it was so", "We lost 300", false),
            ("at what time the van came", "It stood there at 14:30", true),
            ("um wie viel Uhr", "Um 9 Uhr war niemand da", true),
            ("à quelle heure", "Rien à 14h30", true),
        ] {
            assert_eq!(disputed(points).touches(text), touched, "{points} / {text}");
        }
        assert!(disputed("400 copies, Tuesday, 500 USD").touches_the_loss(loss));
        assert!(disputed("the loss is not 500").touches_the_loss(loss));
        assert!(!disputed("the colour").touches_the_loss(loss));
        assert!(disputed("what the bill came to").touches_the_loss(loss));
        assert!(disputed("der Rechnungsbetrag").touches_the_loss(loss));
        assert!(disputed("Es war am Dienstag").touches_the_day());
        assert!(!disputed("the colour").touches_the_day());
    }

    #[test]
    fn our_statement_may_stand_beside_a_dispute() {
        let doubt = disputed("400 copies, Tuesday, 500 USD");
        assert!(!doubt.touches_statement("It was our mistake: we released the wrong file."));
        assert!(doubt.touches_statement("It was our mistake: we printed 400 wrong copies."));
        assert!(doubt.touches_statement("We delivered it on Wednesday instead."));
        assert!(doubt.touches_statement("We printed four hundred of them."));
        let doubt = disputed("whether that is true");
        assert!(doubt.touches_statement("It was our mistake: we printed 350 wrong."));
        assert!(!doubt.touches_statement("It was our mistake: we printed the wrong ones."));
    }
}
