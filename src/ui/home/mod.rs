//! The page at the server's root. Knows nothing of incidents and needs no sign-in.

pub mod view;
