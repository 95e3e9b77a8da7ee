//! `/v1/me`, `/v1/users`, `/v1/tokens`.

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ChangeMe, ReadUsers, SignedIn, WriteUsers};
use crate::domain::contact::{BookingUrl, Phone};
use crate::domain::error::{Check, Invalid};
use crate::domain::ids::{TokenId, UserId};
use crate::domain::text::{Email, Line};
use crate::domain::time::parse_timestamp;
use crate::domain::user::{Contact, Token, User, UserDetails};
use crate::http::call::{Call, Reply, created, maybe, no_content, shown};
use crate::http::gather::gather;
use crate::http::limits::LimitBody;
use crate::http::views::{ListView, MoneyBody, maybe_moment, moment};
use crate::services::once::Answer;
use crate::services::users::{self, Reach};

/// The caller.
#[derive(Serialize, ToSchema)]
#[schema(as = Me)]
pub struct MeView {
    id: String,
    name: String,
    email: String,
    role: String,
    /// What the caller may approve, one limit a currency; an admin has no limit and none here.
    approval_limits: Vec<MoneyBody>,
    /// What bounds these further.
    finer_limits: Vec<LimitBody>,
    phone: Option<String>,
    booking_url: Option<String>,
    version: i64,
}

impl From<User> for MeView {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            role: user.role.to_string(),
            approval_limits: user.approval_limits.into_iter().map(Into::into).collect(),
            finer_limits: user.finer_limits.iter().map(Into::into).collect(),
            phone: user.phone,
            booking_url: user.booking_url,
            version: user.version,
            name: user.name,
            email: user.email,
        }
    }
}

fn caller(user: User) -> Answer {
    let version = user.version;
    shown(&MeView::from(user), Some(version))
}

#[utoipa::path(get, path = "/v1/me", tag = "Access", summary = "Who am I?", responses((status = 200, body = MeView)))]
pub async fn me(call: Call<SignedIn>) -> Reply {
    call.read(|work, permit| Ok(caller(users::me(work, permit)?)))
        .await
}

/// How clients reach the caller.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MePatch)]
pub struct ContactBody {
    /// Digits, spaces, `+()-./`, and `x` or `ext` before an extension; at most 40 characters.
    #[serde(default)]
    phone: Option<String>,
    /// The http(s) address of a page on which a client chooses a time for a call.
    #[serde(default)]
    booking_url: Option<String>,
}

impl ContactBody {
    fn parse(&self, check: &mut Check) -> Contact {
        Contact {
            phone: maybe(check, "/phone", self.phone.as_ref(), Phone::parse),
            booking_url: maybe(
                check,
                "/booking_url",
                self.booking_url.as_ref(),
                BookingUrl::parse,
            ),
        }
    }
}

impl From<&User> for ContactBody {
    fn from(user: &User) -> Self {
        Self {
            phone: user.phone.clone(),
            booking_url: user.booking_url.clone(),
        }
    }
}

#[utoipa::path(patch, path = "/v1/me", tag = "Access", summary = "Change how clients reach me", description = "Both stand in the letters of the incidents that the caller answers for. `null` takes one away.", request_body = ContactBody, responses((status = 200, body = MeView)))]
pub async fn change_me(call: Call<ChangeMe>) -> Reply {
    let seen = call.needs_if_match()?;
    let patch = call.patch()?;
    call.change(move |work, permit| {
        let user = users::change_me(work, permit, seen, |user| {
            let mut check = Check::default();
            let contact = patch.onto(&ContactBody::from(user))?.parse(&mut check);
            check.finish()?;
            Ok(contact)
        })?;
        Ok(caller(user))
    })
    .await
}

/// One of our people.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UserInput)]
pub struct UserBody {
    name: String,
    /// Unique among users, without regard to case.
    email: String,
    /// `reporter`, `agent`, `approver`, `admin` or `auditor`.
    role: String,
    /// What an approver may approve, at most one limit a currency. No limit in a currency means no
    /// approval in it.
    #[serde(default)]
    approval_limits: Vec<MoneyBody>,
    /// What bounds these further: on one offer, for one client in a year, on one kind of item. One
    /// for each currency, kind and what it is counted per.
    #[serde(default)]
    finer_limits: Vec<LimitBody>,
    /// Whether their tokens open anything.
    #[serde(default = "yes")]
    active: bool,
    /// Where clients can call them: digits, spaces, `+()-./`, and `x` or `ext` before an extension;
    /// at most 40 characters.
    #[serde(default)]
    phone: Option<String>,
    /// The http(s) address of a page on which a client chooses a time for a call.
    #[serde(default)]
    booking_url: Option<String>,
}

fn yes() -> bool {
    true
}

impl UserBody {
    fn parse(&self) -> Result<UserDetails, Invalid> {
        let mut check = Check::default();
        let name = check.take("/name", Line::parse(&self.name));
        let email = check.take("/email", Email::parse(&self.email));
        let role = check.take("/role", self.role.parse());
        let limits: Vec<_> = self
            .approval_limits
            .iter()
            .enumerate()
            .filter_map(|(index, limit)| {
                check.nested(&format!("/approval_limits/{index}"), limit.parse())
            })
            .collect();
        let finer: Vec<_> = self
            .finer_limits
            .iter()
            .enumerate()
            .filter_map(|(index, limit)| {
                check.nested(&format!("/finer_limits/{index}"), limit.parse())
            })
            .collect();
        let contact = ContactBody {
            phone: self.phone.clone(),
            booking_url: self.booking_url.clone(),
        }
        .parse(&mut check);
        check.build(|| {
            Some(UserDetails {
                name: name?,
                email: email?,
                role: role?,
                approval_limits: limits,
                finer_limits: finer,
                active: self.active,
                contact,
            })
        })
    }
}

impl From<&User> for UserBody {
    fn from(user: &User) -> Self {
        Self {
            name: user.name.clone(),
            email: user.email.clone(),
            role: user.role.to_string(),
            approval_limits: user
                .approval_limits
                .iter()
                .copied()
                .map(Into::into)
                .collect(),
            finer_limits: user.finer_limits.iter().map(Into::into).collect(),
            active: user.active,
            phone: user.phone.clone(),
            booking_url: user.booking_url.clone(),
        }
    }
}

/// One of our people, as they are kept.
#[derive(Serialize, ToSchema)]
#[schema(as = User)]
pub struct UserView {
    id: String,
    name: String,
    email: String,
    role: String,
    approval_limits: Vec<MoneyBody>,
    finer_limits: Vec<LimitBody>,
    active: bool,
    phone: Option<String>,
    booking_url: Option<String>,
    created_at: String,
    version: i64,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            created_at: moment(user.created_at),
            version: user.version,
            role: user.role.to_string(),
            approval_limits: user.approval_limits.into_iter().map(Into::into).collect(),
            finer_limits: user.finer_limits.iter().map(Into::into).collect(),
            active: user.active,
            phone: user.phone,
            booking_url: user.booking_url,
            name: user.name,
            email: user.email,
        }
    }
}

#[utoipa::path(post, path = "/v1/users", tag = "Access", summary = "Make a user", request_body = UserBody, responses((status = 201, body = UserView)))]
pub async fn create(call: Call<WriteUsers>) -> Reply {
    let details = call.body::<UserBody>()?.parse()?;
    call.once(move |work, permit| {
        let user = users::create(work, permit, details)?;
        let (location, version) = (format!("/v1/users/{}", user.id), user.version);
        Ok(created(location, &UserView::from(user), Some(version)))
    })
    .await
}

#[utoipa::path(get, path = "/v1/users", tag = "Access", summary = "List users", params(("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<UserView>)))]
pub async fn list(call: Call<ReadUsers>) -> Reply {
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| users::list(work, permit, page),
            |user| user.id.to_string(),
            UserView::from,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/users/{id}", tag = "Access", summary = "Read a user", params(("id" = String, Path)), responses((status = 200, body = UserView)))]
pub async fn find(call: Call<ReadUsers>) -> Reply {
    let id: UserId = call.id("id")?;
    call.read(move |work, permit| {
        let user = users::find(work, permit, id)?;
        let version = user.version;
        Ok(shown(&UserView::from(user), Some(version)))
    })
    .await
}

#[utoipa::path(patch, path = "/v1/users/{id}", tag = "Access", summary = "Change a user", description = "Nobody changes their own role, limits or standing.", params(("id" = String, Path)), request_body = UserBody, responses((status = 200, body = UserView)))]
pub async fn change(call: Call<WriteUsers>) -> Reply {
    let id: UserId = call.id("id")?;
    let seen = call.needs_if_match()?;
    let patch = call.patch()?;
    call.change(move |work, permit| {
        let user = users::change(work, permit, id, seen, |user| {
            Ok(patch.onto(&UserBody::from(user))?.parse()?)
        })?;
        let version = user.version;
        Ok(shown(&UserView::from(user), Some(version)))
    })
    .await
}

/// A bearer token that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TokenInput)]
pub struct TokenBody {
    /// What it is for.
    label: String,
    /// When it stops working; left out: not by itself.
    #[serde(default)]
    expires_at: Option<String>,
}

/// A bearer token; `token` itself is shown once, in the answer to its creation.
#[derive(Serialize, ToSchema)]
#[schema(as = Token)]
pub struct TokenView {
    id: String,
    user_id: String,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    created_at: String,
    expires_at: Option<String>,
    revoked_at: Option<String>,
}

impl From<Token> for TokenView {
    fn from(token: Token) -> Self {
        Self {
            id: token.id.to_string(),
            user_id: token.user_id.to_string(),
            label: token.label,
            token: None,
            created_at: moment(token.created_at),
            expires_at: maybe_moment(token.expires_at),
            revoked_at: maybe_moment(token.revoked_at),
        }
    }
}

#[utoipa::path(post, path = "/v1/users/{id}/tokens", tag = "Access", summary = "Make a token", description = "By an admin for anybody, by everybody else for themselves. One for oneself ends no later than the one that it is made with, and with it where no end is given. The token is shown this once. Repeated with its Idempotency-Key, the answer holds it again only for the bearer token that it was made with.", params(("id" = String, Path)), request_body = TokenBody, responses((status = 201, body = TokenView)))]
pub async fn create_token(call: Call<SignedIn>) -> Reply {
    let id: UserId = call.id("id")?;
    let body: TokenBody = call.body()?;
    let mut check = Check::default();
    let label = check.take("/label", Line::parse(&body.label));
    let expires_at = maybe(
        &mut check,
        "/expires_at",
        body.expires_at.as_ref(),
        parse_timestamp,
    );
    let label = check.build(|| label)?;
    call.once(move |work, permit| {
        let made = users::create_token(work, permit, id, label, expires_at)?;
        let location = format!("/v1/tokens/{}", made.token.id);
        let view = TokenView::from(made.token);
        let without = created(location, &view, None);
        let view = TokenView {
            token: Some(made.secret.expose_secret().to_owned()),
            ..view
        };
        // The tag is that of the token as it is read from now on, without its secret.
        let answer = Answer {
            body: shown(&view, None).body,
            ..without.clone()
        };
        Ok(answer.secret(without))
    })
    .await
}

#[utoipa::path(get, path = "/v1/users/{id}/tokens", tag = "Access", summary = "List a user's tokens", params(("id" = String, Path), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<TokenView>)))]
pub async fn list_tokens(call: Call<SignedIn>) -> Reply {
    let id: UserId = call.id("id")?;
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| users::list_tokens(work, permit, id, page),
            |token| token.id.to_string(),
            TokenView::from,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/tokens/{id}", tag = "Access", summary = "Read what is known of a token", params(("id" = String, Path)), responses((status = 200, body = TokenView)))]
pub async fn find_token(call: Call<SignedIn>) -> Reply {
    let id: TokenId = call.id("id")?;
    call.read(move |work, permit| {
        let token = users::find_token(work, permit, id)?;
        Ok(shown(&TokenView::from(token), None))
    })
    .await
}

#[utoipa::path(delete, path = "/v1/tokens/{id}", tag = "Access", summary = "Revoke a token", description = "It stops working with the next request. Revoking it again changes nothing. With `all_made_with_it=true` the tokens that were made with it, and with those, are revoked too, also where it is revoked already: for one that got into wrong hands. Only an admin revokes those of others.", params(("id" = String, Path), ("all_made_with_it" = Option<bool>, Query)), responses((status = 204)))]
pub async fn revoke_token(call: Call<SignedIn>) -> Reply {
    let id: TokenId = call.id("id")?;
    let query = call.query(&["all_made_with_it"])?;
    let mut check = Check::default();
    let all = query.flag(&mut check, "all_made_with_it");
    check.finish()?;
    let reach = if all == Some(true) {
        Reach::AllMadeWithIt
    } else {
        Reach::Itself
    };
    call.change(move |work, permit| {
        users::revoke_token(work, permit, id, reach)?;
        Ok(no_content())
    })
    .await
}
