//! Templates of letters: those that come with Amends, and those that an operator puts in their
//! place.
//!
//! A template is a text file `NAME.LANGUAGE.txt` in Jinja's syntax. Its first line is the subject;
//! below, lines of one paragraph flow together as they do in Markdown, and a backslash at the end
//! of a line keeps its break. Nothing in a template reaches files or other templates, and what it
//! may cost is bounded.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, State, UndefinedBehavior};

use super::{Letter, tags, typography};
use crate::domain::language::Language;
use crate::domain::text::{LINE_MAX, TEXT_MAX};

/// The template that is used where none is named.
pub const STANDARD: &str = "apology";

/// Steps that one letter may take; the longest of ours takes some 400.
const STEPS_MAX: u64 = 20_000;
/// Largest template, in bytes.
const SOURCE_MAX: usize = 64 * 1024;

macro_rules! shipped {
    ($($file:literal)*) => {
        /// The templates that come with Amends: file name and text.
        pub const SHIPPED: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("letters/", $file)))),*];
    };
}

shipped! {
    "apology.en.txt" "apology.de.txt" "apology.fr.txt" "apology.es.txt"
    "short.en.txt" "short.de.txt" "short.fr.txt" "short.es.txt"
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub file: String,
    /// Counted from 1; `None` where it is the file as a whole.
    pub line: Option<usize>,
    pub detail: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, detail } = self;
        match line {
            Some(line) => write!(f, "{file}:{line}: {detail}"),
            None => write!(f, "{file}: {detail}"),
        }
    }
}

impl Mistake {
    pub(super) fn new(file: &str, line: Option<usize>, detail: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            detail: detail.into(),
        }
    }

    pub(super) fn of_engine(file: &str, error: &Error) -> Self {
        let detail = error.detail().map_or_else(
            || error.kind().to_string(),
            |detail| match error.kind() {
                // Our own words, which need no heading.
                ErrorKind::InvalidOperation | ErrorKind::SyntaxError => detail.to_owned(),
                kind => format!("{kind}: {detail}"),
            },
        );
        Self::new(file, error.line(), detail)
    }
}

/// One template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub file: String,
    pub name: String,
    pub language: Language,
    pub text: String,
    /// Whether it came with Amends.
    pub shipped: bool,
}

impl Source {
    /// A template from a file of this name.
    pub fn new(file: &str, text: &str, shipped: bool) -> Result<Self, Mistake> {
        let wrong = |detail: &str| Mistake::new(file, None, detail);
        let (name, language) = file
            .strip_suffix(".txt")
            .and_then(|stem| stem.rsplit_once('.'))
            .ok_or_else(|| wrong("name the file NAME.LANGUAGE.txt, like apology.en.txt"))?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || name.len() > 50 || !name.chars().all(plain) {
            return Err(wrong(
                "write the template's name in small letters, digits and hyphens",
            ));
        }
        let language = Language::of_code(language).ok_or_else(|| {
            let codes = Language::ALL.map(Language::code).join(", ");
            wrong(&format!("the language must be one of {codes}"))
        })?;
        if text.len() > SOURCE_MAX {
            return Err(wrong("a template has at most 64 KiB"));
        }
        Ok(Self {
            file: file.to_owned(),
            name: name.to_owned(),
            language,
            text: without_mark(text).replace("\r\n", "\n"),
            shipped,
        })
    }
}

/// Some editors put a byte order mark before the first line.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The templates that letters are written from.
#[derive(Debug, Clone)]
pub struct Templates {
    sources: Arc<BTreeMap<String, Source>>,
    environment: Arc<Environment<'static>>,
}

impl Templates {
    /// Those that come with Amends.
    pub fn shipped() -> Self {
        static SHIPPED_ONES: LazyLock<Templates> = LazyLock::new(|| {
            Templates::with(Vec::new()).expect("a test compiles every template that ships")
        });
        SHIPPED_ONES.clone()
    }

    /// Those that come with Amends, with `own` beside and in place of them.
    pub fn with(own: Vec<Source>) -> Result<Self, Vec<Mistake>> {
        let shipped = SHIPPED
            .iter()
            .filter_map(|(file, text)| Source::new(file, text, true).ok());
        let mut sources = BTreeMap::new();
        for source in shipped.chain(own) {
            sources.insert(source.file.clone(), source);
        }
        let mut environment = environment();
        let mut mistakes = Vec::new();
        for source in sources.values() {
            let (file, text) = (source.file.clone(), source.text.clone());
            if let Err(error) = environment.add_template_owned(file, text) {
                mistakes.push(match tags::unclosed(&source.text) {
                    // The engine sees it only where something else does not fit.
                    Some((line, tag)) => {
                        Mistake::new(&source.file, Some(line), format!("{tag} is never closed"))
                    }
                    None => Mistake::of_engine(&source.file, &error),
                });
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Self {
            sources: Arc::new(sources),
            environment: Arc::new(environment),
        })
    }

    pub fn all(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    pub fn find(&self, name: &str, language: Language) -> Option<&Source> {
        self.sources.get(&format!("{name}.{}.txt", language.code()))
    }

    /// The names of the templates in this language.
    pub fn names(&self, language: Language) -> Vec<&str> {
        self.all()
            .filter(|source| source.language == language)
            .map(|source| source.name.as_str())
            .collect()
    }

    pub(super) fn engine(&self) -> &Environment<'static> {
        &self.environment
    }

    /// Writes the letter.
    pub(super) fn render(&self, source: &Source, facts: &Value) -> Result<Letter, Mistake> {
        let file = &source.file;
        let written = self
            .environment
            .get_template(file)
            .and_then(|template| template.render(facts))
            .map_err(|error| Mistake::of_engine(file, &error))?;
        let (head, body) = written.split_once('\n').unwrap_or((&written, ""));
        let subject = head
            .strip_prefix("Subject:")
            .map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|subject| !subject.is_empty())
            .ok_or_else(|| {
                let detail = "the first line must be the subject, like \"Subject: Our apology\"";
                Mistake::new(file, Some(1), detail)
            })?;
        let text = flowed(body);
        if text.is_empty() {
            return Err(Mistake::new(file, None, "the letter has no text"));
        }
        if text.chars().count() > TEXT_MAX {
            let detail = format!("the letter has more than {TEXT_MAX} characters");
            return Err(Mistake::new(file, None, detail));
        }
        Ok(Letter {
            subject: shortened(subject),
            text,
        })
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    environment.set_syntax(syntax.expect("the usual delimiters hold together"));
    environment.add_filter("quoted", |state: &State<'_, '_>, text: String| {
        typography::quoted(&text, language_of(state))
    });
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_fuel(Some(STEPS_MAX));
    environment.set_debug(true);
    environment.set_formatter(|out, state, value| {
        if value.is_none() || value.is_undefined() {
            return Err(Error::new(
                ErrorKind::InvalidOperation,
                "what is written here is not known of every incident: put it between {% if ... %} \
                 and {% endif %}",
            ));
        }
        minijinja::escape_formatter(out, state, value)
    });
    environment
}

fn language_of(state: &State<'_, '_>) -> Language {
    state
        .lookup("language")
        .and_then(|code| Language::of_code(code.as_str()?))
        .unwrap_or_default()
}

/// Lines of a paragraph in one; items of a list and what follows a backslash on lines of their own.
pub(super) fn flowed(text: &str) -> String {
    let mut paragraphs: Vec<Vec<String>> = Vec::new();
    let mut apart = true;
    let mut keeps_break = false;
    for line in text.lines() {
        let words: Vec<&str> = line
            .split([' ', '\t'])
            .filter(|it| !it.is_empty())
            .collect();
        let line = words.join(" ");
        if line.is_empty() {
            apart = true;
            continue;
        }
        let (line, breaks) = match line.strip_suffix('\\') {
            Some(line) => (line.trim_end().to_owned(), true),
            None => (line, false),
        };
        match paragraphs.last_mut() {
            Some(lines) if !apart => match lines.last_mut() {
                Some(last) if !keeps_break && !line.starts_with("- ") => {
                    last.push(' ');
                    last.push_str(&line);
                }
                _ => lines.push(line),
            },
            _ => paragraphs.push(vec![line]),
        }
        (apart, keeps_break) = (false, breaks);
    }
    let paragraphs: Vec<String> = paragraphs.iter().map(|lines| lines.join("\n")).collect();
    paragraphs.join("\n\n")
}

fn shortened(subject: String) -> String {
    if subject.chars().count() <= LINE_MAX {
        return subject;
    }
    let kept: String = subject.chars().take(LINE_MAX - 1).collect();
    format!("{}\u{2026}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_ships_in_every_language() {
        let templates = Templates::shipped();
        for language in Language::ALL {
            assert_eq!(templates.names(language), ["apology", "short"]);
        }
        assert_eq!(templates.all().count(), SHIPPED.len());
    }

    #[test]
    fn file_names() {
        let source = Source::new("apology-vip.fr.txt", "", false).unwrap();
        assert_eq!(
            (source.name.as_str(), source.language),
            ("apology-vip", Language::French)
        );
        let marked = Source::new("apology.en.txt", "\u{feff}Subject: Sorry", false).unwrap();
        assert_eq!(marked.text, "Subject: Sorry");
        for (file, why) in [
            ("apology.txt", "NAME.LANGUAGE.txt"),
            ("apology.en.html", "NAME.LANGUAGE.txt"),
            (".en.txt", "small letters"),
            ("Apology.en.txt", "small letters"),
            ("../apology.en.txt", "small letters"),
            ("apology.it.txt", "one of en, de, fr, es"),
        ] {
            let mistake = Source::new(file, "", false).unwrap_err();
            assert!(mistake.to_string().contains(why), "{mistake}");
        }
        let long = "x".repeat(SOURCE_MAX + 1);
        assert!(Source::new("apology.en.txt", &long, false).is_err());
    }

    #[test]
    fn lines_flow_into_paragraphs() {
        assert_eq!(
            flowed(
                "\n\none\n  two\tthree\n\n\nSo:\n- four\n five\n- six\n\nYours,\\\nAda\\\nHere\n"
            ),
            "one two three\n\nSo:\n- four five\n- six\n\nYours,\nAda\nHere"
        );
    }
}
