//! How a German sentence puts right what went wrong, tells how it came about, and says what is
//! different from now on.

use super::super::rules::{Sign, Signal};
use super::excuses::CIRCUMSTANCES;

pub(super) const REPAIR: Signal = Signal {
    sign: Sign::Repair,
    patterns: &[
        // Money, and what costs nothing.
        r"<leistung>|unser angebot|wieder ?gut ?(?:zu ?)?mach\w{1,6}|wiedergutmachung|kostenlos\w{0,2}|kostenfrei\w{0,2}|gratis|unentgeltlich\w{0,2}|gebührenfrei\w{0,2}|ohne (?:aufpreis|berechnung|mehrkosten|mehrpreis)|(?:auf (?:unsere|meine)|zu (?:unseren|meinen)) (?:kosten|rechnung|lasten)|auf kosten des hauses",
        r"(?:ist|sind|geht|gehen|ging)<weit> (?:mit|per) (?:express|kurier|eilpost|boten)|(?:übernehmen|übernehme) (?:wir|ich)|(?:wir|ich) (?:übernehmen|übernehme)|(?:gehen|geht|ging|ist|sind|sei)(?: [\w'-]+){0,4}? (?:auf (?:uns|mich)|aufs haus|an uns)|geschenkt|als (?:\w+ )?(?:dankeschön|ausgleich|entschädigung|geschenk)",
        r"(?:be)?zahl(?:en|st|t) (?:sie|du|ihr)(?: [\w'-]+){0,4}? (?:nichts|nicht|nur|kein\w{0,2})|(?:(?:müssen|musst|müsst|brauchen|brauchst|braucht) (?:sie|du|ihr)|(?:sie|du|ihr) (?:müssen|musst|müsst|brauchen|brauchst|braucht))<weit> (?:nicht|nichts|kein\w{0,2})(?: [\w'-]+){0,3}? (?:zu )?(?:be)?zahlen|kostet (?:sie|dich|euch) (?:nichts|kein\w{0,2})|(?:berechne|verrechne|verlange|nehme)n? (?:wir|ich)(?: [\w'-]+){0,5}? (?:nichts|nicht|kein\w{0,2})|(?:wir|ich) (?:berechne|verrechne|verlange|nehme)n?(?: [\w'-]+){0,5}? (?:nichts|nicht|kein\w{0,2})|stellen? (?:wir|ich)<weit> nichts? in rechnung",
        r"(?:[\w-]*rechnung|mahnung|gebühr(?:en)?|[\w-]{2,}gebühr(?:en)?|forderung|abbuchung|inkasso|strafe|vertragsstrafe)<weit> (?:storniert|stornieren|zurückgezogen|zurückgenommen|erlassen|gelöscht|aufgehoben|gestrichen|streichen|vom tisch|entfällt|entfallen)",
        r"(?:[\w-]*kosten|[\w-]*rechnung|reparatur|reinigung|[\w-]{0,10}fahrt|[\w-]{0,15}gebühr(?:en)?|porto|rücksendung|versand|auslagen|differenz|arbeit|material)<weit> (?:(?:übernehme|trage|zahle|bezahle|begleiche)n? (?:wir|ich)|(?:übernimmt|trägt|zahlt|bezahlt) (?:<unser>|die|das))|(?:wir|ich) (?:übernehme|trage|zahle|bezahle|begleiche)n?<weit> (?:[\w-]*kosten|[\w-]*rechnung|reparatur|reinigung|[\w-]{0,10}fahrt|porto|differenz)",
        r"(?:(?:bekommen|erhalten|kriegen|haben|bekommst|erhältst|kriegst|hast|bekommt|erhaltet|kriegt|habt) (?:sie|du|ihr)|(?:sie|du|ihr) (?:bekommen|erhalten|kriegen|haben|bekommst|erhältst|kriegst|hast|bekommt|erhaltet|kriegt|habt))<weit> (?:zurück|ersetzt|erstattet|gutgeschrieben|gratis)|(?:bekommen|erhalten|kriegen|bekommst|erhältst|kriegst|bekommt|erhaltet|kriegt) (?:sie|du|ihr)<weit> <anderes>",
        r"(?:geld|[\w-]{0,15}betrag|summe|differenz|anzahlung|kaution|euro|franken|guthaben)<weit> (?:unterwegs|auf (?:ihr|dein|eu(?:er|r))em konto|zurück auf|an (?:sie|dich|euch) zurück)",
        // What we do, have done and will do.
        r"(?:zieh|buch|forder|verlang)e?n? (?:wir|ich)(?: [\w'-]+){0,5}? (?:nicht|nichts)|(?:(?:wir|ich) (?:streich|stornier|lösch|zieh|nehm)en?|(?:streich|stornier|lösch|zieh|nehm)en? (?:wir|ich))<weit> (?:[\w-]*rechnung|mahnung|[\w-]*gebühr(?:en)?|forderung|[\w-]{0,15}zuschlag|strafe)",
        r"(?:(?:erstatt|vergüt|überweis|begleich|ersetz|reparier|beheb|beseitig|korrigier|berichtig|entschädig|erlass|schenk|spendier|bezahl|zahl|verzicht)en? (?:wir|ich)|(?:wir|ich) (?:\w+ )?(?:erstatt|vergüt|überweis|begleich|ersetz|reparier|beheb|beseitig|korrigier|berichtig|entschädig|erlass|schenk|spendier|bezahl|zahl)en?)",
        r"<trennbar>",
        r"(?:wir|ich) (?:\w+ )?(?:(?:zahl|geb|nehm|buch|bring|hol|zieh|überweis|schick)(?:e|en)<weit> zurück|(?:komm|bring|schau|fahr)(?:e|en)<weit> vorbei|schreiben?<weit> gut|(?:tausche|wechsle|wechsel)n?<weit> (?:aus|um)|(?:lad|bau)en?<weit> ein<ende>|bieten?<weit> an<ende>|holen?<weit> ab<ende>|(?:liefer|reich|hol|druck|besser|send|schick)(?:e|en|n)<weit> nach<ende>|(?:mach|druck|back|streich|näh|fertig|berechn|koch|schneid|verleg|montier|pflanz|schleif|lackier|reinig)en?<weit> (?:neu|noch einmal|noch mal|nochmals|wieder gut))",
        r"(?:<haben> (?:wir|ich)|(?:wir|ich) <haben>)<weit> <gutgemacht>|(?:ist|sind|wird|werden|wurde|wurden)<weit> <gutgemacht>",
        r"(?:(?:werde|möchte|würde|will|darf)n? (?:wir|ich)|(?:wollen|dürfen|lassen|lasse) (?:wir|ich)|(?:wir|ich) (?:werden?|möchten?|würden?|wollen|will|dürfen|darf|lassen|lasse))<weit> <gutmachen>|wird (?:<unser>|die|das|der|ein\w{0,2})<weit> <gutmachen>",
        r"(?:bringen|bringe|setzen)<gap> in ordnung|in ordnung (?:bringen|gebracht)|kümmer(?:e mich|n uns)(?: \w+){0,2}? (?:persönlich|sofort|umgehend|darum)|(?:klär|prüf|untersuch)en?<weit> (?:bis|<bald>)<weit> (?:meld|ruf|sag|geb)en?",
        // What is sent, brought or built in instead, and who comes.
        r"(?:wir|ich) (?:leg|pack|geb|steck)en?<weit> (?:drauf|dazu|obendrauf|mit)<ende>|(?:bringt|liefert|schickt|montiert|baut)<weit> <anderes>|(?:(?:wir|ich) (?:stell|geb|leih|überlass)en?|(?:stell|geb|leih|überlass)en? (?:wir|ich))<weit> (?:ersatz|leih)\w*",
        r"(?:<bringen> (?:wir|ich)|(?:wir|ich) (?:\w+ )?<bringen>|^<bringen>)<weit> (?:<anderes>|<bald>|persönlich)|(?:komme|kommen) (?:wir|ich)<weit> (?:<anderes>|persönlich|noch einmal)|(?:wir|ich) kommen?<weit> (?:<anderes>|persönlich|noch einmal)|(?:<anderes>|<bald>)<weit> <bringen> (?:wir|ich)",
        r"<anderes><weit> (?:unterwegs|auf dem weg|in der post|bereit|raus|bei (?:ihnen|dir|euch)|bei)|(?:geht|kommt|folgt|gehen|kommen|folgen|liegt|anbei|im anhang|hier)(?: [\w'-]+){0,5}? (?:richtige|neue|korrigierte|fehlende)\w{0,1}|(?:<haben> (?:wir|ich)|(?:wir|ich) <haben>)<weit> <anderes><weit> (?:bestellt|beauftragt|verschickt|versandt|geschickt|gebucht|reserviert|besorgt|eingebaut|gesetzt)",
        r"<bald>(?: [\w'.:-]{1,20}){0,5}? (?:kommt|bringt|liefert|holt|tauscht|repariert|montiert|installiert|bessert|behebt)(?: [\w-]+){0,4}? <leute>|<leute>(?: [\w-]+){0,3}? (?:kommt|bringt|liefert|holt|tauscht|repariert|montiert|installiert|bessert|behebt)(?: [\w'-]+){0,6}? <bald>",
    ],
    // What sounds like repair and is none: it is refused, or was itself what went wrong.
    unless: &[
        r"(?:kein|keine|keinen|nicht|keinerlei)<gap> (?:<leistung>|erstatten|ersetzen|kostenlos)|(?:nicht|nie|kein\w{0,2}|weder)(?: [\w'-]+){0,2}? (?:<gutgemacht>|<gutmachen>)",
        r"<leistung>(?: [\w'-]+){0,8}? (?:nicht|ausgeschlossen|abgelehnt|ablehnen|unmöglich|entfällt)",
        r"(?:falsch|versehentlich|irrtümlich|fälschlich|doppelt|zweimal|<zu>|falsche\w{0,1} \w{2,}) (?:überwiesen|angewiesen|ersetzt|erneuert|repariert|ausgetauscht|ausgezahlt|gutgeschrieben|korrigiert)",
        r"kostenlose?\w? (?:hotline|rufnummer|servicenummer|nummer|app|newsletter|parkpl\w{2,4}|probe\w{0,10})|gebührenfrei\w{0,2} (?:hotline|rufnummer|nummer)",
        r"(?:verantwortung|verantwortlichkeit|schuld|haftung|garantie|gewähr|vertretung)<weit> (?:übernehmen|übernehme|tragen|trage)|(?:übernehmen|übernehme|tragen|trage)<weit> (?:verantwortung|schuld|haftung|garantie|gewähr)",
        // From now on: that is what changes, not what is given.
        r"ab (?:sofort|heute|morgen|\w{2,8}tag)",
    ],
};

pub(super) const EXPLANATION: Signal = Signal {
    sign: Sign::Explanation,
    patterns: &[
        r"weil|da (?:wir|unser\w{0,2}|die|der|das|ihr|sie)|denn|ursache|der grund|grund (?:dafür|hierfür|war|ist)|dazu gekommen|kam es dazu|dazu kam es|lag es|lag (?:daran|an)|indem|deshalb|weshalb|deswegen|das kam so|so kam es|aufgrund|wegen|infolge|nämlich|zurückzuführen|es handelte sich|nachdem|bevor|beim \w{3,25}en|führten? dazu|dazu geführt|(?:entstand|entstanden|passierte|geschah)(?: \w+){0,3}? (?:durch|beim|bei|als|dadurch)",
        r"(?:hatte|hatten)<weit> (?:vergessen|übersehen|verwechselt|nicht (?:\w+ )?<partizip>)|ohne (?:[\w-]+ ){1,4}zu \w{3,}|(?:war|waren|fiel|stand|lag|hing|fehlte)(?: [\w'-]+){0,4}? (?:krank|im urlaub|ausgefallen|abgestürzt|aus|verreist|nicht im (?:neuen )?\w{3,}|falsch \w{3,}|noch (?:in|auf|im) (?:der |dem )?(?:alten )?\w{3,})|bei(?:m| der) (?:\w*umstellung|\w*umzug|\w*übergabe|\w*übertragung|\w*wechsel|eingabe|einbau|verladen|packen|abschreiben)",
    ],
    unless: &[],
};

/// To plead circumstances explains as well.
pub(super) const CIRCUMSTANCE: Signal = Signal {
    sign: Sign::Explanation,
    patterns: CIRCUMSTANCES,
    unless: &[],
};

pub(super) const REPENTANCE: Signal = Signal {
    sign: Sign::Repentance,
    patterns: &[
        r"(?:nie|nicht)<gap> (?:wieder|mehr|noch einmal|erneut) (?:vor\w{1,10}|passier\w{1,4}|gescheh\w{1,4})|nicht wiederhol\w{1,3}|kein (?:zweites|weiteres) mal|künftig|jede\w{0,2} \w{2,} (?:wird|werden|liest|prüft) (?:\w+ )?(?:nun|jetzt|künftig|zuerst)|in zukunft|(?:ab|seit) (?:heute|jetzt|morgen|gestern|nächster woche|nächste woche|dieser woche|kommender woche|\w{2,8}tag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)|daraus gelernt|zukünftig|ab sofort|von nun an|(?:beim )?nächste[sn]? mal|besser machen|gelobe\w{0,1} besserung|damit (?:das|so etwas|so was|sich das|dies)<gap> nicht",
        r"(?:jetzt|nun|inzwischen|mittlerweile|fortan|seitdem|seither)(?: [\w'-]+){0,4}? (?:jede\w{0,1}|jedes mal|täglich|wöchentlich|immer|stets|zweimal|dreimal|doppelt|zu zweit|zuerst|nur noch|getrennt\w{0,2}|zwei|vorher)|kein\w{0,2} [\w-]{2,} (?:\w{3,}t|wird|geht)(?: [\w-]+){0,5}? (?:mehr|ohne)|jede\w{0,2}(?: [\w-]{2,}){1,3} (?:wird|werden)(?: [\w-]+){0,5}? (?:geprüft|kontrolliert|gelesen|gezählt|abgehakt|gegengelesen|getestet|verglichen|bestätigt|unterschrieben)",
        r"(?:ablauf|abläufe|verfahren|prozess\w{0,2}|kontrollen?|checkliste|regeln?) (?:\w+ ){0,2}?(?:geändert|umgestellt|eingeführt|verschärft|angepasst)|(?:<haben> (?:wir|ich)|(?:wir|ich) <haben>|wurden?)<weit> (?:eingeführt|umgestellt|umgebaut|geschult|verschärft|überarbeitet|verdoppelt|abgeschafft|aufgestockt|festgelegt|eingerichtet|gelernt|(?:die )?(?:lehre|lehren|konsequenzen) (?:daraus )?gezogen)|vier-augen-prinzip|zweite person|zu zweit",
    ],
    unless: &[
        r"seit (?:heute|gestern|\w{2,8}tag)<weit> (?:unterwegs|auf dem weg|in der post|raus|konto|zurück)",
    ],
};
