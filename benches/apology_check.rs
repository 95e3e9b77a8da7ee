//! How long it takes to check a letter of 2,000 characters: `cargo bench --bench apology_check`.
//!
//! Beside it stands, from the same run, a plain scan of the same text, so that two machines can be
//! compared by the ratio. Each figure is the best of 20 rounds; what the machine does besides makes
//! a round slower, never faster.
//!
//! A letter that is read again and again is the best case. So there are letters of unlike sentences
//! too, by the median: what one of them takes when it is read for the first time, after as many
//! others, and what it takes when all are read again in turn.

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use amends::domain::apology::check::{Kind, check, prepare};
use amends::domain::language::Language;

const SENTENCES: &str = include_str!("../tests/cases/apology_sentences.tsv");
const CHARACTERS: usize = 2_000;
const ROUNDS: usize = 20;
const RUNS: u32 = 50;

const LETTERS: [(Language, &str, &str); 5] = [
    (
        Language::English,
        "a good letter",
        "Dear Ada,\n\nwe printed your menus with last year\u{2019}s prices. That was our mistake. It \
         happened because we opened an old file and did not compare it with your list. We are \
         sorry, and we know that your evening began with an explanation to your guests.\n\nWe will \
         reprint the menus free of charge by Thursday. From now on a second person compares every \
         proof. If you would rather have a refund, write one line. Please forgive us.\n\n",
    ),
    (
        Language::English,
        "a poor letter",
        "We are sorry if you were upset, but our courier was late due to heavy snow. Mistakes were \
         made. This could happen to anyone. You should have told us. We apologise for any \
         inconvenience this may have caused. Our note was misinterpreted. ",
    ),
    (
        Language::German,
        "a letter",
        "Sehr geehrte Frau Lux,\n\nwir haben Ihre Bestellung vergessen. Das war unser Fehler, weil \
         wir die Liste nicht gepr\u{fc}ft haben. Es tut uns leid. Wir erstatten Ihnen den vollen \
         Betrag, und k\u{fc}nftig pr\u{fc}ft eine zweite Person jede Liste.\n\n",
    ),
    (
        Language::French,
        "a letter",
        "Ch\u{e8}re Madame,\n\nnous avons oubli\u{e9} votre commande. C\u{2019}\u{e9}tait notre \
         erreur, parce que nous n\u{2019}avons pas v\u{e9}rifi\u{e9} la liste. Nous sommes \
         d\u{e9}sol\u{e9}s. Nous vous remboursons, et d\u{e9}sormais une seconde personne relit \
         chaque liste.\n\n",
    ),
    (
        Language::Spanish,
        "a letter",
        "Estimada se\u{f1}ora:\n\nhemos olvidado su pedido. Fue nuestro error, porque no revisamos \
         la lista. Lo sentimos mucho. Le devolvemos el importe completo, y de ahora en adelante \
         una segunda persona revisa cada lista.\n\n",
    ),
];

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "microseconds for a letter of {CHARACTERS} characters")?;
    for (language, name, part) in LETTERS {
        let text: String = part.chars().cycle().take(CHARACTERS).collect();
        // The rules are compiled once, at the first use.
        let first = time(1, || check(&text, None, language, Kind::Apology));
        let check = best(|| check(black_box(&text), None, language, Kind::Apology));
        let scan = best(|| {
            black_box(&text)
                .chars()
                .filter(|c| c.is_alphabetic())
                .count()
        });
        let ratio = check.as_nanos() / scan.as_nanos().max(1);
        writeln!(
            out,
            "{} {name:<14} check {:>6} | plain scan {:>3} | ratio {ratio:>5} | first use {:>7}",
            language.code(),
            check.as_micros(),
            scan.as_micros(),
            first.as_micros(),
        )?;
    }
    prepare();
    for language in Language::ALL {
        let letters = unlike(language);
        let (others, unseen) = letters.split_at(letters.len() / 2);
        let read = |letters: &[String]| {
            let each = |letter: &String| {
                time(1, || {
                    check(black_box(letter), None, language, Kind::Apology)
                })
            };
            let mut times: Vec<Duration> = letters.iter().map(each).collect();
            times.sort();
            times[times.len() / 2]
        };
        read(others);
        let first = read(unseen);
        read(&letters);
        writeln!(
            out,
            "{} {:>2} unlike letters | for the first time {:>6} | again {:>6}",
            language.code(),
            letters.len(),
            first.as_micros(),
            read(&letters).as_micros(),
        )?;
    }
    Ok(())
}

/// Letters of the sentences that the tests of the check have in this language.
fn unlike(language: Language) -> Vec<String> {
    let of_language = |line: &'static str| {
        let (code, rest) = line.split_once(" | ")?;
        let (_, sentence) = rest.split_once(" | ")?;
        (code == language.code()).then_some(sentence)
    };
    let mut letters = vec![String::new()];
    for sentence in SENTENCES.lines().filter_map(of_language) {
        let letter = letters.last_mut().expect("there is one");
        letter.push_str(sentence);
        letter.push(' ');
        if letter.chars().count() >= CHARACTERS {
            letters.push(String::new());
        }
    }
    letters.pop();
    letters
}

fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let rounds = (0..ROUNDS).map(|_| time(RUNS, &mut work));
    rounds.min().unwrap_or_default()
}

/// The time of one run, over `runs` of them.
fn time<T>(runs: u32, mut work: impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..runs {
        black_box(work());
    }
    start.elapsed() / runs
}
