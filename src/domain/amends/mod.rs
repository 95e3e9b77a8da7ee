//! The amends engine: from a loss to a suggestion that explains itself, within a policy and
//! within somebody's authority.

pub mod authority;
pub mod guarantee;
pub mod options;
pub mod policy;
pub mod products;
pub mod suggestion;
