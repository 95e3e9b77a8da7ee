//! Mail: the words of every message, the message as it goes over the wire, and the way to the
//! mail server.
//!
//! Knows nothing of the store, the outbox or who is entitled to what: it is handed finished facts
//! and gives back text, or the outcome of one attempt to send.

mod conversation;
pub mod dkim;
pub mod inbound;
pub mod message;
pub mod sender;
pub mod templates;
pub mod transport;
mod wire;

pub use dkim::Dkim;
pub use message::{Attachment, BuildError, Content, Envelope, Recipient};
pub use sender::Sender;
pub use transport::{Patience, Transport};
