//! Who somebody is and what they may do, at the moment that their work is done.
//!
//! A request can take its time: its token may be revoked, and its user be deactivated or given
//! another role, between its head and its last byte. So both are looked at again in the transaction
//! of the work. On PostgreSQL others write meanwhile, so they are looked at once more at its end:
//! every change holds the end of the history until it is committed, and therefore whatever stands
//! before this work in the history is seen by then.

use secrecy::SecretString;

use crate::domain::actor::{Actor, Permit, Right};
use crate::domain::user::{Token, User};
use crate::services::{Error, Result, Services, Work, secrets};
use crate::store;

/// The user whose token this is, if it is one that may be used now.
pub fn authenticate(work: &mut Work<'_>, bearer: &SecretString) -> Result<Option<Actor>> {
    Ok(find(work, bearer)?.map(|(_, user)| user.actor()))
}

fn find(work: &mut Work<'_>, bearer: &SecretString) -> Result<Option<(Token, User)>> {
    let found = store::tokens::find_by_hash(work.db, &secrets::hash(bearer))?;
    let ended_here = work.ended;
    Ok(found.filter(|(token, user)| {
        let is_usable = token.is_usable(work.now) || ended_here == Some(token.id);
        is_usable && user.active
    }))
}

/// Does `work` as whoever has this token, with the right that they have now.
fn act<R: Right, T>(
    doing: &mut Work<'_>,
    bearer: &SecretString,
    work: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Result<T>,
) -> Result<T> {
    let (token, user) = find(doing, bearer)?.ok_or(Error::Unauthenticated)?;
    let permit = user.actor().permit::<R>()?;
    doing.token = Some(token);
    let done = work(doing, &permit)?;
    if !doing.db.writes_one_by_one() {
        let (_, now) = find(doing, bearer)?.ok_or(Error::Unauthenticated)?;
        if standing(&now) != standing(&user) {
            return Err(Error::Busy("the caller's rights were changed".into()));
        }
    }
    Ok(done)
}

/// What nobody changes for themselves.
fn standing(user: &User) -> impl PartialEq + '_ {
    (user.role, &user.approval_limits, &user.finer_limits)
}

impl Services {
    /// Looks things up as whoever has this token now.
    pub fn read_as<R: Right, T>(
        &self,
        bearer: &SecretString,
        look: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Result<T>,
    ) -> Result<T> {
        self.read(|work| act(work, bearer, look))
    }

    /// Does all of it as whoever has this token now or, on an error, nothing.
    pub fn write_as<R: Right, T: Send + 'static>(
        &self,
        bearer: SecretString,
        work: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.write(move |doing| act(doing, &bearer, work))
    }
}
