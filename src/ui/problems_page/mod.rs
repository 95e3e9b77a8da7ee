//! The page that explains the API's error codes. The table itself belongs to whoever answers them.

pub mod view;
