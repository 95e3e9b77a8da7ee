//! The workflow of an incident: one table, from which the API, the pages, the documentation and
//! the tests read.

use std::fmt;
use std::str::FromStr;

use crate::domain::error::{Refusal, Standing};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$note])* $variant),*
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            /// The words of [`Self::ALL`], in the same order.
            pub const WORDS: &[&str] = &[$($word),*];

            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = crate::domain::error::FieldError;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(crate::domain::error::FieldError::new(
                        "unknown_value",
                        format!("write one of: {}", Self::WORDS.join(", ")),
                    )),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                word.parse()
                    .map_err(|error: crate::domain::error::FieldError| serde::de::Error::custom(error.detail))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// Where an incident stands.
    State {
        Reported = "reported",
        Owned = "owned",
        Apologized = "apologized",
        Offered = "offered",
        Accepted = "accepted",
        Amended = "amended",
        Closed = "closed",
        Dismissed = "dismissed",
    }
}

words! {
    /// What can be done to an incident.
    Action {
        Report = "report",
        Own = "own",
        Dismiss = "dismiss",
        Apologize = "apologize",
        Offer = "offer",
        Accept = "accept",
        Decline = "decline",
        Counter = "counter",
        Expire = "expire",
        Withdraw = "withdraw",
        Fulfil = "fulfil",
        Close = "close",
        Reopen = "reopen",
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `None` where the incident comes into being.
    pub from: Option<State>,
    pub action: Action,
    pub to: State,
    /// What must hold, for a person to read.
    pub requires: &'static str,
}

impl Rule {
    /// The state's word, or a dash where the incident comes into being.
    pub fn from_word(&self) -> &'static str {
        self.from.map_or("-", State::as_str)
    }
}

const fn rule(from: Option<State>, action: Action, to: State, requires: &'static str) -> Rule {
    Rule {
        from,
        action,
        to,
        requires,
    }
}

/// The whole workflow. There is no other way from one state to another.
pub const TABLE: &[Rule] = {
    use Action as A;
    use State as S;
    const ANSWERED: &str = "the reason, or the client's counter-proposal, is kept";
    const DISMISSED: &str = "a reason; approver or admin";
    &[
        rule(None, A::Report, S::Reported, "a client, a summary"),
        rule(
            Some(S::Reported),
            A::Own,
            S::Owned,
            "the statement takes responsibility and has no blocking finding",
        ),
        rule(Some(S::Reported), A::Dismiss, S::Dismissed, DISMISSED),
        rule(Some(S::Owned), A::Dismiss, S::Dismissed, DISMISSED),
        rule(
            Some(S::Owned),
            A::Apologize,
            S::Apologized,
            "an apology was sent (or a call recorded) and had no blocking finding",
        ),
        rule(
            Some(S::Apologized),
            A::Offer,
            S::Offered,
            "an offer was approved by somebody else with enough authority, and sent",
        ),
        rule(
            Some(S::Offered),
            A::Accept,
            S::Accepted,
            "by the client on their page, or recorded by us",
        ),
        rule(Some(S::Offered), A::Decline, S::Apologized, ANSWERED),
        rule(Some(S::Offered), A::Counter, S::Apologized, ANSWERED),
        rule(Some(S::Offered), A::Expire, S::Apologized, ANSWERED),
        rule(Some(S::Offered), A::Withdraw, S::Apologized, ANSWERED),
        rule(
            Some(S::Accepted),
            A::Fulfil,
            S::Amended,
            "every item has its evidence",
        ),
        rule(
            Some(S::Amended),
            A::Close,
            S::Closed,
            "root cause named, at least one prevention, a follow-up recorded",
        ),
        rule(Some(S::Closed), A::Reopen, S::Apologized, "a reason"),
        rule(Some(S::Dismissed), A::Reopen, S::Reported, "a reason"),
    ]
};

impl State {
    /// Where `action` leads from here, if the table has it.
    pub fn after(self, action: Action) -> Result<Self, Refusal> {
        TABLE
            .iter()
            .find(|rule| rule.from == Some(self) && rule.action == action)
            .map(|rule| rule.to)
            .ok_or_else(|| Refusal::WrongState {
                action: action.as_str(),
                standing: self.standing(),
                detail: format!("an incident that is {self} cannot take the action {action}"),
            })
    }

    /// What the table has from here.
    pub fn allowed_actions(self) -> Vec<&'static str> {
        TABLE
            .iter()
            .filter(|rule| rule.from == Some(self))
            .map(|rule| rule.action.as_str())
            .collect()
    }

    pub fn standing(self) -> Standing {
        Standing {
            state: self.as_str(),
            allowed_actions: self.allowed_actions(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_agreed_one() {
        let lines: Vec<String> = TABLE
            .iter()
            .map(|rule| format!("{} {} {}", rule.from_word(), rule.action, rule.to))
            .collect();
        assert_eq!(
            lines,
            [
                "- report reported",
                "reported own owned",
                "reported dismiss dismissed",
                "owned dismiss dismissed",
                "owned apologize apologized",
                "apologized offer offered",
                "offered accept accepted",
                "offered decline apologized",
                "offered counter apologized",
                "offered expire apologized",
                "offered withdraw apologized",
                "accepted fulfil amended",
                "amended close closed",
                "closed reopen apologized",
                "dismissed reopen reported",
            ]
        );
    }

    #[test]
    fn no_state_and_action_has_two_ends() {
        for (index, rule) in TABLE.iter().enumerate() {
            let twin = TABLE[index + 1..]
                .iter()
                .any(|other| (other.from, other.action) == (rule.from, rule.action));
            assert!(!twin, "{:?} {}", rule.from, rule.action);
        }
    }

    #[test]
    fn every_refusal_says_where_the_incident_stands() {
        for &state in State::ALL {
            for &action in Action::ALL {
                let Err(Refusal::WrongState { standing, .. }) = state.after(action) else {
                    assert!(state.allowed_actions().contains(&action.as_str()));
                    continue;
                };
                assert_eq!(standing, state.standing());
                assert!(!standing.allowed_actions.contains(&action.as_str()));
            }
        }
    }
}
