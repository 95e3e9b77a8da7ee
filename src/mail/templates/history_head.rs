//! The head of the history, told every day to somebody who keeps it outside.

use super::news::{Note, note};
use super::subject;
use crate::domain::event::{Broken, Head};
use crate::domain::language::Language;
use crate::mail::Content;

#[derive(Debug, Clone, Copy)]
pub struct HistoryHead<'a> {
    pub head: &'a Head,
    /// Entries that hold.
    pub checked: i64,
    pub first_broken: Option<&'a Broken>,
    /// Where the history is checked against this head.
    pub verify_url: &'a str,
}

pub fn history_head(mail: &HistoryHead<'_>) -> Content {
    let (title, news) = match mail.first_broken {
        None => (
            "the history holds",
            format!(
                "The history was followed from its first entry to its last: all {} hold.",
                mail.checked
            ),
        ),
        Some(broken) => (
            "THE HISTORY IS BROKEN",
            format!(
                "The history was followed and does not hold. The first entry that is wrong is {}: {}.",
                broken.sequence, broken.reason
            ),
        ),
    };
    note(&Note {
        subject: subject(
            &format!("Entry {}: {title}", mail.head.sequence),
            "",
            Language::English,
        ),
        name: "keeper of the history",
        news,
        words_label: String::new(),
        words: None,
        fact: Some(format!("Its head is {}", mail.head)),
        next: format!(
            "Keep this mail where whoever can change the database cannot reach it. Later the \
             history is compared with it by: amends history verify --head {} (or at the address \
             below, with the token of an admin or auditor). A history that was written anew, or \
             cut off before this entry, does not pass.",
            mail.head
        ),
        link: mail.verify_url,
        link_label: "Check the history against this head",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::templates::tests::shown;

    fn head() -> Head {
        Head {
            sequence: 4711,
            hash: "0f".repeat(32),
        }
    }

    fn content(first_broken: Option<&Broken>) -> Content {
        history_head(&HistoryHead {
            head: &head(),
            checked: 4711,
            first_broken,
            verify_url: "https://amends.example.com/v1/history/verify?sequence=4711&hash=0f0f",
        })
    }

    #[test]
    fn a_sound_history() {
        let content = content(None);
        insta::assert_snapshot!("history_head", shown(&content));
        assert_eq!(content.subject, "Entry 4711: the history holds");
        for said in [
            "all 4711 hold",
            &format!("Its head is {}\n", head()),
            &format!("amends history verify --head {} ", head()),
            "\nhttps://amends.example.com/v1/history/verify?sequence=4711&hash=0f0f\n",
        ] {
            assert!(content.text.contains(said), "{said}: {}", content.text);
        }
    }

    #[test]
    fn a_broken_history_says_so_first() {
        let broken = Broken::new(12, "this entry was changed");
        let content = content(Some(&broken));
        insta::assert_snapshot!("history_head_broken", shown(&content));
        assert_eq!(content.subject, "Entry 4711: THE HISTORY IS BROKEN");
        for text in [&content.text, &content.html] {
            assert!(text.contains("12: this entry was changed"), "{text}");
            assert!(text.contains(&head().hash), "{text}");
        }
    }
}
