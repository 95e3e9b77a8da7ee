//! What belittles the mistake, pleads circumstances, or is sorry for something else.

use super::super::rules::Weight::Warn;
use super::super::rules::{Rule, Scope};

/// What the mistake is put down to where nobody is to have done it.
pub(super) const CIRCUMSTANCES: &[&str] = &[
    r"außerhalb unser\w{0,2} (?:einfluss|kontrolle|macht|verantwortung)\w{0,8}|höhere gewalt|höherer gewalt|unvorhersehbar\w{0,2}|unvorhergesehen\w{0,2}|unvermeidbar\w{0,2}|unvermeidlich\w{0,2}|unabwendbar\w{0,2}|(?:außergewöhnlich|außerordentlich|besonder|widrig|unglücklich)(?:e|en|er) umstände\w?|verkettung\w{0,2} (?:\w+ )?umstände",
    r"(?:wegen|aufgrund|infolge|bedingt durch|auf grund|angesichts|in anbetracht|durch|dank|mangels)(?: [\w'-]+){0,4}? (?:<wetter>|<andrang>|<ausfall>)|(?:<wetter>|<ausfall>)[\w\s'-]{0,40}? (?:strich durch|unmöglich|verhindert|lahmgelegt|aufgehalten|verzögert|ausgebremst)|(?:<wetter>|<andrang>|<ausfall>)s?(?: [\w'-]+){0,4}? (?:geschuldet|bedingt)",
    r"(?:war|waren|sind) (?:[\w-]+ ){0,4}?ausgebucht|(?:hatten|war|waren|sind|haben)<gap> (?:viel zu tun|viel los|unterbesetzt|überlastet|ausgelastet|knapp besetzt|am limit|im stress|alle hände voll)|(?:zu wenig|zu wenige|nicht genug|nicht genügend) (?:personal|leute|mitarbeiter|fahrer|fachkräfte|hände)|(?:fehlt|fehlte|fehlen|fehlten)(?: \w+){0,3}? (?:personal|leute|mitarbeiter|fachkräfte|fahrer)|(?:nachfrage|andrang|auslastung|krankenstand|aufkommen|[\w-]{2,}aufkommen|verkehr)[\w\s'-]{0,40}? (?:war|ist|waren)(?: [\w-]+){0,4}? (?:hoch|groß|enorm|überraschend|stark|höher|größer)|(?:außergewöhnlich|ungewöhnlich|unerwartet|extrem|besonders|sehr) (?:hoh|viel|stark|groß)(?:e|er|en|es)? (?:<andrang>|anfragen|bestellungen|buchungen)|(?:mitarbeiter|kolleg|fahrer|techniker|monteur|koch|köch|personal|team)\w{0,5}(?: [\w-]+){0,5}? (?:krank|erkrankt|krankgemeldet|in quarantäne|verunglückt|verletzt)",
    r"(?:keinen|keinerlei|kaum|wenig) (?:\w+ )?einfluss|nicht in (?:unserer|meiner) (?:hand|macht)|lass(?:en|t) sich[\w\s',-]{1,60}? (?:nicht|nie|kaum)(?: [\w-]+){0,3}? (?:vermeiden|verhindern|ausschließen)|lässt sich[\w\s',-]{1,60}? (?:nicht|nie|kaum)(?: [\w-]+){0,3}? (?:vermeiden|verhindern|ausschließen)|(?:nicht|nie)(?: [\w-]+){0,3}? (?:vermeiden|verhindern|ausschließen) (?:lassen|lässt)|war(?:en)?(?: [\w-]+){0,3}? nicht (?:vorhersehbar|vorherzusehen|vorauszusehen|abzusehen|zu verhindern|zu vermeiden)|hände gebunden|(?:konnten|konnte|können|kann|ließ sich) (?:wir |ich |man )?(?:da |hier |dagegen |daran |leider |auch ){0,3}nichts (?:dagegen |daran )?(?:machen|tun|ändern)|(?:konnte|hätte) (?:ja )?(?:niemand|keiner) (?:ahnen|wissen|vorhersehen|rechnen)|(?:stößt|stoßen|kommt|kommen)[\w\s'-]{1,40}? an (?:ihre|seine|die) (?:\w+ )?grenzen",
];

const FEELINGS: &str = "Hier wird bedauert, was der Kunde fühlt, nicht, was Sie getan haben.";
const FEELINGS_ADVICE: &str =
    "Bitten Sie für die Tat um Entschuldigung: \u{201e}Es tut uns leid, dass wir \u{2026}\u{201c}";

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "minimising",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:klein|gering|geringfügig|minimal|leicht|kurz)(?:e|en|er|es|em|fügige|fügigen)? (?:fehler|panne|problem|verzögerung|verspätung|störung|versehen|missgeschick|unstimmigkeit)(?:e|en)?",
            r"(?:das )?(?:kann|könnte) (?:jedem|überall|mal|schon mal|immer)(?: \w+){0,2}? (?:passieren|vorkommen)|halb so (?:schlimm|wild)|nur ein(?:e|en)? (?:paar|kleine\w{0,1}|stunde|tag)",
            r"(?:klein|winzig|gering|geringfügig|minimal|leicht|harmlos|unbedeutend|kosmetisch|bedauerlich)(?:e|en|er|es|em)? (?:[\w-]*dreher|[\w-]+fehlers?|irrtums?|kratzer|flecken?|dellen?|mangel|mängel|lapsus|malheur|unregelmäßigkeit(?:en)?|abweichung(?:en)?|einschränkung(?:en)?|ungenauigkeit(?:en)?|ausnahme|einzelfall)|einzelfall|einzelfälle\w?|(?:nur|lediglich|bloß|bloss|höchstens)(?: um)? (?:vereinzelt\w{0,2}|wenige\w?|eine handvoll|einige wenige|eine formalität|eine formsache|eine kleinigkeit|um sekunden|um minuten)",
            r"(?:war|waren|handelte|handelt|betraf|betrafen|betroffen|dauerte|fehlten?|verspätete)(?: [\w-]+){0,5}? (?:nur|lediglich|bloß|bloss|gerade mal|gerade einmal)(?: um)? (?:ein\w{0,2}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|wenige|\d{1,3})",
            r"(?:von|davon)[\w\s'\x22*-]{0,60}? kann keine rede sein|nicht (?:so|weiter|allzu|wirklich) (?:schlimm|tragisch|dramatisch|gravierend)|kein (?:weltuntergang|beinbruch|drama|hexenwerk)|(?:passiert|kommt)(?: \w+){0,2}? (?:schon mal|den besten|jedem|überall|immer mal|nun mal|halt|in den besten)|(?:so etwas|sowas|so was|das|dies) kommt (?:(?:schon|mal|halt|eben|leider|nun|immer|einmal) ){0,3}vor|irren ist menschlich|(?:fehler|das) (?:sind|ist) menschlich|nur menschen|nicht der rede wert|wo gehobelt|niemand ist perfekt|(?:zum glück|glücklicherweise)(?: [\w-]+){0,4}? (?:nichts?|nur|kein\w{0,2}|kaum|niemand\w{0,2}|wieder|halb)|(?:die|den) (?:meisten|allermeisten|überwiegende\w?|übrigen|anderen) (?:\w+ )?(?:kunden|kundinnen|gäste|gästen|teilnehmer|eltern|mieter|patienten|fahrgäste) (?:hat|haben|hatten|hatte|waren|sind|war|ist|merkten|bemerkten|störte|blieben|kamen|bekamen)|(?:bisher|bislang|sonst)(?: \w+){0,2}? (?:niemand|keiner|kein \w+)(?: [\w-]+){0,4}? (?:beschwert|beklagt|gestört)|keine\w? (?:nennenswerte|größere|gravierende|bleibende|ernsthafte|ernste)[nrs]? \w{3,}|ohnehin (?:aufgefallen|bald|nicht|nur)",
        ],
        unless: &[
            r"kein(?:e|en|er)? (?:kleine|kleiner|kleines|geringer|geringes)(?: \w+)",
            r"(?:kein|keine|keinen|nicht (?:nur )?ein) (?:\w+ )?(?:einzelfall|lapsus|malheur)",
        ],
        message: "Hier wird der Fehler kleiner gemacht, als er für den Kunden war.",
        advice: "Überlassen Sie das Urteil dem Kunden; nennen Sie die Folgen für ihn.",
        rewrites: &[(
            r"\b(eine|ein|einen|einem|einer) (?:kleinen?r?|geringen?r?|leichten?r?|kurzen?r?) (Fehler|Panne|Problem|Verzögerung|Verspätung|Störung|Versehen|Missgeschick)",
            "$1 $2",
        )],
        bad: &[
            "Es gab eine kleine Panne.",
            "Das kann jedem passieren.",
            "Es handelte sich um einen kleinen Zahlendreher.",
            "Betroffen waren lediglich zwei Rechnungen.",
            "Davon kann keine Rede sein.",
        ],
        good: &[
            "Das war kein kleiner Fehler.",
            "Das war leider kein Einzelfall.",
        ],
    },
    Rule {
        code: "circumstance_excuse",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: CIRCUMSTANCES,
        unless: &[
            r"(?:keine|nicht) (?:unvorhersehbar|unvorhergesehen|unvermeidbar|unvermeidlich)\w{0,2}",
            r"[\w\s',:-]{1,140}? (?:und|aber|doch|trotzdem) (?:wir|ich) (?:<haben>|waren|war)(?: [\w\s'-]{1,60}?)?? (?:nicht|kein\w{0,2}|zu spät|vergessen|versäumt)|(?:darf|dürfen|durfte) nicht|[\w\s',:-]{1,160}?(?:hätten wir|hätte ich|wir hätten|ich hätte)|(?:keine|nicht) (?:wegen|aufgrund)(?: [\w'-]+){0,5}|(?:zu wenige?|nicht genug|nicht genügend) \w{3,} (?:eingeteilt|eingeplant|eingesetzt)",
        ],
        message: "Hier müssen die Umstände dafür geradestehen.",
        advice: "Sagen Sie, was Sie hätten tun können und was Sie jetzt tun.",
        rewrites: &[],
        bad: &[
            "Das war höhere Gewalt.",
            "Wegen des Wetters kamen wir nicht.",
            "Wir hatten an dem Tag viel zu tun.",
            "Darauf haben wir keinen Einfluss.",
        ],
        good: &[
            "Das war nicht unvermeidbar.",
            "Das Wetter war nicht schuld, die Kollegin war krank, und ich hatte keine Vertretung besorgt.",
        ],
    },
    Rule {
        code: "misinterpreted",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:falsch|anders) (?:verstanden|aufgefasst|aufgenommen|interpretiert|angekommen)|missverstanden|missverständlich angekommen|aus dem zusammenhang gerissen|nicht so gemeint",
            r"so (?:war|hat|haben|hatten|hatte|habe)(?: [\w'-]+){1,5}? nicht gemeint|als (?:scherz|satire|witz|spaß|ironie|lob|kompliment|hinweis)(?: \w+){0,2}? (?:gemeint|gedacht)|(?:nur|lediglich|doch) (?:ironisch|gut|scherzhaft|nett) gemeint|(?:liegt|lag|gab|handelt|handelte|kam|besteht|bestand)(?: [\w'-]+){0,5}? missverständnis(?:se|sen)?|(?:falsch|anders) (?:wahrgenommen|rüber ?gekommen)|überinterpretiert|verdreht (?:worden|wiedergegeben)|verkürzt (?:dargestellt|wiedergegeben)|in den falschen hals",
        ],
        unless: &[
            r"(?:(?:haben|habe|hatten|hatte) (?:wir|ich)|(?:wir|ich) (?:haben|habe|hatten|hatte)) (?:[\w'-]+ ){0,8}?(?:falsch|anders|miss) ?(?:verstanden|aufgefasst)|(?:wir|ich|uns\w{0,4})(?: \w+){0,3}? missverständnis(?:se)?",
        ],
        message: "Hier hat der Leser es nur falsch gelesen.",
        advice: "Bitten Sie für das um Entschuldigung, was Sie gesagt oder getan haben.",
        rewrites: &[],
        bad: &[
            "Unser Hinweis wurde falsch verstanden.",
            "So hat der Kollege das nicht gemeint.",
        ],
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
            r"(?:leid|bedauern|bedauere|bedaure|entschuldigen)(?: [\w']+){0,2}?,? dass sie (?:sich |das |dies |es )?(?:so |nicht |sehr |dadurch )?(?:<verletzt>|empfinden|fühlen|unzufrieden|so sehen|zufrieden)",
            r"(?:bedauern|entschuldigung für|leid um|leid für|entschuldigen) (?:ihre|ihren) (?:enttäuschung|ärger|verärgerung|unmut|frust|unzufriedenheit)",
            r"dass (?:sie|du|ihr|einige|manche|jemand|der eine oder andere)(?: [\w'-]+){0,7}? (?:(?:verärgert|enttäuscht|gekränkt|beleidigt|unzufrieden|nicht(?: \w+){0,2}? zufrieden|unwohl|unglücklich|nicht glücklich|frustriert|verunsichert|empört|sauer|wütend|genervt|traurig|verletzt|angegriffen|missverstanden) (?:sind|bist|seid|ist|waren|warst|wart|war)|(?:empfinden|empfindest|empfindet|empfunden|fühlen|fühlst|fühlt|fühlten|gefühlt|sehen|siehst|seht|wahrnehmen|wahrgenommen)|anders (?:vorgestellt|erwartet)|(?:sich|dich|euch) (?:\w+ ){0,2}?(?:geärgert|aufgeregt|gekränkt)|(?:nicht|wenig|keine)(?: \w+){0,2}? (?:genossen|genießen|gefreut))|dass (?:es|dies|das|unser\w{0,2}|die|der)(?: [\w'-]+){0,6}? (?:ihren|deinen|euren) (?:erwartungen|vorstellungen|ansprüchen|geschmack|wünschen)|dass (?:es )?(?:ihnen|dir|euch)(?: [\w'-]+){0,6}? nicht (?:gefallen|geschmeckt|zugesagt|gepasst)|dass (?:bei (?:ihnen|dir|euch) )?(?:der|dieser|ein|so ein)(?: \w+)? (?:eindruck|gefühl)(?: [\w'-]+){0,4}? (?:entstanden|aufgekommen|erweckt)",
            r"(?:sich|dich|euch)(?: [\w'-]+){0,5}? [\w-]{3,} (?:fühl\w{1,4}|gefühlt)|(?:ihre|deine|eure|ihren|deinen|euren|ihrer) (?:enttäuschung|ärger|verärgerung|unmut|frust|unzufriedenheit|eindruck) (?:tut|tun|bedauern|bedaue?re)",
        ],
        unless: &[
            r"(?:dass|weil) (?:sie|du|ihr)(?: [\w'-]+){0,4}? (?:von|durch) (?:uns|mich)(?: [\w'-]+){0,4}",
        ],
        message: FEELINGS,
        advice: FEELINGS_ADVICE,
        rewrites: &[],
        bad: &[
            "Es tut uns leid, dass Sie sich so fühlen.",
            "Wir bedauern Ihren Ärger.",
            "Es tut uns leid, dass Sie mit dem Zimmer nicht zufrieden waren.",
            "Ihre Enttäuschung bedauern wir.",
        ],
        good: &[
            "Es tut uns leid, dass Sie zweimal anreisen mussten.",
            "Es tut uns leid, dass Sie von uns enttäuscht sind.",
        ],
    },
    Rule {
        code: "sorry_for_feelings",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"schade,? dass (?:sie|du|ihr|(?:es )?(?:ihnen|dir|euch)|wir (?:ihren|deinen|euren))(?: [\w'-]+){0,6}? (?:empfind\w{1,4}|fühl\w{1,4}|sehen|siehst|seht|gefallen|geschmeckt|enttäuscht|unzufrieden|zufrieden|überzeugen|geschmack|erwartungen)",
        ],
        unless: &[],
        message: FEELINGS,
        advice: FEELINGS_ADVICE,
        rewrites: &[],
        bad: &["Schade, dass Ihnen der Ausflug nicht gefallen hat."],
        good: &["Schade, dass Sie am Freitag keine Zeit haben."],
    },
];
