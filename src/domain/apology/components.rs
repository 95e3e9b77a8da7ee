//! The six components of an apology, in the order of what they weigh with the person who was
//! wronged (Lewicki, Polin and Lount 2016).
//!
//! Knows nothing of how a component is recognised in a text.

/// Whether a component is there, and the sentence that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Component {
    pub present: bool,
    pub evidence: Option<String>,
}

impl Component {
    pub fn shown_by(evidence: impl Into<String>) -> Self {
        Self {
            present: true,
            evidence: Some(evidence.into()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Components {
    pub responsibility: Component,
    pub repair: Component,
    pub regret: Component,
    pub explanation: Component,
    pub repentance: Component,
    pub forgiveness: Component,
}

/// What each component adds to the score. The study ranks them and finds the three in the middle
/// alike; the figures are ours.
pub const WEIGHTS: [(&str, u32); 6] = [
    ("responsibility", 28),
    ("repair", 22),
    ("regret", 14),
    ("explanation", 14),
    ("repentance", 14),
    ("forgiveness", 8),
];

impl Components {
    /// Name and component, the heaviest first.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Component)> {
        let in_order = [
            &self.responsibility,
            &self.repair,
            &self.regret,
            &self.explanation,
            &self.repentance,
            &self.forgiveness,
        ];
        WEIGHTS.iter().map(|(name, _)| *name).zip(in_order)
    }

    /// 0 to 100: the weights of the components that are there.
    pub fn score(&self) -> u32 {
        WEIGHTS
            .iter()
            .zip(self.iter())
            .filter(|(_, (_, component))| component.present)
            .map(|((_, weight), _)| weight)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_make_a_hundred_and_keep_the_order_of_the_study() {
        let [
            responsibility,
            repair,
            regret,
            explanation,
            repentance,
            forgiveness,
        ] = WEIGHTS.map(|(_, weight)| weight);
        assert_eq!(WEIGHTS.map(|(_, weight)| weight).iter().sum::<u32>(), 100);
        assert!(responsibility > repair && repair > regret);
        assert_eq!([explanation, repentance], [regret, regret]);
        assert!(forgiveness < repentance);
    }

    #[test]
    fn the_score_counts_what_is_there() {
        let mut components = Components::default();
        assert_eq!(components.score(), 0);
        components.responsibility = Component::shown_by("It was our mistake.");
        components.forgiveness = Component::shown_by("Please forgive us.");
        assert_eq!(components.score(), 36);
        let present: Vec<_> = components
            .iter()
            .filter(|(_, component)| component.present)
            .map(|(name, _)| name)
            .collect();
        assert_eq!(present, ["responsibility", "forgiveness"]);
    }
}
