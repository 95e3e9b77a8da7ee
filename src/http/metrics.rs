//! `/metrics`: what the server does, as Prometheus reads it.
//!
//! Needs no token, as is usual, and therefore holds counts and durations alone: no name, no id, no
//! address of anybody. The labels come from tables of ours, so that nobody can make up new ones.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::{Method, StatusCode};
use actix_web::web::Data;
use chrono::TimeDelta;
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder,
};

use crate::domain::time::Timestamp;
use crate::http::call::promptly;
use crate::http::connections::Connections;
use crate::services::Services;
use crate::services::figures::{self, Figures};

/// Upper bounds of the steps of a request's duration, in seconds.
const STEPS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0,
];
/// How long what was counted in the database is good for, so that looking costs next to nothing.
const COUNTED_FOR: TimeDelta = TimeDelta::seconds(5);

/// What one server has counted since it started.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    connections: Connections,
    counted: Mutex<Option<(Timestamp, Figures)>>,
}

impl Metrics {
    pub fn new(services: &Services, connections: Connections) -> Self {
        let requests = IntCounterVec::new(
            Opts::new("amends_http_requests_total", "Requests that were answered"),
            &["method", "route", "status"],
        )
        .expect(SOUND);
        let durations = HistogramVec::new(
            HistogramOpts::new(
                "amends_http_request_duration_seconds",
                "How long requests took, from their head to the head of their answer",
            )
            .buckets(STEPS.to_vec()),
            &["method", "route"],
        )
        .expect(SOUND);
        let registry = Registry::new();
        let waits = services.waits();
        registry.register(Box::new(requests.clone())).expect(SOUND);
        registry.register(Box::new(durations.clone())).expect(SOUND);
        for wait in [&waits.connection, &waits.turn] {
            registry.register(Box::new(wait.clone())).expect(SOUND);
        }
        let build = gauge(
            &registry,
            "amends_build_info",
            "Which program this is",
            "version",
        );
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        Self {
            registry,
            requests,
            durations,
            connections,
            counted: Mutex::default(),
        }
    }

    /// Counts a request. `route` is the pattern of its address, where it has one.
    pub fn answered(
        &self,
        method: &Method,
        route: Option<&str>,
        status: StatusCode,
        took: Duration,
    ) {
        let (method, route) = (known(method), route.unwrap_or("unknown"));
        self.requests
            .with_label_values(&[method, route, status.as_str()])
            .inc();
        self.durations
            .with_label_values(&[method, route])
            .observe(took.as_secs_f64());
    }

    /// What was counted in the database a moment ago.
    fn counted(&self, now: Timestamp) -> Option<Figures> {
        let counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, figures) = counted.as_ref()?;
        let age = now - *at;
        (age >= TimeDelta::zero() && age < COUNTED_FOR).then(|| figures.clone())
    }

    fn keep(&self, now: Timestamp, figures: &Figures) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        *counted = Some((now, figures.clone()));
    }

    /// All of it. `figures` is `None` where the database does not answer; `up` says whether it also
    /// takes writes.
    fn text(&self, services: &Services, figures: Option<&Figures>, up: bool) -> Vec<u8> {
        let moment = Registry::new();
        one(
            &moment,
            "amends_database_up",
            "Whether the database answers and takes writes",
            up.into(),
        );
        let open = self.connections.open();
        one(
            &moment,
            "amends_http_connections",
            "Connections that are open",
            open,
        );
        if let Some((waiting, _)) = services.queue() {
            let waiting = i64::try_from(waiting).unwrap_or(i64::MAX);
            one(
                &moment,
                "amends_database_writes_waiting",
                "Writes that wait for their turn",
                waiting,
            );
        }
        if let Some(figures) = figures {
            let incidents = gauge(&moment, "amends_incidents", "Incidents by state", "state");
            set(&incidents, &figures.incidents);
            let mail = gauge(&moment, "amends_outbox", "Mail by state", "state");
            set(&mail, &figures.mail);
            let help = "How long the oldest mail that is not out yet has been waiting";
            one(
                &moment,
                "amends_outbox_oldest_seconds",
                help,
                figures.oldest_waiting,
            );
        }
        let workers = gauge(
            &moment,
            "amends_worker_up",
            "Whether a worker is at work",
            "worker",
        );
        for (worker, up) in services.pulses().all(services.now()) {
            workers.with_label_values(&[worker]).set(up.into());
        }
        let mut families = self.registry.gather();
        families.extend(moment.gather());
        let mut text = Vec::new();
        TextEncoder::new()
            .encode(&families, &mut text)
            .expect("writing to memory cannot fail");
        text
    }
}

const SOUND: &str = "the names are sound, and each is there once";

fn gauge(registry: &Registry, name: &str, help: &str, label: &str) -> IntGaugeVec {
    let gauge = IntGaugeVec::new(Opts::new(name, help), &[label]).expect(SOUND);
    registry.register(Box::new(gauge.clone())).expect(SOUND);
    gauge
}

fn one(registry: &Registry, name: &str, help: &str, value: i64) {
    let gauge = prometheus::IntGauge::new(name, help).expect(SOUND);
    gauge.set(value);
    registry.register(Box::new(gauge)).expect(SOUND);
}

fn set(gauge: &IntGaugeVec, counts: &[(&'static str, i64)]) {
    for (state, count) in counts {
        gauge.with_label_values(&[state]).set(*count);
    }
}

/// The method, if it is one that anybody takes; callers can invent others.
fn known(method: &Method) -> &str {
    match method.as_str() {
        name @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => name,
        _ => "other",
    }
}

/// What the server does.
#[utoipa::path(get, path = "/metrics", tag = "Health", summary = "What does the server do?", description = "For Prometheus: requests, durations, mail and incidents by state, waits for the database. Holds counts and durations alone, and needs no token.", security(()), responses((status = 200, description = "The Prometheus text format, version 0.0.4", content_type = "text/plain")))]
pub async fn metrics(services: Data<Services>, metrics: Data<Metrics>) -> HttpResponse {
    let now = services.now();
    let figures = match metrics.counted(now) {
        Some(figures) => Some(figures),
        None => {
            let asked = services.clone();
            let read = promptly(move || asked.read(figures::read)).await.ok();
            if let Some(figures) = &read {
                metrics.keep(now, figures);
            }
            read
        }
    };
    let asked = services.clone();
    let up = figures.is_some() && promptly(move || asked.expect_writable()).await.is_ok();
    HttpResponse::Ok()
        .content_type(prometheus::TEXT_FORMAT)
        .body(metrics.text(&services, figures.as_ref(), up))
}
