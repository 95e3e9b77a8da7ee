//! `amends demo`: fills an empty database and says where to look.

use crate::config::Config;

pub(super) fn run(_: &Config) -> Result<(), String> {
    Err("later".into())
}
