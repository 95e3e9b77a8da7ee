//! Renders the table of error codes; each row can be linked to by its code.
//!
//! Is given the rows, and knows no code by name.

use askama::Template;

#[derive(Template)]
#[template(path = "problems_page.html")]
struct ProblemsPage<'a> {
    rows: &'a [(u16, &'static str, &'static str)],
}

/// One row for each error: status, code, title.
pub fn page(rows: &[(u16, &'static str, &'static str)]) -> String {
    let page = ProblemsPage { rows };
    page.render().expect("writing to a string cannot fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_an_anchor() {
        let html = page(&[
            (404, "not_found", "There is nothing here"),
            (409, "own_offer", "Your <own> offer"),
        ]);
        assert!(html.contains("<tr id=\"not_found\"><td>404</td>"), "{html}");
        assert!(html.contains("<tr id=\"own_offer\"><td>409</td>"), "{html}");
        assert!(html.contains("Your &#60;own&#62; offer"), "{html}");
    }
}
