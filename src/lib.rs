//! Amends, a service-recovery tracker: own the mistake, apologise, make generous amends.
//!
//! The layers, from the inside out: [`domain`] knows the rules, [`store`] and [`mail`] the outside
//! world, [`services`] what a person can do; [`http`], [`ui`], [`workers`] and [`cli`] translate.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod http;
pub mod mail;
pub mod services;
pub mod store;
pub mod telemetry;
pub mod ui;
pub mod workers;
