//! The rules of service recovery: what an incident, an apology and an offer are, and what may
//! happen to them.
//!
//! Everything here is pure. No input or output, no clock, no randomness, no database and no web:
//! time and ids are arguments, and a move returns the new state or says why it is refused.

pub mod account;
pub mod actor;
pub mod amends;
pub mod apology;
pub mod client;
pub mod contact;
pub mod deadlines;
pub mod delegation;
pub mod error;
pub mod event;
pub mod figures;
pub mod follow_up;
pub mod ids;
pub mod inbound;
pub mod incident;
pub mod language;
pub mod likeness;
pub mod mail;
pub mod money;
pub mod offer;
pub mod playback;
pub mod prevention;
pub mod promise;
pub mod subcontractor;
pub mod text;
pub mod time;
pub mod user;
pub mod wording;
pub mod workflow;
