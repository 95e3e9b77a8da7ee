//! Amends, a service-recovery tracker: own the mistake, apologise, make generous amends.

pub mod domain;
pub mod store;
