//! Renders the page at the server's root: what Amends is, its workflow, and a first call.
//!
//! Knows the paths that it links to, and nothing of what lies behind them.

use askama::Template;

use crate::domain::workflow::{Rule, TABLE};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    public_url: &'a str,
    workflow: &'static [Rule],
}

pub fn page(public_url: &str) -> String {
    let page = HomePage {
        public_url: public_url.trim_end_matches('/'),
        workflow: TABLE,
    };
    page.render().expect("writing to a string cannot fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_call_names_this_server() {
        let html = page("https://amends.example/");
        assert!(
            html.contains("https://amends.example/v1/me</code>"),
            "{html}"
        );
    }

    #[test]
    fn the_address_is_escaped() {
        let html = page("http://\"><script>alert(1)</script>");
        assert!(!html.contains("<script"), "{html}");
    }
}
