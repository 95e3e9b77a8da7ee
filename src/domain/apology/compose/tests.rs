//! Every draft passes the check, says nothing twice and names nobody, whatever the facts are.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

const SUBCONTRACTOR: &str = "Nimbus Druck GmbH";

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// What is known of one incident, in the words of its language.
struct Told {
    summary: &'static str,
    ownership: &'static str,
    root_cause: &'static str,
    account: &'static str,
    wish: &'static str,
    promises: Vec<Step<'static>>,
    preventions: Vec<Step<'static>>,
}

fn told(language: Language) -> Told {
    let step = |text, by, done| Step { text, by, done };
    let (early, late) = (day(11, 27), day(12, 1));
    let texts = match language {
        Language::English => [
            "200 brochures were printed with last year's prices",
            "It was our mistake: we sent the old file to print and did not look at the proof.",
            "Nimbus Druck had two versions of the file in one folder",
            "I handed them out at the fair before a customer pointed it out",
            "New brochures before the next fair",
            "We print the brochures again and bring them to you",
            "We tell the fair's office which prices are right",
            "Nobody releases a print without a second pair of eyes",
            "Old files leave the folder on the day they are replaced",
        ],
        Language::German => [
            "200 Broschüren wurden mit den Preisen vom letzten Jahr gedruckt",
            "Das war unser Fehler: Wir haben die alte Datei in den Druck gegeben und den Abzug \
             nicht angesehen.",
            "Bei Nimbus Druck lagen zwei Fassungen der Datei in einem Ordner",
            "Ich habe sie auf der Messe verteilt, bis ein Kunde es bemerkte",
            "Neue Broschüren vor der nächsten Messe",
            "Wir drucken die Broschüren neu und bringen sie Ihnen",
            "Wir sagen dem Messebüro, welche Preise stimmen",
            "Niemand gibt einen Druck ohne ein zweites Paar Augen frei",
            "Alte Dateien verlassen den Ordner am Tag, an dem sie ersetzt werden",
        ],
        Language::French => [
            "200 brochures ont été imprimées avec les prix de l’année dernière",
            "C’est notre erreur : nous avons envoyé l’ancien fichier à l’impression sans relire \
             l’épreuve.",
            "Chez Nimbus Druck, deux versions du fichier se trouvaient dans le même dossier",
            "Je les ai distribuées au salon avant qu’un client ne me le signale",
            "De nouvelles brochures avant le prochain salon",
            "Nous réimprimons les brochures et nous vous les apportons",
            "Nous indiquons les bons prix au bureau du salon",
            "Plus personne ne valide une impression sans un second regard",
            "Les anciens fichiers quittent le dossier le jour où ils sont remplacés",
        ],
        Language::Spanish => [
            "Se imprimieron 200 folletos con los precios del año pasado",
            "Fue un error nuestro: enviamos a imprenta el archivo antiguo y no revisamos la prueba.",
            "En Nimbus Druck había dos versiones del archivo en una carpeta",
            "Los repartí en la feria hasta que un cliente me avisó",
            "Folletos nuevos antes de la próxima feria",
            "Imprimimos de nuevo los folletos y se los llevamos",
            "Comunicamos los precios correctos a la oficina de la feria",
            "Nadie aprueba una impresión sin una segunda revisión",
            "Los archivos antiguos salen de la carpeta el día en que se sustituyen",
        ],
    };
    let [
        summary,
        ownership,
        root_cause,
        account,
        wish,
        print,
        call,
        eyes,
        files,
    ] = texts;
    Told {
        summary,
        ownership,
        root_cause,
        account,
        wish,
        promises: vec![step(call, early, true), step(print, late, false)],
        preventions: vec![step(eyes, early, true), step(files, late, false)],
    }
}

/// An incident of which nothing is known but what happened, and whose it was.
fn bare(language: Language, told: &Told) -> Facts<'_> {
    Facts {
        client_name: "Müller & Söhne",
        contact_name: None,
        language,
        reference: "INC-2026-000001",
        summary: told.summary,
        ownership: told.ownership,
        root_cause: None,
        client_account: None,
        desired_outcome: None,
        loss: None,
        discovered_by: None,
        severity: Severity::Moderate,
        subcontractor: None,
        occurred_on: None,
        promises: &[],
        preventions: &[],
        earlier: 0,
        earlier_unsorted: 0,
        told_before: &[],
        people: &[],
        doubts: &[],
        today: Some(day(11, 24)),
        offer_follows: true,
        owner: Owner {
            name: "Ada Byron",
            email: "ada@example.com",
            phone: None,
            booking_url: None,
        },
    }
}

/// The same with all that can be known.
fn whole(language: Language, told: &Told) -> Facts<'_> {
    Facts {
        contact_name: Some("Eva O\u{2019}Neill"),
        root_cause: Some(told.root_cause),
        client_account: Some(told.account),
        desired_outcome: Some(told.wish),
        loss: Money::parse("1250.00", "EUR").ok(),
        discovered_by: Some(DiscoveredBy::Client),
        subcontractor: Some(SUBCONTRACTOR),
        occurred_on: Some(day(11, 21)),
        promises: &told.promises,
        preventions: &told.preventions,
        owner: Owner {
            phone: Some("+44 20 7946 0958"),
            booking_url: Some("https://calendar.example.com/ada"),
            ..bare(language, told).owner
        },
        ..bare(language, told)
    }
}

fn draft(facts: &Facts<'_>) -> Draft {
    compose(facts, &Templates::shipped(), STANDARD).unwrap()
}

/// One of all combinations: each bit is a fact that is known.
fn combination(bits: u32, told: &Told) -> Facts<'_> {
    let bit = |n: u32| bits & (1 << n) != 0;
    let known = |n: u32, text| bit(n).then_some(text);
    let language = Language::ALL[(bits & 3) as usize];
    let all = whole(language, told);
    let by = if bit(4) {
        DiscoveredBy::Us
    } else {
        DiscoveredBy::Client
    };
    Facts {
        severity: [
            Severity::Minor,
            Severity::Moderate,
            Severity::Major,
            Severity::Critical,
        ][(bits >> 2 & 3) as usize],
        discovered_by: bit(5).then_some(by),
        contact_name: known(6, "Eva O\u{2019}Neill"),
        root_cause: known(7, told.root_cause),
        client_account: known(8, told.account),
        desired_outcome: known(9, told.wish),
        loss: all.loss.filter(|_| bit(10)),
        occurred_on: all.occurred_on.filter(|_| bit(11)),
        promises: if bit(12) { all.promises } else { &[] },
        preventions: if bit(13) { all.preventions } else { &[] },
        earlier: if bit(14) { 1 + usize::from(bit(15)) } else { 0 },
        offer_follows: bit(16),
        owner: Owner {
            phone: all.owner.phone.filter(|_| bit(17)),
            booking_url: all.owner.booking_url.filter(|_| bit(18)),
            ..all.owner
        },
        summary: if bit(19) { told.summary } else { "" },
        ownership: if bit(20) { told.ownership } else { "" },
        ..all
    }
}

fn told_of(bits: u32) -> Told {
    told(Language::ALL[(bits & 3) as usize])
}

fn assert_sound(draft: &Draft, facts: &Facts<'_>) -> Result<(), TestCaseError> {
    let Letter { subject, text } = &draft.letter;
    let assessment = check(text, Some(subject), facts.language, Kind::Apology);
    prop_assert!(assessment.ready, "{:#?}\n{text}", assessment.findings);
    prop_assert!(!text.trim().is_empty() && text == text.trim());
    for odd in [
        "  ",
        "\n\n\n",
        " \n",
        "\n ",
        "{",
        "}",
        "..",
        " .",
        ": \n",
        "()",
        "\n-\n",
        "- (",
        "None",
        "none",
        "undefined",
        "\\",
    ] {
        prop_assert!(!text.contains(odd), "{odd:?} in {text}");
    }
    prop_assert!(!repeats(text), "{text}");
    prop_assert!(
        !text
            .lines()
            .any(|line| line.ends_with(':') && text.ends_with(line)),
        "{text}"
    );
    let list_follows = |(line, next): (&str, &str)| {
        // Only a greeting and a list's heading end in a colon.
        !line.ends_with(':') || next.starts_with("- ") || next.is_empty()
    };
    prop_assert!(
        text.lines().zip(text.lines().skip(1)).all(list_follows),
        "{text}"
    );
    for named in [subject, text] {
        prop_assert!(!named.to_lowercase().contains("nimbus"), "{}", named);
    }
    let words = text.split_whitespace().count();
    prop_assert!((25..=WORDS_MAX).contains(&words), "{words} words: {text}");
    prop_assert!(subject.contains(facts.reference) && !subject.contains('\n'));
    prop_assert!(subject.chars().count() <= 200);
    Ok(())
}

/// A letter as its reader sees it, and what its owner is told.
fn shown(title: &str, draft: &Draft) -> String {
    let Draft { letter, notes } = draft;
    let notes: String = notes.iter().map(|note| format!("Note: {note}\n")).collect();
    let rule = "=".repeat(title.len());
    let (subject, text) = (&letter.subject, &letter.text);
    format!("{title}\n{rule}\nSubject: {subject}\n{notes}\n{text}\n")
}

#[test]
fn drafts_for_a_table_of_situations() {
    let us = Some(DiscoveredBy::Us);
    for language in Language::ALL {
        let told = told(language);
        let (bare, whole) = (bare(language, &told), whole(language, &told));
        let plain_owner = bare.owner;
        let letters = [
            (
                "minor, we noticed it",
                Facts {
                    severity: Severity::Minor,
                    discovered_by: us,
                    ..bare
                },
            ),
            (
                "minor, the client told us, all known, no offer",
                Facts {
                    severity: Severity::Minor,
                    offer_follows: false,
                    ..whole
                },
            ),
            ("moderate, nobody knows who noticed it, little known", bare),
            (
                "moderate, we noticed it, little known, no offer",
                Facts {
                    discovered_by: us,
                    offer_follows: false,
                    ..bare
                },
            ),
            ("moderate, the client told us, all known", whole),
            (
                "major, a subcontractor made it, cause known",
                Facts {
                    severity: Severity::Major,
                    subcontractor: Some(SUBCONTRACTOR),
                    root_cause: Some(told.root_cause),
                    discovered_by: us,
                    ..bare
                },
            ),
            (
                "critical, all known",
                Facts {
                    severity: Severity::Critical,
                    ..whole
                },
            ),
            (
                "critical, nothing is known of how to reach us but an address",
                Facts {
                    severity: Severity::Critical,
                    owner: plain_owner,
                    ..bare
                },
            ),
            (
                "moderate, the second time, with preventions",
                Facts {
                    earlier: 1,
                    preventions: &told.preventions,
                    ..bare
                },
            ),
            (
                "major, the third time, nothing has changed",
                Facts {
                    severity: Severity::Major,
                    earlier: 2,
                    discovered_by: Some(DiscoveredBy::Client),
                    ..bare
                },
            ),
        ];
        let mut all: String = letters
            .iter()
            .map(|(title, facts)| {
                let draft = draft(facts);
                assert_sound(&draft, facts).unwrap_or_else(|error| panic!("{title}: {error}"));
                shown(title, &draft) + "\n"
            })
            .collect();
        let short = compose(&whole, &Templates::shipped(), "short").unwrap();
        assert_sound(&short, &whole).unwrap();
        all += &shown("short, all known", &short);
        insta::assert_snapshot!(format!("drafts_{}", language.code()), all);
    }
}

#[test]
fn what_a_draft_leaves_out_is_told() {
    let told = told(Language::English);
    let facts = Facts {
        root_cause: Some("We apologise, but you were late"),
        client_account: Some("You made us wait. You made us wait. You made us wait."),
        ..whole(Language::English, &told)
    };
    let Draft { letter, notes } = draft(&facts);
    assert!(!letter.text.contains("you were late"), "{}", letter.text);
    assert!(!letter.text.contains("made us wait"), "{}", letter.text);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes[0]
            .contains("the root cause (\u{201c}We apologise, but you were late.\u{201d}), because")
            && notes[0].contains("but_excuse"),
        "{notes:?}"
    );
    assert!(
        notes[1].contains("what the client told us") && notes[1].contains("the same words twice"),
        "{notes:?}"
    );
    assert_eq!(draft(&whole(Language::English, &told)).notes, [""; 0]);
}

#[test]
fn awkward_summaries_stay_and_poisonous_ones_go() {
    let told = told(Language::English);
    let with = |summary| {
        let facts = Facts {
            summary,
            ..bare(Language::English, &told)
        };
        draft(&facts).letter
    };
    for (summary, in_subject) in [
        ("Invoice wrong in EUR", true),
        ("We were late", true),
        ("Parcel arrived, but broken", true),
        // Beside the word "apology" this reads as an excuse.
        ("We were late, but the traffic was bad", false),
    ] {
        let letter = with(summary);
        assert!(
            letter.text.contains(&format!("What happened: {summary}.")),
            "{summary}"
        );
        let subject = if in_subject {
            format!("Our apology: {summary} (INC-2026-000001)")
        } else {
            "Our apology (INC-2026-000001)".to_owned()
        };
        assert_eq!(letter.subject, subject);
    }
    for summary in [
        "Sorry if you were offended",
        "We apologise, but you were late",
        " ",
    ] {
        let letter = with(summary);
        assert!(!letter.text.contains("What happened"), "{summary}");
        assert_eq!(letter.subject, "Our apology (INC-2026-000001)");
    }
}

#[test]
fn a_statement_that_swells_the_letter_stays_out() {
    let told = told(Language::English);
    let ownership: String = (0..100).map(|n| format!("We lost file {n}. ")).collect();
    let letter = draft(&Facts {
        ownership: &ownership,
        ..bare(Language::English, &told)
    })
    .letter;
    assert!(!letter.text.contains("We lost"));
    assert!(letter.text.contains("This was our mistake"));
}

#[test]
fn the_statement_is_not_said_again_in_other_words() {
    let told = told(Language::English);
    let sorry = ["sorry", "apolog"];
    for (ownership, responsibility) in [
        ("It was our mistake: we lost your file.", 0),
        ("The file was lost.", 1),
        (
            "The file was lost. We take full responsibility and we are sorry.",
            1,
        ),
    ] {
        let text = draft(&Facts {
            ownership,
            ..bare(Language::English, &told)
        })
        .letter
        .text;
        let said = |words: &[&str]| -> usize {
            let count = |word: &&str| text.to_lowercase().matches(*word).count();
            words.iter().map(count).sum()
        };
        assert_eq!(said(&["full responsibility"]), responsibility, "{text}");
        assert_eq!(said(&sorry), 1, "{text}");
    }
}

#[test]
fn the_owner_is_told_that_it_is_not_the_first_time() {
    let told = told(Language::English);
    let with = |earlier, preventions| {
        let facts = Facts {
            earlier,
            preventions,
            ..bare(Language::English, &told)
        };
        draft(&facts)
    };
    assert_eq!(with(0, &[]).notes, [""; 0]);
    let nothing_new = with(1, &[]);
    assert!(nothing_new.notes[0].contains("apologised to this client once"));
    assert!(nothing_new.notes[0].contains("No prevention is known"));
    assert!(
        nothing_new
            .letter
            .text
            .contains("the second time within a year")
    );
    assert!(
        nothing_new
            .letter
            .text
            .contains("I am finding out why it happened again")
    );
    let changed = with(2, &told.preventions);
    assert!(changed.notes[0].contains("twice"), "{:?}", changed.notes);
    assert!(!changed.notes[0].contains("No prevention is known"));
    assert!(
        changed
            .letter
            .text
            .contains("This is what is different from now on:\n- Nobody")
    );
}

#[test]
fn an_excuse_stays_out_though_it_would_not_block() {
    let told = told(Language::English);
    let excuse = "The courier lost it because of the snow, which was beyond our control";
    let Draft { letter, notes } = draft(&Facts {
        root_cause: Some(excuse),
        ..bare(Language::English, &told)
    });
    assert!(!letter.text.contains("snow"), "{}", letter.text);
    assert!(
        notes[0].contains("the root cause") && notes[0].contains("finds fault"),
        "{notes:?}"
    );
    let found = check(
        &letter.text,
        Some(&letter.subject),
        Language::English,
        Kind::Apology,
    );
    assert_eq!(found.findings, []);
}

#[test]
fn what_the_statement_says_is_not_said_before_it() {
    let told = told(Language::English);
    for (summary, ownership) in [
        ("Billed twice.", "We billed you twice in October."),
        ("We were late.", "We were late"),
    ] {
        let Draft { letter, notes } = draft(&Facts {
            summary,
            ownership,
            ..bare(Language::English, &told)
        });
        assert!(!letter.text.contains("What happened"), "{}", letter.text);
        assert!(letter.text.contains(ownership), "{}", letter.text);
        assert!(letter.subject.contains(summary.trim_end_matches('.')));
        assert_eq!(notes, [""; 0]);
    }
}

#[test]
fn a_day_that_has_passed_is_not_promised() {
    let told = told(Language::English);
    let late = Step {
        text: "restore the orders from paper",
        by: day(11, 20),
        done: false,
    };
    let Draft { letter, notes } = draft(&Facts {
        promises: &[late],
        ..bare(Language::English, &told)
    });
    assert!(!letter.text.contains("from paper"), "{}", letter.text);
    assert!(notes[0].contains("due on 20 November 2026"), "{notes:?}");
    let kept = draft(&Facts {
        promises: &[Step { done: true, ..late }],
        ..bare(Language::English, &told)
    });
    assert!(
        kept.letter
            .text
            .contains("- Restore the orders from paper (done)")
    );
}

#[test]
fn the_clients_words_stand_in_quotation_marks() {
    let told = told(Language::English);
    let letter = draft(&Facts {
        desired_outcome: Some("my money back?"),
        client_account: Some("He said \"it is fine\". It was not"),
        ..bare(Language::English, &told)
    })
    .letter;
    for words in [
        "What you asked for, in your words: \u{201c}my money back?\u{201d} We will put this right.",
        "You described it like this: \u{201c}He said \"it is fine\". It was not.\u{201d}",
    ] {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
}

#[test]
fn a_statement_keeps_its_list() {
    let told = told(Language::English);
    let letter = draft(&Facts {
        ownership: "It was our mistake. We failed twice:\n- we sent the old file\n- we did not look \
                    at the proof.",
        ..bare(Language::English, &told)
    })
    .letter;
    let list = "We failed twice:\n- we sent the old file\n- we did not look at the proof\n\nWe are";
    assert!(letter.text.contains(list), "{}", letter.text);
}

#[test]
fn an_apology_without_a_category_is_remembered_too() {
    let told = told(Language::English);
    let notes = draft(&Facts {
        earlier_unsorted: 2,
        ..bare(Language::English, &told)
    })
    .notes;
    assert!(
        notes[0].contains("twice") && notes[0].contains("no category"),
        "{notes:?}"
    );
}

#[test]
fn the_subcontractors_name_keeps_a_fact_out_where_nothing_fits_in_its_place() {
    let told = told(Language::English);
    let Draft { letter, notes } = draft(&Facts {
        summary: "Nimbus printed it badly",
        root_cause: Some("The driver from Nimbus had the wrong address"),
        client_account: Some("Nimbus told me that it was fine"),
        subcontractor: Some(SUBCONTRACTOR),
        ..bare(Language::English, &told)
    });
    assert!(
        letter
            .text
            .contains("What happened: Our team printed it badly."),
        "{}",
        letter.text
    );
    assert!(
        !letter.text.contains("Nimbus") && !letter.text.contains("driver"),
        "{}",
        letter.text
    );
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[0].contains("the root cause") && notes[1].contains("what the client told us"));
}

/// Whatever they wrote is theirs, also where we would be told off for it.
#[test]
fn the_check_leaves_the_clients_words_alone() {
    for (language, words) in [
        (
            Language::English,
            "Only the cover was wrong, but you said sorry if it was late",
        ),
        (
            Language::German,
            "Nur der Umschlag war falsch, aber falls Sie das meinen",
        ),
        (
            Language::French,
            "Seule la couverture était fausse, mais si vous le pensez",
        ),
        (
            Language::Spanish,
            "Solo la cubierta estaba mal, pero si usted lo cree",
        ),
    ] {
        let told = told(language);
        let drafted = draft(&Facts {
            client_account: Some(words),
            ..bare(language, &told)
        });
        assert!(drafted.letter.text.contains(words), "{:?}", drafted.notes);
    }
}

#[test]
fn what_is_in_dispute_is_not_stated() {
    let told = told(Language::English);
    let doubts = [Doubt {
        about: About::Account {
            side: crate::domain::account::Side::Staff,
            by: "Otto".into(),
            text: "There were 150.".into(),
        },
        points: "how many there were, on which day, and what it cost".into(),
    }];
    let Draft { letter, notes } = draft(&Facts {
        doubts: &doubts,
        ..whole(Language::English, &told)
    });
    for stated in ["200", "1,250", "21 November"] {
        assert!(
            !letter.text.contains(stated) && !letter.subject.contains(stated),
            "{}",
            letter.text
        );
    }
    assert_eq!(notes.len(), 1, "{notes:?}");
    for named in [
        "Otto",
        "the summary",
        "the loss",
        "the day on which it happened",
    ] {
        assert!(notes[0].contains(named), "{named}: {notes:?}");
    }
}

#[test]
fn small_things_take_few_words() {
    for language in Language::ALL {
        let told = told(language);
        let words = |severity| {
            let facts = Facts {
                severity,
                ..whole(language, &told)
            };
            draft(&facts).letter.text.split_whitespace().count()
        };
        assert!(words(Severity::Minor) + 30 < words(Severity::Moderate));
    }
}

#[test]
fn a_template_that_is_not_there_is_named() {
    let told = told(Language::French);
    let facts = bare(Language::French, &told);
    let unknown = compose(&facts, &Templates::shipped(), "baroque").unwrap_err();
    assert_eq!(unknown.names, ["apology", "short"]);
}

fn with_own(file: &str, text: &str) -> Templates {
    Templates::with(vec![Source::new(file, text, false).unwrap()]).unwrap()
}

#[test]
fn an_operators_template_stands_in_for_ours() {
    let templates = with_own(
        "apology.en.txt",
        "Subject: Sorry, {{ client.name }}\n\nIt was our mistake: {{ summary or reference }}\nWe \
         are sorry. We will put it right.\n",
    );
    let told = told(Language::English);
    let english = bare(Language::English, &told);
    let draft = compose(&english, &templates, STANDARD).unwrap();
    assert_eq!(draft.letter.subject, "Sorry, Müller & Söhne");
    assert_eq!(
        draft.letter.text,
        "It was our mistake: 200 brochures were printed with last year's prices. We are sorry. We \
         will put it right."
    );
    let told = self::told(Language::German);
    let german = compose(&bare(Language::German, &told), &templates, STANDARD).unwrap();
    assert!(german.letter.text.starts_with("Guten Tag"));
}

#[test]
fn a_template_that_fails_this_incident_gives_way_to_ours() {
    let told = told(Language::English);
    let facts = bare(Language::English, &told);
    for (text, why) in [
        (
            "Subject: Our apology\n\n{% for a in range(9999) %}{% for b in range(9999) %}x\
             {% endfor %}{% endfor %}",
            "ran out of fuel",
        ),
        (
            "Subject: Our apology\n\n{{ owner.phone }}",
            "not known of every incident",
        ),
        (
            "Subject: Our apology\n\nWe are sorry if you feel let down.",
            "finds fault",
        ),
    ] {
        let draft = compose(&facts, &with_own("own.en.txt", text), "own").unwrap();
        assert!(draft.letter.text.starts_with("Dear Müller"));
        assert!(
            draft.notes[0].contains("own.en.txt") && draft.notes[0].contains(why),
            "{:?}",
            draft.notes
        );
    }
}

#[test]
fn what_looks_like_a_template_or_like_html_stays_text() {
    let told = told(Language::English);
    let evil = "<b>{{ owner.email }}</b> {% raw %} {# #}";
    let facts = Facts {
        client_name: evil,
        summary: evil,
        ..bare(Language::English, &told)
    };
    let letter = draft(&facts).letter;
    assert!(letter.text.starts_with(&format!("Dear {evil},")));
    assert!(letter.subject.contains(evil));
    assert!(!to_html(&letter.text).contains("<b>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_combination_of_facts_makes_a_sound_letter(bits in 0..1_u32 << 21) {
        let told = told_of(bits);
        let facts = combination(bits, &told);
        let draft = draft(&facts);
        assert_sound(&draft, &facts)?;
        // Nothing that is sound by itself is left out without need.
        let words = draft.letter.text.split_whitespace().count();
        prop_assert!(words + 20 > WORDS_MAX || !draft.notes.iter().any(|it| it.contains("Not in")),
            "{:?}\n{}", draft.notes, draft.letter.text);
    }

    #[test]
    fn nothing_that_people_write_spoils_the_letter(
        bits in 0..1_u32 << 21,
        words in proptest::collection::vec(
            prop::sample::select(vec![
                "sorry", "if", "but", "you", "were", "offended", "aber", "falls", "Sie", "any",
                "apologise", "inconvenience", "However,", "jedoch", "we", "are", "not", "our",
                "fault.", "es tut uns leid,", "Nimbus Druck", "  ", "\u{2014}", "if we lost it",
                "excusez", "si", "pero", "\\", "{{", "- ", "\n\n",
            ]),
            0..12,
        ),
    ) {
        let hostile = words.join(" ");
        let step = [Step { text: &hostile, by: day(12, 24), done: false }];
        let told = told_of(bits);
        let facts = Facts {
            summary: &hostile,
            root_cause: Some(&hostile),
            client_account: Some(&hostile),
            preventions: &step,
            promises: &step,
            ..combination(bits, &told)
        };
        let Draft { letter, .. } = draft(&facts);
        let ready = check(&letter.text, Some(&letter.subject), facts.language, Kind::Apology).ready;
        prop_assert!(ready, "{}", letter.text);
        prop_assert!(!repeats(&letter.text), "{}", letter.text);
        prop_assert!(!letter.text.to_lowercase().contains("nimbus"), "{}", letter.text);
        prop_assert!(!letter.text.contains("\n\n\n"));
    }
}

#[test]
fn the_statement_stays_where_the_template_says_the_same() {
    let told = told(Language::English);
    for (ownership, said) in [
        (
            "It was our mistake: we sent the old file. We will put this right.",
            "We will put this right.",
        ),
        (
            "You relied on us, and we let you down. We sent the old file.",
            "You relied on us, and we let you down.",
        ),
    ] {
        let Draft { letter, notes } = draft(&Facts {
            ownership,
            ..bare(Language::English, &told)
        });
        assert!(letter.text.contains(ownership), "{}", letter.text);
        assert_eq!(letter.text.matches(said).count(), 1, "{}", letter.text);
        assert!(!letter.text.contains("\n\n\n"), "{}", letter.text);
        assert_eq!(notes, [""; 0]);
    }
}

#[test]
fn what_speaks_of_the_reader_as_of_somebody_else_stays_out() {
    for (language, summary) in [
        (Language::English, "Client complains that the files are old"),
        (Language::German, "Kunde bekam die alten Dateien"),
        (Language::French, "Le client a reçu les anciens fichiers"),
        (
            Language::Spanish,
            "El cliente recibió los archivos antiguos",
        ),
    ] {
        let told = told(language);
        let Draft { letter, notes } = draft(&Facts {
            summary,
            ..bare(language, &told)
        });
        assert!(!letter.text.contains(summary), "{}", letter.text);
        assert!(!letter.subject.contains(':'), "{}", letter.subject);
        assert!(notes[0].contains("as of somebody else"), "{notes:?}");
    }
}

fn step(text: &str, done: bool) -> Step<'_> {
    Step {
        text,
        by: day(12, 1),
        done,
    }
}

#[test]
fn more_steps_than_a_letter_bears_are_told_to_the_owner() {
    let told = told(Language::English);
    let texts = [
        "We print the whole catalogue again",
        "We print the whole catalogue again.",
        "We will print the whole catalogue again",
        "We call the fair office",
        "We bring the boxes on Monday",
        "We pay the courier ourselves",
        "We send a colleague to the stand",
    ];
    let promises = texts.map(|text| step(text, false));
    let Draft { letter, notes } = draft(&Facts {
        promises: &promises,
        ..bare(Language::English, &told)
    });
    for index in [0, 3, 4, 5] {
        assert!(letter.text.contains(texts[index]), "{}", letter.text);
    }
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[0].contains(texts[2]) && notes[0].contains("says the same already"));
    assert!(notes[1].contains(texts[6]) && notes[1].contains("more than 4"));
}

#[test]
fn what_was_promised_before_is_not_what_is_different() {
    let told = told(Language::English);
    let told_before = ["- Two people check every file (by 1 May 2026)".to_owned()];
    let old = step("Two people check each file", true);
    let new = step("The old files leave the folder", false);
    let with = |preventions: &[Step<'_>]| {
        draft(&Facts {
            preventions,
            earlier: 1,
            told_before: &told_before,
            ..bare(Language::English, &told)
        })
    };
    let Draft { letter, notes } = with(&[old, new]);
    assert!(!letter.text.contains("Two people"), "{}", letter.text);
    assert!(
        letter
            .text
            .contains("different from now on:\n- The old files")
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains("Two people") && note.contains("promised it"))
    );
    let Draft { letter, notes } = with(&[old]);
    assert!(
        letter.text.contains("why it happened again"),
        "{}",
        letter.text
    );
    assert!(
        notes[0].contains("promised in an earlier letter already"),
        "{notes:?}"
    );
}

#[test]
fn names_keep_their_capital_behind_a_colon() {
    let told = told(Language::Spanish);
    let with = |summary| {
        let people = ["Lucía Vega".to_owned()];
        draft(&Facts {
            summary,
            client_account: Some("Espero desde ayer en Sevilla"),
            people: &people,
            ..bare(Language::Spanish, &told)
        })
        .letter
        .text
    };
    for (summary, written) in [
        ("Llegaron tarde", "Lo que ocurrió: llegaron tarde."),
        ("Lucía llegó tarde", "Lo que ocurrió: Lucía llegó tarde."),
        (
            "Sevilla quedó sin pan",
            "Lo que ocurrió: Sevilla quedó sin pan.",
        ),
    ] {
        let text = with(summary);
        assert!(text.contains(written), "{text}");
    }
}
