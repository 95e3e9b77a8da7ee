//! Which incident a message belongs to, and what it is there.
//!
//! The caller looks up what the message names; here it is weighed. Whoever knows the id of a mail
//! of ours, or an incident's own address, was written to. A reference in a subject proves nothing:
//! it counts only from the client's own address or a colleague's.

use crate::domain::ids::IncidentId;
use crate::domain::inbound::filed::{Kind, PlacedBy, Sender};

/// What a message names, as far as it exists.
#[derive(Debug, Clone, Copy, Default)]
pub struct Named {
    /// The incident of the mail that it answers.
    pub thread: Option<IncidentId>,
    /// The incident whose own address it was sent to, with the right tag.
    pub address: Option<IncidentId>,
    /// The incident whose reference its subject has, and who the sender is to that incident.
    pub subject: Option<(IncidentId, Sender)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub kind: Kind,
    pub on: Option<(IncidentId, PlacedBy)>,
}

/// Where a message of a person belongs.
pub fn place(named: &Named) -> Place {
    let reply = |incident, by| Place {
        kind: Kind::Reply,
        on: Some((incident, by)),
    };
    if let Some(incident) = named.thread {
        return reply(incident, PlacedBy::Thread);
    }
    if let Some(incident) = named.address {
        return reply(incident, PlacedBy::Address);
    }
    match named.subject {
        Some((incident, Sender::Client | Sender::User)) => reply(incident, PlacedBy::Subject),
        Some((_, Sender::Other)) => Place {
            kind: Kind::Stranger,
            on: None,
        },
        None => Place {
            kind: Kind::Unmatched,
            on: None,
        },
    }
}

/// What a report or an automatic reply is about. Nobody is told anything in its name, so that here
/// a reference in the subject will do.
pub fn named_by_machine(named: &Named) -> Option<(IncidentId, PlacedBy)> {
    let by = |by| move |incident| (incident, by);
    named
        .thread
        .map(by(PlacedBy::Thread))
        .or_else(|| named.address.map(by(PlacedBy::Address)))
        .or_else(|| {
            named
                .subject
                .map(|(incident, _)| (incident, PlacedBy::Subject))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(number: u128) -> IncidentId {
        uuid::Uuid::from_u128(number).into()
    }

    #[test]
    fn what_proves_more_counts_first() {
        let named = Named {
            thread: Some(incident(1)),
            address: Some(incident(2)),
            subject: Some((incident(3), Sender::Client)),
        };
        assert_eq!(place(&named).on, Some((incident(1), PlacedBy::Thread)));
        let named = Named {
            thread: None,
            ..named
        };
        assert_eq!(place(&named).on, Some((incident(2), PlacedBy::Address)));
        let named = Named {
            address: None,
            ..named
        };
        assert_eq!(place(&named).on, Some((incident(3), PlacedBy::Subject)));
    }

    #[test]
    fn a_reference_in_the_subject_does_not_open_an_incident_to_strangers() {
        for (sender, kind) in [
            (Sender::Client, Kind::Reply),
            (Sender::User, Kind::Reply),
            (Sender::Other, Kind::Stranger),
        ] {
            let named = Named {
                subject: Some((incident(1), sender)),
                ..Named::default()
            };
            let placed = place(&named);
            assert_eq!(
                (placed.kind, placed.on.is_some()),
                (kind, kind == Kind::Reply)
            );
        }
        assert_eq!(place(&Named::default()).kind, Kind::Unmatched);
    }
}
