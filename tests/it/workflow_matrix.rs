//! Every state by every action: what `GET /v1/workflow` allows leads to exactly the state that it
//! names, and everything else is refused and leaves no trace.
//!
//! The table is read from the running server, so that what is told and what is enforced are held
//! against each other.

use amends::domain::workflow::{State, TABLE};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, Answer, TestApp};
use crate::support::cases::{Case, STATEMENT, text, whole_list};

/// The ways to take an action. Some actions have more than one, and `expire` none: it takes time.
const WAYS: &[(&str, Way)] = &[
    ("own", Way::Own),
    ("dismiss", Way::Dismiss),
    ("apologize", Way::SendApology),
    ("apologize", Way::RecordApology),
    ("offer", Way::SendOffer),
    ("accept", Way::Accept),
    ("accept", Way::AcceptOnPage),
    ("decline", Way::Decline),
    ("decline", Way::DeclineOnPage),
    ("counter", Way::Counter),
    ("counter", Way::CounterOnPage),
    ("withdraw", Way::Withdraw),
    ("fulfil", Way::Fulfil),
    ("close", Way::Close),
    ("reopen", Way::Reopen),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Own,
    Dismiss,
    SendApology,
    RecordApology,
    SendOffer,
    Accept,
    AcceptOnPage,
    Decline,
    DeclineOnPage,
    Counter,
    CounterOnPage,
    Withdraw,
    Fulfil,
    Close,
    Reopen,
}

/// An incident in a state, with everything that an action could be tried on there.
struct Prepared<'a> {
    case: Case<'a>,
    state: String,
    /// The offer that the client was sent, and their page. None was, and so none can be answered or
    /// fulfilled, in `reported`, `owned` and `dismissed`.
    sent: Option<(String, String)>,
}

impl<'a> Prepared<'a> {
    fn new(app: &'a TestApp, state: &str) -> Self {
        let case = Case::reported(app);
        // Closing shall fail for no other reason than the state.
        case.learn();
        // Offers that were prepared early stay approved; two, because they may stand side by side.
        case.approved_offer();
        case.approved_offer();
        let withdrawn = case.draft_offer();
        let reason = json!({"reason": "we can do better"});
        case.agent
            .post(&format!("{withdrawn}/withdraw"), &reason)
            .expect(200);
        // Drafts are only made while the incident is owned. One that is left over can be had in
        // every state, in `reported` by way of `dismissed`.
        case.own();
        case.agent
            .act(&format!("{}/apologies", case.path))
            .expect(201);
        let mut prepared = Self {
            case,
            state: state.to_owned(),
            sent: None,
        };
        prepared.go_on_from_owned();
        assert_eq!(prepared.case.state(), state);
        prepared
    }

    fn go_on_from_owned(&mut self) {
        let case = &self.case;
        match self.state.as_str() {
            "owned" => return,
            "dismissed" => return case.bring_to("dismissed"),
            "reported" => {
                case.bring_to("dismissed");
                let reason = json!({"reason": "it was ours after all"});
                case.agent
                    .post(&format!("{}/reopen", case.path), &reason)
                    .expect(200);
                return;
            }
            _ => case.apologize(),
        }
        let (offer, page) = case.offer_with_link();
        if self.state == "apologized" {
            let reason = json!({"reason": "too little"});
            case.agent
                .post(&format!("{offer}/decline"), &reason)
                .expect(200);
        }
        if matches!(self.state.as_str(), "accepted" | "amended" | "closed") {
            case.agent.act(&format!("{offer}/accept")).expect(200);
        }
        if matches!(self.state.as_str(), "amended" | "closed") {
            case.fulfil(&offer);
        }
        if self.state == "closed" {
            case.agent
                .post(
                    &format!("{}/close", case.path),
                    &json!({"root_cause": "No check before printing"}),
                )
                .expect(200);
        }
        self.sent = Some((offer, page));
    }

    fn things(&self, kind: &str) -> Vec<Value> {
        let list = whole_list(&self.case.agent, &format!("{}/{kind}", self.case.path));
        list.as_array().unwrap().clone()
    }

    /// Everything that `way` can be tried on here, as the things stand now.
    fn targets(&self, way: Way) -> Vec<Target> {
        let incident = || {
            vec![Target {
                path: self.case.path.clone(),
                body: match way {
                    Way::Own => json!({"statement": STATEMENT}),
                    Way::Close => json!({"root_cause": "No check before printing"}),
                    _ => json!({"reason": "it has to be"}),
                },
                thing: None,
            }]
        };
        let each = |kind: &str, body: Value| {
            let things = self.things(kind).into_iter();
            things
                .map(|thing| Target {
                    path: format!("/v1/{kind}/{}", text(&thing["id"])),
                    body: body.clone(),
                    thing: Some(thing),
                })
                .collect::<Vec<_>>()
        };
        match way {
            Way::Own | Way::Dismiss | Way::Close | Way::Reopen => incident(),
            Way::SendApology => each("apologies", json!({})),
            Way::RecordApology => each(
                "apologies",
                json!({"channel": "phone", "note": "we talked for an hour"}),
            ),
            Way::SendOffer | Way::Accept => each("offers", json!({})),
            Way::Decline => each("offers", json!({"reason": "too little"})),
            Way::Withdraw => each("offers", json!({"reason": "we can do better"})),
            Way::Counter => each("offers", json!({"wish": "the catalogue for free"})),
            Way::Fulfil => each("offers", json!({"evidence": "transfer 4711"}))
                .into_iter()
                .map(|target| {
                    let item = text(&target.thing.as_ref().unwrap()["items"][0]["id"]);
                    let path = format!("{}/items/{item}", target.path);
                    Target { path, ..target }
                })
                .collect(),
            Way::AcceptOnPage | Way::DeclineOnPage | Way::CounterOnPage => {
                let pages = self.sent.iter();
                pages
                    .map(|(_, page)| Target {
                        path: page.clone(),
                        body: Value::Null,
                        thing: None,
                    })
                    .collect()
            }
        }
    }

    fn take(&self, way: Way, target: &Target) -> Answer {
        let path = &target.path;
        let post = |action: &str| {
            self.case
                .agent
                .post(&format!("{path}/{action}"), &target.body)
        };
        let form = |action: &str, fields: &[(&str, &str)]| {
            let client = self.case.app.nobody();
            client.form(&format!("{path}/{action}"), fields)
        };
        match way {
            Way::Own => post("own"),
            Way::Dismiss => self
                .case
                .approver
                .post(&format!("{path}/dismiss"), &target.body),
            Way::SendApology | Way::SendOffer => post("send"),
            Way::RecordApology => post("record"),
            Way::Accept => post("accept"),
            Way::AcceptOnPage => form("accept", &[("note", "thank you")]),
            Way::Decline => post("decline"),
            Way::DeclineOnPage => form("decline", &[("reason", "too little")]),
            Way::Counter => post("counter"),
            Way::CounterOnPage => form("counter", &[("wish", "the catalogue for free")]),
            Way::Withdraw => post("withdraw"),
            Way::Fulfil => post("fulfil"),
            Way::Close => post("close"),
            Way::Reopen => post("reopen"),
        }
    }

    /// What must not change with a refusal: all that is kept of the incident, and the newest line
    /// of the whole history, in which a change of anything else would show.
    fn everything(&self) -> Value {
        let admin = self.case.app.caller(ADMIN_TOKEN);
        let newest = admin.get("/v1/history?limit=1").expect(200);
        json!([self.case.everything(), newest["items"][0]])
    }

    fn last_step(&self) -> Value {
        self.steps().pop().unwrap()
    }

    /// The lines of history in which the incident moved.
    fn steps(&self) -> Vec<Value> {
        let mut steps = self.things("history");
        steps.retain(|entry| {
            entry["subject"] == "incident" && entry["after"].get("state").is_some()
        });
        steps
    }
}

struct Target {
    path: String,
    body: Value,
    /// The offer or apology that it is, where it is not the incident.
    thing: Option<Value>,
}

impl Target {
    /// Whether `way` is something that can be done with the thing itself: a draft can be sent, a
    /// sent offer accepted.
    fn allows(&self, way: Way) -> bool {
        let Some(thing) = &self.thing else {
            return true;
        };
        let word = match way {
            Way::SendApology | Way::SendOffer => "send",
            Way::RecordApology => "record",
            Way::Accept => "accept",
            Way::Decline => "decline",
            Way::Counter => "counter",
            Way::Withdraw => "withdraw",
            Way::Fulfil => "fulfil",
            _ => return true,
        };
        let allowed = thing["allowed_actions"].as_array().unwrap();
        allowed.iter().any(|action| action == word)
    }
}

/// Where `action` leads from `state`, as the server tells it.
fn told(workflow: &Value, state: &str, action: &str) -> Option<String> {
    let rules = workflow["transitions"].as_array().unwrap();
    let rule = rules
        .iter()
        .find(|rule| rule["from"] == state && rule["action"] == action);
    rule.map(|rule| text(&rule["to"]))
}

fn every_action_from(state: &str) {
    let app = TestApp::start();
    let workflow = app.agent().get("/v1/workflow").expect(200);
    let refusing = Prepared::new(&app, state);
    let before = refusing.everything();
    for &(action, way) in WAYS {
        let allowed = told(&workflow, state, action).is_some();
        is_refused_elsewhere(&refusing, way, allowed, &before);
    }
    for &(action, way) in WAYS {
        if let Some(to) = told(&workflow, state, action) {
            is_taken(&Prepared::new(&app, state), way, action, &to);
        }
    }
    time_passes(&refusing, told(&workflow, state, "expire").as_deref());
}

fn is_taken(prepared: &Prepared<'_>, way: Way, action: &str, to: &str) {
    let targets = prepared.targets(way);
    let target = targets
        .iter()
        .find(|target| target.allows(way))
        .unwrap_or_else(|| panic!("nothing to try {way:?} on in {}", prepared.state));
    let before = prepared.steps().len();
    let answer = prepared.take(way, target);
    assert!(
        matches!(answer.status, 200 | 303),
        "{way:?} in {}: {} {}",
        prepared.state,
        answer.status,
        answer.text
    );
    assert_eq!(prepared.case.state(), to, "{way:?} in {}", prepared.state);
    assert_eq!(prepared.steps().len(), before + 1, "{way:?}");
    let step = prepared.last_step();
    assert_eq!(step["action"], action, "{step}");
    assert_eq!(step["before"]["state"], *prepared.state, "{step}");
    assert_eq!(step["after"]["state"], to, "{step}");
}

/// Tries everything but what is allowed: where the workflow has the action, the things that are
/// themselves not ready for it.
fn is_refused_elsewhere(prepared: &Prepared<'_>, way: Way, allowed: bool, before: &Value) {
    for target in prepared.targets(way) {
        if allowed && target.allows(way) {
            continue;
        }
        // An offer that was never sent is taken back without moving the incident: another matter.
        if way == Way::Withdraw && target.allows(way) {
            continue;
        }
        let what = format!("{way:?} of {} in {}", target.path, prepared.state);
        let answer = prepared.take(way, &target);
        if matches!(
            way,
            Way::AcceptOnPage | Way::DeclineOnPage | Way::CounterOnPage
        ) {
            assert_eq!(answer.status, 409, "{what}: {}", answer.text);
        } else {
            let problem = answer.expect_problem(409, "wrong_state");
            // The thing's own standing if it was the thing that refused, else the incident's.
            let standing = match &target.thing {
                Some(thing) if !target.allows(way) => thing,
                _ => &before[0]["incident"],
            };
            assert_eq!(problem["state"], standing["state"], "{what}");
            assert_eq!(
                problem["allowed_actions"], standing["allowed_actions"],
                "{what}"
            );
        }
        assert_eq!(prepared.everything(), *before, "{what}");
    }
}

/// Nobody can ask for `expire`. Offers that were never sent run out too, but move nothing.
fn time_passes(prepared: &Prepared<'_>, to: Option<&str>) {
    let case = &prepared.case;
    let before = case.everything();
    case.app.advance(TimeDelta::days(31));
    case.app.keep_deadlines();
    let after = case.everything();
    for offer in after["offers"].as_array().unwrap() {
        assert!(
            !matches!(offer["state"].as_str(), Some("approved" | "sent")),
            "{offer}"
        );
    }
    let steps = prepared.steps();
    match to {
        Some(to) => {
            assert_eq!(after["incident"]["state"], to);
            let step = steps.last().unwrap();
            assert_eq!(step["action"], "expire", "{step}");
            assert_eq!(step["by"], Value::Null, "{step}");
        }
        None => {
            // With time, what is due becomes overdue, and nothing else.
            let mut then = before["incident"].clone();
            for due in then["due"].as_array_mut().unwrap() {
                due["overdue"] = json!(true);
            }
            assert_eq!(after["incident"], then);
            assert!(steps.iter().all(|step| step["action"] != "expire"));
            assert_eq!(after["mail"], before["mail"]);
            assert_eq!(after["apologies"], before["apologies"]);
        }
    }
}

macro_rules! one_test_for_each_state {
    ($($state:ident)*) => {
        /// The states that have a test of their own.
        const TESTED: &[&str] = &[$(stringify!($state)),*];

        mod every_action_from {
            $(
                #[test]
                fn $state() {
                    super::every_action_from(stringify!($state));
                }
            )*
        }
    };
}

one_test_for_each_state!(reported owned apologized offered accepted amended closed dismissed);

#[test]
fn no_state_and_no_action_goes_untested() {
    let app = TestApp::start();
    let workflow = app.agent().get("/v1/workflow").expect(200);
    assert_eq!(workflow["states"], json!(TESTED));
    for rule in workflow["transitions"].as_array().unwrap() {
        let action = rule["action"].as_str().unwrap();
        let tried = WAYS.iter().any(|(name, _)| *name == action);
        assert!(
            tried || matches!(action, "report" | "expire"),
            "nothing tries {action}"
        );
    }
}

#[test]
fn the_first_step_is_a_report() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let incident = case.agent.get(&case.path).expect(200);
    assert_eq!(incident["state"], "reported");
    let history = whole_list(&case.agent, &format!("{}/history", case.path));
    assert_eq!(history[0]["action"], "report");
    assert_eq!(history[0]["before"], Value::Null);
}

#[test]
fn an_offer_that_was_never_sent_is_taken_back_without_moving_the_incident() {
    let app = TestApp::start();
    for state in ["reported", "owned", "apologized", "offered", "amended"] {
        let prepared = Prepared::new(&app, state);
        let steps = prepared.steps();
        let targets = prepared.targets(Way::Withdraw);
        let unsent = targets
            .iter()
            .find(|target| target.thing.as_ref().unwrap()["state"] == "approved")
            .unwrap();
        let withdrawn = prepared.take(Way::Withdraw, unsent).expect(200);
        assert_eq!(withdrawn["state"], "withdrawn");
        assert_eq!(prepared.case.state(), state);
        assert_eq!(prepared.steps(), steps);
    }
}

#[test]
fn the_table_is_told_as_it_is_enforced() {
    let app = TestApp::start();
    let workflow = app.agent().get("/v1/workflow").expect(200);
    assert_eq!(workflow["states"], json!(State::WORDS));
    let table: Vec<Value> = TABLE
        .iter()
        .map(|rule| {
            json!({
                "from": rule.from.map(State::as_str),
                "action": rule.action.as_str(),
                "to": rule.to.as_str(),
                "requires": rule.requires,
            })
        })
        .collect();
    assert_eq!(workflow["transitions"], json!(table));
}
