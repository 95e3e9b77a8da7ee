//! A letter's plain text, read as the blocks that HTML sets: paragraphs, lists and links.
//!
//! The mail's HTML part and the client's page are made from the text by these rules alone, so that
//! both say the same.

/// What blank lines part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// Lines that stay lines.
    Paragraph(Vec<Vec<Span<'a>>>),
    /// What stands behind each "- ".
    List(Vec<Vec<Span<'a>>>),
}

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    Text(&'a str),
    /// An address of the web, written out in the text.
    Link(&'a str),
}

/// Lines that begin with "- " are items of a list, also right behind a paragraph.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut apart = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            apart = true;
            continue;
        }
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) if !apart => items.push(spans(item)),
            (Some(item), _) => blocks.push(Block::List(vec![spans(item)])),
            (None, Some(Block::Paragraph(lines))) if !apart => lines.push(spans(line)),
            (None, _) => blocks.push(Block::Paragraph(vec![spans(line)])),
        }
        apart = false;
    }
    blocks
}

fn spans(line: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = line;
    while let Some(start) = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| rest.find(scheme))
        .min()
    {
        let end = rest[start..]
            .find(char::is_whitespace)
            .map_or(rest.len(), |length| start + length);
        // What closes a sentence closes no address.
        let link =
            rest[start..end].trim_end_matches(|c: char| ".,;:!?)\"'\u{201d}\u{bb}".contains(c));
        if start > 0 {
            spans.push(Span::Text(&rest[..start]));
        }
        spans.push(Span::Link(link));
        rest = &rest[start + link.len()..];
    }
    if !rest.is_empty() {
        spans.push(Span::Text(rest));
    }
    spans
}

/// Plain text as HTML, for whoever reads a letter through the API.
pub fn to_html(text: &str) -> String {
    let line = |spans: &Vec<Span<'_>>| -> String {
        let written = spans.iter().map(|span| match span {
            Span::Text(text) => escaped(text),
            Span::Link(link) => {
                let link = escaped(link);
                format!("<a href=\"{link}\">{link}</a>")
            }
        });
        written.collect()
    };
    let block = |block: &Block<'_>| match block {
        Block::Paragraph(lines) => {
            let lines: Vec<String> = lines.iter().map(line).collect();
            format!("<p>{}</p>\n", lines.join("<br>\n"))
        }
        Block::List(items) => {
            let items: String = items
                .iter()
                .map(|item| format!("<li>{}</li>\n", line(item)))
                .collect();
            format!("<ul>\n{items}</ul>\n")
        }
    };
    blocks(text).iter().map(block).collect()
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(character),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_holds_the_text_and_nothing_else() {
        assert_eq!(
            to_html("Dear <b>\"Ada\"</b> & Co's,\r\n\r\n\nSo:\n- one\n- two\nthree\n\n- four"),
            "<p>Dear &lt;b&gt;&quot;Ada&quot;&lt;/b&gt; &amp; Co&#39;s,</p>\n\
             <p>So:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>three</p>\n\
             <ul>\n<li>four</li>\n</ul>\n"
        );
        assert_eq!(to_html(""), "");
    }

    #[test]
    fn addresses_of_the_web_are_links_and_nothing_else_is() {
        assert_eq!(
            spans("Call me: https://cal.example/ada?a=1&b=2, or (http://x.example)."),
            [
                Span::Text("Call me: "),
                Span::Link("https://cal.example/ada?a=1&b=2"),
                Span::Text(", or ("),
                Span::Link("http://x.example"),
                Span::Text(")."),
            ]
        );
        assert_eq!(
            spans("javascript:alert(1) ada@example.com"),
            [Span::Text("javascript:alert(1) ada@example.com")]
        );
        assert!(!to_html("https://x.example/\"><script>").contains("<script"));
        assert_eq!(spans("https://"), [Span::Link("https://")]);
    }
}
