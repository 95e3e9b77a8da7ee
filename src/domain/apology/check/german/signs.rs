//! How a German sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};
use super::{amends, owning};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"entschuldig(?:ung|ungen|en|e|t)|entschuldigst|verzeih(?:ung|en|t)?|(?:tut|tuts|tut's|tun|täte)<gap> leid|leid<gap> (?:tut|tun)|<wir> (?:\w+ )?(?:bedauern|bedaure|bedauere)|(?:bedauern|bedaure|bedauere) <wir>|bedauerlich\w{0,2}|sorry|pardon",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"<wir><gap> (?:um|unsere|meine|vielmals um|herzlich um|aufrichtig um) (?:\w+ )?(?:entschuldigung|verzeihung)|(?:bitten|bitte)<gap> (?:um|zu) (?:\w+ )?(?:entschuldigung|verzeihung|entschuldigen|verzeihen)|(?:bitten|bitte|bäten)<gap> (?:entschuldigung|verzeihung) bitten|um (?:\w+ )?(?:entschuldigung|verzeihung) (?:bitten|bitte|zu bitten)|(?:bitten|bitte) (?:wir|ich)?<gap> zu (?:entschuldigen|verzeihen)",
            r"(?:wir|ich)<gap> (?:entschuldigen|entschuldige)|(?:entschuldigen|entschuldige) (?:wir |ich )?(?:uns|mich)|(?:uns|mich)<gap> (?:entschuldigen|zu entschuldigen)",
            r"(?:tut|tuts|tut's|tun|täte)<gap> leid|leid (?:\w+ ){0,3}?(?:uns|mir) (?:\w+ )?(?:tut|tun)|(?:uns|mir)<gap> leid (?:tut|tun)",
            // As one calls it to somebody: on its own, or after a name.
            r"^(?:\w+ )?(?:entschuldigung|verzeihung|pardon|sorry)|(?:[,;:-]|\w+[.,!]{0,2} \*{1,6}) (?:und |also |ganz |\w{2,3}, )?(?:entschuldigung|verzeihung|pardon|sorry)|(?:sage?n?|ein|großes|dickes|ganz|nochmals?|echt|wirklich|total|so) (?:entschuldigung|sorry)|sorry (?:für|dafür|wegen|dass|nochmals?)",
            r"schuld(?:e|en)<gap> entschuldigung|(?:entschuldigen|verzeihen) sie|(?:^|bitte |[,;:-] )(?:verzeih|verzeiht|entschuldige|entschuldigt)|(?:unsere|meine) (?:\w+ )?entschuldigung|entschuldigung anzunehmen|(?:leisten|leiste)<gap> abbitte|abbitte (?:zu )?leisten",
        ],
        unless: &[
            r"leid,?(?: [\w']+){0,4}? zu (?:hören|lesen|erfahren|sehen|müssen)|leid,? ihnen<gap> (?:mitteilen|sagen|mitzuteilen)",
            r"(?:nicht|keine|kein|weder|nichts)(?: \w+){0,1}? (?:zu )?(?:entschuldigen|entschuldigung|leid)|(?:tut|täte)(?: \w+){1,2} nicht leid",
            r"(?:ihre|seine|deine) (?:\w+ )?entschuldigung|(?:ihm|ihr|ihnen|fahrer|kollegen)(?: \w+)? leid|sorry,? not sorry",
        ],
    },
    Signal {
        sign: Sign::FeelingsOnly,
        patterns: &[
            r"(?:leid|bedauern|bedaure|bedauere),? dass sie (?:sich |das |dies |es )?(?:so |nicht |sehr |mit )?<gap> ?(?:<verletzt>|empfinden|fühlen|fühlten|unzufrieden|zufrieden) ?(?:sind|waren|haben)?$",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Regret,
        patterns: &[
            r"<wir> (?:\w+ )?(?:bedauern|bedaure|bedauere|schämen|schäme)|(?:bedauern|bedaure|bedauere) <wir>",
        ],
        unless: &[r"bedauern<gap> (?:ihnen )?mitteilen"],
    },
    owning::ADMISSION,
    owning::DENIAL,
    amends::REPAIR,
    amends::EXPLANATION,
    amends::CIRCUMSTANCE,
    amends::REPENTANCE,
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"verzeih(?:ung|en)|zweite chance|noch eine chance|vertrauen (?:zurück|wieder)\w{0,10}|nachsicht",
        ],
        unless: &[],
    },
];

pub(super) const ABSENCES: &[Absence] = &[
    Absence {
        sign: Sign::Apology,
        code: "no_explicit_apology",
        severity: Block,
        message: "Nirgends steht, dass es Ihnen leidtut.",
        advice: "Sagen Sie es mit einfachen Worten: \u{201e}Wir bitten Sie um Entschuldigung.\u{201c}",
    },
    Absence {
        sign: Sign::Responsibility,
        code: "no_responsibility",
        severity: Block,
        message: "Nirgends steht, dass es Ihr Fehler war.",
        advice: "Stehen Sie dazu: \u{201e}Das war unser Fehler\u{201c} oder \u{201e}Wir haben versäumt, \u{2026}\u{201c}.",
    },
    Absence {
        sign: Sign::Repair,
        code: "no_repair",
        severity: Warn,
        message: "Nirgends steht, wie Sie es wiedergutmachen.",
        advice: "Sagen Sie, was Sie jetzt tun oder dass ein Angebot folgt.",
    },
];
