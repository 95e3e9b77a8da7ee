//! How a German sentence puts right what went wrong, tells how it came about, and says what is
//! different from now on.

use super::super::rules::{Sign, Signal};

pub(super) const REPAIR: Signal = Signal {
    sign: Sign::Repair,
    patterns: &[
        r"(?:erstatten|erstatte|ersetzen|ersetze|überweisen|überweise|schreiben|gutschreiben|liefern|beheben|korrigieren|reparieren|nachliefern|bieten|wiederherstellen)(?: (?:wir|ich)| ihnen)|<wir> (?:\w{1,20} )?(?:erstatten|ersetzen|überweisen|beheben|korrigieren|reparieren|bieten|werden<gap> (?:\w{0,20}erstatten|ersetzen|überweisen|\w{0,20}liefern|beheben|korrigieren|reparieren|bieten|drucken|gutschreiben))",
        r"(?:(?:erhalten|bekommen) sie|sie (?:erhalten|bekommen))<gap> (?:zurück|ersetzt|erstattet|gutgeschrieben)|(?:schicken|schicke|senden|sende|bringen|bringe|liefern|liefere)(?: \w{1,20}){0,6}? (?:richtige|neue|korrekte|fehlende|bestellte)\w{0,1}|(?:tauschen|tausche|wechseln)(?: \w{1,20}){0,6}? aus|(?:neue|richtige|fehlende)\w{0,1} \w{2,30} (?:ist|sind) (?:schon |bereits )?(?:unterwegs|auf dem weg)|(?:rechnung|mahnung|gebühr|forderung)(?: \w{1,20}){0,4}? (?:storniert|zurückgezogen|erlassen|gelöscht)|kostenfrei|unentgeltlich|(?:erhalten|bekommen) sie<gap> (?:zurück|ersetzt|erstattet|gutgeschrieben)|(?:berechnen|verrechnen) wir(?: \w{1,20}){0,2}? nicht|(?:anbei|im anhang|hier)(?: \w{1,20}){0,4}? (?:korrigierte|richtige|neue)\w{0,2}|geht(?: \w{1,20}){0,3}? neue\w{0,1} \w{1,20}|wieder ?gut ?(?:zu ?)?mach\w{1,6}|wiedergutmachung|(?:bringen|bringe|setzen)<gap> in ordnung|in ordnung (?:bringen|gebracht)|gutschrift|gutschein|rückerstattung|erstattung|ersatzlieferung|ersatz|kostenlos\w{0,2}|auf unsere kosten|unser angebot",
    ],
    unless: &[
        r"(?:kein|keine|keinen|nicht|keinerlei)<gap> (?:gutschrift|gutschein|rückerstattung|erstattung|ersatz|erstatten|ersetzen|kostenlos)",
    ],
};

pub(super) const EXPLANATION: Signal = Signal {
    sign: Sign::Explanation,
    patterns: &[
        r"weil|da (?:wir|unser\w{0,2}|die|der|das)|ursache|der grund|dazu gekommen|kam es dazu|dazu kam es|daran lag es|indem|deshalb|weshalb|deswegen|das lag daran|das kam so|so kam es|aufgrund|nämlich",
    ],
    unless: &[],
};

pub(super) const REPENTANCE: Signal = Signal {
    sign: Sign::Repentance,
    patterns: &[
        r"(?:nie|nicht)<gap> (?:wieder|mehr|noch einmal|erneut) (?:vor\w{1,10}|passier\w{1,4}|gescheh\w{1,4})|nicht wiederhol\w{1,3}|künftig|jede\w{0,2} \w{2,30} (?:wird|werden|liest|prüft) (?:\w{1,20} )?(?:nun|jetzt|künftig|zuerst)|in zukunft|(?:ab|seit) (?:heute|jetzt|morgen|gestern)|daraus gelernt|(?:ablauf|abläufe|verfahren|prozess\w{0,2}|kontrollen?|checkliste|regeln?) (?:\w{1,20} ){0,2}?(?:geändert|umgestellt|eingeführt|verschärft|angepasst)|zukünftig|ab sofort|von nun an|besser machen|damit (?:das|so etwas|sich das|dies)<gap> nicht",
    ],
    unless: &[],
};
