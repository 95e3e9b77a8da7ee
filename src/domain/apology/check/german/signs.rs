//! How a German sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"entschuldig(?:ung|ungen|en|e)|verzeih(?:ung|en)|(?:tut|tun|täte)<gap> leid|leid (?:tut|tun)|<wir> (?:\w{1,20} )?(?:bedauern|bedaure|bedauere)|(?:bedauern|bedaure|bedauere) <wir>|bedauerlich\w{0,2}|sorry",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"<wir><gap> (?:um|unsere|meine|vielmals um|herzlich um|aufrichtig um) (?:\w{1,20} )?(?:entschuldigung|verzeihung)|(?:bitten|bitte)<gap> (?:um|zu) (?:\w{1,20} )?(?:entschuldigung|verzeihung|entschuldigen|verzeihen)",
            r"(?:wir|ich)<gap> (?:entschuldigen|entschuldige)|(?:entschuldigen|entschuldige) (?:wir uns|ich mich)",
            r"(?:tut|tun) (?:es )?(?:uns|mir)<gap> leid|(?:tut|tun) (?:uns|mir)<gap> leid|(?:uns|mir)<gap> leid (?:tut|tun)|(?:uns|mir) (?:tut|tun)<gap> leid",
            r"schuld(?:e|en)<gap> entschuldigung|(?:entschuldigen|verzeihen) sie|unsere (?:aufrichtige |ehrliche )?entschuldigung|^(?:entschuldigung|verzeihung|sorry)",
        ],
        unless: &[
            r"leid,? (?:das |dies |davon )?(?:zu (?:hören|lesen|erfahren)|ihnen (?:mitteilen|sagen))|leid,? (?:das|dies) zu",
            r"(?:nicht|keine|kein)(?: \w{1,20}){0,1}? (?:entschuldigen|entschuldigung|leid)",
        ],
    },
    Signal {
        sign: Sign::Regret,
        patterns: &[
            r"<wir> (?:\w{1,20} )?(?:bedauern|bedaure|bedauere|schämen|schäme)|(?:bedauern|bedaure|bedauere) <wir>",
        ],
        unless: &[r"bedauern<gap> (?:ihnen )?mitteilen"],
    },
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            r"<unser> (?:eigene\w{0,1} )?(?:\w{1,20} )?(?:<fehler>)",
            r"(?:fehler|schuld|verantwortung|versäumnis)<gap> (?:liegt|lag) (?:\w{1,20} )?bei (?:uns|mir)|fehler (?:ist|war) (?:\w{1,20} )?(?:unserer|meiner)|(?:geht|gehen|ging) (?:\w{1,20} )?auf (?:unsere|meine) kappe",
            r"(?:wir|ich|dafür|hierfür)<gap> (?:übernehmen|übernehme|tragen|trage)<gap> verantwortung|verantwortung (?:\w{1,20} )?(?:übernehmen|übernehme|tragen|trage) (?:wir|ich)|(?:übernehmen|übernehme|tragen|trage) (?:wir|ich)<gap> verantwortung",
            r"<wir> (?:sind|bin|waren|war)<gap> (?:verantwortlich|schuld)",
            r"(?:<wir><gap> <haben>|<haben> <wir>)<gap>(?:,? [\w'-]{1,40}){0,6}? (?:\w{1,20} )?<versagt>",
            r"(?:dass|weil|da|indem) <wir>(?:,? [\w'-]{1,40}){0,9}? <versagt> <haben>",
            r"(?:<wir><gap> <haben>|<haben> <wir>)<gap> (?:fehler|fehlers) (?:\w{1,20} )?(?:gemacht|begangen)|(?:ist|sind) (?:uns|mir)<gap> (?:fehler|versehen|irrtum) (?:unterlaufen|passiert)|(?:uns|mir)<gap> (?:fehler|versehen|irrtum) (?:unterlaufen|passiert)",
            r"<wir> (?:hätten|hätte)<gap> (?:müssen|sollen|dürfen)|(?:hätten|hätte) <wir><gap> (?:müssen|sollen|dürfen)",
            r"<wir> (?:\w{1,20} )?(?:lagen|lag) falsch|stehen dafür gerade|hätte (?:uns|mir)<gap> nicht<gap> dürfen|<wir>(?: [\w'-]{1,40}){0,8}? warten (?:ge)?lassen",
        ],
        unless: &[
            r"(?:keine|keinerlei|nicht die) (?:\w{1,20} )?(?:verantwortung|schuld)|nichts<gap> (?:falsch|versäumt|vergessen|übersehen)",
            r"<unser> fehler(?:meldung|protokoll|code)\w{0,2}",
            r"kein\w{0,2}<gap> (?:fehler|verschulden|versehen|schuld)(?: \w{1,20})?|(?:nicht|nie|kein\w{0,2})<gap> (?:vergessen|versäumt|verloren|übersehen|falsch)(?: \w{1,20})?",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:keine|keinerlei) (?:\w{1,20} )?(?:verantwortung|schuld)|nicht (?:verantwortlich|schuld)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:erstatten|erstatte|ersetzen|ersetze|überweisen|überweise|schreiben|gutschreiben|liefern|beheben|korrigieren|reparieren|nachliefern|bieten|wiederherstellen)(?: (?:wir|ich)| ihnen)|<wir> (?:\w{1,20} )?(?:erstatten|ersetzen|überweisen|beheben|korrigieren|reparieren|bieten|werden<gap> (?:\w{0,20}erstatten|ersetzen|überweisen|\w{0,20}liefern|beheben|korrigieren|reparieren|bieten|drucken|gutschreiben))",
            r"(?:erhalten|bekommen) sie<gap> (?:zurück|ersetzt|erstattet|gutgeschrieben)|(?:berechnen|verrechnen) wir(?: \w{1,20}){0,2}? nicht|(?:anbei|im anhang|hier)(?: \w{1,20}){0,4}? (?:korrigierte|richtige|neue)\w{0,2}|geht(?: \w{1,20}){0,3}? neue\w{0,1} \w{1,20}|wieder ?gut ?(?:zu ?)?mach\w{1,6}|wiedergutmachung|(?:bringen|bringe|setzen)<gap> in ordnung|in ordnung (?:bringen|gebracht)|gutschrift|gutschein|rückerstattung|erstattung|ersatzlieferung|ersatz|kostenlos\w{0,2}|auf unsere kosten|unser angebot",
        ],
        unless: &[
            r"(?:kein|keine|keinen|nicht|keinerlei)<gap> (?:gutschrift|gutschein|rückerstattung|erstattung|ersatz|erstatten|ersetzen|kostenlos)",
        ],
    },
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"weil|da (?:wir|unser\w{0,2}|die|der|das)|ursache|der grund|dazu gekommen|kam es dazu|dazu kam es|daran lag es|indem|deshalb|aufgrund|nämlich",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"(?:nie|nicht)<gap> (?:wieder|mehr|noch einmal|erneut) (?:vor\w{1,10}|passier\w{1,4}|gescheh\w{1,4})|nicht wiederhol\w{1,3}|künftig|jede\w{0,2} \w{2,30} (?:wird|werden|liest|prüft) (?:\w{1,20} )?(?:nun|jetzt|künftig|zuerst)|in zukunft|zukünftig|ab sofort|von nun an|besser machen|damit (?:das|so etwas|sich das|dies)<gap> nicht",
        ],
        unless: &[],
    },
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
