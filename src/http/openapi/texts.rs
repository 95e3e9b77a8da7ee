//! What every text of the document looks like: a name means the same wherever it stands, so that it
//! is told once, by name.
//!
//! What comes in is told as narrowly as a schema can; what goes out only as far as it holds for
//! everything that was ever kept.

use serde_json::{Map, Value, json};

use crate::domain::account::Side;
use crate::domain::actor::Role;
use crate::domain::amends::authority::Per;
use crate::domain::amends::guarantee::evaluation;
use crate::domain::amends::policy::Combine;
use crate::domain::amends::suggestion;
use crate::domain::apology::check;
use crate::domain::apology::letter::{ApologyState, Channel};
use crate::domain::contact::PHONE_MAX;
use crate::domain::follow_up::Source;
use crate::domain::inbound::filed;
use crate::domain::incident::{DiscoveredBy, Fault, LossKind, Severity};
use crate::domain::mail::{MailKind, MailState};
use crate::domain::money::RoundingMode;
use crate::domain::offer::{ItemKind, Move, OfferState};
use crate::domain::text::{LINE_MAX, TEXT_MAX};
use crate::domain::workflow::{Action, State};

/// A year at either end of what the server takes (1970 to 2199) can be another one in UTC, hence one
/// less on each side.
const YEAR: &str = "(19(7[1-9]|[89][0-9])|20[0-9]{2}|21([0-8][0-9]|9[0-8]))";
const MONTH: &str = "(0[1-9]|1[0-2])";
const DAY: &str = "(0[1-9]|[12][0-9]|3[01])";
const CLOCK: &str = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?";
const OFFSET: &str = "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

/// One line without control characters, with something to be seen in it.
const LINE: &str = "^[^\\x00-\\x1F\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069]*[^\\s\\x00-\\x1F\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069][^\\x00-\\x1F\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069]*$";
/// The same with tabs and line ends.
const TEXT: &str = "^[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u2028\\u2029]*[^\\s\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029][^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u2028\\u2029]*$";
/// The part of RFC 5321 that every mail server takes. Letters beyond ASCII in a domain are taken as
/// well, and are best written in their ASCII form.
const EMAIL: &str = "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-](\\.?[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]){0,31}@([A-Za-z0-9](-?[A-Za-z0-9]){0,30}\\.){1,3}[A-Za-z]{2,20}$";
const LANGUAGE: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$";
/// At most a million millions.
const AMOUNT: &str = "^([0-9]{1,12}(\\.[0-9]{1,4})?|10{12}(\\.0{1,4})?)$";
/// Most numbers that are taken: three digits and more, with what people write between them.
const PHONE: &str =
    "^[+(]{0,2}[0-9][ ()./-]{0,2}[0-9][ ()./-]{0,2}[0-9][0-9 ()./-]{0,24}([xX][0-9]{1,6})?$";
/// Most addresses of pages that are taken.
const PAGE: &str = "^https?://[a-z0-9]{1,20}(\\.[a-z]{2,10}){1,2}(/[A-Za-z0-9_~-]{0,30}){0,3}$";
const GUARANTEE_CODE: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const UUID: &str = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

#[derive(Clone, Copy)]
enum Looks {
    Id,
    Moment,
    Day,
    Email,
    Line,
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Something shorter than this that looks like this.
    Like(&'static str, usize),
    /// Whatever the server writes.
    Free,
}

/// Completes the schemas and the parameters.
pub(super) fn describe(document: &mut Value) {
    lists_by_reference(document);
    policy_input(document);
    let schemas = document["components"]["schemas"].as_object_mut();
    for (name, schema) in schemas.into_iter().flatten() {
        let comes_in = takes_input(name);
        visit(name, "", comes_in, schema);
    }
    bounds(&mut document["components"]["schemas"]);
    bodies(document);
    let paths = document["paths"].as_object_mut();
    for (path, item) in paths.into_iter().flatten() {
        for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
            let parameters = operation
                .get_mut("parameters")
                .and_then(Value::as_array_mut);
            for parameter in parameters.into_iter().flatten() {
                describe_parameter(path, parameter);
            }
        }
    }
}

/// A POST may leave out a body in which nothing has to be.
fn bodies(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    let paths = document["paths"].as_object_mut();
    let items = paths.into_iter().flat_map(Map::values_mut);
    for body in items.filter_map(|item| item.pointer_mut("/post/requestBody")) {
        let schema = body["content"]["application/json"]["schema"]["$ref"].as_str();
        let name = schema
            .and_then(|it| it.rsplit('/').next())
            .unwrap_or_default();
        let needed = schemas[name]["required"].as_array();
        body["required"] = needed.is_some_and(|members| !members.is_empty()).into();
    }
}

/// Whether bodies are made of it; what only goes out may be whatever the server once took.
fn takes_input(schema: &str) -> bool {
    let shared = [
        "Guarantee",
        "Money",
        "Breach",
        "Limit",
        "RoleLimit",
        "PolicyFloor",
        "PolicyProduct",
        "PolicyRepeat",
        "PolicyRounding",
    ];
    schema.ends_with("Input") || schema.ends_with("Patch") || shared.contains(&schema)
}

/// A list's items are those that are read one by one.
fn lists_by_reference(document: &mut Value) {
    let schemas = document["components"]["schemas"].as_object_mut();
    for (name, schema) in schemas.into_iter().flatten() {
        if let Some(item) = name.strip_prefix("ListView_") {
            schema["properties"]["items"]["items"] =
                json!({"$ref": format!("#/components/schemas/{item}")});
        }
    }
}

/// PUT takes what GET shows; what the server owns in it is passed over, whatever it is.
fn policy_input(document: &mut Value) {
    let mut input = document["components"]["schemas"]["Policy"].clone();
    for member in ["version", "created_by", "created_at"] {
        input["properties"][member]["description"] = "The server's; passed over.".into();
    }
    document["components"]["schemas"]["PolicyInput"] = input;
    let by_name = json!({"$ref": "#/components/schemas/PolicyInput"});
    document["components"]["schemas"]["SimulateInput"]["properties"]["policy"] = by_name.clone();
    document["paths"]["/v1/policy"]["put"]["requestBody"]["content"]["application/json"]["schema"] =
        by_name;
    for policy in ["Policy", "PolicyInput"] {
        let schema = &mut document["components"]["schemas"][policy]["properties"]["created_at"];
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("default");
        }
    }
    let policy = &mut document["components"]["schemas"]["Policy"];
    let members = policy["properties"].as_object();
    let required: Vec<&String> = members.into_iter().flat_map(Map::keys).collect();
    policy["required"] = json!(required);
}

/// Walks a schema down to its texts.
fn visit(schema: &str, member: &str, comes_in: bool, node: &mut Value) {
    for part in ["allOf", "oneOf", "anyOf"] {
        let branches = node.get_mut(part).and_then(Value::as_array_mut);
        for branch in branches.into_iter().flatten() {
            visit(schema, member, comes_in, branch);
        }
    }
    let members = node.get_mut("properties").and_then(Value::as_object_mut);
    for (name, value) in members.into_iter().flatten() {
        visit(schema, name, comes_in, value);
    }
    if let Some(items) = node.get_mut("items") {
        visit(schema, member, comes_in, items);
    }
    if is_text(node) {
        let owned = schema == "PolicyInput" && matches!(member, "created_at" | "created_by");
        if !owned {
            show(look(schema, member), comes_in, node);
        }
    }
}

fn is_text(node: &Value) -> bool {
    match &node["type"] {
        Value::String(one) => one == "string",
        Value::Array(several) => several.iter().any(|it| it == "string"),
        _ => false,
    }
}

fn may_be_null(node: &Value) -> bool {
    node["type"]
        .as_array()
        .is_some_and(|several| several.iter().any(|it| it == "null"))
}

fn show(looks: Looks, comes_in: bool, node: &mut Value) {
    match looks {
        Looks::Id => node["format"] = "uuid".into(),
        Looks::Moment => {
            node["format"] = "date-time".into();
            if comes_in {
                node["pattern"] = format!("^{YEAR}-{MONTH}-{DAY}T{CLOCK}{OFFSET}$").into();
            }
        }
        Looks::Day => {
            node["format"] = "date".into();
            if comes_in {
                node["pattern"] = format!("^{YEAR}-{MONTH}-{DAY}$").into();
            }
        }
        Looks::Email => {
            node["maxLength"] = LINE_MAX.into();
            if comes_in {
                node["format"] = "email".into();
                node["pattern"] = EMAIL.into();
            }
        }
        Looks::Line if comes_in => bounded(node, LINE, LINE_MAX),
        Looks::Text if comes_in => bounded(node, TEXT, TEXT_MAX),
        Looks::Like(pattern, max) if comes_in => bounded(node, pattern, max),
        Looks::Word(words) => {
            let mut known: Vec<Value> = words.iter().copied().map(Into::into).collect();
            known.extend(may_be_null(node).then_some(Value::Null));
            node["enum"] = known.into();
        }
        Looks::Line | Looks::Text | Looks::Like(..) | Looks::Free => {}
    }
}

fn bounded(node: &mut Value, pattern: &str, max: usize) {
    node["minLength"] = 1.into();
    node["maxLength"] = max.into();
    node["pattern"] = pattern.into();
}

/// The one table of names.
fn look(schema: &str, member: &str) -> Looks {
    let thing = schema.trim_end_matches("Input").trim_end_matches("Patch");
    match (thing, member) {
        // What the server writes about things, rather than what people say of them.
        ("Problem" | "InvalidField" | "Finding" | "Component", member) => match (thing, member) {
            ("Finding", "severity") => Looks::Word(check::Severity::WORDS),
            _ => Looks::Free,
        },
        ("SimulatedError", _) | ("SimulatedSum", "amount") => Looks::Free,
        ("HistoryEntry", "subject" | "subject_id" | "action" | "note") => Looks::Free,
        ("HistoryBroken", _) | ("Suggestion", _) | ("SuggestedOption", _) | ("Gauge", _) => {
            Looks::Free
        }
        ("Mail", "to" | "subject" | "text" | "html" | "message_id" | "last_error") => Looks::Free,
        ("InboundMessage", "kind") => Looks::Word(filed::Kind::WORDS),
        ("InboundMessage", "sender") => Looks::Word(filed::Sender::WORDS),
        ("InboundMessage", "placed_by") => Looks::Word(filed::PlacedBy::WORDS),
        // The sender's, as it stands in the message.
        ("InboundMessage", "message_id") => Looks::Free,
        ("Apology", "html" | "overridden" | "code") | ("Me", "email") => Looks::Free,
        ("Transition", "requires") | ("Offer", "client_link") | ("Token", "token") => Looks::Free,
        ("Basis" | "EvaluationLine" | "InKind", "rule" | "detail" | "what") => Looks::Free,
        (_, "next_cursor" | "hash" | "previous_hash") => Looks::Free,
        ("Due", "what") | ("SendApology", "override") => Looks::Free,
        // Words.
        ("Incident" | "Workflow", "state" | "states") => Looks::Word(State::WORDS),
        ("Transition", "from" | "to") => Looks::Word(State::WORDS),
        ("Transition", "action") | ("Incident", "allowed_actions") => Looks::Word(Action::WORDS),
        ("Offer", "state") => Looks::Word(OfferState::WORDS),
        ("Offer", "allowed_actions") => Looks::Word(Move::WORDS),
        ("Mail", "state") => Looks::Word(MailState::WORDS),
        ("Mail", "kind") => Looks::Word(MailKind::WORDS),
        ("Apology", "state") => Looks::Word(ApologyState::WORDS),
        ("Promise", "state") => Looks::Word(&["open", "kept"]),
        ("Prevention", "state") => Looks::Word(&["open", "done", "verified"]),
        (_, "allowed_actions" | "state") => Looks::Free,
        ("Check", "kind") => Looks::Word(check::Kind::WORDS),
        ("Item" | "Limit" | "RoleLimit", "kind") => Looks::Word(ItemKind::WORDS),
        ("Incident" | "PolicyFloor", "severity") => Looks::Word(Severity::WORDS),
        ("RoleLimit", "role") => Looks::Word(&["approver"]),
        ("User" | "Me" | "HistoryActor", "role") => Looks::Word(Role::WORDS),
        ("Limit" | "RoleLimit", "per") => Looks::Word(Per::WORDS),
        ("Account", "side") => Looks::Word(Side::WORDS),
        ("Apology" | "RecordApology", "channel") => Looks::Word(Channel::WORDS),
        ("FollowUp", "source") => Looks::Word(Source::WORDS),
        (_, "discovered_by") => Looks::Word(DiscoveredBy::WORDS),
        (_, "fault") => Looks::Word(Fault::WORDS),
        (_, "loss_kind") => Looks::Word(LossKind::WORDS),
        ("Policy", "combine") => Looks::Word(Combine::WORDS),
        ("PolicyRounding", "mode") => Looks::Word(RoundingMode::WORDS),
        ("Basis", "effect") => Looks::Word(suggestion::Effect::WORDS),
        ("EvaluationLine", "effect") => Looks::Word(evaluation::Effect::WORDS),
        ("Apology", "template") => Looks::Line,
        // Ids and moments.
        (_, "external_id") => Looks::Line,
        (_, "id" | "made_by" | "recorded_by" | "reported_by" | "approved_by" | "submitted_by")
        | (_, "created_by" | "approved_on_behalf_of" | "counter_of") => Looks::Id,
        (_, member) if member.ends_with("_id") => Looks::Id,
        ("Simulate", "from" | "to") | (_, "at") => Looks::Moment,
        (_, member) if member.ends_with("_at") => Looks::Moment,
        (_, "on") => Looks::Day,
        (_, member) if member.ends_with("_on") => Looks::Day,
        // Values.
        (_, "currency") => Looks::Like("^[A-Z]{3}$", 3),
        (_, "phone") => Looks::Like(PHONE, PHONE_MAX),
        (_, "booking_url") => Looks::Like(PAGE, LINE_MAX),
        (_, "time_zone") => Looks::Like("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", 40),
        (_, "email") | ("MailDraft", "to") => Looks::Email,
        (_, "language") => Looks::Like(LANGUAGE, 35),
        (_, "amount") => Looks::Like(AMOUNT, 18),
        (_, "quantity") => Looks::Like("^[0-9]{1,7}(\\.[0-9]{1,3})?$", 11),
        (_, "loss_multiplier") => Looks::Like("^[0-9]{1,3}(\\.[0-9]{1,4})?$", 8),
        (_, member) if member.ends_with("_percent") => {
            Looks::Like("^[0-9]{1,4}(\\.[0-9]{1,4})?$", 9)
        }
        (_, "digest") => Looks::Like("^[0-9a-f]{64}$", 64),
        (_, "reference") => Looks::Like("^INC-[0-9]{4}-[0-9]{6,}$", 40),
        ("Guarantee", "code") => Looks::Like(GUARANTEE_CODE, 60),
        // What people write.
        ("Prevention", "description") => Looks::Text,
        ("Guarantee", "promise") => Looks::Free,
        (_, "name" | "contact_name" | "summary" | "category" | "subcontractor" | "label")
        | (_, "subject" | "unit" | "product" | "guarantee" | "by" | "code" | "description")
        | (_, "use_suggestion") => Looks::Line,
        _ => Looks::Text,
    }
}

/// Numbers and lists, where the shape of the handlers does not tell their bounds.
fn bounds(schemas: &mut Value) {
    for (schema, member) in [
        ("OfferInput", "items"),
        ("OfferPatch", "items"),
        ("AcceptCounterInput", "items"),
    ] {
        let list = &mut schemas[schema]["properties"][member];
        list["minItems"] = 1.into();
        list["maxItems"] = crate::domain::offer::MAX_ITEMS.into();
    }
    for policy in ["Policy", "PolicyInput"] {
        schemas[policy]["properties"]["products"]["maxItems"] =
            crate::domain::amends::policy::MAX_PRODUCTS.into();
    }
    let within = &mut schemas["PolicyRepeat"]["properties"]["within_days"];
    within["minimum"] = 0.into();
    within["maximum"] = u16::MAX.into();
    schemas["Guarantee"]["properties"]["facts"]["additionalProperties"] = json!({"type": "object"});
    schemas["Guarantee"]["properties"]["versions"]["minItems"] = 1.into();
    // An apology keeps its subject and its text.
    for member in ["subject", "text"] {
        schemas["ApologyPatch"]["properties"][member]["type"] = "string".into();
    }
    // An incident keeps its client.
    if let Some(members) = schemas["IncidentPatch"]["properties"].as_object_mut() {
        members.remove("client");
    }
}

fn describe_parameter(path: &str, parameter: &mut Value) {
    let name = parameter["name"].as_str().unwrap_or_default().to_owned();
    let place = parameter["in"].as_str().unwrap_or_default().to_owned();
    let schema = &mut parameter["schema"];
    match (&*place, &*name) {
        ("path", "id") if path.starts_with("/v1/incidents/") => {
            schema["pattern"] = format!("^({UUID}|INC-[0-9]{{4}}-[0-9]{{6,}})$").into();
        }
        ("path", "code") => show(Looks::Like(GUARANTEE_CODE, 60), true, schema),
        ("path", _) => show(Looks::Id, true, schema),
        ("query", "limit") if path == "/v1/policy/simulate" => {
            let most = crate::http::policy::SHOWN;
            *schema = json!({"type": "integer", "minimum": 1, "maximum": most, "default": most});
        }
        ("query", "limit") => {
            *schema = json!({"type": "integer", "minimum": 1, "maximum": 200, "default": 50});
        }
        ("query", "from" | "to") => show(Looks::Moment, true, schema),
        ("query", "state") => {
            let words = match path {
                "/v1/incidents" => State::WORDS,
                "/v1/offers" => OfferState::WORDS,
                _ => MailState::WORDS,
            };
            show(Looks::Word(words), true, schema);
        }
        ("query", "kind") => show(Looks::Word(filed::Kind::WORDS), true, schema),
        ("query", "q" | "category" | "email") if is_text(schema) => show(Looks::Line, true, schema),
        ("query", name) if is_text(schema) && name != "cursor" => {
            show(look("", name), true, schema);
        }
        ("header", "Idempotency-Key") => show(Looks::Like("^[!-~]+$", 255), true, schema),
        // An If-None-Match that is no tag of ours matches nothing, and is not refused.
        ("header", "If-Match") => {
            show(Looks::Like("^(\\*|\"[!#-~]*\")$", 200), true, schema);
        }
        _ => {}
    }
    if let ("query", "limit") = (&*place, &*name) {
        parameter["description"] = "How many at most".into();
    }
    if let ("query", "cursor") = (&*place, &*name) {
        parameter["description"] =
            "The `next_cursor` of the part before, with the same filters".into();
    }
}
