//! The German rules, with the examples that each has to tell apart. Patterns are written with
//! umlauts and meet "ae", "oe", "ue" and "ss" as well.

mod signs;

use super::rules::Weight::{Block, BlockUnlessOwned, Warn};
use super::rules::{Lexicon, Rule, Scope};

pub(super) static LEXICON: Lexicon = Lexicon {
    vocabulary: VOCABULARY,
    rules: &[RULES],
    signals: signs::SIGNALS,
    absences: signs::ABSENCES,
    denial: r"(?:nicht|nie|niemals|kein|keine|keinen|keiner|keinerlei|keineswegs|weder|kaum|ohne|ob|falls|wenn|sofern|angeblich|bestreiten|angebliche|angeblicher|behaupten|behauptet|glauben nicht)(?:,? dass| (?:nur|allein|wirklich|eigentlich|ganz|in|auf|bei|an|unser|unsere|unserer|unserem|mein|meine|ein|eine|einen|der|die|das|dies|dass|es|er|sie|war|ist|sind|waren|sei|wir|ich|hier|dabei|dafür|daran|etwa|unbedingt|durch|von|die volle)){0,9}",
    insistence: r"(?:(?:bestreiten|bestreite|leugnen|leugne|bezweifeln|bezweifle)(?: \w{1,20}){0,2} nicht|(?:nicht|niemand|kein\w{0,2})(?: [\w']{1,20}){0,3}? (?:bestreiten|bestreitet|leugnen|leugnet|abstreiten|bezweifeln|bezweifelt|zweifel)|zweifellos|ohne (?:jeden )?zweifel|außer frage|nicht nur)(?:,? (?:dass|daran|das|dies|es|der|die|ist|war|wir|ich|unser\w{0,2}|mein\w{0,2}|allein|auch|steht|besteht|haben|hat)){0,8}",
    quoting: r"(?:(?:sie|ihr|wir|ich|er|es|kunde|kundin|brief|mail|nachricht|antwort)(?: (?:haben|hatten|uns|mir|ihnen|zu recht|auch)){0,3} (?:schrieben|schreiben|sagten|sagen|fragten|fragen|nannten|nennen|heißt|hieß|meinten|lautete|lautet|stand|steht|antworteten|schrieb|schreibt|sagt|sagte|fragt|fragte|geschrieben|gesagt)(?: (?:uns|mir|ihnen|es|das|dazu|in|ihrer|ihrem|unserer|unserem|mail|brief|nachricht)){0,5}|(?:wort|worte|wörter|satz|frage|ausdruck|betreff|statt))",
    instead: "Zum Beispiel:",
    subject: "Im Betreff",
};

const VOCABULARY: &[(&str, &str)] = &[
    ("wir", "wir|ich"),
    ("uns", "uns|mir|mich"),
    ("unser", r"unser(?:e|en|em|er|es)?|mein(?:e|en|em|er|es)?"),
    // Up to six words of one clause.
    ("gap", r"(?: [\w'-]{1,40}){0,6}?"),
    (
        "fehler",
        r"(?:\w{1,20})?fehlers?|versäumnis(?:se)?|verschulden|schuld|versehen|irrtum|panne|nachlässigkeit|unachtsamkeit",
    ),
    ("haben", "haben|habe|hatten|hatte"),
    (
        "entschuldigung",
        r"entschuldigung|entschuldigungen|entschuldigen|entschuldige|verzeihung|verzeihen|tut (?:es )?(?:uns|mir)(?: [\w']{1,20}){0,4}? leid|tut (?:uns|mir)|bedauern|bedaure|bedauere|sorry|leid",
    ),
    (
        "verletzt",
        r"gestört|verletzt|gekränkt|beleidigt|verärgert|belästigt|benachteiligt|unwohl|schlecht|enttäuscht|betroffen|angegriffen|brüskiert",
    ),
    (
        "versagt",
        r"versäumt|vergessen|verwechselt|übersehen|verloren|beschädigt|gelöscht|versagt|verschickt|vertauscht|falsch(?:e|en|er|es)? \w{1,30}|falsch|geirrt|enttäuscht|im stich gelassen|verpasst|vermasselt|missachtet|verlegt|zerbrochen|kaputtgemacht|nicht (?:eingehalten|geprüft|gehalten|geliefert|erledigt|bearbeitet|beantwortet|informiert|gemeldet|kontrolliert|aufgepasst|erfüllt|beachtet)|zu (?:spät|viel|wenig|früh)|doppelt|zweimal|ungeprüft|versehentlich \w{1,30}|irrtümlich \w{1,30}|unzureichend",
    ),
    (
        "andere",
        r"lieferant(?:en)?|subunternehmer[ns]?|partners?|dienstleisters?|spediteurs?|spedition|zusteller[ns]?|paketdienst(?:es|s)?|hersteller[ns]?|druckerei|zulieferer[ns]?|bank|post|agentur|anbieter[ns]?",
    ),
    (
        "ärger",
        r"unannehmlichkeit(?:en)?|ärger|störung(?:en)?|umstände|verwirrung|irritation(?:en)?|enttäuschung|missverständnisse?",
    ),
];

const CONDITION: &str = "Diese Entschuldigung hängt an einer Bedingung. Sie fragt den Leser, ob es überhaupt etwas zu entschuldigen gibt.";
const CONDITION_ADVICE: &str = "Sagen Sie, was geschehen ist, und bitten Sie dafür um Entschuldigung: \u{201e}Es tut uns leid, dass wir zu spät geliefert haben.\u{201c}";
const BUT: &str = "Was auf die Entschuldigung folgt, nimmt sie zurück.";
const BUT_ADVICE: &str = "Beenden Sie den Satz nach der Entschuldigung. Erklären Sie, wo es hilft, in einem eigenen Satz ohne Ausrede.";

const RULES: &[Rule] = &[
    Rule {
        code: "conditional",
        weight: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"(?:falls|wenn|sofern|soweit|ob)(?: (?:sie|sich|jemand|ihnen|wir|ich|es|dies|das|dadurch|hierdurch|unser\w{0,2}|ihr\w{0,2}|die|der|etwas))<gap>(?: \w{1,30})",
            r"sollten? (?:sie|sich|jemand|ihnen|wir|es|dies|das|dadurch|hierdurch|unser\w{0,2}|ihr\w{0,2}|etwas|die|der)<gap>(?: \w{1,30}){0,3}? (?:haben|sein|fühlen|worden|gefühlt)",
            r"(?:eventuell|etwaig|allfällig|möglich|mögliche\w{0,2}weise entstanden|gegebenenfalls entstanden)\w{0,2}(?: \w{1,20})? <ärger>",
            r"(?:jegliche|jede|alle|sämtliche) <ärger>",
            r"(?:bei|an) (?:allen|jedem|jenen|denen),? (?:die|der) (?:sich|davon|dadurch)",
            r"<ärger>,? (?:die|der|das)<gap> (?:entstanden sein könn\w{1,5}|entstanden sein mögen|verursacht haben könn\w{1,5})",
        ],
        unless: &[
            r"(?:falls|wenn|sofern|sollten) sie (?:lieber|noch|weitere|fragen|wünschen|möchten|wollen|mögen|etwas brauchen|hilfe)(?: [\w']{1,30}){0,6}",
            r"(?:sagen|schreiben|melden|prüfen|wissen)(?: sie)?(?: uns| mir| sich)?(?: bitte)?(?: gern)?,? (?:falls|wenn|ob|sofern)(?: [\w']{1,30}){0,8}",
            r"(?:wenn|falls) wir (?:sorgfältiger|besser|genauer|früher|rechtzeitig|nur)(?: [\w']{1,30}){0,6}",
        ],
        message: CONDITION,
        advice: CONDITION_ADVICE,
        rewrites: &[],
        bad: &[
            "Es tut uns leid, falls Sie warten mussten.",
            "Sollten Sie sich geärgert haben, bitten wir um Entschuldigung.",
            "Wir entschuldigen uns für etwaige Unannehmlichkeiten.",
            "Wir bedauern jegliche Unannehmlichkeiten.",
            "Wir entschuldigen uns bei allen, die sich gekränkt fühlen.",
            "Wir bedauern den Ärger, der dadurch entstanden sein könnte.",
        ],
        good: &[
            "Es tut uns leid, und falls Sie lieber Ihr Geld zurück möchten, überweisen wir es heute.",
            "Es tut uns leid; sagen Sie uns bitte, ob die neue Lieferung vollständig ist.",
            "Es tut uns leid, denn wenn wir sorgfältiger geprüft hätten, wäre alles da gewesen.",
        ],
    },
    Rule {
        code: "conditional",
        weight: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:falls|wenn|sofern)(?: \w{1,20}){1,3} <ärger>",
            r"sollten? (?:ihnen|dadurch|hierdurch|es|dabei|<unser>)<gap> (?:<ärger>|schaden|nachteile?|eindruck)<gap> (?:entstanden|verursacht|bereitet|erweckt)",
            r"(?:falls|wenn|sofern|sollten?|ob) (?:wir|ich|uns|mir|<unser>|es|das|dies)<gap> (?:<fehler>|versagt|versäumt|unterlaufen|falsch gemacht)",
            r"<wir> (?:könnten|mögen|dürften)<gap> (?:gemacht|vergessen|versäumt|verwechselt|übersehen) haben|möglicherweise<gap> (?:<fehler>)<gap> (?:gemacht|unterlaufen)",
        ],
        unless: &[r"ob (?:das|es|dies) noch(?: [\w']{1,30}){0,6}"],
        message: "Hier wird der Fehler nur unter einer Bedingung eingeräumt.",
        advice: "Sagen Sie klar, was Sie getan haben: \u{201e}Wir haben die falsche Datei geschickt. Das war unser Fehler.\u{201c}",
        rewrites: &[],
        bad: &[
            "Sollten Ihnen Unannehmlichkeiten entstanden sein, melden Sie sich.",
            "Falls es zu Unannehmlichkeiten kam, melden Sie sich.",
            "Falls wir einen Fehler gemacht haben, sehen wir ihn uns an.",
            "Wir könnten die Frist vergessen haben.",
        ],
        good: &["Wir prüfen, ob das noch andere Fehler nach sich zog."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"<entschuldigung>[^;]{0,240}? (?:aber|jedoch|allerdings|obwohl|obgleich|wenngleich)",
            r"(?:obwohl|obgleich|auch wenn|zwar)[^.;]{1,160},? (?:bitten wir|bitte ich|tut es|entschuldigen wir|bedauern wir)",
        ],
        unless: &[
            r"aber (?:auch|vor allem|wir wissen|das ist keine|das reicht|das genügt|es bleibt|worte)",
            r"obwohl (?:worte|das|eine entschuldigung)<gap> nicht",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[(
            r"^(.*\b(?:leid|Entschuldigung|entschuldigen|bedauern)\b[^;]*?)\s*[,;\u{2013}\u{2014}-]*\s*\b(?:aber|jedoch|allerdings|obwohl)\b.*$",
            "$1.",
        )],
        bad: &[
            "Es tut uns leid, aber der Lieferant war zu spät.",
            "Obwohl wir alles versucht haben, bitten wir um Entschuldigung.",
        ],
        good: &[
            "Es tut uns leid, aber wir wissen, dass Worte nicht genügen.",
            "Es tut uns leid, obwohl das den Tag nicht zurückbringt.",
        ],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::AfterApology,
        patterns: &[
            r"^(?:aber|jedoch|allerdings|andererseits|dennoch)",
            r"^[\w']{1,20}(?: [\w']{1,20}){1,2}? (?:allerdings|jedoch)",
        ],
        unless: &[
            r"^aber (?:wir wissen|worte|das (?:reicht|genügt|ist keine)|vor allem|eine entschuldigung)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "Es tut uns leid. Aber die Formulare waren schwer zu lesen.",
            "Es tut uns leid. Wir hatten allerdings viel zu tun.",
        ],
        good: &["Es tut uns leid. Aber Worte genügen nicht, darum haben wir gehandelt."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:<unser> (?:<fehler>)|verantwortung|wir (?:haben|hatten) (?:uns geirrt|versagt))[^;]{0,80}?,? (?:aber|jedoch|allerdings|obwohl) (?:sie|ihr\w{0,2}|der|die|das|es|unser\w{0,2}|auch|nicht|wir (?:waren|hatten|haben) (?:auch|sehr|viel|zu viel|keine|nur)|niemand)",
        ],
        unless: &[
            r"aber (?:sie|ihr\w{0,2} \w{1,20}) (?:haben|hatten|mussten|hat|musste)<gap> (?:bezahlt|gebüßt|getragen|ausbaden)",
        ],
        message: "Was folgt, nimmt das Eingeständnis zurück.",
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &["Das war unser Fehler, aber das Formular war unklar."],
        good: &["Das war unser Fehler, aber Sie haben ihn bezahlt."],
    },
    Rule {
        code: "passive_mistakes",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:wurden?|worden sind|sind)<gap> fehler<gap> (?:gemacht|begangen|passiert)|fehler (?:wurden|sind)<gap> (?:gemacht|passiert|begangen)",
            r"(?:ist|kam es)<gap> (?:zu )?(?:ein|einem|einen) (?:fehler|irrtum|versehen)(?: \w{1,20})? (?:passiert|aufgetreten|gekommen|entstanden)|fehler (?:aufgetreten|eingeschlichen)|etwas schiefgelaufen|(?:ein|zu einem) fehler<gap> (?:aufgetreten|eingeschlichen|gekommen)",
        ],
        unless: &[r"(?:von|durch) uns<gap> fehler<gap> gemacht|(?:ist|sind) uns<gap> passiert"],
        message: "In diesem Satz tut niemand etwas.",
        advice: "Nennen Sie, wer es war: \u{201e}Wir haben einen Fehler gemacht.\u{201c}",
        rewrites: &[
            (
                r"^Es wurden (?:\w+ )?Fehler gemacht",
                "Wir haben Fehler gemacht",
            ),
            (
                r"\bist ein (?:Fehler|Irrtum|Versehen) (?:passiert|aufgetreten|entstanden)",
                "haben wir einen Fehler gemacht",
            ),
        ],
        bad: &[
            "Es wurden Fehler gemacht.",
            "Dabei ist ein Fehler aufgetreten.",
        ],
        good: &["Es wurden von uns Fehler gemacht."],
    },
    Rule {
        code: "blame_third_party",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:wegen|durch|schuld|fehler|verschulden|aufgrund|seitens|liegt bei|lag bei|lag an|lag am)(?: \w{1,20}){0,3}? (?:<andere>)",
            r"(?:unser|der|die|ein|eine|unsere) (?:<andere>) (?:hat|haben|hatte|war|konnte|ist)",
        ],
        unless: &[r"durch (?:die|ihre) bank"],
        message: "Hier wird der Fehler jemand anderem zugeschoben. Für den Kunden ist es Ihrer, wer ihn auch gemacht hat.",
        advice: "Sagen Sie \u{201e}wir\u{201c}: Sie haben gewählt, mit wem Sie arbeiten.",
        rewrites: &[(
            r"\b(?:unser|unsere|der|die) (?:Paketdienst|Lieferant|Spedition|Spediteur|Druckerei|Dienstleister|Subunternehmer|Hersteller) hat (.*\b(?:verloren|beschädigt|vergessen|verwechselt|versäumt|vertauscht))\b",
            "wir haben $1",
        )],
        bad: &[
            "Die Verspätung entstand durch unseren Lieferanten.",
            "Der Paketdienst hat es verloren.",
        ],
        good: &["Die Zahlung durch Ihre Bank ist angekommen."],
    },
    Rule {
        code: "blame_client",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:sie (?:hätten|haben)|hätten sie|haben sie)<gap> (?:sollen|müssen|versäumt|vergessen|übersehen|falsch \w{1,20}|missverstanden|nicht (?:gelesen|geprüft|mitgeteilt|bezahlt|angegeben))",
            r"ihr(?:e|en|em|er|es)? (?:eigene\w{0,1} |falsche\w{0,1} |fehlende\w{0,1} )?(?:fehler|versäumnis|verschulden|missverständnis|irrtum|falsche\w{0,1} angaben?|fehlende\w{0,1} angaben?)",
        ],
        unless: &[
            r"<wir> (?:\w{1,20} )?(?:hätten|haben|hätte|habe) sie",
            r"sie hätten<gap> (?:erhalten|bekommen|haben|erwarten|hören) (?:sollen|müssen)",
        ],
        message: "Hier muss der Kunde dafür geradestehen.",
        advice: "Lassen Sie weg, was der Kunde getan hat, und sagen Sie, was Sie hätten tun können.",
        rewrites: &[],
        bad: &[
            "Sie hätten den Entwurf prüfen müssen.",
            "Das kam durch Ihre fehlende Angabe.",
        ],
        good: &[
            "Sie hätten die Ware am Montag erhalten sollen.",
            "Wir hätten Sie anrufen müssen.",
        ],
    },
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
];
