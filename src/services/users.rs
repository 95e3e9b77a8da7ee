//! Users and their tokens.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::actor::{Actor, ChangeMe, Permit, ReadUsers, Role, SignedIn, WriteUsers};
use crate::domain::event::Change;
use crate::domain::ids::{TokenId, UserId};
use crate::domain::text::{Email, Line};
use crate::domain::time::Timestamp;
use crate::domain::user::{Contact, Token, User, UserDetails, check_limits};
use crate::services::{Error, Page, Result, Seen, Work, expect_version, secrets};
use crate::store;

pub fn create(
    work: &mut Work<'_>,
    permit: &Permit<WriteUsers>,
    details: UserDetails,
) -> Result<User> {
    check_limits(&details.approval_limits, &details.finer_limits)?;
    let user = User::new(work.id(), details, work.now);
    store::users::insert(work.db, &user)?;
    work.record(Some(permit.actor()), made(&user))?;
    Ok(user)
}

pub fn list(work: &mut Work<'_>, _: &Permit<ReadUsers>, page: &Page) -> Result<Vec<User>> {
    Ok(store::users::list(work.db, page)?)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadUsers>, id: UserId) -> Result<User> {
    store::users::find(work.db, id)?.ok_or(Error::NotFound("user"))
}

/// Changes a user. Nobody changes their own role, limits or standing: that is for somebody else.
pub fn change(
    work: &mut Work<'_>,
    permit: &Permit<WriteUsers>,
    id: UserId,
    seen: Option<Seen>,
    edit: impl FnOnce(&User) -> Result<UserDetails>,
) -> Result<User> {
    let before = store::users::find(work.db, id)?.ok_or(Error::NotFound("user"))?;
    expect_version(seen, before.version)?;
    let details = edit(&before)?;
    check_limits(&details.approval_limits, &details.finer_limits)?;
    let limits = (&details.approval_limits, &details.finer_limits);
    let standing = (details.role, limits, details.active);
    let limits = (&before.approval_limits, &before.finer_limits);
    if id == permit.actor().id && standing != (before.role, limits, before.active) {
        return Err(Error::OwnAccount);
    }
    let mut user = before.clone();
    user.change(details);
    store::users::update(work.db, &mut user)?;
    let change = Change::between("change_user", subject(&user), Some(&before), &user);
    work.record(Some(permit.actor()), change)?;
    Ok(user)
}

/// The caller, as they are kept.
pub fn me(work: &mut Work<'_>, permit: &Permit<SignedIn>) -> Result<User> {
    store::users::find(work.db, permit.actor().id)?.ok_or(Error::NotFound("user"))
}

/// Changes how clients reach the caller; everything else of theirs is for an admin.
pub fn change_me(
    work: &mut Work<'_>,
    permit: &Permit<ChangeMe>,
    seen: Option<Seen>,
    edit: impl FnOnce(&User) -> Result<Contact>,
) -> Result<User> {
    let before = me(work, &permit.also()?)?;
    expect_version(seen, before.version)?;
    let mut user = before.clone();
    user.be_reached(edit(&before)?);
    store::users::update(work.db, &mut user)?;
    let change = Change::between("change_user", subject(&user), Some(&before), &user);
    work.record(Some(permit.actor()), change)?;
    Ok(user)
}

/// A token that is shown this once.
#[derive(Debug)]
pub struct NewToken {
    pub token: Token,
    pub secret: SecretString,
}

/// Admins make tokens for anybody, everybody else for themselves.
pub fn create_token(
    work: &mut Work<'_>,
    permit: &Permit<SignedIn>,
    user: UserId,
    label: Line,
    expires_at: Option<Timestamp>,
) -> Result<NewToken> {
    let user = own_or_any(work, permit, user)?;
    if expires_at.is_some_and(|end| end <= work.now) {
        let error =
            crate::domain::error::FieldError::new("in_the_past", "a token must end in the future");
        return Err(Error::invalid("/expires_at", error));
    }
    let expires_at = if user.id == permit.actor().id {
        within_own(work, expires_at)?
    } else {
        expires_at
    };
    let secret = secrets::bearer_token();
    let token = keep_token(work, &user, label, expires_at, &secret)?;
    record_token(work, Some(permit.actor()), "create_token", &token)?;
    Ok(NewToken { token, secret })
}

/// When a token ends that somebody makes for themselves: not after the one that they make it with,
/// or one that was lent for an hour would be good for ever.
fn within_own(work: &Work<'_>, wanted: Option<Timestamp>) -> Result<Option<Timestamp>> {
    let own = work.token.as_ref().and_then(|token| token.expires_at);
    match (wanted, own) {
        (Some(wanted), Some(own)) if wanted > own => {
            let error = crate::domain::error::FieldError::new(
                "outlives_yours",
                "a token ends no later than the one that it is made with",
            );
            Err(Error::invalid("/expires_at", error))
        }
        _ => Ok(wanted.or(own)),
    }
}

pub fn list_tokens(
    work: &mut Work<'_>,
    permit: &Permit<SignedIn>,
    user: UserId,
    page: &Page,
) -> Result<Vec<Token>> {
    let everybody = permit.also::<ReadUsers>().is_ok();
    if !everybody && permit.actor().id != user {
        return Err(Error::NotFound("user"));
    }
    let user = store::users::find(work.db, user)?.ok_or(Error::NotFound("user"))?;
    Ok(store::tokens::list(work.db, user.id, page)?)
}

pub fn find_token(work: &mut Work<'_>, permit: &Permit<SignedIn>, id: TokenId) -> Result<Token> {
    let everybody = permit.also::<ReadUsers>().is_ok();
    store::tokens::find(work.db, id)?
        .filter(|token| everybody || permit.actor().id == token.user_id)
        .ok_or(Error::NotFound("token"))
}

/// What is revoked with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Itself alone: whoever changes their token makes the new one with the old one.
    Itself,
    /// Also the tokens that were made with it, and with those: for one that got into wrong hands.
    AllMadeWithIt,
}

/// From the next request on the token opens nothing. Of those that were made with it, whoever may
/// not revoke the tokens of others leaves theirs as they are.
pub fn revoke_token(
    work: &mut Work<'_>,
    permit: &Permit<SignedIn>,
    id: TokenId,
    reach: Reach,
) -> Result<()> {
    let token = store::tokens::find(work.db, id)?.ok_or(Error::NotFound("token"))?;
    own_or_any(work, permit, token.user_id).map_err(|error| match error {
        Error::NotFound(_) => Error::NotFound("token"),
        other => other,
    })?;
    let everybody = permit.also::<WriteUsers>().is_ok();
    let mut open = vec![token];
    while let Some(token) = open.pop() {
        if reach == Reach::AllMadeWithIt {
            let mut made = store::tokens::made_with(work.db, token.id)?;
            made.retain(|token| everybody || token.user_id == permit.actor().id);
            open.extend(made);
        }
        revoke_one(work, permit.actor(), &token)?;
    }
    Ok(())
}

fn revoke_one(work: &mut Work<'_>, by: &Actor, token: &Token) -> Result<()> {
    if !store::tokens::revoke(work.db, token.id, work.now)? {
        return Ok(());
    }
    if work.token.as_ref().is_some_and(|own| own.id == token.id) {
        work.ended = Some(token.id);
    }
    let mut revoked = token.clone();
    revoked.revoked_at = Some(work.now);
    let subject = ("token", token.id.to_string());
    let change = Change::between("revoke_token", subject, Some(token), &revoked);
    work.record(Some(by), change)
}

fn own_or_any(work: &mut Work<'_>, permit: &Permit<SignedIn>, user: UserId) -> Result<User> {
    let everybody = permit.also::<WriteUsers>().is_ok();
    if !everybody && permit.actor().id != user {
        // An auditor may know of all users, and is told that this is not theirs to do.
        return match permit.also::<ReadUsers>() {
            Ok(_) => Err(permit
                .also::<WriteUsers>()
                .expect_err("checked above")
                .into()),
            Err(_) => Err(Error::NotFound("user")),
        };
    }
    store::users::find(work.db, user)?.ok_or(Error::NotFound("user"))
}

fn keep_token(
    work: &mut Work<'_>,
    user: &User,
    label: Line,
    expires_at: Option<Timestamp>,
    secret: &SecretString,
) -> Result<Token> {
    let token = Token {
        id: work.id(),
        user_id: user.id,
        label: label.into(),
        hash: secrets::hash(secret),
        created_at: work.now,
        expires_at,
        revoked_at: None,
        made_with: work.token.as_ref().map(|token| token.id),
    };
    store::tokens::insert(work.db, &token)?;
    Ok(token)
}

fn record_token(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    action: &'static str,
    token: &Token,
) -> Result<()> {
    let change = Change::between(action, ("token", token.id.to_string()), None, token);
    work.record(by, change)
}

/// The admin who was there first.
pub fn first_admin(work: &mut Work<'_>) -> Result<Option<User>> {
    let admins = store::users::active_in(work.db, &[Role::Admin.as_str()])?;
    Ok(admins.into_iter().next())
}

/// Makes the first admin of an empty database, with `token` or a random one; `None` where there
/// are users already.
pub fn bootstrap(work: &mut Work<'_>, token: Option<SecretString>) -> Result<Option<SecretString>> {
    if store::users::any(work.db)? {
        return Ok(None);
    }
    let secret = token.unwrap_or_else(secrets::bearer_token);
    let details = UserDetails {
        name: Line::parse("Admin").map_err(|error| Error::Internal(error.detail))?,
        email: Email::parse("admin@example.com").map_err(|error| Error::Internal(error.detail))?,
        role: Role::Admin,
        approval_limits: Vec::new(),
        finer_limits: Vec::new(),
        active: true,
        contact: Contact::default(),
    };
    let admin = User::new(work.id(), details, work.now);
    store::users::insert(work.db, &admin)?;
    work.record(None, made(&admin))?;
    let label = Line::parse("first start").map_err(|error| Error::Internal(error.detail))?;
    let token = keep_token(work, &admin, label, None, &secret)?;
    record_token(work, None, "create_token", &token)?;
    Ok(Some(SecretString::from(secret.expose_secret())))
}

fn made(user: &User) -> Change {
    Change::between("create_user", subject(user), None, user)
}

fn subject(user: &User) -> (&'static str, String) {
    ("user", user.id.to_string())
}
