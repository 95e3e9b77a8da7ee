//! What belittles the mistake, pleads circumstances, or is sorry for something else.

use super::super::rules::Weight::Warn;
use super::super::rules::{Rule, Scope};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "minimising",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:klein|gering|geringfügig|minimal|leicht|kurz)(?:e|en|er|es|em|fügige|fügigen)? (?:fehler|panne|problem|verzögerung|verspätung|störung|versehen|missgeschick|unstimmigkeit)(?:e|en)?",
            r"(?:das )?(?:kann|könnte) (?:jedem|überall|mal|schon mal|immer)(?: \w{1,20}){0,2}? (?:passieren|vorkommen)|halb so (?:schlimm|wild)|nur ein(?:e|en)? (?:paar|kleine\w{0,1}|stunde|tag)",
        ],
        unless: &[r"kein(?:e|en|er)? (?:kleine|kleiner|kleines|geringer|geringes)(?: \w{1,20})"],
        message: "Hier wird der Fehler kleiner gemacht, als er für den Kunden war.",
        advice: "Überlassen Sie das Urteil dem Kunden; nennen Sie die Folgen für ihn.",
        rewrites: &[(
            r"\b(eine|ein|einen|einem|einer) (?:kleinen?r?|geringen?r?|leichten?r?|kurzen?r?) (Fehler|Panne|Problem|Verzögerung|Verspätung|Störung|Versehen|Missgeschick)",
            "$1 $2",
        )],
        bad: &["Es gab eine kleine Panne.", "Das kann jedem passieren."],
        good: &["Das war kein kleiner Fehler."],
    },
    Rule {
        code: "circumstance_excuse",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"außerhalb unser\w{0,2} (?:einfluss|kontrolle|macht|verantwortung)\w{0,8}|höhere gewalt|unvorhersehbar\w{0,2}|unvorhergesehen\w{0,2}|unvermeidbar\w{0,2}|unvermeidlich\w{0,2}",
            r"(?:wegen|aufgrund|infolge|bedingt durch|auf grund)(?: [\w'-]{1,30}){0,3}? (?:wetters?|unwetters?|schnees?|streiks?|auftragslage|nachfrage|krankheit|personalmangels?|feiertage|verkehrs?|arbeitsbelastung|andrangs?)",
            r"(?:hatten|war|waren)<gap> (?:viel zu tun|viel los|unterbesetzt|überlastet)",
        ],
        unless: &[
            r"(?:keine|nicht) (?:unvorhersehbar|unvorhergesehen|unvermeidbar|unvermeidlich)\w{0,2}",
        ],
        message: "Hier müssen die Umstände dafür geradestehen.",
        advice: "Sagen Sie, was Sie hätten tun können und was Sie jetzt tun.",
        rewrites: &[],
        bad: &[
            "Das war höhere Gewalt.",
            "Wegen des Wetters kamen wir nicht.",
            "Wir hatten an dem Tag viel zu tun.",
        ],
        good: &["Das war nicht unvermeidbar."],
    },
    Rule {
        code: "misinterpreted",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:falsch|anders) (?:verstanden|aufgefasst|aufgenommen|interpretiert|angekommen)|missverstanden|missverständlich angekommen|aus dem zusammenhang gerissen|nicht so gemeint",
        ],
        unless: &[
            r"(?:haben|habe) (?:wir |ich )?(?:sie|ihre?\w{0,2})<gap> (?:falsch verstanden|missverstanden)",
        ],
        message: "Hier hat der Leser es nur falsch gelesen.",
        advice: "Bitten Sie für das um Entschuldigung, was Sie gesagt oder getan haben.",
        rewrites: &[],
        bad: &["Unser Hinweis wurde falsch verstanden."],
        good: &["Wir haben Ihre Bestellung falsch verstanden."],
    },
    Rule {
        code: "regret_inconvenience",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"<entschuldigung>(?: [\w',]{1,30}){0,10}? (?:unannehmlichkeit|unannehmlichkeiten|umstände)",
            r"(?:unannehmlichkeiten|umstände)(?: [\w',]{1,30}){0,6}? <entschuldigung>",
        ],
        unless: &[
            r"unter (?:diesen|keinen) umständen?(?: [\w',]{1,30}){0,6}|<entschuldigung> unter (?:diesen|keinen) umständen?",
        ],
        message: "\u{201e}Unannehmlichkeiten\u{201c} ist ein Wort aus Formbriefen.",
        advice: "Sagen Sie, was es für den Kunden wirklich hieß: der verlorene Nachmittag, der zweite Weg, das versäumte Fest.",
        rewrites: &[],
        bad: &[
            "Wir bitten um Entschuldigung für die Unannehmlichkeiten.",
            "Die Unannehmlichkeiten bitten wir zu entschuldigen.",
        ],
        good: &["Sie nehmen die Entschuldigung unter diesen Umständen nicht an."],
    },
    Rule {
        code: "sorry_for_feelings",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"(?:leid|bedauern|bedauere|bedaure|entschuldigen)(?: [\w']{1,20}){0,2}?,? dass sie (?:sich |das |dies |es )?(?:so |nicht |sehr |dadurch )?(?:<verletzt>|empfinden|fühlen|unzufrieden|so sehen|zufrieden)",
            r"(?:bedauern|entschuldigung für|leid um|leid für|entschuldigen) (?:ihre|ihren) (?:enttäuschung|ärger|verärgerung|unmut|frust|unzufriedenheit)",
        ],
        unless: &[],
        message: "Hier wird bedauert, was der Kunde fühlt, nicht, was Sie getan haben.",
        advice: "Bitten Sie für die Tat um Entschuldigung: \u{201e}Es tut uns leid, dass wir \u{2026}\u{201c}",
        rewrites: &[],
        bad: &[
            "Es tut uns leid, dass Sie sich so fühlen.",
            "Wir bedauern Ihren Ärger.",
        ],
        good: &["Es tut uns leid, dass Sie zweimal anreisen mussten."],
    },
];
