//! The German rules, with the examples that each has to tell apart. Patterns are written with
//! umlauts and meet "ae", "oe", "ue" and "ss" as well.

mod amends;
mod blame;
mod excuses;
mod owning;
mod signs;

use super::rules::Weight::{Block, Warn};
use super::rules::{Lexicon, Rule, Scope};

pub(super) static LEXICON: Lexicon = Lexicon {
    vocabulary: VOCABULARY,
    rules: &[RULES, blame::RULES, excuses::RULES],
    signals: signs::SIGNALS,
    absences: signs::ABSENCES,
    own_name: None,
    denial: r"(?:nicht|nie|niemals|kein|keine|keinen|keiner|keinerlei|keineswegs|weder|kaum|ohne|ob|falls|wenn|sofern|angeblich|bestreiten|angebliche|angeblicher|behaupten|behauptet|glauben nicht)(?:,? dass| (?:nur|allein|wirklich|eigentlich|ganz|in|auf|bei|an|unser|unsere|unserer|unserem|mein|meine|ein|eine|einen|der|die|das|dies|dass|es|er|sie|war|ist|sind|waren|sei|wir|ich|hier|dabei|dafür|daran|etwa|unbedingt|durch|von|die volle)){0,9}",
    insistence: r"(?:(?:bestreiten|bestreite|leugnen|leugne|bezweifeln|bezweifle)(?: \w+){0,2} nicht|(?:nicht|niemand|kein\w{0,2})(?: [\w']+){0,3}? (?:bestreiten|bestreitet|leugnen|leugnet|abstreiten|bezweifeln|bezweifelt|zweifel)|zweifellos|ohne (?:jeden )?zweifel|außer frage|nicht nur)(?:,? (?:dass|daran|das|dies|es|der|die|ist|war|wir|ich|unser\w{0,2}|mein\w{0,2}|allein|auch|steht|besteht|haben|hat)){0,8}",
    quoting: r"(?:(?:sie|ihr|wir|ich|er|es|kunde|kundin|brief|mail|nachricht|antwort)(?: (?:haben|hatten|uns|mir|ihnen|zu recht|auch)){0,3} (?:schrieben|schreiben|sagten|sagen|fragten|fragen|nannten|nennen|heißt|hieß|meinten|lautete|lautet|stand|steht|antworteten|schrieb|schreibt|sagt|sagte|fragt|fragte|geschrieben|gesagt)(?: (?:uns|mir|ihnen|es|das|dazu|in|ihrer|ihrem|unserer|unserem|mail|brief|nachricht)){0,5}|(?:wort|worte|wörter|satz|frage|ausdruck|betreff|statt))",
    instead: "Zum Beispiel:",
    subject: "Im Betreff",
};

const VOCABULARY: &[(&str, &str)] = &[
    ("wir", "wir|ich"),
    ("uns", "uns|mir|mich"),
    ("unser", r"unser(?:e|en|em|er|es)?|mein(?:e|en|em|er|es)?"),
    // Up to six words of one clause.
    ("gap", r"(?: [\w'-]+){0,6}?"),
    (
        "fehler",
        r"(?:\w+)?fehlers?|(?:\w+)?versäumnis(?:se|ses)?|(?:\w{1,10})?verschulden|schuld|versehen|irrtums?|pannen?|nachlässigkeit|unachtsamkeit|schlamperei|patzers?|fehlverhalten|fehlentscheidung|fehleinschätzung|fauxpas|zahlendreher|lapsus|missgeschick|ausrutscher|aussetzer|schlampigkeit|gedankenlosigkeit|vergesslichkeit",
    ),
    ("haben", "haben|habe|hab|hatten|hatte"),
    (
        "entschuldigung",
        r"entschuldigung|entschuldigungen|entschuldigen|entschuldige|entschuldigt|verzeihung|verzeihen|tut (?:es )?(?:uns|mir)(?: [\w']+){0,4}? leid|tut (?:uns|mir)|bedauern|bedaure|bedauere|sorry|leid",
    ),
    (
        "verletzt",
        r"gestört|verletzt|gekränkt|beleidigt|verärgert|belästigt|benachteiligt|unwohl|schlecht|enttäuscht|betroffen|angegriffen|brüskiert",
    ),
    // A past participle by its shape.
    (
        "partizip",
        r"(?:\w*ge\w+|(?:\w{1,6})?(?:be|ver|er|ent|zer|miss|hinter|über|unter)\w{2,})(?:t|en)|\w{2,}iert",
    ),
    // A past tense by its shape, and the strong verbs of daily work.
    (
        "tat",
        r"\w{2,}ten?|(?:nach|vor|ein|an|aus|ab|ver|be|er|ent)?(?:kam|gab|ließ|nahm|schrieb|sprach|hielt|rief|fuhr|trug|schnitt|schloss|traf|griff|blieb|schien|lief)(?:en)?|vergaß(?:en)?|verlor(?:en)?|übersah(?:en)?",
    ),
    // More or less of something than there should be.
    (
        "zu",
        r"zu (?:spät|früh|viel|wenig|kurz|lange?|hoch|niedrig|tief|schnell|langsam|klein|groß|knapp|dünn|dick|eng|weit|breit|schmal|heiß|kalt|laut|leise|stark|schwach|hell|dunkel|teuer|oft|selten|grob|scharf|schroff|streng|sehr|weich|hart|schwer|vorsichtig|optimistisch|forsch|warm|kühl|nass|trocken|fest|locker|voll|leer|süß|sauer|alt|weich|\w{2,}(?:ig|lich|los))(?:e|en|er|es|em)?",
    ),
    // What makes of a deed a wrong one.
    (
        "verkehrt",
        r"falsch(?:e|en|er|es|em)?|verkehrt(?:e|en|er|es|em)?|fehlerhaft\w{0,2}|irrtümlich(?:erweise)?|fälschlich(?:erweise)?|versehentlich|aus versehen|<zu>|verspätet|schlecht|überschritten|ausgelöst|herbeigeführt|zu unrecht|grundlos|unrechtmäßig|widerrechtlich|offen (?:ge)?(?:lassen|stehen)|(?:liegen|stehen|laufen|brennen|allein) ?(?:ge)?lassen|unverschlossen|unbeaufsichtigt|(?:der|die|das) (?:\w+ )?nicht (?:stimmten?|galt|galten|passten?|gehörten?|funktionierten?|existierten?)|ohne (?:[\w-]+ ){1,3}(?:ausgeliefert|geliefert|verschickt|versandt|geschickt|montiert|serviert|eingebaut|gedruckt|übergeben|abgegeben|zurückgegeben|veröffentlicht)|erst(?: \w+){1,5}? (?:gemerkt|bemerkt|gesehen|entdeckt|reagiert|geantwortet|gemeldet|informiert|geliefert|bearbeitet)|(?:alt|früher|ehemalig|vorherig|vorig|veraltet)(?:e|en|er|es|em) (?:[\w-]+)?(?:adress|anschrift|datei|preis|datum|termin|fassung|version|stand|entwurf|liste|vorlage|nummer|konto|tarif)\w{0,3}|(?:einem|einen|eine|einer) ander(?:en|e|er) (?:kund|gast|gäst|patient|person|famil|firma|adress|empfänger|teilnehmer|mieter)\w{0,4}|obwohl (?:sie|du|ihr)|vorschnell|eigenmächtig|voreilig|leichtfertig|fahrlässig|schlampig|nachlässig|umsonst|(?:doppelt|zweimal|mehrfach)(?: \w+){0,2}? (?:berechnet|verrechnet|abgebucht|gebucht|verbucht|belastet|verschickt|versandt|geschickt|gesendet|verkauft|vergeben|belegt|kassiert|eingezogen|bestellt|zugestellt|geliefert|abgezogen|in rechnung gestellt)|(?:mit|hat|hatte|hatten)(?: \w+){0,4}? verspätung|(?:statt|anstatt|anstelle)(?: [\w-]+){1,5}|ohne (?:[\w-]+ ){0,4}?(?:rücksprache|rückfrage|absprache|ankündigung|vorwarnung|erlaubnis|zustimmung|einwilligung|einverständnis|wissen|prüfung|kontrolle|grund|zu \w{3,}|(?:nach|vor|an|ab|hin|rück)zu\w{4,})|un(?:vollständig|höflich|freundlich|genau|geprüft|aufmerksam|achtsam|vorsichtig|fair|gerecht|angemessen|zureichend|genügend|sachgemäß|berechtigt|gefragt|überlegt|nötig|pünktlich|sauber)\w{0,2}",
    ),
    (
        "versagt",
        r"versäumt|vergessen|verwechselt|übersehen|überbucht|verloren|beschädigt|ruiniert|versagt|vertauscht|geirrt|getäuscht|vertan|verrechnet|verzählt|verschrieben|verlesen|verhört|verschätzt|verkalkuliert|vergriffen|vertippt|danebenbenommen|danebengegriffen|enttäuscht|belogen|getäuscht|verletzt|im stich gelassen|im regen stehen (?:ge)?lassen|verpasst|verschlafen|geschlafen|verschwitzt|verpennt|verbockt|verpatzt|vermasselt|verhauen|versemmelt|geschlampt|gepatzt|gepfuscht|gebummelt|getrödelt|missachtet|ignoriert|fallen ?gelassen|fallen lassen|vernachlässigt|verlegt|verbummelt|verschlampt|zerbrochen|zerstört|zerkratzt|verschmutzt|beschmutzt|befleckt|kaputt ?gemacht|gelogen|gegen (?:\w+ ){1,4}verstoßen|(?:uns|mir) (?:\w+ )?zuzuschreiben|verursacht|verschuldet|angerichtet|zugefügt|zu verantworten|zu vertreten|gebrochen|(?:mist|murks|blödsinn) (?:gebaut|gemacht|erzählt)|hängen ?(?:ge)?lassen|sitzen ?(?:ge)?lassen|schleifen ?(?:ge)?lassen|vertröstet|verschleppt|verspielt|versaut|vergeigt|vermurkst|verschusselt|verdreht|durcheinander ?gebracht|(?:nicht|wenig) im griff|aus den augen verloren|abgewimmelt|(?:einen |nen )?bock geschossen|missverstanden|unterschätzt|fehlgeleitet|(?:daten|archiv|dateien?|konto|fotos|bilder)(?: \w+){0,2}? gelöscht|warten lassen|<verkehrt>|(?:nicht|nie|niemals|gar nicht)(?: [\w-]+){0,4}? (?:<partizip>)|kein(?:e|en|em|er|es)?(?: [\w-]+){1,4}? (?:<partizip>)",
    ),
    // Whoever else can have done it, alone or at the end of a compound.
    (
        "andere",
        r"(?:[\w-]+)?(?:lieferant|unternehmer|dienstleister|spediteur|spedition|zusteller|hersteller|druckerei|zulieferer|agentur|anbieter|betreiber|hoster|provider|versorger|händler|vermittler|frachtführer|logistiker|transporteur|kurier|installateur|reederei|behörde|handwerker|vermieter)(?:e?[ns]|innen|in|es)?|[\w-]{3,}(?:unternehmens?|firma|firmen|gesellschaft)|(?:paket|zustell|kurier|liefer|boten|versand|reinigungs|sicherheits|transport|abhol)dienst(?:es|s)?|(?:vertrags|logistik|versand|liefer|service|transport|geschäfts|kooperations|technologie|montage)?partners?|partner(?:werkstatt|betrieb|hotel|labor)\w{0,3}|(?:paket|post)?boten?|briefträger[ns]?|post|bank|bahn|zoll|polizei|dritten?|dhl|ups|gls|dpd|hermes|fedex|airline|absenders?|versenders?|vorbesitzers?|vormieters?|gutachters?|sachverständigen?|architekten?|firma [\w&-]{2,30}",
    ),
    // What a client is told to have done, or left undone.
    (
        "unterlassen",
        r"(?:versäumt|vergessen|übersehen|verpasst|missachtet|ignoriert|verwechselt|überschritten|verstreichen lassen|verlegt|verloren|missverstanden|falsch (?:ausgefüllt|angegeben|eingegeben|bestellt|montiert|bedient|verstanden|gelesen|notiert|gemessen|gewählt)|falsche\w{0,1} \w{2,} (?:bestellt|angegeben|eingegeben|gewählt|ausgewählt|geschickt|mitgeteilt|gebucht|genannt|notiert)|(?:<zu>|verspätet)(?: \w+){0,2}? (?:bestellt|bezahlt|gemeldet|gesagt|gegeben|reagiert|storniert|eingereicht|geantwortet|gebucht|informiert|abgegeben|angemeldet|gekündigt|geschickt|mitgeteilt|gekommen)|(?:nicht|nie|kein\w{0,2})(?: [\w-]+){0,4}? (?:<partizip>))",
    ),
    // Of our own house, whoever it was; that it is none of them, `unless` says.
    (
        "eigene",
        r"<unser> (?:[\w-]+ ){0,2}?[\w-]{3,}|(?:die|das|der) (?:geschäftsleitung|geschäftsführung|direktion|schulleitung|redaktion|verwaltung|rezeption|küche|buchhaltung|kundendienst|kundenservice|haus|hotel|restaurant|praxis|team|vorstand|empfang|disposition|koch|köchin|kellner|kellnerin|rezeptionist|rezeptionistin)",
    ),
    (
        "hat",
        r"(?:<eigene>) (?:\w+ ){0,2}?(?:hat|haben|hatte|hatten)|(?:hat|haben|hatte|hatten) (?:<eigene>)",
    ),
    // Anything up to ninety characters on, over commas and figures.
    ("weit", r"(?: [\w\s'.,:/*$%()-]{0,90}?)??"),
    (
        "leistung",
        r"gutschrift(?:en)?|(?:\w+)?gutscheins?|(?:rück)?erstattung|rückzahlung|rückvergütung|ersatzlieferung|ersatz|(?:preis)?nachlass|rabatt|entschädigung|freikarten?|freifahrt|freimonat|freigetränke?",
    ),
    // What one has done for whom one let down.
    (
        "gutgemacht",
        r"(?:zurück|rück)?erstattet|vergütet|(?:zurück|rück)(?:vergütet|überwiesen|gezahlt|bezahlt|gebucht|gegeben|geholt|genommen|gezogen)|überwiesen|angewiesen|gutgeschrieben|ausgeglichen|beglichen|ausgezahlt|ausbezahlt|ersetzt|ausgetauscht|umgetauscht|ausgewechselt|erneuert|repariert|behoben|beseitigt|instand ?gesetzt|ausgebessert|nachgebessert|korrigiert|berichtigt|bereinigt|richtiggestellt|nach(?:geholt|geliefert|gereicht|gesandt|geschickt|gedruckt|bestellt|produziert|gebucht|getragen|gezahlt|gereinigt)|wiederhergestellt|wieder (?:hergestellt|eingesetzt|angeschlossen|freigeschaltet|aufgenommen)|rückgängig gemacht|(?:neu|noch einmal|noch mal|nochmals) <partizip>|freigeschaltet|hochgestuft|entschädigt|zurückgegangen|zurückgeflossen|erlassen|geschenkt|spendiert",
    ),
    // The same, still to be done.
    (
        "gutmachen",
        r"(?:zurück|rück)?(?:zu)?erstatten|vergüten|zurück(?:zu)?(?:geben|zahlen|überweisen|buchen|nehmen|bringen|ziehen)|überweisen|gut(?:zu)?schreiben|aus(?:zu)?gleichen|begleichen|aus(?:zu)?zahlen|ersetzen|aus(?:zu)?tauschen|umtauschen|auswechseln|erneuern|reparieren|beheben|beseitigen|instand ?setzen|ausbessern|nachbessern|korrigieren|berichtigen|bereinigen|richtigstellen|nach(?:zu)?(?:holen|liefern|reichen|senden|schicken|drucken|bestellen|produzieren|buchen|tragen|zahlen)|wieder ?herstellen|wieder (?:anschließen|freischalten|aufnehmen)|rückgängig machen|(?:neu|noch einmal|noch mal|nochmals) (?:machen|drucken|backen|streichen|nähen|anfertigen|ausstellen|berechnen|kochen|schneiden|liefern|schicken|senden|verlegen|montieren|pflanzen|schleifen|lackieren|reinigen|aufsetzen|schreiben|erstellen|bestellen)|freischalten|entschädigen|erlassen|schenken|spendieren|einladen|übernehmen|anbieten|bezahlen|liefern|schicken|senden|drucken|bringen|vorbeibringen|vorbeikommen|wiedergutmachen|gutmachen|abholen",
    ),
    // The end of a clause, where the second part of a separable verb stands.
    (
        "ende",
        r"(?:\W{0,4}$|[,;:)] [\w'-]+|\W{1,3}(?:und|oder|sowie|damit))",
    ),
    ("wir_tun", r"(?:e|en|n)? (?:wir|ich)<weit>"),
    (
        "trennbar",
        r"(?:zahl|geb|nehm|buch|bring|hol|zieh|überweis|schick|erstatt)<wir_tun> zurück|(?:komm|bring|schau|fahr)<wir_tun> vorbei|schreib<wir_tun> gut|(?:tausch|wechsel|wechsl)<wir_tun> (?:aus|um)|(?:liefer|reich|hol|druck|schick|send|bestell|besser)<wir_tun> nach<ende>|(?:lad|bau)<wir_tun> ein<ende>|biet<wir_tun> an<ende>|hol<wir_tun> ab<ende>|stell<wir_tun> (?:wieder her|richtig)|mach<wir_tun> (?:gut|rückgängig|wett)|setz<wir_tun> instand|schalt<wir_tun> frei|(?:leg|pack|geb)<wir_tun> (?:drauf|dazu|obendrauf)|(?:mach|druck|back|streich|näh|fertig|berechn|koch|schneid|verleg|montier|pflanz|schleif|lackier|reinig|putz|bind|setz)<wir_tun> (?:neu|noch einmal|noch mal|nochmals)",
    ),
    (
        "bringen",
        r"(?:schick|send|bring|liefer|hol|bau|montier|tausch|installier|fahr|reparier|besser|näh|streich|back|druck|reinig|pflanz)(?:e|en|n)?",
    ),
    (
        "anderes",
        r"(?:neue|richtige|korrekte|korrigierte|fehlende|passende|andere|zweite|frische)[nrsm]?|ersatz\w*",
    ),
    (
        "bald",
        r"heute|morgen|übermorgen|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|diese woche|nächste woche|noch vor \w{3,}|umgehend|sofort|gleich|unverzüglich|per (?:express|kurier|eilpost|expressversand)",
    ),
    (
        "leute",
        r"(?:[\w-]*techniker|[\w-]*monteur|kollege|meister|mitarbeiter|[\w-]*elektriker|klempner|maler|handwerker|geselle|geschäftsführer|chef)(?:in)?|kollegen|team|jemand",
    ),
    (
        "wetter",
        r"(?:[\w-]*wetters?|wetterlage|witterung\w{0,12}|[\w-]{0,15}schnees?|schneefalls?|schneefälle|[\w-]{0,12}sturm\w{0,2}|stürmen|glatteis\w{0,2}|glätte|hitze|hitzewelle|kälte|kälteeinbruchs?|frost\w{0,2}|hochwassers?|[\w-]{0,12}regens?|gewitters?|nebels?|temperaturen|außentemperaturen)",
    ),
    (
        "andrang",
        r"(?:auftragslage|nachfrage|[\w-]*aufkommens?|[\w-]{0,15}andrangs?|[\w-]{0,15}ansturms?|auslastung|überlastung|arbeitsbelastung|[\w-]{0,10}saison|urlaubszeit|ferienzeit|feiertage|weihnachtszeit|weihnachtsgeschäfts?|[\w-]{0,10}verkehrs?|staus?)",
    ),
    (
        "ausfall",
        r"(?:[\w-]{0,10}streiks?|krankheit|krankheitsfalls?|krankheitsfällen?|krankheitsausfällen?|krankenstand\w{0,2}|personalmangels?|personalengp\w{3,8}|personalausf\w{3,7}|personalsituation|fachkräftemangels?|lieferengp\w{3,8}|lieferschwierigkeiten|lieferketten|materialmangels?|rohstoffmangels?|pandemie|corona|[\w-]{0,10}grippe|grippewelle|krankheitswelle|erkältungswelle|stromausfalls?|serverausfalls?|systemausfalls?|systemumstellung|softwareumstellung|technische[rn]? (?:gründen?|störung(?:en)?|probleme?n?|defekts?|schwierigkeiten|panne))",
    ),
    (
        "ärger",
        r"unannehmlichkeit(?:en)?|ärger|störung(?:en)?|umstände|verwirrung|irritation(?:en)?|enttäuschung|missverständniss?e?s?|nachteile?|beeinträchtigung(?:en)?",
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
            r"(?:falls|sofern|soweit|insoweit|insofern)(?: [\w-]+){2,7}|(?:wenn|ob)(?: (?:hier|irgend\w{0,8}|sie|sich|jemand|ihnen|wir|ich|es|dies|das|dadurch|hierdurch|dabei|du|dir|dich|ihr|euch|man|<unser>|ihr\w{0,2}|dein\w{0,2}|eu(?:er|re)\w{0,2}|die|der|dem|etwas|ein\w{0,2}|kein\w{0,2}))<gap>(?: \w+)",
            r"(?:im falle?|für den fall),? dass(?: [\w'-]+){1,6}",
            r"(?:sollten?|solltest|solltet) (?:sie|sich|jemand|ihnen|wir|ich|du|dir|ihr|euch|es|dies|das|dabei|dadurch|hierdurch|<unser>|ihr\w{0,2}|dein\w{0,2}|etwas|ein\w{0,2}|die|der)<gap>(?: [\w-]+){0,6}? (?:haben|sein|fühlen|worden|gefühlt|empfinden|wirken)",
            r"(?:eventuell|etwaig|allfällig|möglich|potenziell|potentiell)(?:e|en|er|es|em)(?: \w+)? \w{3,}|(?:möglicherweise|eventuell|gegebenenfalls|allenfalls|womöglich|vielleicht)(?: [\w-]+){0,3}? (?:entstanden\w{0,2}|verursacht\w{0,2}|<verletzt>)",
            r"(?:jegliche|jede|alle|sämtliche) <ärger>|(?:jegliche|jedwede|irgendwelche)[nrs]? \w{3,}",
            r"(?:bei |an |gegenüber )?(?:allen|alle|jedem|jeden|jenen|denen|denjenigen|personen|menschen),? (?:die|der|denen|den) (?:sich|davon|dadurch|vielleicht|möglicherweise)|bei wem auch immer|wer (?:sich|auch immer)",
            r"(?:entstanden|verursacht|ausgelöst|bereitet|<verletzt>) (?:worden )?(?:sein|haben) (?:könn|mög|mag|dürf|soll)\w{0,5}|(?:könn|mag|mög|dürf)\w{0,5} (?:[\w-]+ ){0,5}?(?:entstanden|verursacht|ausgelöst|bereitet|<verletzt>) (?:sein|haben)",
        ],
        unless: &[
            r"(?:falls|wenn|sofern|sollten) (?:sie|du|ihr) (?:lieber|noch|weitere|fragen|wünschen|möchten|möchtest|wollen|willst|mögen|etwas brauchen|hilfe|mit dem|eine andere|einen anderen)(?: [\w']+){0,6}",
            r"(?:sagen|schreiben|melden|prüfen|wissen)(?: sie)?(?: uns| mir| sich)?(?: bitte)?(?: gern)?,? (?:falls|wenn|ob|sofern)(?: [\w']+){0,8}",
            r"mögliche\w{0,2} (?:lösung|termin|ersatz|alternative|auswege?)\w{0,2}|alles mögliche",
            r"die sich(?: [\w-]+){0,5}? (?:gefreut|angemeldet|eingefunden|vorbereitet)",
            r"(?:auch|selbst) wenn|ob(?: \w+){1,8} (?:ist|hat|kommt|passt|geht|öffnet)",
            r"(?:wenn|falls) wir (?:sorgfältiger|besser|genauer|früher|rechtzeitig|nur)(?: [\w']+){0,6}",
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
            "Für den Fall, dass der Ton zu laut war, bitten wir um Entschuldigung.",
        ],
        good: &[
            "Wir entschuldigen uns bei allen, die sich auf den Abend gefreut hatten.",
            "Es tut uns leid; ein möglicher Termin wäre der Freitag.",
            "Es tut uns leid, dass niemand wusste, ob der Laden heute öffnet.",
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
            r"(?:falls|wenn|sofern)(?: \w+){1,3} <ärger>",
            r"sollten? (?:ihnen|dadurch|hierdurch|es|dabei|<unser>)<gap> (?:<ärger>|schaden|nachteile?|eindruck)<gap> (?:entstanden|verursacht|bereitet|erweckt)",
            r"(?:falls|wenn|sofern|sollten?|ob) (?:wir|ich|uns|mir|<unser>|es|das|dies)<gap> (?:<fehler>|<versagt>|unterlaufen)",
            r"<wir> (?:könnten|mögen|dürften)<gap> (?:gemacht|vergessen|versäumt|verwechselt|übersehen) haben|möglicherweise<gap> (?:<fehler>)<gap> (?:gemacht|unterlaufen)",
        ],
        unless: &[r"ob (?:das|es|dies) noch(?: [\w']+){0,6}"],
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
            r"<entschuldigung>[^;]{0,240}? (?:aber|jedoch|allerdings|obwohl|obschon|obgleich|wenngleich|auch wenn|trotzdem|dennoch|gleichwohl|wobei|immerhin)|<entschuldigung>[^;]{0,240}?(?:,| -) (?:doch|nur dass|bloß)",
            r"(?:obwohl|obschon|obgleich|auch wenn)[^.;]{1,160},? (?:bitten wir|bitte ich|tut es|entschuldigen wir|bedauern wir|tut uns|tut mir)",
        ],
        unless: &[
            r"(?:aber|doch) (?:auch|vor allem|wir wissen|das ist keine|das reicht|das genügt|es bleibt|worte)|<entschuldigung>[^;]{0,240}? (?:wenn und aber|ohne (?:jedes |ein )?aber|kein aber)",
            r"(?:obwohl|auch wenn) (?:worte|das|es|dies|eine entschuldigung)<gap> nicht",
            // They were right, and it was done all the same.
            r"(?:<haben>|hat),? obwohl (?:sie|du|ihr)",
            // What puts it right takes nothing back.
            r"aber (?:(?:wir|ich|haben|habe|werden|werde|ihnen|dir|euch|sie|es|das|die|der|den|ihr\w{0,2}|geld|betrag|summe|natürlich|selbstverständlich|sofort|heute|schon|bereits|gleich|inzwischen) ){1,9}(?:erstatte\w{0,2}|ersetz\w{0,2}|ersetzen|zurück\w{4,14}|überwiesen|überweise\w{0,1}|gutgeschrieben|korrigiert|behoben|repariert|nachgeliefert)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[(
            r"^(.*\b(?:leid|Entschuldigung|entschuldigen|bedauern)\b[^;]*?)\s*[,;\u{2013}\u{2014}-]*\s*\b(?:aber|jedoch|allerdings|obwohl|obschon|doch|trotzdem|dennoch)\b.*$",
            "$1.",
        )],
        bad: &[
            "Es tut uns leid, aber der Lieferant war zu spät.",
            "Obwohl wir alles versucht haben, bitten wir um Entschuldigung.",
        ],
        good: &[
            "Es tut uns leid, aber wir wissen, dass Worte nicht genügen.",
            "Es tut uns leid, obwohl das den Tag nicht zurückbringt.",
            "Es tut uns leid, aber wir haben Ihnen den Betrag schon überwiesen.",
            "Bitte entschuldigen Sie, dass wir gemahnt haben, obwohl Sie bezahlt hatten.",
        ],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::AfterApology,
        patterns: &[
            r"^(?:aber|jedoch|allerdings|andererseits|dennoch|trotzdem|gleichwohl|nichtsdestotrotz|doch)",
            r"^[\w']+(?: [\w']+){1,4}? (?:allerdings|jedoch|aber|dennoch|trotzdem)",
            r"^(?:freilich|wobei|immerhin|fairerweise|der fairness halber|zu (?:unserer|meiner) (?:verteidigung|entlastung|ehrenrettung)|man muss (?:\w+ )?(?:aber|allerdings|jedoch|dazu)|nur (?:hätten|haben|waren|war|ist|können) )",
        ],
        unless: &[
            r"^(?:aber|doch) (?:wir wissen|worte|das (?:reicht|genügt|ist keine)|vor allem|eine entschuldigung)|^[\w' ]{1,60} aber (?:nicht (?:besser|gut|genug|ungeschehen)|keine entschuldigung)|^[\w\' ]{1,60} aber (?:gern|gerne|natürlich|selbstverständlich|weiterhin)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "Es tut uns leid. Aber die Formulare waren schwer zu lesen.",
            "Es tut uns leid. Wir hatten allerdings viel zu tun.",
            "Es tut uns leid. Zu unserer Verteidigung: Das Formular war schwer zu lesen.",
        ],
        good: &["Es tut uns leid. Aber Worte genügen nicht, darum haben wir gehandelt."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:<unser> (?:<fehler>)|verantwortung|fehler (?:liegt|lag)<gap> (?:bei|an) (?:uns|mir)|<wir> (?:<haben>)[^;]{0,60}? <versagt>)[^;]{0,80}?(?:,| -)? (?:aber|jedoch|allerdings|obwohl|obschon|doch) (?:hatten wir|war|waren|hätten sie|haben sie|es|man|sie|ihr\w{0,2}|der|die|das|es|unser\w{0,2}|auch|nicht|wir (?:waren|hatten|haben) (?:auch|sehr|viel|zu viel|keine|nur)|niemand)",
            r"aber (?:man muss|sie müssen|bitte) (?:\w+ ){0,2}?(?:sagen|bedenken|verstehen|wissen|berücksichtigen|sehen)|aber bitte (?:bedenken|verstehen|berücksichtigen) sie",
        ],
        unless: &[
            r"aber (?:sie|ihr\w{0,2} \w+) (?:haben|hatten|mussten|hat|musste)<gap> (?:bezahlt|gebüßt|getragen|ausbaden)",
        ],
        message: "Was folgt, nimmt das Eingeständnis zurück.",
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "Das war unser Fehler, aber das Formular war unklar.",
            "Wir waren spät, aber man muss auch sagen, dass viel los war.",
        ],
        good: &["Das war unser Fehler, aber Sie haben ihn bezahlt."],
    },
    Rule {
        code: "passive_mistakes",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:wurden?|worden sind|sind)<gap> fehler<gap> (?:gemacht|begangen|passiert)|fehler (?:wurden|sind)<gap> (?:gemacht|passiert|begangen)",
            r"(?:ist|kam es)<gap> (?:zu )?(?:ein|einem|einen) (?:fehler|irrtum|versehen)(?: \w+)? (?:passiert|aufgetreten|gekommen|entstanden)|fehler (?:aufgetreten|eingeschlichen)|etwas schiefgelaufen|(?:ist|sind|kam|kamen) es(?: [\w'-]+){0,8}? zu (?:[\w-]{2,} )?(?:\w*fehlern?|fehlerhafte\w? \w{3,}|falsche\w? \w{3,}|versäumniss\w{1,2}|verwechslung(?:en)?|unregelmäßigkeiten|pannen?|doppelbuchung(?:en)?|irrtümern)|(?:ein|zu einem) fehler<gap> (?:aufgetreten|eingeschlichen|gekommen)",
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
];
