//! Ways to a given state, in the user's words.

use serde_json::{Value, json};

use crate::support::app::{Caller, TestApp};

pub(crate) const STATEMENT: &str =
    "It was our mistake: we sent the old file to the printer without checking it.";

/// An agent, an approver who may approve what the agent makes, and one incident between them.
pub(crate) struct Case<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) agent: Caller,
    pub(crate) approver: Caller,
    /// The incident's id.
    pub(crate) id: String,
    /// The path of the incident.
    pub(crate) path: String,
}

impl<'a> Case<'a> {
    /// An incident with a loss of 500.00 USD, just reported.
    pub(crate) fn reported(app: &'a TestApp) -> Self {
        let (agent, approver) = (app.agent(), app.approver());
        Self::reported_by(app, agent, approver)
    }

    pub(crate) fn reported_by(app: &'a TestApp, agent: Caller, approver: Caller) -> Self {
        let incident = agent.post("/v1/incidents", &report()).expect(201);
        let id = text(&incident["id"]);
        let path = format!("/v1/incidents/{id}");
        Self {
            app,
            agent,
            approver,
            id,
            path,
        }
    }

    /// The way to `state`, step by step.
    pub(crate) fn in_state(app: &'a TestApp, state: &str) -> Self {
        let case = Self::reported(app);
        case.bring_to(state);
        case
    }

    pub(crate) fn bring_to(&self, state: &str) {
        match state {
            "reported" => {}
            "dismissed" => {
                self.approver
                    .post(
                        &format!("{}/dismiss", self.path),
                        &json!({"reason": "reported twice"}),
                    )
                    .expect(200);
            }
            "owned" => self.own(),
            "apologized" => {
                self.own();
                self.apologize();
            }
            "offered" => {
                self.bring_to("apologized");
                self.offer();
            }
            "accepted" => {
                self.bring_to("apologized");
                let offer = self.offer();
                self.agent.act(&format!("{offer}/accept")).expect(200);
            }
            "amended" => {
                self.bring_to("apologized");
                let offer = self.offer();
                self.agent.act(&format!("{offer}/accept")).expect(200);
                self.fulfil(&offer);
            }
            "closed" => {
                self.bring_to("amended");
                self.learn();
                self.agent
                    .post(
                        &format!("{}/close", self.path),
                        &json!({"root_cause": "No check before printing"}),
                    )
                    .expect(200);
            }
            other => panic!("there is no state {other}"),
        }
    }

    pub(crate) fn state(&self) -> String {
        text(&self.agent.get(&self.path).expect(200)["state"])
    }

    /// All that is kept of the incident, to be compared before and after a refusal.
    pub(crate) fn everything(&self) -> Value {
        let list = |path: &str| whole_list(&self.agent, path);
        json!({
            "incident": self.agent.get(&self.path).expect(200),
            "offers": list(&format!("{}/offers", self.path)),
            "apologies": list(&format!("{}/apologies", self.path)),
            "history": list(&format!("{}/history", self.path)),
            "mail": list(&format!("/v1/mail?incident_id={}", self.id)),
        })
    }

    pub(crate) fn own(&self) {
        self.agent
            .post(
                &format!("{}/own", self.path),
                &json!({"statement": STATEMENT}),
            )
            .expect(200);
    }

    /// The path of the newest apology draft.
    pub(crate) fn draft(&self) -> String {
        let list = self
            .agent
            .get(&format!("{}/apologies", self.path))
            .expect(200);
        format!("/v1/apologies/{}", text(&list["items"][0]["id"]))
    }

    pub(crate) fn apologize(&self) {
        self.agent
            .act(&format!("{}/send", self.draft()))
            .expect(200);
    }

    /// An offer of the suggested money back, in draft: its path.
    pub(crate) fn draft_offer(&self) -> String {
        let offer = self
            .agent
            .post(
                &format!("{}/offers", self.path),
                &json!({"use_suggestion": "money_back"}),
            )
            .expect(201);
        format!("/v1/offers/{}", text(&offer["id"]))
    }

    /// The same, approved.
    pub(crate) fn approved_offer(&self) -> String {
        let offer = self.draft_offer();
        self.agent.act(&format!("{offer}/submit")).expect(200);
        self.approver.act(&format!("{offer}/approve")).expect(200);
        offer
    }

    /// The same, sent.
    pub(crate) fn offer(&self) -> String {
        self.offer_with_link().0
    }

    /// The same, with the path of the client's page.
    pub(crate) fn offer_with_link(&self) -> (String, String) {
        let offer = self.approved_offer();
        let sent = self.agent.act(&format!("{offer}/send")).expect(200);
        let link = text(&sent["client_link"]);
        let page = link
            .strip_prefix(&self.app.url)
            .expect("a link to this server")
            .to_owned();
        (offer, page)
    }

    pub(crate) fn fulfil(&self, offer: &str) {
        let items = self.agent.get(offer).expect(200)["items"].clone();
        for item in items.as_array().unwrap() {
            self.agent
                .post(
                    &format!("{offer}/items/{}/fulfil", text(&item["id"])),
                    &json!({"evidence": "transfer 4711"}),
                )
                .expect(200);
        }
    }

    /// A prevention and a follow-up: all that closing needs beside the root cause.
    pub(crate) fn learn(&self) {
        self.agent
            .post(
                &format!("{}/preventions", self.path),
                &json!({"description": "Two people check every file", "due_on": "2026-04-01"}),
            )
            .expect(201);
        self.agent
            .post(
                &format!("{}/follow-ups", self.path),
                &json!({"satisfaction": 5, "retained": true}),
            )
            .expect(201);
    }
}

/// A report of a loss of 500.00 USD.
pub(crate) fn report() -> Value {
    json!({
        "client": {"name": "Harbour Books", "contact_name": "Ines Moreau", "email": "ines@harbour.example"},
        "summary": "The catalogue was printed from an old file",
        "loss": {"amount": "500.00", "currency": "USD"},
    })
}

/// A list that fits into one answer.
#[track_caller]
pub(crate) fn whole_list(caller: &Caller, path: &str) -> Value {
    let separator = if path.contains('?') { '&' } else { '?' };
    let list = caller
        .get(&format!("{path}{separator}limit=200"))
        .expect(200);
    assert_eq!(list["next_cursor"], Value::Null, "{path} goes on");
    list["items"].clone()
}

pub(crate) fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("a text, not {value}"))
        .to_owned()
}

/// A guarantee of ten euros for a parcel that is late.
pub(crate) fn late_parcel(code: &str) -> Value {
    json!({
        "code": code,
        "name": "Parcel later than promised",
        "promise": "Your parcel is there on the day we said. If not, you get 10 euros.",
        "currency": "EUR",
        "facts": {"promised_on": {"type": "date"}, "delivered_on": {"type": "date"}},
        "versions": [{"from": "2024-01-01", "when": "delivered_on > promised_on", "amount": "10.00"}],
    })
}

/// A message that belongs to no incident, and is no other's repetition.
pub(crate) fn stray_message(unique: &str) -> String {
    format!(
        "From: somebody@elsewhere.example\r\nTo: amends@agency.example\r\nSubject: Hello\r\nMessage-ID: <{unique}@elsewhere.example>\r\n\r\nIs anybody there?\r\n"
    )
}
