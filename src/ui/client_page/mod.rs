//! The client's page: what the holder of a link reads, and how their answer is read.
//!
//! Shows what `services::client_page` prepared. Knows nothing of requests, sessions or storage.

pub mod pages;
mod playback;
#[cfg(test)]
mod tests;
pub mod typed_amount;
pub mod view;
mod words;
