//! What is new in a reply, and what it repeats.
//!
//! Mail programs mark what they repeat: by `>` before each line, by a line that says who wrote
//! when, or by the header of the message below it. Whatever follows an unquoted repetition is
//! repetition too; below `>` lines there may be an answer, which is kept. Signatures are cut off.

use std::sync::LazyLock;

use regex::Regex;

/// What a text of a person comes down to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// In the writer's own words now.
    pub new: String,
    /// All the rest: the repetition and the signature.
    pub quoted: String,
}

/// How many lines are looked at; what comes after them is repetition.
const LINES_MAX: usize = 5_000;
/// Longest line that is looked at by the patterns, in bytes.
const LINE_LOOK: usize = 500;
/// A line that says who wrote may be broken into so many lines.
const ATTRIBUTION_LINES: usize = 4;
/// How often a text is searched for such lines; no letter has as many.
const ATTRIBUTION_LOOKS: usize = 400;

/// Separates the new from the old.
pub fn separate(text: &str) -> Reply {
    let lines: Vec<&str> = text.lines().collect();
    let looked = lines.len().min(LINES_MAX);
    let kinds = classify(&lines[..looked]);
    let (start, end) = span(&kinds);
    // Who wrote what is answered between the lines goes with the rest of the repetition.
    let (mut new, mut quoted) = (Vec::new(), lines[..start].to_vec());
    for index in start..end {
        match kinds[index] {
            Line::Attribution => quoted.push(lines[index]),
            _ => new.push(lines[index]),
        }
    }
    quoted.extend(&lines[end..]);
    let new = new.join("\n");
    Reply {
        new: new.trim_matches(['\n', '\r']).trim_end().to_owned(),
        quoted: quoted.join("\n").trim_matches('\n').to_owned(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Empty,
    Text,
    Quote,
    /// "On Monday Ada wrote:"; what it speaks of is the quotation below.
    Attribution,
    /// The header or the title of a message that is repeated to the end.
    Embedded,
    /// Dashes, dots and the like.
    Rule,
    Signature,
    /// "-- ", which a signature follows.
    SignatureMark,
}

fn classify(lines: &[&str]) -> Vec<Line> {
    let mut kinds = Vec::with_capacity(lines.len());
    let mut index = 0;
    // Code that is set apart is the writer's, whatever it looks like.
    let mut fenced = false;
    let mut looks = ATTRIBUTION_LOOKS;
    while index < lines.len() {
        let line = looked_at(lines[index]);
        if line.trim_start().starts_with("```") {
            fenced = !fenced
                && lines[index + 1..]
                    .iter()
                    .any(|later| later.trim_start().starts_with("```"));
            kinds.push(Line::Text);
            index += 1;
        } else if fenced {
            kinds.push(Line::Text);
            index += 1;
        } else if let Some(length) = attribution(&lines[index..], &mut looks) {
            kinds.extend(std::iter::repeat_n(Line::Attribution, length));
            index += length;
        } else {
            kinds.push(kind(line, &lines[index..]));
            index += 1;
        }
    }
    kinds
}

fn kind(line: &str, from_here: &[&str]) -> Line {
    let trimmed = line.trim();
    if trimmed.is_empty()
        || trimmed
            .chars()
            .all(|c| matches!(c, '\u{200b}' | '\u{feff}' | '\u{1427}'))
    {
        Line::Empty
    } else if trimmed.starts_with('>')
        || INITIALS.is_match(trimmed)
        || trimmed.starts_with("| ")
        || trimmed == "|"
    {
        Line::Quote
    } else if TITLE.is_match(trimmed) || is_header(from_here) {
        Line::Embedded
    } else if matches!(line.trim_end(), "--" | "—")
        || (trimmed.len() >= 10 && trimmed.bytes().all(|b| b == b'_'))
    {
        Line::SignatureMark
    } else if trimmed.chars().count() >= 2 && trimmed.chars().all(|c| "-_=*#~+.·•—–".contains(c))
    {
        Line::Rule
    } else if SIGNATURE.is_match(trimmed) {
        Line::Signature
    } else {
        Line::Text
    }
}

/// How many lines say who wrote, if these do.
fn attribution(lines: &[&str], looks: &mut usize) -> Option<usize> {
    let first = looked_at(lines.first()?).trim();
    if first.is_empty() || first.starts_with('>') || !ATTRIBUTION_HINT.is_match(first) {
        return None;
    }
    let mut joined = String::new();
    for (index, line) in lines.iter().take(ATTRIBUTION_LINES).enumerate() {
        let line = looked_at(line).trim();
        if line.is_empty() || line.starts_with('>') {
            return None;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(line);
        // When, or from which address: else it is a sentence.
        let is_dated = joined.contains(|c: char| c.is_numeric() || c == '@');
        if !is_dated || *looks == 0 {
            continue;
        }
        *looks -= 1;
        if ATTRIBUTION.is_match(&joined) {
            return Some(index + 1);
        }
    }
    None
}

/// Whether the header of a message begins here: who, when, to whom, about what.
fn is_header(lines: &[&str]) -> bool {
    let mut named = [false; 4];
    let mut count = 0;
    for (index, line) in lines.iter().take(8).enumerate() {
        let line = looked_at(line);
        let label = HEADER.captures(line).map(|found| found[1].to_lowercase());
        match label.as_deref().and_then(role) {
            Some(role) => {
                if index == 0 && role > 1 {
                    return false;
                }
                count += usize::from(!std::mem::replace(&mut named[role], true));
            }
            // A long field goes on in the next line.
            None if index == 0 => return false,
            None => {}
        }
    }
    count >= 3
}

/// Which of from, date, to and subject a label is.
fn role(label: &str) -> Option<usize> {
    const ROLES: [&[&str]; 4] = [
        &[
            "from",
            "von",
            "de",
            "da",
            "van",
            "fra",
            "från",
            "od",
            "от",
            "von:",
            "expéditeur",
            "remitente",
        ],
        &[
            "sent",
            "date",
            "gesendet",
            "datum",
            "envoyé",
            "enviado",
            "enviado el",
            "fecha",
            "data",
            "inviato",
            "skickat",
            "verzonden",
            "sendt",
            "dato",
            "wysłano",
            "отправлено",
            "дата",
        ],
        &[
            "to",
            "an",
            "à",
            "a",
            "para",
            "aan",
            "til",
            "till",
            "do",
            "кому",
            "destinataire",
            "reply-to",
            "risposta",
        ],
        &[
            "subject",
            "betreff",
            "objet",
            "asunto",
            "assunto",
            "oggetto",
            "onderwerp",
            "emne",
            "ämne",
            "temat",
            "тема",
        ],
    ];
    ROLES.iter().position(|words| words.contains(&label))
}

/// The part of the text that is new.
fn span(kinds: &[Line]) -> (usize, usize) {
    let mut end = kinds.len();
    let is_text = |kind: &Line| *kind == Line::Text;
    if let Some(title) = kinds.iter().position(|kind| *kind == Line::Embedded) {
        if !kinds[..title].iter().any(is_text) {
            return passed_on(kinds, title);
        }
        end = title;
    }
    // Where somebody wrote and nothing below is marked as a quotation, all below is theirs.
    for index in 0..end {
        if kinds[index] != Line::Attribution {
            continue;
        }
        let below = kinds[index..end]
            .iter()
            .find(|kind| !matches!(kind, Line::Attribution | Line::Empty | Line::Rule));
        let answered_above = kinds[..index].iter().any(is_text);
        if below != Some(&Line::Quote) && (answered_above || below != Some(&Line::Text)) {
            end = index;
            break;
        }
    }
    // A signature goes to the end, or to the quotation that follows it.
    if let Some(mark) = kinds[..end]
        .iter()
        .position(|kind| *kind == Line::SignatureMark)
        && kinds[..mark].iter().any(is_text)
    {
        let texts_after_quotes = kinds[mark..end]
            .iter()
            .skip_while(|kind| **kind != Line::Quote)
            .any(is_text);
        if !texts_after_quotes {
            end = mark;
        }
    }
    // What stands above a quotation at the end was said to it; the quotation was not.
    let last = kinds[..end].iter().rposition(is_text);
    let Some(last) = last else {
        // Nothing of the writer's own but, perhaps, a quotation.
        return match kinds[..end].iter().position(|kind| *kind == Line::Quote) {
            Some(quote) if !kinds[..end].contains(&Line::Attribution) && end == kinds.len() => {
                let lines = kinds[..end].iter().rposition(|kind| *kind == Line::Quote);
                (quote, lines.map_or(quote, |last| last + 1))
            }
            _ => (0, 0),
        };
    };
    end = last + 1;
    // An answer below the whole quotation: the quotation goes, if it was said whose it is.
    let mut start = 0;
    let first = kinds[..end].iter().position(is_text).unwrap_or(0);
    if kinds[..first].contains(&Line::Attribution) {
        start = first;
    } else if let Some(kept) = kinds[..end]
        .iter()
        .position(|kind| matches!(kind, Line::Text | Line::Quote))
    {
        start = kept;
    }
    (start, end)
}

/// A message that is passed on without a word says what it passes on.
fn passed_on(kinds: &[Line], title: usize) -> (usize, usize) {
    let is_text = |kind: &Line| *kind == Line::Text;
    let empty = kinds[title..].iter().position(|kind| *kind == Line::Empty);
    let start = empty.map_or(kinds.len(), |empty| title + empty);
    match kinds[start..].iter().position(is_text) {
        Some(first) => {
            let last = kinds.iter().rposition(is_text).unwrap_or(start + first);
            (start + first, last + 1)
        }
        None => (0, 0),
    }
}

fn looked_at(line: &str) -> &str {
    let mut end = line.len().min(LINE_LOOK);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[..end]
}

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {$(
        $(#[$doc])*
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($text).expect("a constant pattern"));
    )*};
}

patterns! {
    /// "-----Original Message-----" and "Begin forwarded message:".
    TITLE = r"(?xi)^[*_\s-]*(?:
          -{2,}\s*(?:original\s+message|urspr(?:ü|ue)ngliche\s+(?:nachricht|e-?mail)|originalnachricht|weitergeleitete\s+nachricht
              |message\s+d['’]origine|message\s+transféré|mensaje\s+original|mensagem\s+original|mensaje\s+reenviado|messaggio\s+originale|forwarded\s+(?:message|by)
              |oorspronkelijk\s+bericht|doorgestuurd\s+bericht|opprinnelig\s+melding|ursprungligt\s+meddelande|wiadomość\s+oryginalna)\s*-*
        | (?:begin\s+forwarded\s+message|anfang\s+der\s+weitergeleiteten\s+nachricht|début\s+du\s+message\s+(?:transféré|réexpédié)|inicio\s+del\s+mensaje\s+reenviado)\s*:
        | -{2,}\s*on\s.{5,200}\swrote\s*-{2,}
        )[*\s]*$";

    /// Whether a line could begin to say who wrote when.
    ATTRIBUTION_HINT = r"(?xi)^[*_\s]*(?: (?:on|at|am|le|el|il|em|op|den|på|dnia|w\s+dniu|den|i|ter|ons|tor|fre|vào|der)\s | [0-9]{1,4}[\s./-] | \S.{0,80}[<(\x22@] | \p{L}+,\s+[0-9] | \S.{0,80}\s(?:wrote|schrieb|écrit|escribió|writes)\b)";

    ATTRIBUTION = r"(?xi)^[*_\s]*(?:
          (?:on|at|am|le|el|il|em|op|den|på|dnia|w\s+dniu)\s.{0,250}?(?:wrote|writes|schrieb|schreef|a\s+écrit|écrit|escribió|ha\s+scritto|scrisse|escreveu|skrev|napisał\(?a?\)?|napisała?|geschreven)\b.{0,120}[:：]\s*\S{0,2}$
        | (?:on|at|am)\s.{5,120}(?:you|sie)\s+(?:wrote|schrieben):\s*$
        | (?:op|den|am)\s.{5,200}(?:het\s+volgende|folgendes).{0,40}:\s*$
        | \S.{0,120}<[^<>\s]+@[^<>\s]+>(?:\))?\s*(?:\([^)]*\)\s*)?(?:wrote|writes|schrieb|schreef|a\s+écrit|escribió|ha\s+scritto|escreveu|skrev)\b.{0,80}:\s*$
        | \S.{0,80}\s(?:wrote|writes|schrieb|schreef|a\s+écrit|escribió|ha\s+scritto|escreveu|skrev)\s.{0,60}[0-9].{0,40}:\s*$
        | [0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}\s.{0,160}(?:<[^<>]*@[^<>]*>\s*:?|gmt.{0,80}|:)\s*$
        | (?:[0-9]{1,2}\s\p{L}{3,}\.?|\p{L}+,\s[0-9]{1,2}\s\p{L}+)\s[0-9]{4}.{0,200}(?:написала?|napisał\(?a?\)?|пише|пишет|wrote|a\s+écrit)\s*:\s*$
        | (?:on|am)\s(?:\p{L}{2,9}\.?,?\s)?[0-9]{1,2}\.?\s\p{L}{3,9}\.?,?\s[0-9]{4}\s(?:at|um)\s[0-9]{1,2}[:.][0-9]{2}\s[^:]{1,80}<\s*mailto:[^>]*>\s*$
        | am\s[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}.{0,40}schrieb\s.{0,160}<[^<>\s]+@[^<>\s]+>?:?\s*$
        )";

    /// Some programs put the first writer's initials before the mark.
    INITIALS = r"^\p{Lu}[\p{L}]{0,2}>(?:\s|$)";

    HEADER = r"^[\s>*_]*(\p{L}[\p{L} -]{0,15}?)\s*[*_]*\s*:[*_]*(?:\s|$)";

    /// What telephones and programs add.
    SIGNATURE = r"(?xi)^[<(\[\s]*(?:
          (?:sent|gesendet|envoyé|enviado|inviato|verzonden|skickat|sendt|wysłano)\s+(?:from|by|via|with|on|von|mit|depuis|de|à\s+partir|desde|dal|da|vanaf|met|från|fra|z)\b.{0,100}
        | (?:von|diese\s+nachricht\s+wurde\s+von)\s+(?:meinem|einem)\s+.{0,60}gesendet\.?
        | from\s+my\s+\S+.{0,40}
        | get\s+\[?outlook\s+for\s.{0,80} | outlook\s+(?:für|pour|para)\s.{0,80}
        | \S+\s+from\s+mobile
        | 從我的.{0,40}
        )\s*[>)\]]*$";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str) -> String {
        separate(text).new
    }

    #[test]
    fn the_answer_stands_above_the_quotation() {
        let reply = separate(
            "Yes, please.\nInes\n\nOn Mon, 2 Mar 2026 at 10:00, Amends <amends@agency.example>\nwrote:\n\n> Dear Ines,\n> we are sorry.\n",
        );
        assert_eq!(reply.new, "Yes, please.\nInes");
        assert!(reply.quoted.starts_with("On Mon, 2 Mar"));
        assert!(reply.quoted.ends_with("we are sorry."));
    }

    #[test]
    fn four_languages_say_who_wrote() {
        for line in [
            "On 2 March 2026 at 10:00, Nora Field <nora@agency.example> wrote:",
            "Am 02.03.2026 um 10:00 schrieb Nora Field <nora@agency.example>:",
            "Nora Field <nora@agency.example> schrieb am Mo., 2. März 2026, 10:00:",
            "Le lun. 2 mars 2026 à 10:00, Nora Field <nora@agency.example> a écrit :",
            "El lun, 2 mar 2026 a las 10:00, Nora Field (<nora@agency.example>) escribió:",
        ] {
            assert_eq!(
                new(&format!("Thank you.\n\n{line}\n\n> Old\n")),
                "Thank you.",
                "{line}"
            );
        }
    }

    #[test]
    fn headers_in_four_languages_begin_the_old_message() {
        for header in [
            "From: Nora Field\nSent: Monday\nTo: Ines\nSubject: Our offer",
            "Von: Nora Field\nGesendet: Montag\nAn: Ines\nBetreff: Unser Angebot",
            "De : Nora Field\nEnvoyé : lundi\nÀ : Ines\nObjet : Notre offre",
            "De: Nora Field\nEnviado: lunes\nPara: Ines\nAsunto: Nuestra oferta",
        ] {
            assert_eq!(
                new(&format!("Agreed.\n\n{header}\n\nDear Ines, ...")),
                "Agreed.",
                "{header}"
            );
        }
    }

    #[test]
    fn answers_between_the_lines_stay_with_what_they_answer() {
        let text = "> Ten hours?\n\nYes.\n\n> Or money?\n\nNo.";
        assert_eq!(new(text), text);
    }

    #[test]
    fn an_answer_below_the_quotation_is_found() {
        assert_eq!(
            new(
                "Am 02.03.2026 um 10:00 schrieb Nora <nora@agency.example>:\n> Ten hours?\n\nYes.\n"
            ),
            "Yes."
        );
    }

    #[test]
    fn signatures_go() {
        assert_eq!(new("Thanks!\n\n-- \nInes Moreau\nHarbour Books"), "Thanks!");
        assert_eq!(new("Danke!\n\nVon meinem iPhone gesendet"), "Danke!");
    }

    #[test]
    fn ordinary_words_are_no_quotation() {
        for text in [
            "On Monday I wrote:\nnothing came of it.",
            "From: our side all is well.\nBest",
            "We agreed:\n- ten hours\n- no more",
        ] {
            assert_eq!(new(text), text);
        }
    }
}
