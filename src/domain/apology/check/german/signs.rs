//! How a German sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"entschuldig(?:ung|ungen|en|e|t)|entschuldigst|verzeih(?:ung|en|t)?|(?:tut|tuts|tut's|tun|täte)<gap> leid|leid<gap> (?:tut|tun)|<wir> (?:\w{1,20} )?(?:bedauern|bedaure|bedauere)|(?:bedauern|bedaure|bedauere) <wir>|bedauerlich\w{0,2}|sorry|pardon",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"<wir><gap> (?:um|unsere|meine|vielmals um|herzlich um|aufrichtig um) (?:\w{1,20} )?(?:entschuldigung|verzeihung)|(?:bitten|bitte)<gap> (?:um|zu) (?:\w{1,20} )?(?:entschuldigung|verzeihung|entschuldigen|verzeihen)|(?:bitten|bitte|bäten)<gap> (?:entschuldigung|verzeihung) bitten|um (?:\w{1,20} )?(?:entschuldigung|verzeihung) (?:bitten|bitte|zu bitten)|(?:bitten|bitte) (?:wir|ich)?<gap> zu (?:entschuldigen|verzeihen)",
            r"(?:wir|ich)<gap> (?:entschuldigen|entschuldige)|(?:entschuldigen|entschuldige) (?:wir |ich )?(?:uns|mich)|(?:uns|mich)<gap> (?:entschuldigen|zu entschuldigen)",
            r"(?:tut|tuts|tut's|tun|täte)<gap> leid|leid (?:\w{1,20} ){0,3}?(?:uns|mir) (?:\w{1,20} )?(?:tut|tun)|(?:uns|mir)<gap> leid (?:tut|tun)",
            // As one calls it to somebody: on its own, or after a name.
            r"^(?:\w{1,20} )?(?:entschuldigung|verzeihung|pardon|sorry)|[,;:-] (?:und |also |ganz |\w{2,3}, )?(?:entschuldigung|verzeihung|pardon|sorry)|(?:sage?n?|ein|großes|dickes|ganz|nochmals?|echt|wirklich|total|so) (?:entschuldigung|sorry)|sorry (?:für|dafür|wegen|dass|nochmals?)",
            r"schuld(?:e|en)<gap> entschuldigung|(?:entschuldigen|verzeihen) sie|(?:^|bitte |[,;:-] )(?:verzeih|verzeiht|entschuldige|entschuldigt)|(?:unsere|meine) (?:\w{1,20} )?entschuldigung|entschuldigung anzunehmen|(?:leisten|leiste)<gap> abbitte|abbitte (?:zu )?leisten",
        ],
        unless: &[
            r"leid,?(?: [\w']{1,20}){0,4}? zu (?:hören|lesen|erfahren|sehen|müssen)|leid,? ihnen<gap> (?:mitteilen|sagen|mitzuteilen)",
            r"(?:nicht|keine|kein|weder|nichts)(?: \w{1,20}){0,1}? (?:zu )?(?:entschuldigen|entschuldigung|leid)|(?:tut|täte)(?: \w{1,20}){1,2} nicht leid",
            r"(?:ihre|seine|deine) (?:\w{1,20} )?entschuldigung|(?:ihm|ihr|ihnen|fahrer|kollegen)(?: \w{1,20})? leid|sorry,? not sorry",
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
            r"<wir> (?:\w{1,20} )?(?:bedauern|bedaure|bedauere|schämen|schäme)|(?:bedauern|bedaure|bedauere) <wir>",
        ],
        unless: &[r"bedauern<gap> (?:ihnen )?mitteilen"],
    },
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            // Whose fault it was.
            r"<unser> (?:eigene\w{0,1} )?(?:\w{1,20} )?(?:<fehler>)|(?:<fehler>)(?: \w{1,20}){0,2}? (?:unsererseits|meinerseits|von (?:uns|mir)|bei uns|durch uns|(?:auf|von) unserer seite|in unserem (?:haus|hause|betrieb|team|unternehmen))",
            r"(?:fehler|schuld|verantwortung|versäumnis)<gap> (?:liegt|lag) (?:\w{1,20} )?bei (?:uns|mir|<unser> \w{2,30})|(?:nehmen|nehme)(?: [\w-]{1,20}){0,5}? auf (?:uns|mich)|(?:lag|liegt|lagen)(?: \w{1,20}){0,3}? (?:an|bei) (?:uns|mir)(?: selbst| allein)?|fehler (?:ist|war) (?:\w{1,20} )?(?:unserer|meiner)|(?:geht|gehen|ging|nehme|nehmen)(?: \w{1,20}){0,3}? auf (?:unsere|meine) kappe|asche auf (?:unser|mein) haupt|sondern (?:(?:allein|nur|ausschließlich) )?(?:(?:bei|an) (?:uns|mir)|unserer|meiner)|(?:verantworten|verantworte) (?:wir|ich)|<wir> (?:verantworten|verantworte)|<unser> [\w-]{2,30} (?:war|waren|ist)(?: \w{1,20}){0,2}? (?:verletzend|daneben|mangelhaft|inakzeptabel|respektlos|beleidigend|nicht (?:in ordnung|angemessen|richtig|akzeptabel|gut genug))|(?:grund|ursache|verursacher|schuldige\w{0,1})(?: \w{1,20}){0,4}? (?:sind|bin|waren|war) (?:wir|ich)|mea culpa|keine (?:entschuldigung|ausrede) (?:dafür|hierfür)|(?:dafür|hierfür) (?:gibt es|haben wir|habe ich) keine (?:entschuldigung|ausrede)|unentschuldbar",
            r"(?:wir|ich|dafür|hierfür)<gap> (?:übernehmen|übernehme|tragen|trage)<gap> (?:verantwortung|schuld)|verantwortung (?:\w{1,20} )?(?:übernehmen|übernehme|tragen|trage) (?:wir|ich)|(?:übernehmen|übernehme|tragen|trage) (?:wir|ich)<gap> (?:verantwortung|schuld)|(?:dafür |hierfür )?(?:stehen|stehe) (?:wir |ich )?(?:\w{1,20} )?gerade",
            r"<wir> (?:sind|bin|waren|war)<gap> (?:verantwortlich|schuld)|(?:schuld|verantwortlich)(?: \w{1,20}){0,2}? (?:sind|bin|waren|war)(?: \w{1,20})? (?:wir|ich)|(?:falsch|dumm|unfair|unhöflich|nachlässig|leichtsinnig|unüberlegt|un\w{4,20}|nicht (?:richtig|in ordnung|fair|korrekt|okay|ok)) (?:von (?:uns|mir)|unsererseits)",
            // The deed with its doer: what went wrong, or a wrong that tells the deed.
            r"(?:<wir><gap> (?:<haben>)|(?:<haben>) (?:<wir>))(?:,? [\w'-]{1,40}){0,12}?,? (?:<versagt>)",
            r"(?:<hat>|man hat bei uns|bei uns hat man)(?:,? [\w'-]{1,40}){0,12}?,? (?:<versagt>)|^(?:leider )?(?:hab|habe)(?: [\w'-]{1,40}){0,8}? (?:<versagt>)",
            r"(?:(?:[\w-]{1,30} [\w-]{1,30}, )?(?:weil|da|indem)|dass|wie|den|die|das|was|als) (?:<wir>|<eigene>)(?:,? [\w'-]{1,40}){0,12}? (?:<versagt>)(?: \w{1,20}){0,2}? (?:<haben>|hat|sind|bin|waren|war|ist)",
            r"(?:(?:[\w-]{1,30} [\w-]{1,30}, )?(?:weil|da|indem)|dass|wie|den|die|das|was|als) <wir>(?:,? [\w'-]{1,40}){0,10}? (?:<verkehrt>|nicht)(?: \w{1,20}){0,2}? (?:<tat>)",
            r"(?:<wir>|<eigene>) (?:<tat>)(?: [\w'-]{1,40}){0,9}? (?:<verkehrt>|nicht)|(?:<tat>) <wir>(?: [\w'-]{1,40}){0,9}? (?:<verkehrt>|nicht)|(?:statt|anstatt)(?: [\w'-]{1,20}){1,4} (?:(?:<tat>) <wir>|<haben> <wir>|sind wir|bin ich)|<wir> (?:\w{1,20} )?(?:vergaß(?:en)?|verlor(?:en)?|übersah(?:en)?|verwechselte(?:n)?|versäumte(?:n)?|verpasste(?:n)?|irrte(?:n)?)",
            r"(?:<wir>|<eigene>) (?:sind|bin|waren|war|ist)(?: [\w'-]{1,40}){0,8}? (?:<verkehrt>|schlampig|leichtsinnig|grob|unkonzentriert|unzuverlässig|ungeduldig|im unrecht|nicht(?: [\w-]{1,20}){0,3}? (?:\w{0,4}gekommen|erschienen|eingegangen|aufgetaucht|da|dagewesen|vorbereitet|aufmerksam|erreichbar|pünktlich|ehrlich|sorgfältig|bei der sache|gerecht geworden))|(?:sind|bin|waren|war) <wir>(?: [\w'-]{1,40}){0,6}? (?:<verkehrt>|nicht (?:erschienen|gekommen))",
            r"(?:<wir><gap> (?:<haben>)|(?:<haben>) (?:<wir>)|<hat>)<gap> (?:fehler|fehlers) (?:\w{1,20} )?(?:gemacht|begangen)|(?:ist|sind|war|waren) (?:leider )?(?:bei )?(?:uns|mir)(?: [\w'-]{1,30}){0,6}? (?:unterlaufen|passiert|entgangen|durchgerutscht|durchgegangen|untergegangen|liegen ?geblieben|missglückt|misslungen|abhanden gekommen|verloren gegangen|gefallen|herunterg\w{4,8}|runterg\w{4,8}|kaputt ?gegangen|zerbrochen)|(?:bei )?(?:uns|mir) (?:ist|sind|war|waren)(?: [\w'-]{1,30}){0,6}? (?:unterlaufen|passiert|entgangen|durchgerutscht|untergegangen|liegen ?geblieben|misslungen|abhanden gekommen|verloren gegangen|gefallen|gerutscht|herunterg\w{4,8}|kaputt ?gegangen|zerbrochen)|(?:\w{1,20} )?(?:ist|sind) (?:uns|mir)<gap> (?:fehler|versehen|irrtum)|(?:uns|mir)<gap> (?:fehler|versehen|irrtum|zahlendreher|panne) (?:unterlaufen|passiert)",
            r"<wir> (?:hätten|hätte)<gap> (?:müssen|sollen|dürfen)|(?:hätten|hätte) <wir><gap>(?:,? [\w'-]{1,30}){0,6}? (?:müssen|sollen|dürfen)|hätten? (?:bei )?(?:uns|mir)<gap> (?:müssen|dürfen)",
            r"<wir> (?:\w{1,20} )?(?:lagen|lag) falsch|<wir>(?:,? [\w'-]{1,30}){1,12}?,? (?:und|aber) (?:wir |ich )?(?:dann |es |das |doch ){0,2}?(?:<haben>)(?: [\w'-]{1,30}){0,6}? (?:nicht|vergessen|versäumt)|<wir>(?: [\w'-]{1,40}){0,8}? warten (?:ge)?(?:lassen|ließen|ließ)|(?:ließ|ließen) (?:wir|ich)<gap> (?:warten|im stich)|<wir> ließ(?:en)?<gap> (?:warten|im stich|allein)|(?:von|durch) (?:uns|mich)(?: \w{1,20}){0,3}? (?:<versagt>)",
        ],
        unless: &[
            r"(?:keine|keinerlei|nicht die) (?:\w{1,20} )?(?:verantwortung|schuld)|nichts<gap> (?:falsch|versäumt|vergessen|übersehen)|nicht(?: (?:nur|etwa|direkt|allein)){0,2} (?:bei|an) (?:uns|mir)",
            r"<unser> fehler(?:meldung|protokoll|code|quote)\w{0,2}|<unser> (?:[\w-]{1,30} ){0,2}?(?:<andere>)|<unser> (?:kund|gäst|gast)\w{0,5}",
            r"kein\w{0,2}(?: \w{1,20}){0,2}? (?:\w{1,20}fehler|fehler|verschulden|versehen|schuld|hinweis|hinweise|mangel|mängel|schaden|schäden|anzeichen|regel|pflicht|einfluss|mühe|kosten|unterschied)(?: \w{1,20})?|(?:nicht|nie|kein\w{0,2})(?: (?:die|das|den|der|ihr\w{0,2}|etwas|ein\w{0,2}|auch|sie|es|im)){0,2} (?:vergessen|versäumt|verloren|übersehen|falsch|stich)(?: \w{1,20})?",
            // What we did not do and need not have done, or never got.
            r"(?:nicht|nie|niemals|kein\w{0,2})(?: [\w-]{1,30}){0,4}? (?:erhalten|bekommen|empfangen|vorgefunden|verursacht|verschuldet|beschädigt|verändert|verstoßen|gelogen|geöffnet|erhöht|angehoben|gescheut|veranlasst|begangen|beauftragt|erteilt|behauptet|gewollt|beabsichtigt|können|wollen|verhindern|vermeiden|beeinflussen|verhindert|zuständig|verantwortlich|haftbar|schuld)|nicht (?:gegen|zu|mehr zu)|(?:hatten?|haben|habe)(?: \w{1,20}){0,4}? (?:nicht|nie) (?:die|den|das|genug|genügend|viel|im sinn|vor)|(?:noch|bisher|bislang) (?:nicht|kein\w{0,2})(?: [\w-]{1,20}){0,4}? (?:ermittelt|gefunden|geklärt|abgeschlossen|entschieden|herausgefunden)",
            r"<wir> (?:bitten|bieten|erstatten|leiten|arbeiten|möchten|könnten|sollten|wollten|würden|dürften|müssten|raten|halten|erhalten|antworten|berichten|achten|haften|leisten|verzichten|erwarten|vermieten|gewährleisten|verantworten|beantworten|bestreiten|gestatten|verarbeiten|vertreten|betrachten|behaupten|konnten|konnte|wussten|wusste|mussten|durften|erwarteten|fanden|erhielten|möchte|könnte|sollte|wollte|würde|bitte|heute|hinten|besten|letzten|nächsten|ersten)|(?:bitten|bieten|erstatten|leiten|arbeiten|möchten|könnten|sollten|wollten|würden|dürften|müssten|halten|haften|haftete?|leisten|verzichten|erwarten|gewährleisten|vertreten|konnten|konnte|wussten|mussten|möchte|könnte|würde|bitte|heute) <wir>",
            r"(?:unsererseits|meinerseits|von uns|bei uns)(?: \w{1,20}){0,3}? (?:nicht|ausgeschlossen|auszuschließen)|(?:sie|ihr|du|er|man|\w{0,20}kunden?) (?:hat|hast|habt|haben|hatten?) <unser>|<unser> (?:<fehler>) (?:ist|war|sind|waren)(?: \w{1,20}){0,4}? nicht|ohne (?:zu )?zögern|ohne (?:probleme|verzug|aufpreis|mehrkosten|beanstandung|zwischenfall)\w{0,2}|ohne [\w -]{1,60} (?:nichts|nie|nicht)|nicht zuletzt|weder [\w ]{1,40} noch \w{2,30}",
            // "Haben wir ..., so": a condition.
            r"^(?:haben wir|habe ich|hatten wir)(?: [\w'-]{1,40}){0,14}",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:keine|keinerlei) (?:\w{1,20} )?(?:verantwortung|schuld|haftung|verschulden)|nicht(?: \w{1,20}){0,2} (?:verantwortlich|schuld|haftbar|zu verantworten|zu vertreten)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:erstatten|erstatte|ersetzen|ersetze|überweisen|überweise|schreiben|gutschreiben|liefern|beheben|korrigieren|reparieren|nachliefern|bieten|wiederherstellen)(?: (?:wir|ich)| ihnen)|<wir> (?:\w{1,20} )?(?:erstatten|ersetzen|überweisen|beheben|korrigieren|reparieren|bieten|werden<gap> (?:\w{0,20}erstatten|ersetzen|überweisen|\w{0,20}liefern|beheben|korrigieren|reparieren|bieten|drucken|gutschreiben))",
            r"(?:(?:erhalten|bekommen) sie|sie (?:erhalten|bekommen))<gap> (?:zurück|ersetzt|erstattet|gutgeschrieben)|(?:schicken|schicke|senden|sende|bringen|bringe|liefern|liefere)(?: \w{1,20}){0,6}? (?:richtige|neue|korrekte|fehlende|bestellte)\w{0,1}|(?:tauschen|tausche|wechseln)(?: \w{1,20}){0,6}? aus|(?:neue|richtige|fehlende)\w{0,1} \w{2,30} (?:ist|sind) (?:schon |bereits )?(?:unterwegs|auf dem weg)|(?:rechnung|mahnung|gebühr|forderung)(?: \w{1,20}){0,4}? (?:storniert|zurückgezogen|erlassen|gelöscht)|kostenfrei|unentgeltlich|(?:erhalten|bekommen) sie<gap> (?:zurück|ersetzt|erstattet|gutgeschrieben)|(?:berechnen|verrechnen) wir(?: \w{1,20}){0,2}? nicht|(?:anbei|im anhang|hier)(?: \w{1,20}){0,4}? (?:korrigierte|richtige|neue)\w{0,2}|geht(?: \w{1,20}){0,3}? neue\w{0,1} \w{1,20}|wieder ?gut ?(?:zu ?)?mach\w{1,6}|wiedergutmachung|(?:bringen|bringe|setzen)<gap> in ordnung|in ordnung (?:bringen|gebracht)|gutschrift|gutschein|rückerstattung|erstattung|ersatzlieferung|ersatz|kostenlos\w{0,2}|auf unsere kosten|unser angebot",
        ],
        unless: &[
            r"(?:kein|keine|keinen|nicht|keinerlei)<gap> (?:gutschrift|gutschein|rückerstattung|erstattung|ersatz|erstatten|ersetzen|kostenlos)",
        ],
    },
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"weil|da (?:wir|unser\w{0,2}|die|der|das)|ursache|der grund|dazu gekommen|kam es dazu|dazu kam es|daran lag es|indem|deshalb|weshalb|deswegen|das lag daran|das kam so|so kam es|aufgrund|nämlich",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"(?:nie|nicht)<gap> (?:wieder|mehr|noch einmal|erneut) (?:vor\w{1,10}|passier\w{1,4}|gescheh\w{1,4})|nicht wiederhol\w{1,3}|künftig|jede\w{0,2} \w{2,30} (?:wird|werden|liest|prüft) (?:\w{1,20} )?(?:nun|jetzt|künftig|zuerst)|in zukunft|(?:ab|seit) (?:heute|jetzt|morgen|gestern)|daraus gelernt|(?:ablauf|abläufe|verfahren|prozess\w{0,2}|kontrollen?|checkliste|regeln?) (?:\w{1,20} ){0,2}?(?:geändert|umgestellt|eingeführt|verschärft|angepasst)|zukünftig|ab sofort|von nun an|besser machen|damit (?:das|so etwas|sich das|dies)<gap> nicht",
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
