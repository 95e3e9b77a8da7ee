//! Where "our team" can stand for a name without spoiling the sentence. What is not known to be
//! sound is not: the caller then leaves the whole text out.

use regex::Captures;

use crate::domain::language::Language;
use crate::domain::likeness::folded;

/// A mention and what stands around it.
struct Around<'a> {
    /// The word before, folded; none at the start of a sentence or clause.
    before: Option<String>,
    /// The words behind, folded, and the first as it is written.
    behind: Vec<String>,
    next: Option<&'a str>,
    opens: bool,
    after_comma: bool,
    comma_follows: bool,
}

const OPENING: [char; 3] = ['.', '!', '?'];
const PAUSES: [char; 6] = [',', ';', ':', '(', '\u{2013}', '\u{2014}'];

fn around<'a>(text: &'a str, start: usize, end: usize) -> Around<'a> {
    let written = text[..start].trim_end();
    let opens = written.is_empty() || written.ends_with(OPENING) || text[..start].ends_with('\n');
    let pause = written.ends_with(PAUSES);
    let is_letter = |c: char| c.is_alphanumeric() || c == '\'' || c == '\u{2019}';
    let before = written
        .rsplit(|c: char| !is_letter(c))
        .next()
        .filter(|word| !word.is_empty() && !opens && !pause)
        .map(folded);
    let rest = &text[end..];
    // Behind a mark nothing belongs to the name any more.
    let clause = rest.split(['.', ',', ';', ':', '!', '?', ')', '\n']).next();
    let behind: Vec<&str> = clause
        .unwrap_or_default()
        .split_whitespace()
        .take(2)
        .collect();
    Around {
        before,
        next: behind.first().copied(),
        behind: behind.into_iter().map(folded).collect(),
        opens,
        after_comma: written.ends_with(','),
        comma_follows: rest.trim_start().starts_with(','),
    }
}

/// What stands in the mention's place; `None` where nothing would read well.
pub(super) fn in_its_place(found: &Captures<'_>, text: &str, language: Language) -> Option<String> {
    let part = |name| found.name(name).map_or("", |part| part.as_str());
    let edge = part("edge");
    let whole = found.get(0)?;
    let start = whole.start() + edge.len();
    let end = whole.end() - part("after").len();
    // What somebody said is theirs, a compound is one word, and an address is none.
    let joined = matches!(edge, "-" | "_" | "@") || text[end..].starts_with(['-', '_', '@', '/']);
    let goes_on = text[end..].trim_start().starts_with(['&', '+']);
    if joined || goes_on || !part("address").is_empty() || is_quoted(text, start) {
        return None;
    }
    // The last full stop of initials may end the sentence.
    let mut initials = part("name").split('.').map(|initial| initial.trim().len());
    if part("name").ends_with('.') && initials.all(|length| length <= 1) {
        return None;
    }
    let around = around(text, start, end);
    // "Our carrier, Nimbus, lost it."
    if around.after_comma && around.comma_follows {
        return None;
    }
    let with = folded(part("with"));
    let article = folded(part("article").trim());
    let genitive = !part("genitive").is_empty();
    let team = match language {
        Language::English => english(&around, &with, genitive)?,
        Language::German => german(&around, &with, &article, genitive)?,
        Language::French => french(&around, &with, !part("elided").is_empty())?,
        Language::Spanish => spanish(&around, &with)?,
    };
    let team = if around.opens {
        capitalised(&team)
    } else {
        team
    };
    Some(team)
}

/// Whether the place lies between quotation marks.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let marks = before.matches(['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}']);
    marks.count() % 2 == 1 || before.contains(['\u{2018}', '\u{201a}', '\u{2039}'])
}

fn one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|it| it == word)
}

fn english(around: &Around<'_>, with: &str, genitive: bool) -> Option<String> {
    const BEFORE: &str = "by to with of for than and or because that when while after before as \
                          since but so if what how why which whom whether until where was is were \
                          gave told asked let made sent used trusted hired had has then not";
    const BEHIND: &str = "had has have was were did does is lost sent put forgot left made took gave \
                          broke could would should never not then also and or to in on at for with from into out off over under without within \
                          by because when while who which that kept told said ran went came built \
                          mislaid misread read set shut cut wrote got chose held found fell began \
                          brought bought caught drove knew sold stood thought threw but as until \
                          did sat hit paid met spent dealt felt spoke again twice only always";
    if let Some(before) = &around.before
        && with.is_empty()
        && !one_of(BEFORE, before)
        && !before.ends_with("ed")
    {
        return None;
    }
    if genitive {
        let at = if with.is_empty() { "" } else { "at " };
        return Some(format!("{at}our team\u{2019}s"));
    }
    if let Some(behind) = around.behind.first()
        && !one_of(BEHIND, behind)
        && !behind.ends_with("ed")
        && !behind.ends_with("n't")
        && !behind.ends_with("n\u{2019}t")
    {
        return None;
    }
    Some(
        if with.is_empty() {
            "our team"
        } else {
            "in our team"
        }
        .to_owned(),
    )
}

fn german(around: &Around<'_>, with: &str, article: &str, genitive: bool) -> Option<String> {
    const BEFORE: &str = "weil dass als und oder denn da aber ob wenn nachdem bevor sondern obwohl \
                          sodass wie war ist hat hatte wurde kam hatte konnte sollte musste";
    const WITH_ACCUSATIVE: &str = "durch fur ohne gegen";
    const MANY: &str = "haben hatten sind waren wurden konnten sollten mussten";
    if genitive {
        return None;
    }
    let dative = match with {
        "" => None,
        "vom" => Some("von"),
        "bei" | "beim" => Some("in"),
        "zum" | "zur" => Some("zu"),
        with => Some(with),
    };
    // "Krause Fahrer" is a compound, whatever its writer thought of it.
    let noun_behind = around
        .next
        .is_some_and(|next| next.starts_with(char::is_uppercase));
    if noun_behind {
        return None;
    }
    if let Some(dative) = dative {
        return Some(format!("{dative} unserem Team"));
    }
    let before = around.before.as_deref();
    let by_accusative = before.is_some_and(|before| one_of(WITH_ACCUSATIVE, before));
    let nominative = before.is_none_or(|before| one_of(BEFORE, before));
    let fits = matches!(article, "" | "die" | "das" | "unser" | "unsere") && nominative
        || matches!(
            article,
            "" | "die" | "das" | "den" | "unseren" | "unsere" | "unser"
        ) && by_accusative;
    let plural = around.behind.iter().any(|word| one_of(MANY, word));
    (fits && (by_accusative || !plural)).then(|| "unser Team".to_owned())
}

fn french(around: &Around<'_>, with: &str, elided: bool) -> Option<String> {
    const BEFORE: &str = "par avec pour sans que et mais car quand lorsque si ou puis alors donc \
                          comme quoi dont a avait etait est c'est c\u{2019}est";
    // The participle or the verb would have to agree.
    const AGREES: &str = "est s'est s\u{2019}est n'est n\u{2019}est etait s'etait s\u{2019}etait \
                          n'etait n\u{2019}etait ont sont etaient avaient";
    if with == "chez" {
        return Some("dans notre équipe".to_owned());
    }
    match (with.chars().next(), elided) {
        (Some('d'), _) | (None, true) => return Some("de notre équipe".to_owned()),
        (Some(_), _) => return Some("à notre équipe".to_owned()),
        (None, false) => {}
    }
    if let Some(before) = &around.before
        && !one_of(BEFORE, before)
        && !before.ends_with("qu'")
        && !before.ends_with("qu\u{2019}")
    {
        return None;
    }
    let agrees = around.behind.iter().any(|word| one_of(AGREES, word));
    (!agrees).then(|| "notre équipe".to_owned())
}

fn spanish(around: &Around<'_>, with: &str) -> Option<String> {
    const BEFORE: &str = "en por con para sin segun que y e o pero porque cuando si como pues fue era es \
                          donde mientras";
    const AGREES: &str = "es esta estaba estuvo fue era quedo son estan estaban fueron eran han \
                          habian";
    match with.chars().next() {
        Some('d') => return Some("de nuestro equipo".to_owned()),
        Some(_) => return Some("a nuestro equipo".to_owned()),
        None => {}
    }
    if let Some(before) = &around.before
        && !one_of(BEFORE, before)
    {
        return None;
    }
    let agrees = around
        .behind
        .iter()
        .any(|word| one_of(AGREES, word) || word.ends_with("ron"));
    (!agrees).then(|| "nuestro equipo".to_owned())
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}
