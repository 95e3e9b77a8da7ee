//! What ties a message to an incident: message ids, our address with a tag, a reference.

use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};

use crate::domain::ids::IncidentId;

/// How many ids or addresses of one message are looked at.
const MANY: usize = 50;

static MESSAGE_ID: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>"));
static ID_IN_TEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?im)^[>\s]*message-id:\s*(<[^<>\s@]{1,200}@[^<>\s@]{1,200}>)"));
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bINC-([0-9]{4})-([0-9]{6,9})\b"));

/// The ids in a `Message-ID`, `In-Reply-To` or `References` field, with their angle brackets.
pub fn message_ids(value: &str) -> Vec<String> {
    let found = MESSAGE_ID.find_iter(value).take(MANY);
    found.map(|found| found.as_str().to_owned()).collect()
}

/// The ids of messages whose header is repeated in a text, as older mail servers return it.
pub fn message_ids_in_text(text: &str) -> Vec<String> {
    let found = ID_IN_TEXT.captures_iter(text).take(MANY);
    found.map(|found| found[1].to_owned()).collect()
}

/// The incident of one of our thread ids, which are made of the incident's own id.
pub fn thread_of(message_id: &str, our_domain: &str) -> Option<IncidentId> {
    let (left, domain) = message_id
        .strip_prefix('<')?
        .strip_suffix('>')?
        .split_once('@')?;
    domain.eq_ignore_ascii_case(our_domain).then_some(())?;
    left.parse().ok()
}

/// The first reference of an incident in a line, such as `INC-2026-000001`.
pub fn reference(line: &str) -> Option<String> {
    REFERENCE
        .find(line)
        .map(|found| found.as_str().to_uppercase())
}

/// Our address for one incident: `amends+INC-2026-000001.<tag>@example.com`. What is sent there
/// belongs to the incident; nobody makes up the tag who has not been written to.
pub fn for_incident(mailbox: &str, reference: &str, id: IncidentId) -> Option<String> {
    let (local, domain) = mailbox.rsplit_once('@')?;
    Some(format!("{local}+{reference}.{}@{domain}", tag(id)))
}

/// The reference and the tag in an address of ours.
pub fn read_tagged(address: &str) -> Option<(String, String)> {
    let (local, _) = address.rsplit_once('@')?;
    let (reference, tag) = local.split_once('+')?.1.split_once('.')?;
    let whole = REFERENCE.find(reference)?;
    let tag_is_one = !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_hexdigit());
    (whole.len() == reference.len() && tag_is_one)
        .then(|| (reference.to_uppercase(), tag.to_lowercase()))
}

/// The tag of an incident. Its id holds 74 random bits and is told to nobody but in mail about it.
pub fn tag(id: IncidentId) -> String {
    let digest = Sha256::digest(format!("amends reply address\n{id}"));
    hex::encode(&digest[..8])
}

/// Whether two addresses are one: their letters' case aside, and how their domains are written.
pub fn same(one: &str, other: &str) -> bool {
    let written = |address: &str| {
        let address = address.trim().to_lowercase();
        let domain = address.rsplit_once('@').map(|(local, domain)| {
            let ascii = idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_owned());
            format!("{local}@{ascii}")
        });
        domain.unwrap_or(address)
    };
    written(one) == written(other)
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident() -> IncidentId {
        uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001).into()
    }

    #[test]
    fn ids_are_found_in_order() {
        assert_eq!(
            message_ids("<a@x.example> junk <b@y.example>\t<c>"),
            ["<a@x.example>", "<b@y.example>"]
        );
        assert_eq!(
            message_ids_in_text("Hi\n> Message-Id: <a@x.example>\n"),
            ["<a@x.example>"]
        );
        assert!(message_ids_in_text("The Message-ID: <a@x.example> is").is_empty());
    }

    #[test]
    fn a_thread_id_of_ours_names_the_incident() {
        let id = format!("<{}@agency.example>", incident());
        assert_eq!(thread_of(&id, "agency.example"), Some(incident()));
        assert_eq!(thread_of(&id, "other.example"), None);
        assert_eq!(thread_of("<1@agency.example>", "agency.example"), None);
    }

    #[test]
    fn an_address_for_an_incident_is_read_back() {
        let address = for_incident("amends@agency.example", "INC-2026-000001", incident()).unwrap();
        let read = read_tagged(&address.to_uppercase()).unwrap();
        assert_eq!(read, ("INC-2026-000001".to_owned(), tag(incident())));
        assert_eq!(read_tagged("amends+INC-2026-000001@agency.example"), None);
        assert_eq!(read_tagged("amends+x.ab@agency.example"), None);
        assert_eq!(read_tagged("amends@agency.example"), None);
    }

    #[test]
    fn one_address_is_written_in_several_ways() {
        assert!(same("Ines@Harbour.example", " ines@harbour.example "));
        assert!(same("ines@müller.example", "ines@xn--mller-kva.example"));
        assert!(!same("ines@harbour.example", "ines@other.example"));
    }

    #[test]
    fn a_reference_stands_by_itself() {
        assert_eq!(
            reference("Re: offer (inc-2026-000012)").as_deref(),
            Some("INC-2026-000012")
        );
        assert_eq!(reference("XINC-2026-000012"), None);
        assert_eq!(reference("INC-2026-12"), None);
    }
}
