//! Cases to try a template on: much known and nothing known, small and grave, once and again.

use chrono::NaiveDate;

use super::{Facts, Owner, Step};
use crate::domain::incident::{DiscoveredBy, Severity};
use crate::domain::language::Language;
use crate::domain::money::Money;

const SEVERITIES: [Severity; 4] = [
    Severity::Minor,
    Severity::Moderate,
    Severity::Major,
    Severity::Critical,
];
const DISCOVERED_BY: [Option<DiscoveredBy>; 3] =
    [None, Some(DiscoveredBy::Client), Some(DiscoveredBy::Us)];

/// What people write into an incident, in one language.
struct Texts {
    summary: &'static str,
    ownership: &'static str,
    root_cause: &'static str,
    account: &'static str,
    wish: &'static str,
    promise: &'static str,
    prevention: &'static str,
}

/// Each case with a few words that tell it from the others. `day` is any day.
pub(super) fn samples(language: Language, day: NaiveDate) -> Vec<(String, Sample)> {
    let mut samples = Vec::new();
    for severity in SEVERITIES {
        for discovered_by in DISCOVERED_BY {
            for all_known in [false, true] {
                for (earlier, offer_follows) in
                    [(0, true), (0, false), (1, true), (2, true), (3, false)]
                {
                    let name = format!(
                        "{severity}, seen by {}, {} known, {earlier} earlier, {} offer",
                        discovered_by.map_or("nobody", DiscoveredBy::as_str),
                        if all_known { "everything" } else { "nothing" },
                        if offer_follows { "an" } else { "no" },
                    );
                    samples.push((
                        name,
                        Sample {
                            language,
                            day,
                            severity,
                            discovered_by,
                            all_known,
                            earlier,
                            offer_follows,
                        },
                    ));
                }
            }
        }
    }
    samples
}

pub(super) struct Sample {
    language: Language,
    day: NaiveDate,
    severity: Severity,
    discovered_by: Option<DiscoveredBy>,
    all_known: bool,
    earlier: usize,
    offer_follows: bool,
}

impl Sample {
    /// Hands the facts of this case to `look`.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Facts<'_>) -> T) -> T {
        let texts = texts(self.language);
        let known = |text: &'static str| self.all_known.then_some(text);
        let step = |text, done| Step {
            text,
            by: self.day,
            done,
        };
        let (promises, preventions) = if self.all_known {
            (
                vec![step(texts.promise, false)],
                vec![step(texts.prevention, true)],
            )
        } else {
            (Vec::new(), Vec::new())
        };
        look(&Facts {
            client_name: "Byron & Sons",
            contact_name: known("Ada Byron"),
            language: self.language,
            reference: "INC-2026-000001",
            summary: known(texts.summary).unwrap_or_default(),
            ownership: known(texts.ownership).unwrap_or_default(),
            root_cause: known(texts.root_cause),
            client_account: known(texts.account),
            desired_outcome: known(texts.wish),
            loss: Money::parse("1250.00", "EUR")
                .ok()
                .filter(|_| self.all_known),
            discovered_by: self.discovered_by,
            severity: self.severity,
            subcontractor: None,
            occurred_on: self.all_known.then_some(self.day),
            promises: &promises,
            preventions: &preventions,
            earlier: self.earlier,
            earlier_unsorted: 0,
            told_before: &[],
            people: &[],
            doubts: &[],
            today: None,
            offer_follows: self.offer_follows,
            owner: Owner {
                name: "Zoë Owner",
                email: "zoe@example.com",
                phone: known("+44 20 7946 0958"),
                booking_url: known("https://calendar.example.com/zoe"),
            },
        })
    }
}

fn texts(language: Language) -> Texts {
    match language {
        Language::English => Texts {
            summary: "The catalogue was printed from an old file",
            ownership: "It was our mistake: we released the old file without a second look.",
            root_cause: "Two versions of the file lay in the same folder",
            account: "Half of the prices are from last year",
            wish: "A new print before the fair",
            promise: "We print the catalogue again",
            prevention: "Only the approved file stays in the folder",
        },
        Language::German => Texts {
            summary: "Der Katalog wurde nach einer alten Datei gedruckt",
            ownership: "Das war unser Fehler: Wir haben die alte Datei ungeprüft freigegeben.",
            root_cause: "Zwei Fassungen der Datei lagen im selben Ordner",
            account: "Die Hälfte der Preise ist vom letzten Jahr",
            wish: "Ein neuer Druck vor der Messe",
            promise: "Wir drucken den Katalog noch einmal",
            prevention: "Im Ordner bleibt nur die freigegebene Datei",
        },
        Language::French => Texts {
            summary: "Le catalogue a été imprimé à partir d’un ancien fichier",
            ownership: "C’est notre erreur : nous avons validé l’ancien fichier sans le relire.",
            root_cause: "Deux versions du fichier se trouvaient dans le même dossier",
            account: "La moitié des prix datent de l’année dernière",
            wish: "Une nouvelle impression avant le salon",
            promise: "Nous réimprimons le catalogue",
            prevention: "Seul le fichier validé reste dans le dossier",
        },
        Language::Spanish => Texts {
            summary: "El catálogo se imprimió a partir de un archivo antiguo",
            ownership: "Fue un error nuestro: dimos por bueno el archivo antiguo sin revisarlo.",
            root_cause: "En la misma carpeta había dos versiones del archivo",
            account: "La mitad de los precios son del año pasado",
            wish: "Una nueva impresión antes de la feria",
            promise: "Imprimimos de nuevo el catálogo",
            prevention: "En la carpeta queda solo el archivo aprobado",
        },
    }
}
