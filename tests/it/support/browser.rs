//! Drives a real Chromium through chromedriver, for the tests of the pages.
//!
//! Only a browser shows whether a form can be filled in and sent, and whether a page still works
//! without JavaScript. `scripts/test` starts chromedriver and names it in the environment; this
//! speaks the W3C WebDriver protocol to it. Whatever fails, panics with the driver's own message.

use std::{
    env, fs,
    os::unix::fs::MetadataExt,
    path::Path,
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use ureq::Agent;

/// The name under which WebDriver hands out references to elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long a lookup waits for its element to appear, in milliseconds.
const PATIENCE: u64 = 10_000;

/// Whether a click on this element loads another page.
const LEAVES_PAGE: &str = "
    const on = arguments[0].closest('a[href], button, input');
    if (!on || on.disabled) return false;
    if (on.href) {
        const sameDocument = on.hash && on.href.split('#')[0] === location.href.split('#')[0];
        return !sameDocument && !on.target && !on.hasAttribute('download');
    }
    const form = on.form;
    return on.type === 'submit' && !!form && form.method !== 'dialog'
        && (form.noValidate || on.formNoValidate || form.checkValidity());
";

/// One browser with one window and a new, empty profile; it closes when dropped.
pub(crate) struct Browser {
    agent: Agent,
    session: String,
}

impl Browser {
    /// Opens a headless browser, with or without JavaScript.
    #[track_caller]
    pub(crate) fn open(javascript: bool) -> Self {
        let driver = setting("AMENDS_TEST_CHROMEDRIVER");
        let mut args = vec![
            "--headless=new",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            // A container's /dev/shm is often too small for a page.
            "--disable-dev-shm-usage",
        ];
        // Chromium refuses to start its sandbox as root; it sees no page but our own here.
        if fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
            args.push("--no-sandbox");
        }
        let prefs = if javascript {
            json!({})
        } else {
            json!({ "profile.managed_default_content_settings.javascript": 2 })
        };
        // Without `--user-data-dir`, chromedriver makes a temporary profile and removes it again.
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "timeouts": { "implicit": PATIENCE, "pageLoad": 30_000, "script": 10_000 },
            "goog:chromeOptions": {
                "binary": setting("AMENDS_TEST_CHROMIUM"),
                "args": args,
                "prefs": prefs,
            },
        } } });

        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        let mut browser = Self {
            agent,
            session: format!("{driver}/session"),
        };
        let opened = browser.post("", &capabilities);
        let id = opened["sessionId"].as_str().expect("a WebDriver session");
        browser.session = format!("{driver}/session/{id}");
        browser
    }

    /// Goes to an address and waits until the page is loaded.
    #[track_caller]
    pub(crate) fn go(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// The visible text of the first element that matches, waiting for it to appear.
    #[track_caller]
    pub(crate) fn text(&self, css: &str) -> String {
        string(self.get(&format!("/element/{}/text", self.find(css))))
    }

    /// Whether an element matches right now.
    #[track_caller]
    pub(crate) fn exists(&self, css: &str) -> bool {
        self.post("/timeouts", &json!({ "implicit": 0 }));
        let found = self.post("/elements", &selector(css));
        self.post("/timeouts", &json!({ "implicit": PATIENCE }));
        found.as_array().is_some_and(|found| !found.is_empty())
    }

    /// Clicks an element. After a link or a button that sends a form, waits for the new page.
    #[track_caller]
    pub(crate) fn click(&self, css: &str) {
        let element = self.find(css);
        let old_page = self.find("html");
        let leaves = self.execute(LEAVES_PAGE, &json!([{ ELEMENT: element }]));
        self.post(&format!("/element/{element}/click"), &json!({}));
        if leaves == true {
            // chromedriver waits for a navigation only once it has noticed one, which under load is
            // after it answers the click: whatever came next would still see the old page.
            let alive = format!("{}/element/{old_page}/name", self.session);
            let deadline = Instant::now() + Duration::from_millis(PATIENCE);
            while Instant::now() < deadline
                && (self.agent.get(&alive).call()).is_ok_and(|answer| answer.status().is_success())
            {
            }
        }
    }

    /// Replaces what a field holds, by typing. A date is given as the form sends it, such as
    /// `2026-12-31`. An option of a `select` is chosen with [`Self::click`] instead.
    #[track_caller]
    pub(crate) fn fill(&self, css: &str, text: &str) {
        let element = self.find(css);
        let kind = self.get(&format!("/element/{element}/property/type"));
        if matches!(kind.as_str(), Some("date" | "datetime-local" | "time")) {
            // Typed digits would land in the order of the browser's locale.
            let script = "const [field, text] = arguments; field.value = text; \
                for (const type of ['input', 'change']) \
                    field.dispatchEvent(new Event(type, { bubbles: true })); \
                return field.value;";
            let value = self.execute(script, &json!([{ ELEMENT: element }, text]));
            assert_eq!(value, text, "{css} takes no such value");
        } else {
            self.post(&format!("/element/{element}/clear"), &json!({}));
            self.post(
                &format!("/element/{element}/value"),
                &json!({ "text": text }),
            );
        }
    }

    #[track_caller]
    pub(crate) fn title(&self) -> String {
        string(self.get("/title"))
    }

    #[track_caller]
    pub(crate) fn url(&self) -> String {
        string(self.get("/url"))
    }

    /// Gives the page exactly this much room, in CSS pixels.
    #[track_caller]
    pub(crate) fn resize(&self, width: u32, height: u32) {
        // The standard command sizes the window, frame included, and Chromium refuses windows as
        // narrow as a telephone.
        self.post(
            "/goog/cdp/execute",
            &json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": {
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
            } }),
        );
    }

    /// Writes what is visible of the page to a PNG file.
    #[track_caller]
    pub(crate) fn screenshot(&self, path: impl AsRef<Path>) {
        let png = STANDARD
            .decode(string(self.get("/screenshot")))
            .expect("a screenshot in base64");
        fs::write(path, png).expect("write the screenshot");
    }

    #[track_caller]
    fn find(&self, css: &str) -> String {
        string(self.post("/element", &selector(css))[ELEMENT].clone())
    }

    /// Runs a script in the page, which works without JavaScript, too.
    #[track_caller]
    pub(crate) fn execute(&self, script: &str, args: &Value) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": args }))
    }

    #[track_caller]
    fn get(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.session);
        value(&url, self.agent.get(&url).call())
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.session);
        let request = self.agent.post(&url).content_type("application/json");
        value(&url, request.send(body.to_string()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Also runs while a failed test unwinds: a second panic would hide the first.
        let _ = self.agent.delete(&self.session).call();
    }
}

fn selector(css: &str) -> Value {
    json!({ "using": "css selector", "value": css })
}

#[track_caller]
fn setting(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: run the browser tests with scripts/test, which starts a driver")
    })
}

#[track_caller]
fn string(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => panic!("chromedriver answered {other} instead of a string"),
    }
}

/// The value in an answer of chromedriver.
#[track_caller]
fn value(url: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Value {
    let mut answer = answer.unwrap_or_else(|error| panic!("no answer from {url}: {error}"));
    let body = answer
        .body_mut()
        .read_to_string()
        .unwrap_or_else(|error| panic!("no whole answer from {url}: {error}"));
    let mut body: Value = serde_json::from_str(&body)
        .unwrap_or_else(|error| panic!("{url} answered no JSON ({error}): {body}"));
    let value = body["value"].take();
    assert!(
        answer.status().is_success(),
        "{url}: {}: {}",
        value["error"].as_str().unwrap_or_default(),
        value["message"].as_str().unwrap_or_default()
    );
    value
}
