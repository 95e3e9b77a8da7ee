//! Where a JSON pointer stands in the text it was read from, and names that were written twice.
//!
//! Values are none of its business; it only walks the text.

use std::collections::BTreeSet;

use crate::domain::amends::guarantee::read::below;

/// Deeper than this, no guarantee is nested.
const MAX_DEPTH: usize = 100;

/// The line, counted from 1, that `pointer` stands at in `json_text`.
///
/// For a field that is not there (because it is missing), the line of the nearest place around it.
/// `None` where the text is not JSON.
pub fn position(json_text: &str, pointer: &str) -> Option<usize> {
    let mut nearest = None;
    walk(json_text, &mut |seen, line| {
        let around = pointer
            .strip_prefix(seen)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if around {
            nearest = Some(line);
        }
    })?;
    nearest
}

/// The pointers of names that an object of `json_text` holds twice.
pub(super) fn duplicates(json_text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut twice: Vec<String> = Vec::new();
    walk(json_text, &mut |pointer, _| {
        let within = |above: &String| {
            let rest = pointer.strip_prefix(&**above);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        // What stands within a name that is there twice is not one more mistake.
        if !seen.insert(pointer.to_owned()) && !twice.iter().any(within) {
            twice.push(pointer.to_owned());
        }
    });
    twice
}

fn walk(text: &str, see: &mut dyn FnMut(&str, usize)) -> Option<()> {
    let mut walker = Walker {
        text,
        at: 0,
        line: 1,
        see,
    };
    walker.space();
    (walker.see)("", walker.line);
    walker.value("", MAX_DEPTH)?;
    walker.space();
    (walker.at == text.len()).then_some(())
}

struct Walker<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    see: &'a mut dyn FnMut(&str, usize),
}

impl Walker<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(byte) = self.peek().filter(u8::is_ascii_whitespace) {
            self.line += usize::from(byte == b'\n');
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.space();
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn value(&mut self, pointer: &str, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.space();
        match self.peek()? {
            b'{' => self.entries(b'}', |walker, _| {
                walker.space();
                let line = walker.line;
                let name: String = serde_json::from_str(walker.string()?).ok()?;
                let pointer = below(pointer, &name);
                (walker.see)(&pointer, line);
                walker.expect(b':')?;
                walker.value(&pointer, depth)
            }),
            b'[' => self.entries(b']', |walker, index| {
                let pointer = format!("{pointer}/{index}");
                walker.space();
                (walker.see)(&pointer, walker.line);
                walker.value(&pointer, depth)
            }),
            b'"' => self.string().map(|_| ()),
            _ => self.plain(),
        }
    }

    fn entries(
        &mut self,
        close: u8,
        mut entry: impl FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        self.at += 1;
        if self.expect(close).is_some() {
            return Some(());
        }
        for index in 0.. {
            entry(self, index)?;
            if self.expect(close).is_some() {
                break;
            }
            self.expect(b',')?;
        }
        Some(())
    }

    fn string(&mut self) -> Option<&str> {
        let start = self.at;
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        self.text.get(start..self.at)
    }

    /// A number, `true`, `false` or `null`.
    fn plain(&mut self) -> Option<()> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "{\n  \"a\": 1,\n  \"list\": [\n    {\"x/y\": \"\\\"}\"},\n    -2.5e3\n  ],\n  \"a\": {}\n}\n";

    #[test]
    fn lines_of_pointers() {
        for (pointer, line) in [
            ("", 1),
            ("/list", 3),
            ("/list/0", 4),
            ("/list/0/x~1y", 4),
            ("/list/1", 5),
            ("/list/0/missing/deeper", 4),
            ("/missing", 1),
            ("/lis", 1),
        ] {
            assert_eq!(position(TEXT, pointer), Some(line), "{pointer}");
        }
        assert_eq!(position("{\"a\": ", "/a"), None);
        assert_eq!(position("", ""), None);
    }

    #[test]
    fn names_written_twice() {
        assert_eq!(duplicates(TEXT), ["/a"]);
        assert_eq!(duplicates("{\"a\": {\"b\": 1}, \"b\": 1}"), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_text_is_walked_to_an_end(text in any::<String>(), pointer in any::<String>()) {
            let _ = position(&text, &pointer);
        }

        #[test]
        fn brackets_are_walked_to_an_end(text in "[\\[\\]{}\",:a1\\\\ \n]{0,300}") {
            let _ = position(&text, "/a");
        }
    }
}
