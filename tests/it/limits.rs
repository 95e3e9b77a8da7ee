//! What nobody can make too much of: requests, heads, bodies, time, connections and memory.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use amends::config::Patience;
use amends::http::rate::{FAILURES_A_MINUTE, PAGES_A_MINUTE};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, Answer, Caller, TestApp};
use crate::support::cases::Case;

const JSON: (&str, &str) = ("Content-Type", "application/json");
const MEBIBYTE: usize = 1024 * 1024;

fn client(name: &str) -> Value {
    json!({"name": name, "email": "ines@harbour.example"})
}

fn clients(caller: &Caller) -> usize {
    let list = caller.get("/v1/clients?limit=200").expect(200);
    list["items"].as_array().unwrap().len()
}

fn wait(answer: &Answer) -> i64 {
    answer.header("retry-after").unwrap().parse().unwrap()
}

#[test]
fn a_token_has_so_many_requests_a_minute() {
    let app = TestApp::with_settings(|config| config.rate_limit = Some(30));
    let (noisy, quiet) = (app.agent(), app.agent());
    for _ in 0..30 {
        noisy.get("/v1/me").expect(200);
    }
    let refused = noisy.post("/v1/clients", &client("Harbour Books"));
    refused.expect_problem(429, "rate_limited");
    assert_eq!(wait(&refused), 2);
    // Nothing was done, and nobody else notices.
    assert_eq!(clients(&quiet), 0);
    quiet.post("/v1/clients", &client("Quay Cafe")).expect(201);

    app.advance(TimeDelta::seconds(1));
    noisy.get("/v1/me").expect_problem(429, "rate_limited");
    app.advance(TimeDelta::seconds(1));
    noisy.get("/v1/me").expect(200);
    noisy.get("/v1/me").expect_problem(429, "rate_limited");
    app.advance(TimeDelta::minutes(1));
    for _ in 0..30 {
        noisy.get("/v1/me").expect(200);
    }
    noisy.get("/v1/me").expect_problem(429, "rate_limited");

    // What needs no token is not counted.
    for _ in 0..40 {
        noisy.get("/livez").expect(200);
    }
}

#[test]
fn a_token_is_not_limited_unless_that_is_set() {
    let app = TestApp::start();
    let agent = app.agent();
    for _ in 0..300 {
        agent.get("/v1/me").expect(200);
    }
}

#[test]
fn who_guesses_tokens_has_to_wait_and_nobody_else() {
    let app = TestApp::with_settings(|config| config.trusted_proxies = 1);
    let agent = app.agent();
    let guess = |from: &str| {
        let guessing = app.caller("amends_a-token-that-nobody-has-0123456789");
        guessing.call("GET", "/v1/me", &[("X-Forwarded-For", from)], None)
    };
    for _ in 0..FAILURES_A_MINUTE {
        guess("192.0.2.1").expect_problem(401, "unauthenticated");
    }
    let refused = guess("192.0.2.1");
    refused.expect_problem(429, "rate_limited");
    assert_eq!(wait(&refused), 1);
    // What the caller wrote themselves does not help.
    guess("203.0.113.9, 192.0.2.1").expect_problem(429, "rate_limited");
    guess("192.0.2.2").expect_problem(401, "unauthenticated");
    // A valid token works from there as well.
    let from = [("X-Forwarded-For", "192.0.2.1")];
    agent.call("GET", "/v1/me", &from, None).expect(200);
    app.nobody()
        .call("GET", "/v1/me", &from, None)
        .expect_problem(401, "unauthenticated");
    app.advance(TimeDelta::seconds(wait(&refused)));
    guess("192.0.2.1").expect_problem(401, "unauthenticated");
}

#[test]
fn an_address_opens_so_many_pages_a_minute() {
    let app = TestApp::with_settings(|config| config.trusted_proxies = 1);
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let from = |address: &str, method: &str, path: &str| {
        let form = "application/x-www-form-urlencoded";
        let headers = [("X-Forwarded-For", address), ("Content-Type", form)];
        let body = (method == "POST").then_some(&b"note=x"[..]);
        app.nobody().send(method, path, &headers, body)
    };
    for _ in 0..PAGES_A_MINUTE {
        assert_eq!(from("192.0.2.1", "GET", "/c/no-such-link").status, 404);
    }
    let accept = format!("{page}/accept");
    for (method, path) in [("GET", &*page), ("POST", &accept), ("GET", "/c/other")] {
        let refused = from("192.0.2.1", method, path);
        assert_eq!(refused.status, 429, "{path}");
        assert_eq!(wait(&refused), 1);
        assert!(refused.text.contains("try again"), "{}", refused.text);
    }
    assert_eq!(case.state(), "offered");
    assert_eq!(from("192.0.2.2", "GET", &page).status, 200);
    app.advance(TimeDelta::seconds(1));
    assert_eq!(from("192.0.2.1", "POST", &accept).status, 303);
    assert_eq!(case.state(), "accepted");
}

#[test]
fn a_form_is_not_compressed() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let send = |coding: &str| {
        let form = "application/x-www-form-urlencoded";
        let headers = [("Content-Type", form), ("Content-Encoding", coding)];
        let path = format!("{page}/accept");
        app.nobody().send("POST", &path, &headers, Some(b"note=x"))
    };
    for coding in ["gzip", "br", "deflate", "identity, gzip"] {
        let refused = send(coding);
        assert_eq!(refused.status, 415, "{coding}");
        assert!(refused.text.contains("could not be read"));
    }
    assert_eq!(case.state(), "offered");
    assert_eq!(send("identity").status, 303);
}

#[test]
fn heads_are_bounded() {
    let app = TestApp::start();
    let agent = app.agent();
    let query = |length: usize| format!("/v1/clients?q={}", "x".repeat(length));
    let refused = agent
        .get(&query(8 * 1024))
        .expect_problem(414, "uri_too_long");
    assert_eq!(refused["instance"], "/v1/clients");
    let endless = format!("/{}", "x".repeat(8 * 1024));
    let refused = agent.get(&endless).expect_problem(414, "uri_too_long");
    assert_eq!(refused["instance"].as_str(), Some(&endless[..1_000]));
    assert_ne!(agent.get(&query(8 * 1024 - 20)).status, 414);
    let filler = "x".repeat(6_000);
    let large = [
        ("X-One", &*filler),
        ("X-Two", &filler),
        ("X-Three", &filler),
    ];
    let refused = agent
        .call("GET", "/v1/me", &large, None)
        .expect_problem(431, "headers_too_large");
    assert_eq!(refused["instance"], "/v1/me");
    agent.call("GET", "/v1/me", &large[..2], None).expect(200);
    // What is larger still does not reach the application.
    let mut head = "GET /livez HTTP/1.1\r\nHost: amends\r\n".to_owned();
    for number in 0..200 {
        head.push_str(&format!("X-{number}: x\r\n"));
    }
    let mut stream = connect(&app.url);
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    assert!(rest(&mut stream).starts_with("HTTP/1.1 431 "));
}

#[test]
fn bodies_hold_so_many_values() {
    let app = TestApp::start();
    let agent = app.agent();
    let post = |body: &str| agent.send("POST", "/v1/clients", &[JSON], Some(body.as_bytes()));
    let zeros = |count: usize| vec!["0"; count].join(",");
    let rows = vec![format!("[{}]", zeros(900)); 12].join(",");
    post(&format!("[{}]", zeros(400_000))).expect_invalid("", "too_many_values");
    post(&format!("{{\"x\": [{rows}]}}")).expect_invalid("", "too_many_values");
    post(&format!("{{\"x\": [{}]}}", zeros(1_001))).expect_invalid("/x", "too_many");
    post(&format!("{{\"x\": [{}]}}", zeros(1_000))).expect_invalid("/x", "unknown_field");
    // Text that is broken further on is no JSON, however much of it there is.
    post(&format!("[{}", zeros(400_000))).expect_invalid("", "too_many_values");
    post(&format!("[{}", zeros(100))).expect_problem(400, "malformed_json");
    for depth in [200, 10_000, 500_000] {
        let deep = format!("{{\"name\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        post(&deep).expect_problem(400, "malformed_json");
    }
    assert_eq!(clients(&agent), 0);
}

#[test]
fn a_refusal_repeats_no_more_than_the_beginning() {
    let app = TestApp::start();
    let agent = app.agent();
    let post = |body: &str| agent.send("POST", "/v1/clients", &[JSON], Some(body.as_bytes()));
    let long = "x".repeat(300_000);
    for body in [
        format!("{{\"{long}\": 1}}"),
        format!("{{\"name\": {{\"{long}\": 1}}}}"),
        format!("{{\"{}\": 1}}", "\\\"".repeat(400_000)),
        format!("{{\"{}\": 1}}", "/".repeat(200)),
        format!("{{\"name\": \"{long}\", \"email\": \"{long}\", \"language\": \"{long}\"}}"),
    ] {
        let refused = post(&body);
        assert_eq!(refused.status, 422, "{}", &refused.text[..200]);
        assert!(refused.text.len() < 4_000, "{}", refused.text.len());
    }
    post(&format!("{{\"{long}\": 1}}")).expect_invalid("", "unknown_field");
    post(&format!("{{\"{}\": 1", "x".repeat(300))).expect_invalid("", "unknown_field");
    let many: Vec<String> = (0..2_000).map(|it| format!("a{it}=")).collect();
    let refused = agent.get(&format!("/v1/clients?{}", many[..1_000].join("&")));
    let errors = refused.expect_problem(422, "invalid")["errors"].clone();
    assert_eq!(errors.as_array().unwrap().len(), 100);
    let endless = format!("/v1/{}", "x".repeat(8_000));
    assert!(agent.get(&endless).text.len() < 10_000);
}

/// A part of a list ends where it is long, and the next one goes on there.
#[test]
fn a_part_of_a_list_is_never_very_large() {
    let app = TestApp::start();
    let agent = app.agent();
    let mut long = client("Harbour Books");
    long["notes"] = "é".repeat(19_000).into();
    let filed: Vec<Value> = (0..65)
        .map(|_| agent.post("/v1/clients", &long).expect(201)["id"].clone())
        .collect();
    let mut path = "/v1/clients?limit=200".to_owned();
    let mut seen: Vec<Value> = Vec::new();
    let mut parts = 0;
    loop {
        let part = agent.get(&path);
        assert!(part.text.len() < MEBIBYTE + 50_000, "{}", part.text.len());
        let list = part.expect(200);
        let items = list["items"].as_array().unwrap();
        seen.extend(items.iter().map(|it| it["id"].clone()));
        parts += 1;
        let Some(next) = list["next_cursor"].as_str() else {
            break;
        };
        assert!(part.header("link").unwrap().contains("limit=200"));
        path = format!("/v1/clients?limit=200&cursor={next}");
    }
    assert_eq!(parts, 3);
    assert!(seen.iter().eq(filed.iter().rev()));
}

fn connect(url: &str) -> TcpStream {
    let stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let patience = Some(Duration::from_secs(15));
    stream.set_read_timeout(patience).unwrap();
    stream
}

/// All that comes until the other end closes; a connection that stays open fails the test.
#[track_caller]
fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
            let so_far = String::from_utf8_lossy(&answer).into_owned();
            panic!("the connection stays open; so far: {so_far}");
        }
        _ => String::from_utf8_lossy(&answer).into_owned(),
    }
}

fn impatient() -> TestApp {
    TestApp::with_settings(|config| {
        config.patience = Patience {
            head: Duration::from_secs(2),
            body: Duration::from_secs(1),
            idle: Duration::from_secs(2),
            connection: Duration::from_millis(2_500),
        };
    })
}

/// A POST whose body is announced and does not come.
fn stalled(path: &str, token: &str, framing: &str) -> String {
    let media_type = match path {
        path if path.starts_with("/c/") => "application/x-www-form-urlencoded",
        _ => "application/json",
    };
    format!(
        "POST {path} HTTP/1.1\r\nHost: amends\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: {media_type}\r\n{framing}\r\n\r\n"
    )
}

#[test]
fn who_is_slow_is_cut_off() {
    let app = impatient();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let form = format!("{page}/accept");
    let (length, chunked) = ("Content-Length: 100", "Transfer-Encoding: chunked");
    let whole = "GET /livez HTTP/1.1\r\nHost: amends\r\n\r\n";
    let cases: Vec<(&str, String, &[&str])> = vec![
        ("nothing at all", String::new(), &[]),
        ("half a head", "GET /livez HT".into(), &["408"]),
        ("silence after an answer", whole.into(), &["200"]),
        (
            "half a head after an answer",
            format!("{whole}GET /livez HTTP/1.1\r\nHos"),
            &["200"],
        ),
        (
            "no body, with its length",
            stalled("/v1/clients", ADMIN_TOKEN, length),
            &["408", "request_timeout", "connection: close"],
        ),
        (
            "no body, in parts",
            stalled("/v1/clients", ADMIN_TOKEN, chunked),
            &["408", "request_timeout", "connection: close"],
        ),
        (
            "half a body, in parts",
            format!(
                "{}5\r\n{{\"nam\r\n",
                stalled("/v1/clients", ADMIN_TOKEN, chunked)
            ),
            &["408", "request_timeout", "connection: close"],
        ),
        (
            "no form",
            stalled(&form, "", length),
            &["408", "could not be read"],
        ),
        ("no form, in parts", stalled(&form, "", chunked), &["408"]),
        // What is refused before its body is read.
        (
            "no body, no token",
            stalled("/v1/clients", "x", length),
            &["401"],
        ),
        (
            "no body, no token, in parts",
            stalled("/v1/clients", "x", chunked),
            &["401"],
        ),
        (
            "nowhere, in parts",
            stalled("/nowhere", "", chunked),
            &["404"],
        ),
        (
            "a GET with a body that does not come",
            stalled("/livez", "", chunked).replace("POST", "GET"),
            &["200"],
        ),
    ];
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for (what, sent, said) in &cases {
            let url = &app.url;
            scope.spawn(move || {
                let mut stream = connect(url);
                stream.write_all(sent.as_bytes()).unwrap();
                let answer = rest(&mut stream);
                for part in *said {
                    assert!(answer.contains(part), "{what}: {answer}");
                }
                if said.is_empty() || said[0] == "408" {
                    assert!(!answer.contains("HTTP/1.1 2"), "{what}: {answer}");
                }
            });
        }
        // Drop by drop is no better than not at all.
        scope.spawn(|| {
            let mut stream = connect(&app.url);
            let head = stalled("/v1/clients", ADMIN_TOKEN, "Content-Length: 100000");
            stream.write_all(head.as_bytes()).unwrap();
            stream
                .set_read_timeout(Some(Duration::from_millis(30)))
                .unwrap();
            let mut answer = [0; 12];
            while stream.read_exact(&mut answer).is_err() {
                assert!(
                    begun.elapsed() < Duration::from_secs(14),
                    "it goes on and on"
                );
                let _ = stream.write_all(b" ");
            }
            assert_eq!(&answer, b"HTTP/1.1 408");
        });
    });
    assert!(begun.elapsed() < Duration::from_secs(14));
    assert_eq!(case.state(), "offered");
    // The patience is with the caller, not with the work: who is quick is served as ever.
    case.agent
        .post("/v1/clients", &client("Quay Cafe"))
        .expect(201);
}

#[test]
fn who_takes_no_answer_is_cut_off() {
    let app = impatient();
    let mut stream = connect(&app.url);
    // More answers than the buffers between here and there hold, each of them small: a large one may
    // take its time.
    let ask = "GET /problems HTTP/1.1\r\nHost: amends\r\n\r\n".repeat(4_000);
    let _ = stream.write_all(ask.as_bytes());
    let begun = Instant::now();
    // One caller, so that all the questions are asked over one connection.
    let nobody = app.nobody();
    let open = || {
        let metrics = nobody.get("/metrics").text;
        let line = metrics
            .lines()
            .find(|it| it.starts_with("amends_http_connections "));
        line.unwrap()
            .rsplit(' ')
            .next()
            .unwrap()
            .parse::<i64>()
            .unwrap()
    };
    while open() > 1 {
        assert!(begun.elapsed() < Duration::from_secs(30), "it stays open");
        std::thread::yield_now();
    }
}

#[test]
fn many_slow_callers_do_not_slow_the_others() {
    let app = TestApp::start();
    let agent = app.agent();
    let slow: Vec<TcpStream> = (0..300)
        .map(|number| {
            let mut stream = connect(&app.url);
            let sent = match number % 3 {
                0 => "GET /v1/me HTTP/1.1\r\nHos".to_owned(),
                1 => stalled("/v1/clients", ADMIN_TOKEN, "Content-Length: 5000"),
                _ => stalled("/c/x/accept", "", "Transfer-Encoding: chunked"),
            };
            stream.write_all(sent.as_bytes()).unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    for number in 0..20 {
        agent
            .post("/v1/clients", &client(&format!("Client {number}")))
            .expect(201);
    }
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    drop(slow);
}

#[test]
fn large_bodies_share_what_room_there_is() {
    let app = TestApp::with_settings(|config| {
        config.patience.body = Duration::from_secs(60);
    });
    let agent = app.agent();
    let mut large = client("Harbour Books").to_string().into_bytes();
    large.resize(MEBIBYTE, b' ');
    let post = |body: &[u8]| agent.send("POST", "/v1/clients", &[JSON], Some(body));
    post(&large).expect(201);
    let length = format!("Content-Length: {MEBIBYTE}");
    let head = stalled("/v1/clients", ADMIN_TOKEN, &length);
    let mut stalling = Vec::new();
    let begun = Instant::now();
    let refused = loop {
        let answer = post(&large);
        if answer.status != 201 {
            break answer;
        }
        assert!(stalling.len() < 50, "there is room for all");
        let mut stream = connect(&app.url);
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&large[..MEBIBYTE - 1]).unwrap();
        stalling.push(stream);
    };
    refused.expect_problem(503, "unavailable");
    assert_eq!(wait(&refused), 1);
    post(client("Quay Cafe").to_string().as_bytes()).expect(201);
    for stream in &stalling {
        // One that was refused itself is closed already.
        let _ = stream.shutdown(Shutdown::Both);
    }
    while post(&large).status != 201 {
        assert!(
            begun.elapsed() < Duration::from_secs(50),
            "the room stays taken"
        );
    }
}

fn form(path: &str, length: usize) -> String {
    let framing = format!("Content-Length: {length}");
    stalled(path, "", &framing)
}

#[test]
fn who_has_no_link_takes_no_room_with_forms() {
    let app = TestApp::start();
    let agent = app.agent();
    let stalling: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = connect(&app.url);
            let head = form("/c/nope/accept", 250_000);
            stream.write_all(head.as_bytes()).unwrap();
            // Whoever is refused already need not take the rest.
            let _ = stream.write_all(&vec![b'x'; 249_000]);
            stream
        })
        .collect();
    for mut stream in stalling {
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 404");
    }
    let mut long = client("Harbour Books");
    long["notes"] = "é".repeat(19_000).into();
    agent.post("/v1/clients", &long).expect(201);
}

#[test]
fn forms_have_a_room_of_their_own_and_an_address_its_share_of_it() {
    let app = TestApp::with_settings(|config| {
        config.trusted_proxies = 1;
        config.patience.body = Duration::from_secs(60);
    });
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let accept = format!("{page}/accept");
    let forwarded = |head: String, from: &str| {
        head.replace(
            "Host: amends",
            &format!("Host: amends\r\nX-Forwarded-For: {from}"),
        )
    };
    let stall = || {
        let mut stream = connect(&app.url);
        let head = forwarded(form(&accept, 250_000), "192.0.2.1");
        stream.write_all(head.as_bytes()).unwrap();
        let _ = stream.write_all(&vec![b'x'; 249_000]);
        stream
    };
    // Two take nearly all of the room; of those that arrive at once both may be refused.
    let mut stalling = vec![stall(), stall()];
    let decline = |from: &str, length: usize| {
        let headers = [
            ("X-Forwarded-For", from),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        // Longer than a reason may be, so that nothing comes of it.
        let body = format!("reason={}", "x".repeat(length));
        let path = format!("{page}/decline");
        app.nobody()
            .send("POST", &path, &headers, Some(body.as_bytes()))
    };
    let begun = Instant::now();
    loop {
        let answer = decline("192.0.2.1", 100_000);
        if answer.status == 503 {
            assert_eq!(wait(&answer), 1);
            break;
        }
        assert_eq!(answer.status, 422);
        assert!(begun.elapsed() < Duration::from_secs(20));
        stalling.push(stall());
    }
    // A short one needs no room, and somebody else has theirs.
    assert_eq!(decline("192.0.2.1", 20_001).status, 422);
    assert_eq!(decline("192.0.2.2", 100_000).status, 422);
    // The forms leave the API alone.
    let mut large = client("Harbour Books").to_string().into_bytes();
    large.resize(MEBIBYTE, b' ');
    let sent = case
        .agent
        .send("POST", "/v1/clients", &[JSON], Some(&large));
    sent.expect(201);
    drop(stalling);
}

/// One address opens connections as fast as it can and never ends a head: many more than the server
/// takes at the same time.
#[cfg(unix)]
#[test]
fn who_opens_many_connections_keeps_nobody_out() {
    use std::collections::VecDeque;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use crate::support::app::TestDatabase;
    use crate::support::process::Process;

    rlimit::increase_nofile_limit(4_096).unwrap();
    let database = TestDatabase::create();
    let settings = [
        ("AMENDS_BOOTSTRAP_TOKEN", ADMIN_TOKEN),
        ("AMENDS_LOG", "warn"),
    ];
    let process = Process::start(&database, &settings);
    let (over, opened) = (AtomicBool::new(false), AtomicUsize::new(0));
    let address = process.url.strip_prefix("http://").unwrap();
    let slowest = std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut open = VecDeque::new();
                while !over.load(Ordering::Relaxed) {
                    let Ok(mut stream) = TcpStream::connect(address) else {
                        continue;
                    };
                    let _ = stream.write_all(b"GET /livez HTTP/1.1\r\nX-Endless: ");
                    opened.fetch_add(1, Ordering::Relaxed);
                    open.push_back(stream);
                    if open.len() > 800 {
                        open.pop_front();
                    }
                }
            });
        }
        while opened.load(Ordering::Relaxed) < 2_000 {
            std::thread::yield_now();
        }
        let ask = || {
            let begun = Instant::now();
            let mut stream = connect(&process.url);
            let ask = b"GET /v1/me HTTP/1.1\r\nHost: amends\r\nConnection: close\r\n\r\n";
            stream.write_all(ask).unwrap();
            let mut status = [0; 12];
            let read = stream.read_exact(&mut status);
            (read.is_ok() && &status == b"HTTP/1.1 401").then(|| begun.elapsed())
        };
        let asked: Vec<Option<Duration>> = (0..20).map(|_| ask()).collect();
        over.store(true, Ordering::Relaxed);
        asked
    });
    let answered: Vec<&Duration> = slowest.iter().flatten().collect();
    let opened = opened.into_inner();
    eprintln!(
        "{opened} connections opened; {} of 20 answered, {slowest:?}",
        answered.len()
    );
    // One in a storm may be the one that waits the longest.
    assert!(answered.len() >= 18, "{slowest:?}");
    assert!(
        answered.iter().all(|took| **took < Duration::from_secs(5)),
        "{slowest:?}"
    );
}

/// Asks for this and takes nothing of the answer.
#[cfg(target_os = "linux")]
fn taking_nothing(url: &str, path: &str) -> TcpStream {
    let mut stream = connect(url);
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: amends\r\nAuthorization: Bearer {ADMIN_TOKEN}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// Everything at once, against the program as it is run.
#[cfg(target_os = "linux")]
#[test]
fn memory_stays_near_that_of_an_idle_server() {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::mpsc::{RecvTimeoutError, channel};

    use crate::support::app::TestDatabase;
    use crate::support::process::Process;

    const ALLOWED: u64 = 20 * 1024;
    const MAIL: u64 = 28 * 1024;

    let database = TestDatabase::create();
    let settings = [
        ("AMENDS_BOOTSTRAP_TOKEN", ADMIN_TOKEN),
        ("AMENDS_LOG", "warn"),
    ];
    let process = Process::start(&database, &settings);
    let admin = Caller::of(&process.url, Some(ADMIN_TOKEN));
    // What is made once, at the first request, is no attack's.
    for path in ["/openapi.json", "/v1/me", "/docs/", "/metrics", "/c/x"] {
        admin.get(path);
    }
    let mut long = client("Harbour Books");
    long["notes"] = "x".repeat(19_000).into();
    for _ in 0..200 {
        admin.post("/v1/clients", &long).expect(201);
    }
    // Sentences that an apology should not hold, of each of the languages.
    let excuses = [
        ("en", "We are sorry, but the printer made the error. "),
        (
            "de",
            "Es tut uns leid, aber die Druckerei hat den Fehler gemacht. ",
        ),
        (
            "fr",
            "Nous sommes désolés, mais l'imprimeur a fait l'erreur. ",
        ),
        ("es", "Lo sentimos, pero la imprenta cometió el error. "),
    ];
    let excuses = excuses.map(|(language, sentence)| {
        let text: String = sentence.chars().cycle().take(20_000).collect();
        json!({"text": text, "language": language})
    });
    let check = |text: &Value| {
        let caller = Caller::of(&process.url, Some(ADMIN_TOKEN));
        caller.post("/v1/apologies/check", text).status
    };
    // Idle is a server that has been used, by several at the same time: threads and connections to
    // the database stay, and what the allocator holds for them.
    let list = || {
        let caller = Caller::of(&process.url, Some(ADMIN_TOKEN));
        caller.get("/v1/clients?limit=200").status
    };
    let insist = |ask: &dyn Fn() -> u16| while ask() != 200 {};
    std::thread::scope(|scope| {
        for text in excuses.iter().cycle().take(16) {
            scope.spawn(|| insist(&|| check(text)));
            scope.spawn(|| insist(&list));
        }
    });
    // The patterns of the apology check are compiled after the start.
    while process.has_thread("patterns") {
        std::thread::yield_now();
    }
    // What it took for itself: the pages of the program come and go as the system likes.
    let idle = process.memory("RssAnon");
    let (most, (over, end)) = (AtomicU64::new(idle), channel::<()>());
    let peak = || most.load(Ordering::Relaxed);
    let (measured, highest) = (&process, &most);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while end.recv_timeout(Duration::from_millis(2)) == Err(RecvTimeoutError::Timeout) {
                highest.fetch_max(measured.memory("RssAnon"), Ordering::Relaxed);
            }
        });
        let slow: Vec<TcpStream> = (0..600)
            .map(|number| {
                let mut stream = connect(&process.url);
                let sent = match number % 4 {
                    0 => format!("GET /v1/me HTTP/1.1\r\nX-Filler: {}", "x".repeat(3_000)),
                    1 => stalled("/v1/clients", ADMIN_TOKEN, "Content-Length: 1000000"),
                    2 => stalled("/c/x/accept", "", "Transfer-Encoding: chunked"),
                    _ => stalled("/v1/clients", "wrong", "Content-Length: 1000000"),
                };
                stream.write_all(sent.as_bytes()).unwrap();
                stream
            })
            .collect();
        let slowed = peak();

        let zeros = format!("[{}]", vec!["0"; 500_000].join(","));
        let texts = format!("[{}]", vec!["\"\""; 340_000].join(","));
        let deep = "[".repeat(1_000_000);
        let members = format!("{{{}}}", vec!["\"a\":{}"; 140_000].join(","));
        let spaces = format!("{}{}", client("Large"), " ".repeat(1_000_000));
        let bombs = vec![0x1f_u8; 190_000];
        let post = |caller: &Caller, headers: &[(&str, &str)], body: &[u8]| {
            caller
                .send("POST", "/v1/clients", headers, Some(body))
                .status
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let caller = Caller::of(&process.url, Some(ADMIN_TOKEN));
                    for body in [&zeros, &texts, &deep, &members, &spaces, &zeros, &deep] {
                        let status = post(&caller, &[JSON], body.as_bytes());
                        assert!([201, 400, 422, 503].contains(&status), "{status}");
                    }
                    let gzip = [JSON, ("Content-Encoding", "gzip")];
                    for _ in 0..5 {
                        assert_eq!(post(&caller, &gzip, &bombs), 415);
                    }
                    let path = format!("/v1/clients?q={}", "x".repeat(50_000));
                    assert_eq!(caller.get(&path).status, 414);
                    let field = format!("note={}", "x".repeat(250_000));
                    let form = [("Content-Type", "application/x-www-form-urlencoded")];
                    for _ in 0..5 {
                        caller.send("POST", "/c/x/accept", &form, Some(field.as_bytes()));
                    }
                });
            }
        });
        let bodies = peak();
        drop(slow);

        // Long names, which a refusal could repeat.
        let endless = format!("{{\"{}\": 1}}", "x".repeat(1_000_000));
        let escaped = format!("{{\"{}\": 1}}", "\\\"".repeat(500_000));
        std::thread::scope(|scope| {
            for _ in 0..32 {
                scope.spawn(|| {
                    let caller = Caller::of(&process.url, Some(ADMIN_TOKEN));
                    for body in [&endless, &escaped] {
                        let refused =
                            caller.send("POST", "/v1/clients", &[JSON], Some(body.as_bytes()));
                        assert!([422, 503].contains(&refused.status), "{}", refused.status);
                        assert!(refused.text.len() < 4_000, "{}", refused.text.len());
                    }
                });
            }
        });
        let names = peak();
        std::thread::scope(|scope| {
            for _ in 0..32 {
                scope.spawn(|| {
                    let caller = Caller::of(&process.url, Some(ADMIN_TOKEN));
                    let list = caller.get("/v1/clients?limit=200");
                    assert!([200, 503].contains(&list.status), "{}", list.status);
                    assert!(list.text.len() < MEBIBYTE + 50_000, "{}", list.text.len());
                });
            }
        });
        let lists = peak();
        let asleep: Vec<TcpStream> = (0..300)
            .map(|number| {
                let paths = [
                    "/openapi.json",
                    "/docs/swagger-ui-bundle.js",
                    "/v1/clients?limit=200",
                ];
                taking_nothing(&process.url, paths[number % 3])
            })
            .collect();
        admin.get("/v1/me").expect(200);
        std::thread::scope(|scope| {
            for text in excuses.iter().cycle().take(32) {
                scope.spawn(|| {
                    let status = check(text);
                    assert!([200, 503].contains(&status), "{status}");
                });
            }
        });
        let answers = peak();
        drop(asleep);
        // Mail that comes back is counted apart: its room is the largest message.
        let message = format!(
            "From: a@b.example\r\nSubject: x\r\nMessage-ID: <large@b.example>\r\n\r\n{}",
            "line of text\r\n".repeat(1_750_000)
        );
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let mut stream = connect(&process.url);
                    let patience = Some(Duration::from_secs(60));
                    stream.set_read_timeout(patience).unwrap();
                    let head = format!(
                        "POST /v1/inbound HTTP/1.1\r\nHost: amends\r\nConnection: close\r\n\
                         Authorization: Bearer {ADMIN_TOKEN}\r\n\
                         Content-Type: message/rfc822\r\nContent-Length: {}\r\n\r\n",
                        message.len()
                    );
                    stream.write_all(head.as_bytes()).unwrap();
                    // Whoever is refused may find the line closed before all of it is sent.
                    let sent = stream.write_all(message.as_bytes());
                    let answer = rest(&mut stream);
                    let taken = ["HTTP/1.1 200", "HTTP/1.1 201", "HTTP/1.1 503"];
                    let is_known = taken.iter().any(|it| answer.starts_with(it));
                    let is_cut_off = sent.is_err() && answer.is_empty();
                    assert!(is_known || is_cut_off, "{answer}");
                });
            }
        });
        let mail = peak();
        let taken = |memory: u64| memory.saturating_sub(idle);
        let [slowed, bodies, names, lists] = [slowed, bodies, names, lists].map(taken);
        let [answers, mail] = [answers, mail].map(taken);
        eprintln!(
            "idle: {idle} KiB; more with slow connections: {slowed} KiB, bodies: {bodies}, names: \
         {names}, lists: {lists}, answers that nobody takes and checks: {answers}, mail: {mail}"
        );
        assert!(answers <= ALLOWED, "{answers} KiB more than idle");
        assert!(
            mail <= ALLOWED + MAIL,
            "{mail} KiB more than idle with mail"
        );
        drop(over);
    });
}
