//! Every route by every role: who may do what, as one table.
//!
//! A route that is missing from the table, here, in the server or in its OpenAPI document, fails
//! the test. What is refused changes nothing; what is allowed is really done.

use std::collections::BTreeSet;

use amends::http::endpoints;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, Answer, Caller, TestApp, unique};
use crate::support::cases::{
    Case, STATEMENT, late_parcel, report, stray_message, text, whole_list,
};

/// Where a route names a thing it is somebody else's: an incident that the reporter did not file,
/// another user's token. What is one's own comes further down.
const TABLE: &str = "
route                                          nobody reporter agent approver admin auditor
GET    /v1/me                                  401    ok       ok    ok       ok    ok
PATCH  /v1/me                                  401    ok       ok    ok       ok    403
GET    /v1/users                               401    403      403   403      ok    ok
POST   /v1/users                               401    403      403   403      ok    403
GET    /v1/users/{id}                          401    403      403   403      ok    ok
PATCH  /v1/users/{id}                          401    403      403   403      ok    403
GET    /v1/users/{id}/tokens                   401    404      404   404      ok    ok
POST   /v1/users/{id}/tokens                   401    404      404   404      ok    403
GET    /v1/tokens/{id}                         401    404      404   404      ok    ok
DELETE /v1/tokens/{id}                         401    404      404   404      ok    403
GET    /v1/clients                             401    403      ok    ok       ok    ok
POST   /v1/clients                             401    403      ok    ok       ok    403
GET    /v1/clients/{id}                        401    403      ok    ok       ok    ok
PATCH  /v1/clients/{id}                        401    403      ok    ok       ok    403
GET    /v1/incidents                           401    ok       ok    ok       ok    ok
POST   /v1/incidents                           401    ok       ok    ok       ok    403
GET    /v1/incidents/{id}                      401    404      ok    ok       ok    ok
PATCH  /v1/incidents/{id}                      401    403      ok    ok       ok    403
POST   /v1/incidents/{id}/own                  401    403      ok    ok       ok    403
POST   /v1/incidents/{id}/dismiss              401    403      403   ok       ok    403
POST   /v1/incidents/{id}/reopen               401    403      ok    ok       ok    403
POST   /v1/incidents/{id}/close                401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/history              401    403      ok    ok       ok    ok
GET    /v1/incidents/{id}/suggestion           401    403      ok    ok       ok    ok
GET    /v1/incidents/{id}/accounts             401    403      ok    ok       ok    ok
POST   /v1/incidents/{id}/accounts             401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/promises             401    403      ok    ok       ok    ok
POST   /v1/incidents/{id}/promises             401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/accounts/compared    401    403      ok    ok       ok    ok
GET    /v1/accounts/{id}                       401    403      ok    ok       ok    ok
GET    /v1/promises/{id}                       401    403      ok    ok       ok    ok
POST   /v1/promises/{id}/keep                  401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/preventions          401    403      ok    ok       ok    ok
POST   /v1/incidents/{id}/preventions          401    403      ok    ok       ok    403
GET    /v1/preventions/{id}                    401    403      ok    ok       ok    ok
POST   /v1/preventions/{id}/done               401    403      ok    ok       ok    403
POST   /v1/preventions/{id}/verify             401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/follow-ups           401    403      ok    ok       ok    ok
POST   /v1/incidents/{id}/follow-ups           401    403      ok    ok       ok    403
GET    /v1/follow-ups/{id}                     401    403      ok    ok       ok    ok
GET    /v1/incidents/{id}/apologies            401    403      ok    ok       ok    ok
POST   /v1/incidents/{id}/apologies            401    403      ok    ok       ok    403
POST   /v1/apologies/check                     401    ok       ok    ok       ok    ok
GET    /v1/apologies/{id}                      401    403      ok    ok       ok    ok
PATCH  /v1/apologies/{id}                      401    403      ok    ok       ok    403
GET    /v1/apologies/{id}/draft.eml            401    403      ok    ok       ok    ok
POST   /v1/apologies/{id}/mail-draft           401    403      ok    ok       ok    403
POST   /v1/apologies/{id}/send                 401    403      ok    ok       ok    403
POST   /v1/apologies/{id}/record               401    403      ok    ok       ok    403
POST   /v1/apologies/{id}/discard              401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/offers               401    403      ok    ok       ok    ok
POST   /v1/incidents/{id}/offers               401    403      ok    ok       ok    403
GET    /v1/offers                              401    403      ok    ok       ok    ok
GET    /v1/offers/{id}                         401    403      ok    ok       ok    ok
PATCH  /v1/offers/{id}                         401    403      ok    ok       ok    403
POST   /v1/offers/{id}/submit                  401    403      ok    ok       ok    403
POST   /v1/offers/{id}/approve                 401    403      403   ok       ok    403
POST   /v1/offers/{id}/reject                  401    403      403   ok       ok    403
POST   /v1/offers/{id}/send                    401    403      ok    ok       ok    403
POST   /v1/offers/{id}/withdraw                401    403      ok    ok       ok    403
POST   /v1/offers/{id}/accept                  401    403      ok    ok       ok    403
POST   /v1/offers/{id}/decline                 401    403      ok    ok       ok    403
POST   /v1/offers/{id}/counter                 401    403      ok    ok       ok    403
POST   /v1/offers/{id}/accept-counter          401    403      ok    ok       ok    403
POST   /v1/offers/{id}/room                    401    403      403   ok       ok    403
POST   /v1/offers/{id}/items/{item_id}/fulfil  401    403      ok    ok       ok    403
GET    /v1/policy                              401    403      ok    ok       ok    ok
PUT    /v1/policy                              401    403      403   403      ok    403
POST   /v1/policy/simulate                     401    403      ok    ok       ok    ok
GET    /v1/policy/versions                     401    403      ok    ok       ok    ok
GET    /v1/guarantees                          401    403      ok    ok       ok    ok
POST   /v1/guarantees                          401    403      403   403      ok    403
GET    /v1/guarantees/{code}                   401    403      ok    ok       ok    ok
PUT    /v1/guarantees/{code}                   401    403      403   403      ok    403
GET    /v1/guarantees/{code}/versions          401    403      ok    ok       ok    ok
POST   /v1/guarantees/{code}/evaluate          401    403      ok    ok       ok    ok
GET    /v1/delegations                         401    403      403   ok       ok    ok
POST   /v1/delegations                         401    403      403   ok       ok    403
GET    /v1/delegations/{id}                    401    403      403   404      ok    ok
POST   /v1/delegations/{id}/end                401    403      403   404      ok    403
GET    /v1/workflow                            401    ok       ok    ok       ok    ok
GET    /v1/history                             401    403      403   403      ok    ok
GET    /v1/history/verify                      401    403      403   403      ok    ok
GET    /v1/mail                                401    403      ok    ok       ok    ok
GET    /v1/mail/{id}                           401    403      ok    ok       ok    ok
POST   /v1/mail/{id}/retry                     401    403      ok    ok       ok    403
POST   /v1/mail/{id}/stop                      401    403      ok    ok       ok    403
POST   /v1/accounts/{id}/dispute               401    403      ok    ok       ok    403
POST   /v1/accounts/{id}/settle                401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/playbacks            401    403      ok    ok       ok    ok
POST   /v1/incidents/{id}/playbacks            401    403      ok    ok       ok    403
GET    /v1/playbacks/{id}                      401    403      ok    ok       ok    ok
POST   /v1/playbacks/{id}/send                 401    403      ok    ok       ok    403
POST   /v1/playbacks/{id}/answer               401    403      ok    ok       ok    403
GET    /v1/inbound                             401    403      ok    ok       ok    ok
POST   /v1/inbound                             401    403      ok    ok       ok    403
GET    /v1/inbound/{id}                        401    403      ok    ok       ok    ok
POST   /v1/inbound/{id}/place                  401    403      ok    ok       ok    403
GET    /v1/incidents/{id}/replies              401    403      ok    ok       ok    ok
GET    /openapi.json                           ok     ok       ok    ok       ok    ok
GET    /livez                                  ok     ok       ok    ok       ok    ok
GET    /readyz                                 ok     ok       ok    ok       ok    ok
GET    /metrics                                ok     ok       ok    ok       ok    ok
";

struct Line {
    method: &'static str,
    path: &'static str,
    /// Role, and what it gets.
    verdicts: Vec<(&'static str, &'static str)>,
}

fn table() -> Vec<Line> {
    let mut lines = TABLE.trim().lines().map(str::split_whitespace);
    let roles: Vec<&str> = lines.next().unwrap().skip(1).collect();
    lines
        .map(|mut words| {
            let (method, path) = (words.next().unwrap(), words.next().unwrap());
            let verdicts: Vec<_> = roles.iter().copied().zip(words.by_ref()).collect();
            assert_eq!(verdicts.len(), roles.len(), "{method} {path}");
            assert_eq!(words.next(), None, "{method} {path}");
            Line {
                method,
                path,
                verdicts,
            }
        })
        .collect()
}

fn routes_of_the_table() -> BTreeSet<String> {
    let lines = table();
    let routes: BTreeSet<String> = lines
        .iter()
        .map(|line| format!("{} {}", line.method, line.path))
        .collect();
    assert_eq!(routes.len(), lines.len(), "a route stands there twice");
    routes
}

#[test]
fn the_table_has_every_route_of_the_server() {
    let served: BTreeSet<String> = endpoints()
        .into_iter()
        .flat_map(|endpoint| {
            let path = endpoint.path;
            let methods = endpoint.methods.into_iter();
            methods.map(move |(method, _)| format!("{method} {path}"))
        })
        .collect();
    same(&served, &routes_of_the_table());
}

#[test]
fn the_table_has_every_route_of_the_openapi_document() {
    let app = TestApp::start();
    let document = app.nobody().get("/openapi.json").expect(200);
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "delete", "patch", "head"] {
            if item.get(method).is_some() {
                described.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    same(&described, &routes_of_the_table());
}

#[track_caller]
fn same(found: &BTreeSet<String>, table: &BTreeSet<String>) {
    let missing: Vec<_> = found.difference(table).collect();
    let gone: Vec<_> = table.difference(found).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in the table: {missing:#?}\nonly in the table: {gone:#?}"
    );
}

/// A request that only the caller's role could keep from being done.
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
}

impl Request {
    fn of(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            body: None,
        }
    }

    fn with(self, body: Value) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }
}

/// The people who make what the callers of the table are let at, and who are none of them.
pub(crate) struct World {
    pub(crate) app: TestApp,
    pub(crate) agent: Caller,
    pub(crate) approver: Caller,
    /// Whose own the things are that somebody can own, where it is not one of these.
    owner: Option<Owner>,
}

struct Owner {
    caller: Caller,
    role: &'static str,
}

impl World {
    pub(crate) fn new() -> Self {
        // With a mail server mail waits to be sent, and so can be stopped and retried.
        let app = TestApp::with_mail();
        let (agent, approver) = (app.agent(), app.approver());
        Self {
            app,
            agent,
            approver,
            owner: None,
        }
    }

    /// The same, where incidents, tokens and delegations are those of a user in this role, as far as
    /// such a one can have them.
    fn owned_by(role: &'static str) -> Self {
        let mut world = Self::new();
        let caller = world.app.user(role, &[]);
        world.owner = Some(Owner { caller, role });
        world
    }

    /// The owner, if they have one of these roles.
    fn owner_in(&self, roles: &[&str]) -> Option<&Caller> {
        let owner = self.owner.as_ref();
        owner
            .filter(|owner| roles.contains(&owner.role))
            .map(|owner| &owner.caller)
    }

    /// Whose tokens they are.
    fn holder(&self) -> &Caller {
        self.owner.as_ref().map_or(&self.agent, |it| &it.caller)
    }

    pub(crate) fn admin(&self) -> Caller {
        self.app.caller(ADMIN_TOKEN)
    }

    fn case(&self, state: &str) -> Case<'_> {
        let mut case = Case::reported_by(&self.app, self.agent.clone(), self.approver.clone());
        if let Some(reporter) = self.owner_in(&["reporter"]) {
            case.id = text(&reporter.post("/v1/incidents", &report()).expect(201)["id"]);
            case.path = format!("/v1/incidents/{}", case.id);
        }
        case.bring_to(state);
        case
    }

    fn made(&self, path: &str, body: &Value) -> Value {
        self.agent.post(path, body).expect(201)
    }

    /// To somebody who is none of the callers, for a while.
    fn delegation(&self) -> Value {
        let ends_at = (self.app.services.now() + TimeDelta::days(7)).to_rfc3339();
        json!({"to_user_id": self.app.approver().id, "ends_at": ends_at, "reason": "on holiday"})
    }

    /// A new thing for this route, in the state in which the route's work can be done.
    #[rustfmt::skip]
    pub(crate) fn request(&self, method: &str, path: &str) -> Request {
        let reason = json!({"reason": "it has to be"});
        let fill = |id: &str| Request::of(path.replace("{id}", id));
        let incident = |state: &str| fill(&self.case(state).id);
        let last = |thing: &str| thing.rsplit('/').next().unwrap().to_owned();
        let apology = || fill(&last(&self.case("owned").draft()));
        let draft_offer = || fill(&last(&self.case("apologized").draft_offer()));
        let pending_offer = || {
            let offer = self.case("apologized").draft_offer();
            self.agent.act(&format!("{offer}/submit")).expect(200);
            fill(&last(&offer))
        };
        let approved_offer = || fill(&last(&self.case("apologized").approved_offer()));
        let sent_offer = || fill(&last(&self.case("apologized").offer()));
        match (method, path) {
            ("POST", "/v1/users") => {
                let unique = self.case("reported").id;
                Request::of(path).with(json!({"name": "Noor", "email": format!("{unique}@agency.example"), "role": "agent"}))
            }
            ("PATCH", "/v1/me") => Request::of(path).with(json!({"phone": "+44 20 7946 0958"})),
            ("GET", "/v1/users/{id}") => fill(&self.holder().id),
            ("PATCH", "/v1/users/{id}") => fill(&self.app.agent().id).with(json!({"role": "approver"})),
            ("GET", "/v1/users/{id}/tokens") => fill(&self.holder().id),
            ("POST", "/v1/users/{id}/tokens") => fill(&self.holder().id).with(json!({"label": "shop"})),
            ("GET" | "DELETE", "/v1/tokens/{id}") => {
                let tokens = format!("/v1/users/{}/tokens", self.holder().id);
                fill(&text(&self.holder().post(&tokens, &json!({"label": "shop"})).expect(201)["id"]))
            }
            ("POST", "/v1/clients") => Request::of(path).with(report()["client"].clone()),
            ("GET", "/v1/clients/{id}") => fill(&text(&self.made("/v1/clients", &report()["client"])["id"])),
            ("PATCH", "/v1/clients/{id}") => {
                fill(&text(&self.made("/v1/clients", &report()["client"])["id"])).with(json!({"notes": "call first"}))
            }
            ("POST", "/v1/incidents") => Request::of(path).with(report()),
            ("PATCH", "/v1/incidents/{id}") => incident("reported").with(json!({"severity": "major"})),
            ("POST", "/v1/incidents/{id}/own") => incident("reported").with(json!({"statement": STATEMENT})),
            ("POST", "/v1/incidents/{id}/dismiss") => incident("reported").with(reason),
            ("POST", "/v1/incidents/{id}/reopen") => incident("dismissed").with(reason),
            ("POST", "/v1/incidents/{id}/close") => {
                let case = self.case("amended");
                case.learn();
                fill(&case.id).with(json!({"root_cause": "No check before printing"}))
            }
            ("POST", "/v1/incidents/{id}/accounts") => {
                incident("reported").with(json!({"by": "Ines", "side": "client", "text": "It was the old one."}))
            }
            ("POST", "/v1/incidents/{id}/promises") => {
                incident("reported").with(json!({"text": "We will call", "due_at": "2026-03-04T09:00:00Z"}))
            }
            (_, "/v1/accounts/{id}" | "/v1/accounts/{id}/dispute" | "/v1/accounts/{id}/settle") => {
                let accounts = format!("{}/accounts", self.case("reported").path);
                let account = json!({"by": "Ines", "side": "client", "text": "It was the old one."});
                let request = fill(&text(&self.made(&accounts, &account)["id"]));
                match path.ends_with("dispute") {
                    true => request.with(json!({"points": "the day"})),
                    false => request,
                }
            }
            ("POST", "/v1/incidents/{id}/playbacks") => incident("reported"),
            (_, path) if path.starts_with("/v1/playbacks/{id}") => {
                let playbacks = format!("{}/playbacks", self.case("reported").path);
                let request = fill(&text(&self.made(&playbacks, &json!({}))["id"]));
                match path.ends_with("answer") {
                    true => request.with(json!({"agreed": true})),
                    false => request,
                }
            }
            ("GET", "/v1/follow-ups/{id}") => {
                let follow_ups = format!("{}/follow-ups", self.case("amended").path);
                fill(&text(&self.made(&follow_ups, &json!({"satisfaction": 4, "retained": true}))["id"]))
            }
            ("GET", "/v1/promises/{id}") => {
                let promises = format!("{}/promises", self.case("reported").path);
                let promise = json!({"text": "We will call", "due_at": "2026-03-04T09:00:00Z"});
                fill(&text(&self.made(&promises, &promise)["id"]))
            }
            ("GET", "/v1/preventions/{id}") => {
                let preventions = format!("{}/preventions", self.case("owned").path);
                let prevention = json!({"description": "Two people check", "due_on": "2026-04-01"});
                fill(&text(&self.made(&preventions, &prevention)["id"]))
            }
            ("POST", "/v1/promises/{id}/keep") => {
                let promises = format!("{}/promises", self.case("reported").path);
                let promise = self.made(&promises, &json!({"text": "We will call", "due_at": "2026-03-04T09:00:00Z"}));
                fill(&text(&promise["id"])).with(json!({"note": "called"}))
            }
            ("POST", "/v1/incidents/{id}/preventions") => {
                incident("owned").with(json!({"description": "Two people check", "due_on": "2026-04-01"}))
            }
            ("POST", "/v1/preventions/{id}/done" | "/v1/preventions/{id}/verify") => {
                let preventions = format!("{}/preventions", self.case("owned").path);
                let prevention = self.made(&preventions, &json!({"description": "Two people check", "due_on": "2026-04-01"}));
                let id = text(&prevention["id"]);
                if path.ends_with("verify") {
                    self.agent.post(&format!("/v1/preventions/{id}/done"), &json!({"evidence": "a list"})).expect(200);
                }
                fill(&id).with(json!({"evidence": "saw it"}))
            }
            ("POST", "/v1/incidents/{id}/follow-ups") => incident("amended").with(json!({"satisfaction": 4, "retained": true})),
            ("POST", "/v1/incidents/{id}/apologies") => incident("owned"),
            ("POST", "/v1/apologies/check") => Request::of(path).with(json!({"text": "It was our mistake. I am sorry."})),
            ("PATCH", "/v1/apologies/{id}") => apology().with(json!({"subject": "We were wrong"})),
            ("POST", "/v1/apologies/{id}/record") => apology().with(json!({"channel": "phone", "note": "we talked"})),
            (_, path) if path.starts_with("/v1/apologies/{id}") => apology(),
            ("POST", "/v1/incidents/{id}/offers") => incident("apologized").with(json!({"use_suggestion": "money_back"})),
            ("PATCH", "/v1/offers/{id}") => draft_offer().with(json!({"message": "With our best wishes"})),
            ("GET", "/v1/offers/{id}") | ("POST", "/v1/offers/{id}/submit") => draft_offer(),
            ("POST", "/v1/offers/{id}/approve") => pending_offer(),
            ("POST", "/v1/offers/{id}/reject") => pending_offer().with(reason),
            ("POST", "/v1/offers/{id}/send") => approved_offer(),
            ("POST", "/v1/offers/{id}/accept") => sent_offer(),
            ("POST", "/v1/offers/{id}/withdraw" | "/v1/offers/{id}/decline") => sent_offer().with(reason),
            ("POST", "/v1/offers/{id}/counter") => sent_offer().with(json!({"wish": "a new print"})),
            ("POST", "/v1/offers/{id}/accept-counter") => {
                let offer = self.case("apologized").offer();
                let wish = json!({"wish": "a little more", "value": {"amount": "1100.00", "currency": "USD"}});
                self.agent.post(&format!("{offer}/counter"), &wish).expect(200);
                fill(&last(&offer))
            }
            ("POST", "/v1/offers/{id}/room") => {
                approved_offer().with(json!({"room": {"amount": "1200.00", "currency": "USD"}}))
            }
            ("POST", "/v1/delegations") => Request::of(path).with(self.delegation()),
            (_, "/v1/delegations/{id}" | "/v1/delegations/{id}/end") => {
                let lender = self.owner_in(&["approver", "admin"]).unwrap_or(&self.approver);
                let lent = lender.post("/v1/delegations", &self.delegation()).expect(201);
                fill(&text(&lent["id"]))
            }
            ("POST", "/v1/offers/{id}/items/{item_id}/fulfil") => {
                let offer = self.case("apologized").offer();
                let accepted = self.agent.act(&format!("{offer}/accept")).expect(200);
                let item = text(&accepted["items"][0]["id"]);
                let path = path.replace("{id}", &last(&offer)).replace("{item_id}", &item);
                Request::of(path).with(json!({"evidence": "transfer 4711"}))
            }
            ("POST", "/v1/policy/simulate") => Request::of(path).with(json!({"policy": {"loss_multiplier": "3"}})),
            ("POST", "/v1/guarantees") => {
                Request::of(path).with(late_parcel(&format!("parcel-{}", unique())))
            }
            (
                _,
                "/v1/guarantees/{code}"
                | "/v1/guarantees/{code}/versions"
                | "/v1/guarantees/{code}/evaluate",
            ) => {
                let code = format!("parcel-{}", unique());
                self.admin().post("/v1/guarantees", &late_parcel(&code)).expect(201);
                let request = Request::of(path.replace("{code}", &code));
                match method {
                    "GET" => request,
                    "PUT" => request.with(late_parcel(&code)),
                    _ => request.with(json!({"facts": {"promised_on": "2026-03-02", "delivered_on": "2026-03-03"}})),
                }
            }
            ("PUT", "/v1/policy") => {
                let mut policy = self.admin().get(path).expect(200);
                policy["loss_multiplier"] = json!("3");
                Request::of(path).with(policy)
            }
            (_, path) if path.starts_with("/v1/mail/{id}") => {
                let case = self.case("owned");
                let mail = whole_list(&self.agent, &format!("/v1/mail?incident_id={}", case.id));
                let id = text(&mail[0]["id"]);
                if path.ends_with("retry") {
                    self.agent.act(&format!("/v1/mail/{id}/stop")).expect(200);
                }
                fill(&id)
            }
            ("POST", "/v1/inbound") => Request::of(path).with(json!(stray_message(&unique()))),
            ("GET", "/v1/inbound/{id}") => {
                fill(&text(&self.agent.hand_in(&stray_message(&unique())).expect(201)["id"]))
            }
            ("POST", "/v1/inbound/{id}/place") => {
                let stray = self.agent.hand_in(&stray_message(&unique())).expect(201);
                fill(&text(&stray["id"])).with(json!({"incident_id": self.case("reported").id}))
            }
            ("GET", path) if path.starts_with("/v1/incidents/{id}") => incident("offered"),
            ("GET", path) if !path.contains('{') => Request::of(path),
            _ => panic!("say what {method} {path} needs"),
        }
    }

    /// The same request once more.
    pub(crate) fn request_like(&self, request: &Request) -> Request {
        Request {
            path: request.path.clone(),
            body: request.body.clone(),
        }
    }

    pub(crate) fn call(&self, caller: &Caller, method: &str, request: &Request) -> Answer {
        if let Some(Value::String(message)) = &request.body {
            return caller.hand_in(message);
        }
        // Whoever may not read a thing may have its ETag all the same.
        let etag = matches!(method, "PATCH" | "PUT")
            .then(|| self.admin().get(&request.path).header("etag").unwrap());
        let headers: Vec<(&str, &str)> = etag.iter().map(|tag| ("If-Match", &**tag)).collect();
        let body = match method {
            "POST" => Some(request.body.clone().unwrap_or_else(|| json!({}))),
            _ => request.body.clone(),
        };
        caller.call(method, &request.path, &headers, body.as_ref())
    }

    /// What a change leaves behind: its line of history, or what became of a mail.
    pub(crate) fn traces(&self) -> Value {
        let admin = self.admin();
        let history = admin.get("/v1/history?limit=1").expect(200);
        let mail = admin.get("/v1/mail?limit=20").expect(200);
        json!([history["items"], mail["items"]])
    }
}

/// The parts of the table with the most to prepare, each with a test of its own.
const PARTS: [&str; 3] = ["/v1/incidents", "/v1/apologies", "/v1/offers"];

#[test]
fn every_role_gets_what_the_table_says_of_incidents() {
    every_role_gets_what_the_table_says(|path| path.starts_with(PARTS[0]));
}

#[test]
fn every_role_gets_what_the_table_says_of_apologies() {
    every_role_gets_what_the_table_says(|path| path.starts_with(PARTS[1]));
}

#[test]
fn every_role_gets_what_the_table_says_of_offers() {
    every_role_gets_what_the_table_says(|path| path.starts_with(PARTS[2]));
}

#[test]
fn every_role_gets_what_the_table_says_of_all_else() {
    every_role_gets_what_the_table_says(|path| !PARTS.iter().any(|part| path.starts_with(part)));
}

fn every_role_gets_what_the_table_says(of: impl Fn(&str) -> bool) {
    let world = World::new();
    let callers: Vec<(&str, Caller)> = ["reporter", "agent", "auditor"]
        .into_iter()
        .map(|role| (role, world.app.user(role, &[])))
        .chain([
            ("nobody", world.app.nobody()),
            ("approver", world.app.approver()),
            ("admin", world.app.user("admin", &[])),
        ])
        .collect();
    let caller = |role: &str| {
        let (_, caller) = callers.iter().find(|(name, _)| *name == role).unwrap();
        caller
    };
    for line in table().into_iter().filter(|line| of(line.path)) {
        let Line { method, path, .. } = line;
        let mut request = world.request(method, path);
        let before = world.traces();
        let (allowed, refused): (Vec<_>, Vec<_>) = line
            .verdicts
            .into_iter()
            .partition(|(_, verdict)| *verdict == "ok");
        for (role, verdict) in refused {
            let answer = world.call(caller(role), method, &request);
            let code = match verdict {
                "401" => "unauthenticated",
                "403" => "forbidden",
                "404" => "not_found",
                other => panic!("{method} {path}: what is {other}?"),
            };
            let status = verdict.parse().unwrap();
            assert_eq!(
                answer.status, status,
                "{method} {path} by {role}: {}",
                answer.text
            );
            answer.expect_problem(status, code);
            if status == 401 {
                assert_eq!(answer.header("www-authenticate").as_deref(), Some("Bearer"));
            }
        }
        assert_eq!(world.traces(), before, "{method} {path} was refused");
        for (index, (role, _)) in allowed.into_iter().enumerate() {
            if index > 0 && method != "GET" {
                request = world.request(method, path);
            }
            let answer = world.call(caller(role), method, &request);
            assert!(
                matches!(answer.status, 200 | 201 | 204),
                "{method} {path} by {role}: {} {}",
                answer.status,
                answer.text
            );
        }
    }
}

/// What is open to whoever owns the thing, as far as their role can own one; everything else is as in
/// the table above, whosever it is.
const OWN: &[(&str, &str, &[&str])] = &[
    ("GET", "/v1/incidents/{id}", &["reporter"]),
    ("GET", "/v1/users/{id}/tokens", ROLES),
    ("POST", "/v1/users/{id}/tokens", ROLES),
    ("GET", "/v1/tokens/{id}", ROLES),
    ("DELETE", "/v1/tokens/{id}", ROLES),
    ("GET", "/v1/delegations/{id}", &["approver", "admin"]),
    ("POST", "/v1/delegations/{id}/end", &["approver", "admin"]),
];

const ROLES: &[&str] = &["reporter", "agent", "approver", "admin", "auditor"];

/// Every route of the OpenAPI document that names a thing, by its owner in this role.
fn owners_get_what_the_tables_say(role: &'static str, of: impl Fn(&str, &str) -> bool) {
    let world = World::owned_by(role);
    let document = world.app.nobody().get("/openapi.json").expect(200);
    let lines = table();
    let mut tried = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let method = method.to_uppercase();
            let described = lines
                .iter()
                .find(|it| (it.method, it.path) == (&*method, &**path));
            let Some(line) = described.filter(|_| path.contains('{') && of(&method, path)) else {
                continue;
            };
            let own = OWN
                .iter()
                .find(|(own, at, _)| (*own, *at) == (&*method, &**path));
            let (_, foreign) = *line.verdicts.iter().find(|(it, _)| *it == role).unwrap();
            let verdict = match own {
                Some((.., roles)) if roles.contains(&role) => "ok",
                _ => foreign,
            };
            let request = world.request(&method, path);
            let before = world.traces();
            let answer = world.call(world.holder(), &method, &request);
            let told = format!("{method} {path} by its {role}: {}", answer.text);
            match verdict {
                "ok" => assert!(matches!(answer.status, 200 | 201 | 204), "{told}"),
                refused => {
                    assert_eq!(answer.status.to_string(), refused, "{told}");
                    assert_eq!(world.traces(), before, "{told}");
                }
            }
            tried += 1;
        }
    }
    assert!(tried >= OWN.len(), "{tried}");
}

#[test]
fn a_reporter_gets_of_their_own_incident_what_the_tables_say() {
    owners_get_what_the_tables_say("reporter", |_, _| true);
}

#[test]
fn everybody_gets_of_their_own_what_the_tables_say() {
    for role in ROLES {
        owners_get_what_the_tables_say(role, |method, path| {
            OWN.iter().any(|(own, at, _)| (*own, *at) == (method, path))
        });
    }
}

#[test]
fn a_reporter_sees_only_what_they_reported() {
    let app = TestApp::start();
    let (mine, other) = (app.user("reporter", &[]), app.user("reporter", &[]));
    let filed = mine.post("/v1/incidents", &report()).expect(201);
    let foreign = other.post("/v1/incidents", &report()).expect(201);
    let by_agent = app.agent().post("/v1/incidents", &report()).expect(201);
    let path = |incident: &Value, name: &str| format!("/v1/incidents/{}", text(&incident[name]));
    for name in ["id", "reference"] {
        let seen = mine.get(&path(&filed, name)).expect(200);
        assert_eq!(seen["id"], filed["id"]);
        for hidden in [&foreign, &by_agent] {
            mine.get(&path(hidden, name))
                .expect_problem(404, "not_found");
        }
    }
    // Nor do they learn of others through a search, or by running an incident of their own.
    for list in [
        "/v1/incidents",
        "/v1/incidents?q=catalogue",
        "/v1/incidents?state=reported",
        &format!("/v1/incidents?client_id={}", text(&foreign["client_id"])),
    ] {
        let seen = whole_list(&mine, list);
        let seen: Vec<&Value> = seen
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["id"])
            .collect();
        assert!(seen.iter().all(|id| **id == filed["id"]), "{list}");
        assert_eq!(seen.is_empty(), list.contains("client_id"), "{list}");
    }
    mine.post(
        &format!("{}/own", path(&filed, "id")),
        &json!({"statement": STATEMENT}),
    )
    .expect_problem(403, "forbidden");
    assert_eq!(whole_list(&app.agent(), "/v1/incidents"), {
        json!([by_agent, foreign, filed])
    });
}

#[test]
fn everybody_makes_lists_and_revokes_tokens_of_their_own() {
    let app = TestApp::start();
    for role in ["reporter", "agent", "approver", "admin", "auditor"] {
        let user = app.user(role, &[]);
        let tokens = format!("/v1/users/{}/tokens", user.id);
        let made = user.post(&tokens, &json!({"label": "phone"})).expect(201);
        let secret = text(&made["token"]);
        assert_eq!(app.caller(&secret).get("/v1/me").expect(200)["role"], role);
        let listed = user.get(&tokens).expect(200);
        assert_eq!(listed["items"][0]["label"], "phone");
        assert!(!listed.to_string().contains(&secret), "{role}: {listed}");
        let answer = user.call(
            "DELETE",
            &format!("/v1/tokens/{}", text(&made["id"])),
            &[],
            None,
        );
        assert_eq!(answer.status, 204, "{role}: {}", answer.text);
        app.caller(&secret)
            .get("/v1/me")
            .expect_problem(401, "unauthenticated");
        user.get("/v1/me").expect(200);
    }
}

#[test]
fn a_token_may_revoke_itself_and_is_of_no_use_afterwards() {
    let app = TestApp::start();
    let user = app.agent();
    let tokens = whole_list(&user, &format!("/v1/users/{}/tokens", user.id));
    let path = format!("/v1/tokens/{}", text(&tokens[0]["id"]));
    assert_eq!(user.call("DELETE", &path, &[], None).status, 204);
    user.call("DELETE", &path, &[], None)
        .expect_problem(401, "unauthenticated");
    user.post("/v1/incidents", &report())
        .expect_problem(401, "unauthenticated");
    assert_eq!(whole_list(&app.admin(), "/v1/incidents"), json!([]));
}

#[test]
fn a_token_works_until_the_moment_that_it_ends() {
    let app = TestApp::start();
    let user = app.agent();
    let made = user
        .post(
            &format!("/v1/users/{}/tokens", user.id),
            &json!({"label": "for an hour", "expires_at": "2026-03-02T10:00:00Z"}),
        )
        .expect(201);
    let caller = app.caller(&text(&made["token"]));
    app.advance(TimeDelta::hours(1) - TimeDelta::microseconds(1));
    caller.get("/v1/me").expect(200);
    app.advance(TimeDelta::microseconds(1));
    caller.get("/v1/me").expect_problem(401, "unauthenticated");
    user.get("/v1/me").expect(200);
}

#[test]
fn who_is_deactivated_is_locked_out_at_once() {
    let app = TestApp::start();
    let user = app.agent();
    user.get("/v1/me").expect(200);
    app.admin()
        .patch(&format!("/v1/users/{}", user.id), &json!({"active": false}))
        .expect(200);
    user.get("/v1/me").expect_problem(401, "unauthenticated");
    user.post("/v1/incidents", &report())
        .expect_problem(401, "unauthenticated");
    assert_eq!(whole_list(&app.admin(), "/v1/incidents"), json!([]));
}

#[test]
fn a_new_role_holds_from_the_next_request_on() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let dismiss = format!("{}/dismiss", case.path);
    let reason = json!({"reason": "reported twice"});
    let path = format!("/v1/users/{}", case.approver.id);
    let demoted = json!({"role": "agent", "approval_limits": []});
    app.admin().patch(&path, &demoted).expect(200);
    case.approver
        .post(&dismiss, &reason)
        .expect_problem(403, "forbidden");
    app.admin()
        .patch(&path, &json!({"role": "approver"}))
        .expect(200);
    case.approver.post(&dismiss, &reason).expect(200);
}

#[test]
fn nobody_changes_their_own_role_limits_or_standing() {
    let app = TestApp::start();
    let limits = json!({"approval_limits": [{"amount": "9000.00", "currency": "USD"}]});
    let changes = [
        json!({"role": "agent"}),
        limits.clone(),
        json!({"active": false}),
        json!({"name": "Ada", "role": "reporter"}),
    ];
    let admin = app.user("admin", &[]);
    let path = format!("/v1/users/{}", admin.id);
    let before = admin.get(&path).expect(200);
    for change in &changes {
        admin
            .patch(&path, change)
            .expect_problem(403, "own_account");
        assert_eq!(admin.get(&path).expect(200), before, "{change}");
    }
    assert_eq!(
        admin.patch(&path, &json!({"name": "Ada"})).expect(200)["name"],
        "Ada"
    );
    for user in [app.agent(), app.approver(), app.user("auditor", &[])] {
        let path = format!("/v1/users/{}", user.id);
        let seen = app.admin().get(&path);
        let etag = seen.header("etag").unwrap();
        let before = seen.expect(200);
        for change in &changes {
            user.call("PATCH", &path, &[("If-Match", &etag)], Some(change))
                .expect_problem(403, "forbidden");
        }
        assert_eq!(app.admin().get(&path).expect(200), before);
    }
    // Somebody else does it for them.
    let changed = app.admin().patch(&path, &limits).expect(200);
    assert_eq!(changed["approval_limits"], limits["approval_limits"]);
}

/// Whoever changes their token makes the new one with the old one; for one that got into wrong hands
/// all are ended that came of it.
#[test]
fn a_token_is_revoked_alone_or_with_all_that_were_made_with_it() {
    let app = TestApp::start();
    let (agent, admin) = (app.agent(), app.user("admin", &[]));
    let make = |with: &Caller, of: &Caller| {
        let tokens = format!("/v1/users/{}/tokens", of.id);
        let made = with.post(&tokens, &json!({"label": "laptop"})).expect(201);
        (text(&made["id"]), app.caller(&text(&made["token"])))
    };
    let revoke = |who: &Caller, id: &str, query: &str| {
        let path = format!("/v1/tokens/{id}{query}");
        who.call("DELETE", &path, &[], None)
    };
    let all = "?all_made_with_it=true";
    let works = |who: &Caller| who.get("/v1/me").status == 200;

    let (first, old) = make(&agent, &agent);
    let (second, new) = make(&old, &agent);
    let (_, newest) = make(&new, &agent);
    assert_eq!(revoke(&new, &first, "").status, 204);
    assert_eq!((works(&old), works(&new)), (false, true));
    revoke(&new, &first, "?all_made_with_it=yes")
        .expect_invalid("/all_made_with_it", "not_a_boolean");
    // Also afterwards, and by one of those that end with it.
    let before = app.admin().get("/v1/history?limit=1").expect(200);
    assert_eq!(revoke(&newest, &first, all).status, 204);
    assert_eq!((works(&new), works(&newest)), (false, false));
    assert!(works(&agent));
    let after = app.admin().get("/v1/history?limit=3").expect(200);
    assert_eq!(after["items"][2], before["items"][0], "an entry for each");
    let revoked = |index: usize| after["items"][index]["action"] == "revoke_token";
    assert!(revoked(0) && revoked(1), "{after}");
    revoke(&newest, &second, all).expect_problem(401, "unauthenticated");

    // What an admin made with it for others goes as well, if it is an admin who says so.
    let (stolen, thief) = make(&admin, &admin);
    let (_, planted) = make(&thief, &agent);
    let path = format!("/v1/users/{}", admin.id);
    let give_role = |role: &str| {
        app.admin().patch(&path, &json!({"role": role})).expect(200);
    };
    give_role("agent");
    assert_eq!(revoke(&admin, &stolen, all).status, 204);
    assert_eq!((works(&thief), works(&planted)), (false, true));
    assert_eq!(revoke(&app.admin(), &stolen, all).status, 204);
    assert!(!works(&planted) && works(&agent) && works(&admin));
}

#[test]
fn a_token_makes_none_for_its_owner_that_outlives_it() {
    let app = TestApp::start();
    let agent = app.agent();
    let tokens = format!("/v1/users/{}/tokens", agent.id);
    let make = |who: &Caller, end: Value| {
        let mut body = json!({"label": "laptop"});
        if !end.is_null() {
            body["expires_at"] = end;
        }
        who.post(&tokens, &body)
    };
    let end = "2026-03-02T12:00:00.000000Z";
    let short = make(&agent, json!(end)).expect(201);
    let short = app.caller(short["token"].as_str().unwrap());
    make(&short, json!("2026-03-02T12:00:01Z")).expect_invalid("/expires_at", "outlives_yours");
    assert_eq!(make(&short, Value::Null).expect(201)["expires_at"], end);
    let shorter = "2026-03-02T11:00:00.000000Z";
    assert_eq!(
        make(&short, json!(shorter)).expect(201)["expires_at"],
        shorter
    );
    // One without an end makes any.
    assert_eq!(
        make(&agent, Value::Null).expect(201)["expires_at"],
        Value::Null
    );
}

/// Who may not read clients learns nothing of them by naming the id that they have elsewhere.
#[test]
fn a_reporter_is_not_told_that_there_is_a_client_with_an_external_id() {
    let app = TestApp::start();
    let (agent, reporter) = (app.agent(), app.user("reporter", &[]));
    let known =
        json!({"name": "Harbour Books", "email": "ines@harbour.example", "external_id": "H-1"});
    let known = agent.post("/v1/clients", &known).expect(201);
    let report = |who: &Caller, email: &str| {
        let client = json!({"name": "Somebody", "email": email, "external_id": "H-1"});
        let incident = json!({"client": client, "summary": "A wrong file"});
        who.post("/v1/incidents", &incident).expect(201)["client_id"].clone()
    };
    let guessed = report(&reporter, "somebody@elsewhere.example");
    assert_ne!(guessed, known["id"]);
    // Who knows both is the client's own shop, or as good as that.
    assert_eq!(report(&reporter, "Ines@harbour.example"), known["id"]);
    assert_eq!(report(&agent, "somebody@elsewhere.example"), known["id"]);
}
