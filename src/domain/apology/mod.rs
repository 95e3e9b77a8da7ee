//! An apology: the letter (or call) that tells the client that it was our mistake.
//!
//! [`check`] judges a text, [`components`] says what a good one is made of, [`compose`] writes
//! the first draft.

pub mod check;
pub mod components;
pub mod compose;
pub mod letter;
