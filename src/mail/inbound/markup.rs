//! HTML as the lines that its reader saw: blocks on lines of their own, and what is quoted marked
//! as plain text marks it.
//!
//! Knows the few elements that part lines, and reads whatever is written in one pass.

use mail_parser::decoders::html::add_html_token;

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Elements that part words.
const CELLS: &[&str] = &["td", "th"];
/// Elements within a line, and those without words.
const OTHERS: &[&str] = &[
    "a", "abbr", "b", "base", "big", "br", "cite", "code", "del", "em", "font", "head", "i", "img",
    "ins", "kbd", "link", "mark", "meta", "q", "s", "script", "small", "span", "strike", "strong",
    "style", "sub", "sup", "template", "title", "tt", "u", "wbr",
];
/// Elements whose words nobody sees.
const SILENT: &[&str] = &["head", "script", "style", "template", "title"];
/// Deeper quotations are marked as deep as this.
const QUOTED_MAX: usize = 8;
/// Longest entity that is decoded, in bytes.
const ENTITY_MAX: usize = 40;

/// Whether the text has a tag of HTML. Some call plain text HTML.
pub(super) fn has_tags(text: &str) -> bool {
    let known = |name: &str| {
        [BLOCKS, CELLS, OTHERS]
            .iter()
            .any(|all| all.contains(&name))
    };
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let length = match piece(rest) {
            Some((Piece::Tag(tag), _)) if known(&tag.name) => return true,
            Some((_, length)) => length,
            None => 1,
        };
        rest = &rest[length..];
    }
    false
}

/// Whether a text is a page, whatever it is called.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

pub(super) fn to_text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            page.words(rest);
            break;
        };
        page.words(&rest[..at]);
        rest = &rest[at..];
        match piece(rest) {
            Some((Piece::Tag(tag), length)) => {
                page.tag(&tag);
                rest = &rest[length..];
            }
            Some((Piece::Unseen, length)) => rest = &rest[length..],
            None => {
                page.words("<");
                rest = &rest[1..];
            }
        }
    }
    page.text
}

enum Piece {
    Tag(Tag),
    /// A comment or a declaration.
    Unseen,
}

struct Tag {
    name: String,
    closes: bool,
    /// Whether it is a quotation and no indentation, where it is a blockquote.
    quotes: bool,
}

/// What begins with this `<`, and how long it is; `None` where it is a sign like any other.
fn piece(text: &str) -> Option<(Piece, usize)> {
    if text.starts_with("<!--") {
        let length = text.find("-->").map_or(text.len(), |end| end + 3);
        return Some((Piece::Unseen, length));
    }
    let inside = &text[1..];
    if inside.starts_with(['!', '?']) {
        return Some((Piece::Unseen, end_of_tag(text)?));
    }
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-');
    let name = &inside[..inside.find(|c| !in_name(c)).unwrap_or(inside.len())];
    // An address between angle brackets is no tag.
    let ends =
        inside[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || "/>".contains(c));
    if !ends || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = end_of_tag(text)?;
    let name = name.to_ascii_lowercase();
    let quotes = name == "blockquote" && !indents(&text[..length]);
    let tag = Tag {
        name,
        closes,
        quotes,
    };
    Some((Piece::Tag(tag), length))
}

/// One past the `>` that ends a tag: the first outside quotation marks, where these are paired.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'<') => break,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(opened), byte) if byte == opened => quote = None,
            _ => {}
        }
    }
    let at = text[1..].find(['<', '>'])? + 1;
    text[at..].starts_with('>').then_some(at + 1)
}

/// Mail programs indent with a blockquote that shows no border.
fn indents(tag: &str) -> bool {
    let tag: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
    let tag = tag.to_ascii_lowercase();
    tag.contains("border:none") && !tag.contains("cite") && !tag.contains("quote\"")
}

/// What has been written of a page.
#[derive(Default)]
struct Page {
    text: String,
    /// The blockquotes that are open, and whether each quotes.
    quotes: Vec<bool>,
    /// How many of them quote.
    depth: usize,
    silent: Option<String>,
    /// How many `pre` are open: their lines are lines.
    kept: usize,
    has_words: bool,
    space: bool,
}

impl Page {
    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if let Some(silent) = &self.silent {
            // A head that nobody closed ends where the body begins.
            if (tag.closes && *silent == name) || name == "body" {
                self.silent = None;
            }
            return;
        }
        if SILENT.contains(&name) && !tag.closes {
            self.silent = Some(tag.name.clone());
        } else if name == "br" {
            self.end_line();
        } else if CELLS.contains(&name) {
            self.space = true;
        } else if BLOCKS.contains(&name) {
            if self.has_words {
                self.end_line();
            }
            match (name, tag.closes) {
                ("blockquote", false) => {
                    self.quotes.push(tag.quotes);
                    self.depth += usize::from(tag.quotes);
                }
                ("blockquote", true) => {
                    let quoted = self.quotes.pop().unwrap_or_default();
                    self.depth -= usize::from(quoted);
                }
                ("pre", false) => self.kept += 1,
                ("pre", true) => self.kept = self.kept.saturating_sub(1),
                _ => {}
            }
        }
    }

    fn words(&mut self, text: &str) {
        if self.silent.is_some() {
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                if self.kept > 0 {
                    self.end_line();
                }
                self.space = true;
            }
            for (index, word) in line.split(|c: char| c.is_ascii_whitespace()).enumerate() {
                self.space |= index > 0;
                if !word.is_empty() {
                    self.word(word);
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        if !self.has_words {
            self.mark();
        } else if self.space {
            self.text.push(' ');
        }
        self.has_words = true;
        self.space = false;
        let mut rest = word;
        while let Some(at) = rest.find('&') {
            self.text.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.bytes().take(ENTITY_MAX).position(|byte| byte == b';');
            let length = end.map_or(1, |end| end + 1);
            add_html_token(&mut self.text, &rest.as_bytes()[..length], false);
            rest = &rest[length..];
        }
        self.text.push_str(rest);
    }

    /// Marks the beginning of a line as quoted.
    fn mark(&mut self) {
        self.text.push_str(&"> ".repeat(self.depth.min(QUOTED_MAX)));
    }

    fn end_line(&mut self) {
        if !self.has_words {
            self.mark();
        }
        self.text.push('\n');
        (self.has_words, self.space) = (false, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_on_lines_of_their_own() {
        for (html, text) in [
            (
                "<div>Yes</div><div>please call me</div>",
                "Yes\nplease call me\n",
            ),
            ("<p>Yes</p>\n<p>No</p>", "Yes\nNo\n"),
            ("Yes<br/>please<br>call", "Yes\nplease\ncall"),
            (
                "<div>Yes<br></div><div><br></div><div>No</div>",
                "Yes\n\nNo\n",
            ),
            ("<ul><li>one</li><li>two</ul>three", "one\ntwo\nthree"),
            (
                "<table><tr><td>Cup</td><td>2</td></tr><tr><th>Jug</th><td>1</td></tr></table>",
                "Cup 2\nJug 1\n",
            ),
            ("<h2>Hello</h2>there<hr>you", "Hello\nthere\nyou"),
            (
                "A <b>bold</b>ly\n  made <i>choice</i>.",
                "A boldly made choice.",
            ),
            ("<pre>one\n two</pre>", "one\ntwo\n"),
            (
                "Fish &amp; chips&nbsp;&#x2713; &unknown; &",
                "Fish & chips\u{a0}\u{2713} &unknown; &",
            ),
            (
                "2 < 3, and <ada@client.example> > us",
                "2 < 3, and <ada@client.example> > us",
            ),
            ("<a title='a > b' href=\"x\">here</a>", "here"),
            (
                "<head><title>T</title><style>p{}</style><body>Yes<!-- <p>no --><script>x</script>",
                "Yes",
            ),
            ("<style>p { }</style><p>Yes", "Yes"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }

    #[test]
    fn quotations_are_marked() {
        for (html, text) in [
            (
                "Yes<blockquote type=\"cite\"><div>Will you?</div><div><br></div>Ada</blockquote>No",
                "Yes\n> Will you?\n> \n> Ada\nNo",
            ),
            (
                "<blockquote>one<blockquote>two</blockquote>three</blockquote>",
                "> one\n> > two\n> three\n",
            ),
            (
                "<blockquote style=\"margin: 0 0 0 40px; border: none\">mine</blockquote>",
                "mine\n",
            ),
            ("</blockquote>Yes", "Yes"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }

    #[test]
    fn markup_is_known_by_its_tags() {
        for (text, tags, page) in [
            ("Yes<br/>No", true, false),
            ("<P CLASS=x>Yes", true, false),
            (" <!DOCTYPE html><html>", true, true),
            ("<ada@client.example> wrote: 2 <3", false, false),
            ("<three> of <", false, false),
        ] {
            assert_eq!((has_tags(text), is_page(text)), (tags, page), "{text}");
        }
    }

    #[test]
    fn any_length_is_read_in_one_pass() {
        for piece in [
            "<",
            "<a ",
            "<a \"",
            "<!--",
            "<!",
            "&",
            "<blockquote>",
            "<a '>",
            "<p",
        ] {
            let html = piece.repeat(20_000);
            to_text(&html);
            has_tags(&html);
        }
    }
}
