//! How well the check does on texts that people have labelled.
//!
//! Counts only; shares are whole numbers per thousand, rounded half up.

use std::collections::BTreeMap;

use super::{Kind, check};
use crate::domain::apology::components::WEIGHTS;
use crate::domain::language::Language;

/// Every code that a finding can have, in the order in which they are shown.
pub const CODES: [&str; 13] = [
    "conditional",
    "but_excuse",
    "passive_mistakes",
    "blame_third_party",
    "blame_client",
    "minimising",
    "regret_inconvenience",
    "sorry_for_feelings",
    "circumstance_excuse",
    "misinterpreted",
    "no_explicit_apology",
    "no_responsibility",
    "no_repair",
];

/// What a text is labelled with: the code of a finding, or a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    pub is_component: bool,
    pub name: &'static str,
}

impl Label {
    pub fn marker(name: &str) -> Option<Self> {
        let name = CODES.into_iter().find(|code| *code == name)?;
        Some(Self {
            is_component: false,
            name,
        })
    }

    pub fn component(name: &str) -> Option<Self> {
        let name = Self::component_names()
            .into_iter()
            .find(|component| *component == name)?;
        Some(Self {
            is_component: true,
            name,
        })
    }

    /// Whether it says that something is missing, which takes a whole text to judge.
    pub fn is_absence(&self) -> bool {
        !self.is_component && self.name.starts_with("no_")
    }

    pub const fn marker_names() -> [&'static str; 13] {
        CODES
    }

    pub fn component_names() -> [&'static str; 6] {
        WEIGHTS.map(|(name, _)| name)
    }
}

/// A text, and what people say is in it. What they are unsure of is in neither list.
#[derive(Debug, Clone)]
pub struct Expected {
    pub text: String,
    pub language: Language,
    pub present: Vec<Label>,
    pub absent: Vec<Label>,
    /// A sentence that looks like a fault and is none.
    pub is_trap: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub hits: u32,
    pub false_alarms: u32,
    pub misses: u32,
}

impl Tally {
    /// Of what was found, the share that is there; nothing where nothing was found.
    pub fn precision(&self) -> Option<u32> {
        per_mille(self.hits, self.hits + self.false_alarms)
    }

    /// Of what is there, the share that was found; nothing where nothing is there.
    pub fn recall(&self) -> Option<u32> {
        per_mille(self.hits, self.hits + self.misses)
    }
}

fn per_mille(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let rounded = (2_000 * part + whole).checked_div(2 * whole)?;
    u32::try_from(rounded).ok()
}

#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// Labelled texts, without the traps.
    pub texts: u32,
    pub traps: u32,
    pub trapped: u32,
    /// Texts that are labelled with nothing that spoils an apology.
    pub clean: u32,
    pub clean_alarmed: u32,
    tallies: BTreeMap<Label, Tally>,
}

impl Evaluation {
    /// Checks one text. Answers where the check and the people disagree, a line each.
    pub fn add(&mut self, expected: &Expected) -> Vec<String> {
        let assessment = check(&expected.text, None, expected.language, Kind::Apology);
        let components: Vec<_> = assessment.components.iter().collect();
        let found = |label: &Label| {
            if label.is_component {
                let mut named = components.iter().filter(|(name, _)| *name == label.name);
                return named.any(|(_, component)| component.present);
            }
            let mut findings = assessment.findings.iter();
            findings.any(|finding| finding.code == label.name)
        };
        let excerpts = |label: &Label| -> String {
            let of_label = assessment.findings.iter().filter(|f| f.code == label.name);
            let excerpts: Vec<_> = of_label.map(|finding| finding.excerpt.as_str()).collect();
            excerpts.join(" / ")
        };

        let missed: Vec<_> = expected
            .present
            .iter()
            .filter(|label| !found(label))
            .collect();
        let alarms: Vec<_> = expected
            .absent
            .iter()
            .filter(|label| found(label))
            .collect();
        let mut wrong = Vec::new();
        wrong.extend(missed.iter().map(|label| format!("missed {}", label.name)));
        wrong.extend(
            alarms
                .iter()
                .map(|label| format!("false alarm {}: {}", label.name, excerpts(label))),
        );

        if expected.is_trap {
            self.traps += 1;
            self.trapped += u32::from(!alarms.is_empty());
            return wrong;
        }
        self.texts += 1;
        for label in &expected.present {
            let tally = self.tallies.entry(*label).or_default();
            if found(label) {
                tally.hits += 1;
            } else {
                tally.misses += 1;
            }
        }
        for label in &alarms {
            self.tallies.entry(**label).or_default().false_alarms += 1;
        }
        let spoils = |label: &Label| !label.is_component && !label.is_absence();
        if !expected.present.iter().any(spoils) {
            self.clean += 1;
            self.clean_alarmed += u32::from(alarms.iter().any(|label| spoils(label)));
        }
        wrong
    }

    /// Every marker (or component), also those that were not met.
    pub fn tallies(&self, markers: bool) -> Vec<(Label, Tally)> {
        let labels: Vec<_> = if markers {
            CODES.into_iter().filter_map(Label::marker).collect()
        } else {
            let names = Label::component_names().into_iter();
            names.filter_map(Label::component).collect()
        };
        let tally = |label: Label| self.tallies.get(&label).copied().unwrap_or_default();
        labels
            .into_iter()
            .map(|label| (label, tally(label)))
            .collect()
    }

    /// The micro average: the counts of all markers (or components) together.
    pub fn total(&self, markers: bool) -> Tally {
        let add = |sum: Tally, (_, tally): (Label, Tally)| Tally {
            hits: sum.hits + tally.hits,
            false_alarms: sum.false_alarms + tally.false_alarms,
            misses: sum.misses + tally.misses,
        };
        self.tallies(markers)
            .into_iter()
            .fold(Tally::default(), add)
    }

    pub fn trapped_per_mille(&self) -> Option<u32> {
        per_mille(self.trapped, self.traps)
    }

    pub fn clean_alarmed_per_mille(&self) -> Option<u32> {
        per_mille(self.clean_alarmed, self.clean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(text: &str, present: &[&str], absent: &[&str]) -> Expected {
        let labels = |names: &[&str]| {
            let label = |name: &&str| Label::marker(name).or_else(|| Label::component(name));
            names.iter().filter_map(label).collect()
        };
        Expected {
            text: text.to_owned(),
            language: Language::English,
            present: labels(present),
            absent: labels(absent),
            is_trap: false,
        }
    }

    #[test]
    fn shares_are_rounded_half_up_and_need_something_to_divide_by() {
        assert_eq!(per_mille(1, 3), Some(333));
        assert_eq!(per_mille(2, 3), Some(667));
        assert_eq!(per_mille(1, 2_000), Some(1));
        assert_eq!(per_mille(0, 0), None);
    }

    #[test]
    fn hits_misses_and_false_alarms_are_counted_by_label() {
        let mut evaluation = Evaluation::default();
        let none: [String; 0] = [];
        let right = labelled(
            "We are sorry if the tea was cold.",
            &["conditional", "regret"],
            &["but_excuse", "no_explicit_apology"],
        );
        assert_eq!(evaluation.add(&right), none);
        let missed = labelled("We are sorry.", &["conditional"], &["regret"]);
        assert_eq!(
            evaluation.add(&missed),
            ["missed conditional", "false alarm regret: "]
        );
        let alarmed = labelled("Sorry if the tea was cold.", &[], &["conditional"]);
        assert_eq!(
            evaluation.add(&alarmed),
            ["false alarm conditional: Sorry if"]
        );

        let conditional = Tally {
            hits: 1,
            false_alarms: 1,
            misses: 1,
        };
        assert_eq!(evaluation.tallies(true)[0].1, conditional);
        assert_eq!(evaluation.total(true), conditional);
        assert_eq!(
            (conditional.precision(), conditional.recall()),
            (Some(500), Some(500))
        );
        assert_eq!(evaluation.total(false).precision(), Some(500));
        assert_eq!(
            (evaluation.texts, evaluation.clean, evaluation.clean_alarmed),
            (3, 1, 1)
        );
    }

    #[test]
    fn traps_are_counted_apart() {
        let mut evaluation = Evaluation::default();
        for text in ["Sorry if you were cross.", "Tell me if you are there."] {
            evaluation.add(&Expected {
                is_trap: true,
                ..labelled(text, &[], &["conditional"])
            });
        }
        assert_eq!(
            (evaluation.traps, evaluation.trapped, evaluation.texts),
            (2, 1, 0)
        );
        assert_eq!(evaluation.trapped_per_mille(), Some(500));
        assert_eq!(evaluation.total(true), Tally::default());
    }
}
