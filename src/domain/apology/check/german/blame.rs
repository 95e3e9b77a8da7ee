//! What gives the mistake to somebody else: a third party, or the client.

use super::super::rules::Weight::BlockUnlessOwned;
use super::super::rules::{Rule, Scope};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "blame_third_party",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            // Go and ask them.
            r"(?:wenden|richten)(?: [\w-]+){0,6}? (?:an|bei) (?:[\w-]+ ){0,3}?<andere>|(?:haftet|haften|zuständig ist|zuständig sind|verantwortlich ist|verantwortlich sind|ist|sind)(?: (?:hierfür|dafür|leider|allein|ausschließlich|jedoch)){0,2} (?:der|die|das|ein\w{0,2}|<unser>) (?:[\w-]+ )?<andere>(?: (?:selbst|allein|zuständig|verantwortlich|haftbar|schuld)){0,2}",
            // The cause is theirs.
            r"(?:durch|von|vom|seitens)(?: \w+){0,2}? (?:<andere>|hotels?|veranstalters?|werk|verwaltung|kollegium)(?: [\w-]+){0,3}? (?:veranlasst|storniert|abgesagt|entschieden|verfügt|angeordnet|vorgegeben|durchgeführt|verursacht|verschuldet|verzögert|gesperrt)|(?:obliegt|oblag|unterliegt|unterlag|verantworten|verantwortet)(?: [\w-]+){0,4}? <andere>|<andere>(?: [\w-]+){0,3}? (?:obliegt|obliegen|verantwortet|zu verantworten hat|gepatzt|geschlampt)",
            r"(?:wegen|durch|schuld|aufgrund|auf grund|infolge|seitens|dank|(?:liegt|lag|liegen|lagen)(?: \w+){0,2}? (?:bei|beim|an|am)|zurückzuführen auf|schuld (?:ist|war|hat|trägt)|(?:ursache|grund|verantwortlich|verantwortung)(?: \w+){0,3}? (?:ist|war|sind|waren|liegt|lag|trägt)(?: (?:bei|beim|in))?|(?:\w*fehlers?|panne|probleme?s?|verschulden|versäumnis\w{0,3}|defekte?s?|ausfall\w{0,2}|verspätung|verzögerung|störung|engpass\w{0,3}|irrtums?|versehens?)(?: \w+){0,2}? (?:von|vom|bei|beim|auf seiten|seitens|des|der|eines|einer|unser\w{0,2}|durch|im|in)|(?:sache|angelegenheit|aufgabe|zuständigkeit|pflicht) (?:des|der|von|eines|einer))(?: [\w-]+){0,3}? <andere>",
            // They failed.
            r"(?:<andere>)(?: \w+){0,2}? (?:hat|haben|hatte|hatten|ist|sind|war|waren|konnten?|wollten?|kam|kamen|blieb|ließ)(?: [\w-]+){0,8}? (?:<versagt>|ausgefallen|gescheitert|nicht|langsam|unzuverlässig|überlastet|unpünktlich|verspätung|in verzug|schuld|verantwortlich|im stich|unterlaufen|passiert)|(?:von|vom)(?: \w+){0,2}? <andere>(?: [\w-]+){0,3}? (?:<versagt>)|(?:hat|haben|hatte|ist|sind|war|waren|konnten?)(?: (?:leider|auch|uns|hier|dabei|offenbar|wohl)){0,2} (?:der|die|das|ein\w{0,2}|<unser>) (?:[\w-]+ ){0,2}?<andere>(?: [\w-]+){0,8}? (?:<versagt>|nicht|langsam|unzuverlässig|überlastet|ausgefallen|in verzug|unterlaufen|passiert|schuld)",
            r"<verkehrt>(?: [\w-]+){0,3}? (?:hat|haben|hatte)(?: \w+)? (?:der|die|das|ein\w{0,2}|<unser>) (?:[\w-]+ )?<andere>|<andere>(?: [\w-]+){0,8}? (?:<versagt>|nicht|in verzug)(?: \w+){0,2}? (?:hat|haben|hatte|hatten|ist|war|konnte|lieferte|kam|erschien)|(?:kam|kamen|lieferte|erschien|hielt)(?: \w+)? (?:der|die|das|<unser>) (?:[\w-]+ )?<andere>(?: [\w-]+){0,6}? (?:nicht|<zu>)|<andere> (?:vergaß|verlor|verwechselte|versäumte|beschädigte|versagte|lieferte (?:\w+ ){0,3}?(?:nicht|<verkehrt>)|kam (?:\w+ ){0,3}?(?:nicht|<zu>)|erschien nicht)",
            // What was theirs to decide or to do.
            r"(?:entscheidung|vorgabe|auflage|angabe|auskunft|schlamperei|nachlässigkeit|trägheit|unzuverlässigkeit|insolvenz|streik|säumnis)(?: \w+)? (?:des|der|von|vom|beim|lag bei|liegt bei|kam von|kam vom|stammt von|stammt vom)(?: [\w-]+){0,3}? <andere>|(?:kam|kommt|stammt|stammte)(?: \w+){0,2}? (?:vom|von|aus)(?: \w+){0,2}? <andere>|(?:es|das) (?:war|ist)(?: \w+){0,2}? <andere>,? (?:der|die|das|welche\w)|<andere>,? (?:der|die|das) (?:[\w-]+ ){0,8}?(?:<versagt>|nicht [\w-]+) (?:hat|hatte|haben|ist)|(?:hat|ist|konnte)(?: \w+){0,2}? (?:dhl|ups|gls|dpd|hermes|fedex)(?: [\w-]+){0,8}? (?:verloren|verschlampt|beschädigt|verlegt|vergessen|verwechselt|verbummelt|nicht)|(?:daran|dafür|hieran|hierfür) (?:ist|war|sind|waren)(?: \w+){0,2}? (?:der|die|das|ein\w{0,2}) (?:[\w-]+ ){1,5}?(?:schuld|verantwortlich)|wir sind (?:nur|lediglich|bloß|bloss|hier nur) (?:die|der|das|ein\w{0,2}) [\w-]*(?:vermittl\w{0,10}|plattform|händler|portal|makler|agentur)|(?:schon|bereits|so|ab werk|defekt|fehlerhaft|beschädigt|falsch)(?: \w+){0,2}? (?:ab werk|vom werk|aus dem werk|angeliefert|an uns geliefert)",
            r"bei(?: (?:der|dem|den|Ihrem|ihrer|<unser>))? (?:[\w-]+ )?<andere>(?: [\w-]+){0,3}? (?:beschweren|bedanken|reklamieren|nachfragen|erkundigen|geltend)|an (?:die|den|das) (?:absender\w{0,2}|versender|verkäufer\w{0,2}|aussteller|versicherung|versicherer|krankenkasse|hausverwaltung|gemeinde|veranstalter)(?: [\w-]+){0,2}? (?:wenden|richten)|(?:wenden|richten)(?: [\w-]+){0,5}? an (?:die|den|das|ihre\w?|deine\w?) (?:absender\w{0,2}|versender|verkäufer\w{0,2}|aussteller|versicherung|versicherer|krankenkasse|hausverwaltung|gemeinde|veranstalter)",
        ],
        unless: &[
            r"dritten? (?:mal|versuch|anlauf|termin|tag|woche|monat|jahr|lieferung|rechnung|mahnung|mail|brief|anruf)\w{0,2}",
            r"durch (?:die|ihre) bank|(?:ist|sind) (?:der|die|das|ein\w{0,2}|<unser>) (?:[\w-]+ )?<andere>$",
            r"(?:nicht|keineswegs|nie)(?: \w+){0,2}? (?:wegen|durch|schuld|am|an|bei|aufgrund)(?: [\w-]+){0,4}",
            r"<andere>[^.;]{1,100} und <wir> (?:<haben>)[^.;]{1,60}? (?:<versagt>)",
            r"<andere>[^.]{1,120} (?:stehen|stehe) (?:wir|ich) (?:dafür |voll )?(?:gerade|ein)|<andere>[^.]{1,120} (?:das|dies|dafür|wir)<gap> (?:<unser> (?:<fehler>|verantwortung|schuld)|verantwortlich|verantwortung)",
            r"(?:von|durch) <andere>(?: [\w-]+){0,3}? (?:abgeholt|gebracht|geliefert|zugestellt)",
        ],
        message: "Hier wird der Fehler jemand anderem zugeschoben. Für den Kunden ist es Ihrer, wer ihn auch gemacht hat.",
        advice: "Sagen Sie \u{201e}wir\u{201c}: Sie haben gewählt, mit wem Sie arbeiten.",
        rewrites: &[(
            r"\b(?:unser|unsere|der|die) (?:Paketdienst|Lieferant|Spedition|Spediteur|Druckerei|Dienstleister|Subunternehmer|Hersteller) hat (.*\b(?:verloren|beschädigt|vergessen|verwechselt|versäumt|vertauscht))\b",
            "wir haben $1",
        )],
        bad: &[
            "Die Verspätung entstand durch unseren Lieferanten.",
            "Der Paketdienst hat es verloren.",
            "Das kam, weil die Druckerei den Rand falsch geschnitten hat.",
            "Wenden Sie sich bitte an den Hersteller.",
            "Die Umbuchung wurde durch das Hotel veranlasst.",
            "Die Entscheidung lag beim Hersteller.",
            "Wenden Sie sich dazu bitte an den Verkäufer.",
        ],
        good: &[
            "Die Zahlung durch Ihre Bank ist angekommen.",
            "Es ist das dritte Mal, dass wir Sie nicht beliefert haben.",
            "Das lag nicht an der Spedition.",
            "Der Lieferant hat die Ware gebracht und wir haben sie nicht geprüft.",
            "Der Kurier hat die Schale verloren, und dafür tragen wir die Verantwortung.",
            "Das neue Gerät wird vom Kurier gebracht und von Spediteuren abgeholt.",
        ],
    },
    Rule {
        code: "blame_client",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            // What they should have done, and what would have been, had they.
            r"(?:sie hätten|hätten sie|du hättest|hättest du|ihr hättet|hättet ihr)<gap>(?: [\w-]+){0,4}? (?:sollen|müssen|können|dürfen)|(?:hätten sie|hättest du|hättet ihr|wären sie|wärst du|wenn sie|wenn du|wenn ihr)(?: [\w'-]+){1,12}, (?:dann |so )?(?:hätt|wär|könnt|würd|wüsst|müsst|ging)\w{1,4}",
            // What they did, or left undone.
            r"(?:sie haben|haben sie|du hast|hast du|ihr habt|habt ihr|sie hatten|hatten sie)<gap>(?: [\w-]+){0,6}? <unterlassen>|(?:dass|weil|da|nachdem|obwohl) (?:sie|du|ihr)(?: [\w-]+){0,9}? <unterlassen> (?:haben|hast|habt|hatten)",
            r"(?:ihr|dein|euer)(?:e|en|em|er|es)? (?:eigene\w{0,1} |falsche\w{0,1} |fehlende\w{0,1} |verspätete\w{0,1} )?(?:\w+fehler|fehler|versäumnis|verschulden|missverständnis|irrtum|falsche\w{0,1} angaben?|fehlende\w{0,1} angaben?|eigenverschulden|unachtsamkeit)|(?:ihnen|dir) ist(?: \w+){0,3}? (?:fehler|irrtum|versehen|missgeschick)|(?:ihr|dein|euer)(?:e|en|em|er|es)? (?:verspätete|falsche|fehlerhafte|unvollständige|fehlende|späte|unklare)\w{0,1} (?:\w{0,10}zahlung\w{0,8}|angaben?|anmeldung|antwort|rückmeldung|meldung|eingabe|adresse|unterlagen|unterschrift|bestätigung|mitteilung|bedienung|handhabung)|(?:ihre|deine|eure) (?:\w+ )?(?:angaben?|adresse|eingabe|daten|unterlagen|formular|antwort) (?:war|waren|kam|kamen) (?:\w+ ){0,2}?(?:<verkehrt>|nicht|unvollständig|unklar|fehlerhaft|falsch)|(?:fehler|verschulden|versäumnis|schuld) (?:liegt |lag |war )?(?:\w+ )?(?:bei ihnen|ihrerseits)|(?:selbst|selber) (?:schuld|verschuldet|verantwortlich)|eigenverschulden|(?:ihre|ihrer) (?:eigenen )?verantwortung",
            r"(?:von|durch) (?:ihnen|sie|dir)(?: \w+){0,2}? (?:angegebene\w{0,1}|genannte\w{0,1}|mitgeteilte\w{0,1}|falsch|fehlerhaft|verursacht\w{0,2}|verschuldet\w{0,2}|versäumt|nicht)(?: [\w-]+){0,6}? ?(?:falsch|fehlerhaft|unvollständig|war|stimmte|\w{3,})|(?:unsachgemäße|falsche|fehlerhafte|unsachgemäßer|falscher|fehlerhafter)n? (?:bedienung|nutzung|behandlung|handhabung|lagerung|eingabe|montage) (?:durch sie|ihrerseits)|bedienungsfehler",
            r"(?:hätten sie|hättest du) (?:doch|nur|bloß|mal)|(?:sie haben|haben sie|du hast)(?: [\w-]+){0,4}? (?:selbst (?:<partizip>)|unterschrieben|zugestimmt|akzeptiert)|wie (?:ihnen|dir|sie) (?:bereits |ja )?(?:bekannt|wissen)|wie (?:\w+ ){0,3}?(?:in|auf|aus)(?: \w+){0,2}? (?:agb|bedingungen|geschäftsbedingungen|vertrag|bestätigung|website|webseite|ticket) |sie wurden (?:\w+ ){0,4}(?:informiert|hingewiesen|gewarnt|erinnert)|(?:sie|du) (?:ließen|kamen|erschienen|bestellten|buchten|meldeten sich|reagierten|antworteten|vergaßen|zahlten)(?: [\w-]+){0,5}? (?:offen|<zu>|nicht|verspätet|falsch\w{0,2})",
            r"(?:ihre|deine|eure) (?:[\w-]+angaben?|angaben?|maße|beschreibung|skizze|adresse|eingabe|daten|unterlagen|anfrage)(?: [\w-]+){0,5}? (?:war|waren|ist|sind) (?:\w+ ){0,2}?(?:ungenau|unleserlich|unklar|widersprüchlich|missverständlich|lückenhaft|unvollständig|falsch|fehlerhaft)|(?:sie|du|ihr) (?:sind|bist|seid|waren|warst)(?: [\w-]+){0,3}? (?:<zu>|verspätet|unangemeldet)(?: [\w-]+){0,4}? (?:erschienen|gekommen|eingetroffen|aufgetaucht)|(?:muss|müsste|musste|sollte|darf|dürfte) man(?: [\w-]+){0,2}? (?:halt|eben|schon|auch mal|nun mal|vorher|doch|sich)|^wer [\w\s',-]{5,80}?,? (?:muss|sollte|soll|darf sich|hätte)|(?:sie|du|ihr) wuss(?:ten|test|tet)(?: \w+){0,3}?,? (?:dass|was|wie|worauf)|(?:ihnen|dir|euch) (?:war|musste|hätte|dürfte)(?: \w+){0,3}? (?:bekannt|klar|bewusst)",
            r"(?:künftig|zukünftig|in zukunft|beim nächsten mal|nächstes mal|das nächste mal)(?: \w+){0,2}? (?:sollten sie|solltest du|solltet ihr|bitten wir sie|empfehlen wir|raten wir|achten sie|prüfen sie|melden sie|lesen sie|geben sie)|(?:bitten|empfehlen|raten)(?: wir| ihnen| dir| sie){1,2},? (?:daher |deshalb )?(?:künftig|zukünftig|in zukunft|beim nächsten mal|nächstes mal)|(?:achten|prüfen|beachten|melden|lesen|geben|denken) sie(?: [\w-]+){0,3}? (?:künftig|zukünftig|in zukunft|beim nächsten mal|nächstes mal)",
            r"(?:weise|weisen|erinnere|erinnern|hinweisen|erinnern)(?: [\w-]+){0,5}?,? dass (?:sie|es ihnen|es in ihrer|jeder|jede|der kunde|kunden|mieter)|(?:obliegt|oblag)(?: \w+){0,2}? (?:ihnen|dem \w*(?:kunden|mieter|käufer|besteller|nutzer|gast|teilnehmer)|der kundin|den eltern)|ihre\w{0,1} (?:meldung|unterlagen|zahlung|anmeldung|kündigung|rückmeldung|freigabe|bestätigung|angaben)[\w\s',-]{1,50}? (?:erst|nicht|zu spät|verspätet|unvollständig)[\w\s',.-]{0,40}? (?:eingegangen|eingereicht|zugegangen|vorgelegt|vorgelegen|übermittelt|vorlag|vorlagen|eintraf|eintrafen)",
            r"wie (?:es |auch |schon |bereits |ja |deutlich |klar ){0,3}(?:in|auf|aus|an)(?: \w+){0,3}? (?:agb|bedingungen|vertrag|website|webseite|homepage|quittung|ticket|aushang|anleitung|beschreibung|kleingedruckten|preisliste|hausordnung|anmeldebestätigung) (?:steht|stand|ersichtlich|vermerkt|angegeben|nachzulesen|hervorgeht)",
        ],
        unless: &[
            r"<wir> (?:\w+ )?(?:hätten|haben|hätte|habe) (?:sie|ihnen)|(?:^|[^,] )(?:hätten|haben|hätte|habe) wir sie",
            r"sie hätten<gap> (?:erhalten|bekommen|haben|erwarten|hören|wissen) (?:sollen|müssen|können|dürfen)",
            r"(?:sie hätten|hätten sie)<gap> nicht<gap> müssen|zu (?:viel|lange?|teuer) (?:bezahlt|gewartet)|(?:nicht|nie|kein\w{0,2}|zu spät)(?: [\w-]+){0,4}? (?:erhalten|bekommen|gehört|verdient|erwartet|gefunden|erreicht|erfahren|vorgefunden|verschuldet|verursacht|gekriegt|geirrt|getäuscht|enttäuscht|vergessen|versäumt|gerechnet|gewusst|übertrieben)",
            r"(?:nicht|kein\w{0,2})(?: \w+){0,2}? (?:ihr|dein|euer)(?:e|en|em|er|es)? (?:fehler|verschulden|versäumnis|irrtum|verantwortung|schuld)|nicht (?:bei ihnen|selbst schuld)",
            r"(?:sie hätten|hätten sie|du hättest|hättest du|ihr hättet|hättet ihr)(?: [\w'-]+){0,4}? nicht(?: [\w'-]+){0,8}? (?:warten|leiden|erleben|zahlen|bezahlen|suchen|anrufen|nachfragen|frieren|stehen|hören|betteln|fahren|laufen|mahnen) (?:müssen|dürfen|sollen)|(?:künftig|in zukunft) (?:melden|prüfen|lesen|achten) (?:wir|sie sich jederzeit)",
            r"(?:wegen|durch|dank|aufgrund) <unser> (?:[\w-]+ ){1,4}?(?:haben|hatten|mussten|hast|musstest) (?:sie|du|ihr)|und (?:wir|ich)(?: [\w'-]+){0,6}|(?:künftig|zukünftig|in zukunft) (?:sollten sie|solltest du|solltet ihr) (?:von|bei) (?:uns|mir)",
        ],
        message: "Hier muss der Kunde dafür geradestehen.",
        advice: "Lassen Sie weg, was der Kunde getan hat, und sagen Sie, was Sie hätten tun können.",
        rewrites: &[],
        bad: &[
            "Sie hätten den Entwurf prüfen müssen.",
            "Leider haben Sie den Termin nicht bestätigt.",
            "Das kam durch Ihre fehlende Angabe.",
            "Die von Ihnen angegebene Größe stimmte nicht.",
            "Sie wurden rechtzeitig auf die Frist hingewiesen.",
            "Da muss man eben vorher anrufen.",
            "Künftig sollten Sie die Frist beachten.",
            "Wir weisen darauf hin, dass Sie selbst lüften müssen.",
            "Es gilt, wie es in den AGB steht, eine Frist.",
        ],
        good: &[
            "Sie hätten uns nicht zweimal mahnen müssen.",
            "Das war nicht Ihr Fehler.",
            "Sie hätten die Ware am Montag erhalten sollen.",
            "Wir hätten Sie anrufen müssen.",
            "Auf den Monteur hätten Sie nicht so lange warten dürfen.",
            "Wegen unseres Fehlers haben Sie den Zug verpasst.",
        ],
    },
];
