//! Who acts, and what they may do.
//!
//! A right is a type, and a [`Permit`] for it is a value that only this module makes. A service
//! that asks for one cannot be called by somebody who lacks the right, whichever way they came.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use crate::domain::ids::UserId;
use crate::domain::workflow::words;

words! {
    /// What a user is here for.
    Role {
        Reporter = "reporter",
        Agent = "agent",
        Approver = "approver",
        Admin = "admin",
        Auditor = "auditor",
    }
}

impl Role {
    /// Whether whoever has this role may see all that is answered to somebody who has `other`.
    pub fn sees_as_much_as(self, other: Self) -> bool {
        const LADDER: [Role; 4] = [Role::Reporter, Role::Agent, Role::Approver, Role::Admin];
        let step = |role: Self| LADDER.iter().position(|it| *it == role);
        match (step(self), step(other)) {
            (Some(mine), Some(theirs)) => mine >= theirs,
            _ => self == other,
        }
    }
}

/// A signed-in user, as they were when their request came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
}

impl Actor {
    /// The permit for `R`, if this actor's role has that right.
    pub fn permit<R: Right>(&self) -> Result<Permit<R>, Forbidden> {
        if R::ROLES.contains(&self.role) {
            Ok(Permit {
                actor: self.clone(),
                right: PhantomData,
            })
        } else {
            Err(Forbidden {
                right: R::NAME,
                role: self.role,
            })
        }
    }
}

/// The role does not have the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the role {role} may not {right}")]
pub struct Forbidden {
    pub right: &'static str,
    pub role: Role,
}

/// Something that some roles may do.
pub trait Right {
    /// Completes "the role may not ...".
    const NAME: &'static str;
    const ROLES: &'static [Role];
}

/// Proof that the actor holds the right `R`.
pub struct Permit<R> {
    actor: Actor,
    right: PhantomData<fn() -> R>,
}

impl<R> Permit<R> {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl<R: Right> fmt::Debug for Permit<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Permit({} for {})", R::NAME, self.actor.id)
    }
}

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident: $text:literal by $($role:ident)*;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Right for $name {
            const NAME: &'static str = $text;
            const ROLES: &'static [Role] = &[$(Role::$role),*];
        }
    )*};
}

rights! {
    /// Any signed-in user.
    SignedIn: "sign in" by Reporter Agent Approver Admin Auditor;
    ChangeMe: "change how clients reach them" by Reporter Agent Approver Admin;
    FileIncidents: "file incidents" by Reporter Agent Approver Admin;
    /// A reporter sees only what they filed; see [`Permit::sees_only_own`].
    ReadIncidents: "read incidents" by Reporter Agent Approver Admin Auditor;
    /// Everything that belongs to an incident: offers, apologies, accounts, promises, ...
    ReadCases: "read the files of incidents" by Agent Approver Admin Auditor;
    RunIncidents: "run incidents" by Agent Approver Admin;
    DismissIncidents: "dismiss incidents" by Approver Admin;
    ReadClients: "read clients" by Agent Approver Admin Auditor;
    WriteClients: "change clients" by Agent Approver Admin;
    DecideOffers: "decide on offers" by Approver Admin;
    ReadDelegations: "read delegations" by Approver Admin Auditor;
    WriteDelegations: "delegate approvals" by Approver Admin;
    ReadMail: "read the outbox" by Agent Approver Admin Auditor;
    WriteMail: "retry or stop mail" by Agent Approver Admin;
    /// Whoever hands in mail speaks for whoever sent it, clients too.
    FileInbound: "hand in mail that came back" by Agent Approver Admin;
    ReadHistory: "read the whole history" by Admin Auditor;
    ReadPolicy: "read the policy" by Agent Approver Admin Auditor;
    WritePolicy: "change the policy" by Admin;
    ReadGuarantees: "read guarantees" by Agent Approver Admin Auditor;
    WriteGuarantees: "change guarantees" by Admin;
    ReadUsers: "read users" by Admin Auditor;
    WriteUsers: "change users" by Admin;
}

impl Permit<ReadIncidents> {
    /// The user whose incidents alone may be seen, if there is such a bound.
    pub fn sees_only_own(&self) -> Option<UserId> {
        (self.actor.role == Role::Reporter).then_some(self.actor.id)
    }
}

impl<R: Right> Permit<R> {
    /// A permit for `Other`, where whoever has `R` has that right too.
    pub fn also<Other: Right>(&self) -> Result<Permit<Other>, Forbidden> {
        self.actor.permit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role) -> Actor {
        Actor {
            id: uuid::Uuid::nil().into(),
            name: "Ada".into(),
            email: "ada@example.com".into(),
            role,
        }
    }

    #[test]
    fn a_permit_needs_the_role() {
        assert!(actor(Role::Approver).permit::<DecideOffers>().is_ok());
        let refused = actor(Role::Agent).permit::<DecideOffers>().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the role agent may not decide on offers"
        );
    }

    #[test]
    fn an_auditor_changes_nothing() {
        let auditor = actor(Role::Auditor);
        assert!(auditor.permit::<ReadCases>().is_ok());
        assert!(auditor.permit::<ReadHistory>().is_ok());
        assert!(auditor.permit::<ChangeMe>().is_err());
        assert!(auditor.permit::<RunIncidents>().is_err());
        assert!(auditor.permit::<FileIncidents>().is_err());
        assert!(auditor.permit::<WriteClients>().is_err());
        assert!(auditor.permit::<WriteMail>().is_err());
        assert!(auditor.permit::<WriteUsers>().is_err());
        assert!(auditor.permit::<WritePolicy>().is_err());
    }

    #[test]
    fn who_was_given_less_sees_less() {
        use Role::{Admin, Agent, Approver, Auditor, Reporter};
        for (now, then) in [(Reporter, Agent), (Agent, Approver), (Approver, Admin)] {
            assert!(!now.sees_as_much_as(then) && then.sees_as_much_as(now));
        }
        for other in [Reporter, Agent, Approver, Admin] {
            assert!(!Auditor.sees_as_much_as(other) && !other.sees_as_much_as(Auditor));
        }
        for role in Role::ALL {
            assert!(role.sees_as_much_as(*role));
        }
    }

    #[test]
    fn only_a_reporter_is_bound_to_their_own() {
        for &role in Role::ALL {
            let permit = actor(role).permit::<ReadIncidents>().unwrap();
            assert_eq!(permit.sees_only_own().is_some(), role == Role::Reporter);
        }
    }
}
