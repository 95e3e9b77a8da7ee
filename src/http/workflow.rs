//! `/v1/workflow`: the one table, as it is enforced.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::actor::SignedIn;
use crate::domain::workflow::{State, TABLE};
use crate::http::call::{Call, Reply, shown};

/// The workflow of an incident.
#[derive(Serialize, ToSchema)]
#[schema(as = Workflow)]
pub struct WorkflowView {
    states: Vec<&'static str>,
    transitions: Vec<TransitionView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Transition)]
pub struct TransitionView {
    /// `null` where the incident comes into being.
    from: Option<&'static str>,
    action: &'static str,
    to: &'static str,
    /// What must hold.
    requires: &'static str,
}

#[utoipa::path(get, path = "/v1/workflow", tag = "Workflow", summary = "The workflow", responses((status = 200, body = WorkflowView)))]
pub async fn show(call: Call<SignedIn>) -> Reply {
    call.read(|_, _| {
        let transitions = TABLE
            .iter()
            .map(|rule| TransitionView {
                from: rule.from.map(State::as_str),
                action: rule.action.as_str(),
                to: rule.to.as_str(),
                requires: rule.requires,
            })
            .collect();
        let view = WorkflowView {
            states: State::WORDS.to_vec(),
            transitions,
        };
        Ok(shown(&view, None))
    })
    .await
}
