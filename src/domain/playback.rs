//! A playback: "so what you are saying is ...", said back to the client before anything is offered,
//! and their yes or their correction.

pub mod words;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::client::Client;
use crate::domain::error::{Check, FieldError, Invalid, Refusal, Standing};
use crate::domain::event::{as_maybe_moment, as_word};
use crate::domain::ids::{IncidentId, PlaybackId, UserId};
use crate::domain::incident::Incident;
use crate::domain::language::{Language, LanguageTag};
use crate::domain::subcontractor::Subcontractor;
use crate::domain::text::{TEXT_MAX, Text};
use crate::domain::time::Timestamp;
use crate::domain::wording;
use crate::domain::workflow::{State, words};

words! {
    PlaybackState {
        Draft = "draft",
        Sent = "sent",
        Answered = "answered",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Playback {
    pub id: PlaybackId,
    #[serde(skip)]
    pub incident_id: IncidentId,
    #[serde(serialize_with = "as_word")]
    pub state: PlaybackState,
    pub language: String,
    /// Kept out of history, like every mail's words.
    #[serde(skip)]
    pub text: String,
    #[serde(skip)]
    pub made_by: UserId,
    #[serde(skip)]
    pub made_at: Timestamp,
    pub sent_to: Option<String>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub sent_at: Option<Timestamp>,
    pub answer: Option<Answer>,
    #[serde(skip)]
    pub link_hash: Option<String>,
    #[serde(skip)]
    pub version: i64,
}

/// What the client said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub agreed: bool,
    /// How it really was, in their words.
    pub correction: Option<String>,
    /// Who took it down; nobody of ours where the client answered on their page.
    pub recorded_by: Option<UserId>,
    pub at: Timestamp,
}

/// A yes, or a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Yes,
    Correction(Text),
}

impl Said {
    /// A yes needs no words, and a no is of use only with them.
    pub fn read(agreed: bool, correction: Option<&str>) -> Result<Self, Invalid> {
        let mut check = Check::default();
        let correction = check.maybe("/correction", correction, Text::parse);
        match (agreed, &correction) {
            (false, None) => check.add("/correction", FieldError::required()),
            (true, Some(_)) => check.add(
                "/correction",
                FieldError::new("conflicting", "leave it out, or write \"agreed\": false"),
            ),
            _ => {}
        }
        check.finish()?;
        Ok(correction.map_or(Self::Yes, Self::Correction))
    }
}

impl Playback {
    /// The language that its page is written in.
    pub fn written_language(&self) -> Language {
        LanguageTag::parse(&self.language).map_or(Language::default(), |tag| tag.written())
    }

    /// Whether it may go out: while nothing is offered.
    pub fn send(
        &mut self,
        incident: &Incident,
        to: &str,
        link_hash: String,
        hidden: &Subcontractor,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.state != PlaybackState::Draft {
            return Err(self.refuse("send"));
        }
        before_an_offer(incident)?;
        let places = hidden.places([("/text".to_owned(), self.text.as_str())]);
        if !places.is_empty() {
            return Err(Refusal::NamesSubcontractor {
                places,
                standing: self.standing(),
            });
        }
        self.state = PlaybackState::Sent;
        self.sent_to = Some(to.to_owned());
        self.sent_at = Some(now);
        self.link_hash = Some(link_hash);
        Ok(())
    }

    /// Takes the answer, once.
    pub fn take_answer(
        &mut self,
        said: Said,
        by: Option<UserId>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.state == PlaybackState::Answered {
            return Err(self.refuse("answer"));
        }
        let (agreed, correction) = match said {
            Said::Yes => (true, None),
            Said::Correction(text) => (false, Some(text.into())),
        };
        self.state = PlaybackState::Answered;
        self.answer = Some(Answer {
            agreed,
            correction,
            recorded_by: by,
            at: now,
        });
        Ok(())
    }

    pub fn standing(&self) -> Standing {
        Standing {
            state: self.state.as_str(),
            allowed_actions: match self.state {
                PlaybackState::Draft => vec!["send", "answer"],
                PlaybackState::Sent => vec!["answer"],
                PlaybackState::Answered => vec![],
            },
        }
    }

    fn refuse(&self, action: &'static str) -> Refusal {
        Refusal::WrongState {
            action,
            standing: self.standing(),
            detail: format!(
                "a playback that is {} cannot take the action {action}",
                self.state
            ),
        }
    }
}

/// We listen before we offer, not after.
pub fn before_an_offer(incident: &Incident) -> Result<(), Refusal> {
    match incident.state {
        State::Reported | State::Owned | State::Apologized => Ok(()),
        _ => Err(Refusal::WrongState {
            action: "play_back",
            standing: incident.state.standing(),
            detail: format!(
                "an incident that is {} is past being played back",
                incident.state
            ),
        }),
    }
}

/// What the client told us, said back to them in their language. Only what they said themselves:
/// how they last put us right (else their account, else the summary), the outcome that they wish
/// for, and what they would find fair. A sentence that names the subcontractor is not ours to send.
pub fn compose(
    incident: &Incident,
    client: &Client,
    correction: Option<&str>,
    hidden: &Subcontractor,
) -> String {
    let language = client.written_language();
    let words = words::of(language);
    let account = [
        correction,
        incident.client_account.as_deref(),
        Some(incident.summary.as_str()),
    ];
    let account = account
        .into_iter()
        .flatten()
        .find_map(|text| unnamed(text, hidden));
    let mut paragraphs = vec![
        (words.greeting)(&client.greeted()),
        words.opening.to_owned(),
    ];
    if let Some(account) = account {
        paragraphs.push(format!("{}\n{account}", words.so_you_say));
    }
    let wish = incident.desired_outcome.as_deref();
    if let Some(wish) = wish.and_then(|wish| unnamed(wish, hidden)) {
        paragraphs.push(format!("{}\n{wish}", words.you_wish));
    }
    if let Some(fair) = incident.expected_amends {
        paragraphs.push((words.you_find_fair)(&wording::money(fair, language)));
    }
    paragraphs.push(words.question.to_owned());
    paragraphs.join("\n\n").chars().take(TEXT_MAX).collect()
}

/// The sentences that name nobody, or can say "our team" instead; none, where there are none.
fn unnamed(text: &str, hidden: &Subcontractor) -> Option<String> {
    let text = text.trim();
    if let Some(whole) = hidden.taken_out_of(text) {
        return Some(whole).filter(|text| !text.is_empty());
    }
    let sentences = text.split_inclusive(['.', '!', '?', '\n']);
    let told: String = sentences
        .filter_map(|sentence| hidden.taken_out_of(sentence))
        .collect();
    let told = told.trim();
    let says_something = told.chars().any(char::is_alphanumeric);
    (says_something && hidden.named_in(told).is_none()).then(|| told.to_owned())
}

/// The last answer to a playback, where it was a correction: what the client says now.
pub fn correction<'a>(playbacks: impl IntoIterator<Item = &'a Playback>) -> Option<&'a Answer> {
    playbacks
        .into_iter()
        .filter(|playback| {
            let answer = playback.answer.as_ref();
            answer.is_some_and(|answer| answer.correction.is_some())
        })
        .max_by_key(|playback| answered_at(playback))
        .and_then(|playback| playback.answer.as_ref())
}

/// When it was answered; of two at one moment the younger playback is the later.
pub fn answered_at(playback: &Playback) -> Option<(Timestamp, String)> {
    let answer = playback.answer.as_ref()?;
    Some((answer.at, playback.id.to_string()))
}

/// Whether the client said yes to a playback after this.
pub fn is_confirmed<'a>(
    correction: &Answer,
    playbacks: impl IntoIterator<Item = &'a Playback>,
) -> bool {
    playbacks
        .into_iter()
        .filter_map(|playback| playback.answer.as_ref())
        .any(|answer| answer.agreed && answer.at >= correction.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_needs_words_and_a_yes_has_none() {
        assert_eq!(Said::read(true, None), Ok(Said::Yes));
        assert!(matches!(
            Said::read(false, Some("It was Tuesday.")),
            Ok(Said::Correction(_))
        ));
        let code = |agreed, correction| Said::read(agreed, correction).unwrap_err().0[0].code;
        assert_eq!(code(false, None), "required");
        assert_eq!(code(false, Some(" ")), "blank");
        assert_eq!(code(true, Some("but")), "conflicting");
    }
}
