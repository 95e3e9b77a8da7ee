//! How a German sentence owns a mistake, or denies it.

use super::super::rules::{Sign, Signal};

pub(super) const ADMISSION: Signal = Signal {
    sign: Sign::Responsibility,
    patterns: &[
        // Whose fault it was.
        r"(?:das|es|dies) (?:war|ist|wäre)(?: [\w-]+){0,2}? (?:meine|unsere) (?:\w+ )?(?:aufgabe|pflicht|sache|zuständigkeit)|(?:wäre|war) (?:es )?(?:meine|unsere) (?:aufgabe|pflicht|sache)|nicht (?:er|sie|es|der|die|das|mein\w{0,2}|unser\w{0,2})(?: [\w-]+){0,4}?, sondern (?:ich|wir)|nicht so \w{3,},? wie (?:sie|du|ihr|man)(?: [\w-]+){0,5}? (?:erwarten|erwartet|erwartest|gewohnt|verdient|kennen|kennt)|(?:sind|bin)(?: [\w'-]+){0,3}? (?:schuldig|im wort) geblieben|(?:ankreiden|vorwerfen|anlasten|zuschreiben) lassen (?:müssen|muss)|(?:müssen|muss) (?:wir uns|ich mir)(?: \w+){0,3}? (?:ankreiden|vorwerfen|anlasten|zuschreiben)|das (?:war|waren) (?:allein |ganz allein |nur |wohl |leider )?(?:ich|wir)|nicht (?:das|der|die|den|dem)(?: [\w-]+){0,3}?,? (?:was|den|die|das) (?:wir|ich)(?: [\w-]+){0,4}? (?:versprochen|zugesagt|angekündigt|vereinbart)|auf (?:unserem|meinem) mist gewachsen|auf (?:unsere|meine) kappe|auf (?:unserer|meiner) seite",
        r"<unser> (?:eigene\w{0,1} )?(?:\w+ )?(?:<fehler>)|(?:<fehler>)(?: \w+){0,2}? (?:unsererseits|meinerseits|von (?:uns|mir)|bei uns|durch uns|(?:auf|von) unserer seite|in unserem (?:haus|hause|betrieb|team|unternehmen))",
        r"(?:fehler|schuld|verantwortung|versäumnis)<gap> (?:liegt|lag) (?:\w+ )?bei (?:uns|mir|<unser> \w{2,})|(?:nehmen|nehme)(?: [\w-]+){0,5}? auf (?:uns|mich)|(?:lag|liegt|lagen)(?: \w+){0,3}? (?:an|bei) (?:uns|mir)(?: selbst| allein)?|fehler (?:ist|war) (?:\w+ )?(?:unserer|meiner)|(?:geht|gehen|ging|nehme|nehmen)(?: \w+){0,3}? auf (?:unsere|meine) kappe|asche auf (?:unser|mein) haupt|sondern (?:(?:allein|nur|ausschließlich) )?(?:(?:bei|an) (?:uns|mir)|unserer|meiner)|(?:verantworten|verantworte) (?:wir|ich)|<wir> (?:verantworten|verantworte)|<unser> [\w-]{2,} (?:war|waren|ist)(?: \w+){0,2}? (?:verletzend|daneben|mangelhaft|inakzeptabel|respektlos|beleidigend|nicht (?:in ordnung|angemessen|richtig|akzeptabel|gut genug))|(?:grund|ursache|verursacher|schuldige\w{0,1})(?: \w+){0,4}? (?:sind|bin|waren|war) (?:wir|ich)|mea culpa|keine (?:entschuldigung|ausrede) (?:dafür|hierfür)|(?:dafür|hierfür) (?:gibt es|haben wir|habe ich) keine (?:entschuldigung|ausrede)|unentschuldbar",
        r"(?:wir|ich|dafür|hierfür)<gap> (?:übernehmen|übernehme|tragen|trage)<gap> (?:verantwortung|schuld)|verantwortung (?:\w+ )?(?:übernehmen|übernehme|tragen|trage) (?:wir|ich)|(?:übernehmen|übernehme|tragen|trage) (?:wir|ich)<gap> (?:verantwortung|schuld)|(?:dafür |hierfür )?(?:stehen|stehe) (?:wir |ich )?(?:\w+ )?gerade",
        r"<wir> (?:sind|bin|waren|war)<gap> (?:verantwortlich|schuld)|(?:schuld|verantwortlich)(?: \w+){0,2}? (?:sind|bin|waren|war)(?: \w+)? (?:wir|ich)|(?:falsch|dumm|unfair|unhöflich|nachlässig|leichtsinnig|unüberlegt|un\w{4,}|nicht (?:richtig|in ordnung|fair|korrekt|okay|ok)) (?:von (?:uns|mir)|unsererseits)",
        r"<wir> (?:hätten|hätte)<gap> (?:müssen|sollen|dürfen)|(?:hätten|hätte) <wir><gap>(?:,? [\w'-]+){0,6}? (?:müssen|sollen|dürfen)|hätten? (?:bei )?(?:uns|mir)<gap> (?:müssen|dürfen)",
        // The deed with its doer: what went wrong, or a wrong that tells the deed.
        r"(?:<wir><gap> (?:<haben>)|(?:<haben>) (?:<wir>))(?:,? [\w'-]+){0,12}?,? (?:<versagt>)",
        // By our people.
        r"(?:<hat>|man hat bei uns|bei uns hat man)(?:,? [\w'-]+){0,12}?,? (?:<versagt>)|^(?:leider )?(?:hab|habe)(?: [\w'-]+){0,8}? (?:<versagt>)",
        // In a clause: "because we ...".
        r"(?:(?:[\w-]+ [\w-]+, )?(?:weil|da|indem)|dass|wie|den|die|das|was|als) (?:<wir>|<eigene>)(?:,? [\w'-]+){0,12}? (?:<versagt>)(?: \w+){0,2}? (?:<haben>|hat|sind|bin|waren|war|ist)",
        r"(?:(?:[\w-]+ [\w-]+, )?(?:weil|da|indem)|dass|wie|den|die|das|was|als) <wir>(?:,? [\w'-]+){0,10}? (?:<verkehrt>|nicht)(?: \w+){0,2}? (?:<tat>)",
        // The same in the simple past.
        r"(?:<wir>|<eigene>) (?:<tat>)(?: [\w'-]+){0,9}? (?:<verkehrt>|nicht)|(?:<tat>) <wir>(?: [\w'-]+){0,9}? (?:<verkehrt>|nicht)|(?:statt|anstatt)(?: [\w'-]+){1,4} (?:(?:<tat>) <wir>|<haben> <wir>|sind wir|bin ich)|<wir> (?:\w+ )?(?:vergaß(?:en)?|verlor(?:en)?|übersah(?:en)?|verwechselte(?:n)?|versäumte(?:n)?|verpasste(?:n)?|irrte(?:n)?)",
        // What we were.
        r"(?:<wir>|<eigene>) (?:sind|bin|waren|war|ist)(?: [\w'-]+){0,8}? (?:<verkehrt>|schlampig|leichtsinnig|grob|unkonzentriert|unzuverlässig|ungeduldig|im unrecht|nicht(?: [\w-]+){0,3}? (?:\w{0,4}gekommen|erschienen|eingegangen|aufgetaucht|da|dagewesen|vorbereitet|aufmerksam|erreichbar|pünktlich|ehrlich|sorgfältig|bei der sache|gerecht geworden))|(?:sind|bin|waren|war) <wir>(?: [\w'-]+){0,6}? (?:<verkehrt>|nicht (?:erschienen|gekommen))",
        // What befell us.
        r"(?:<wir><gap> (?:<haben>)|(?:<haben>) (?:<wir>)|<hat>)<gap> (?:fehler|fehlers) (?:\w+ )?(?:gemacht|begangen)|(?:ist|sind|war|waren) (?:leider )?(?:bei )?(?:uns|mir)(?: [\w'-]+){0,6}? (?:unterlaufen|passiert|entgangen|durchgerutscht|durchgegangen|untergegangen|liegen ?geblieben|missglückt|misslungen|abhanden gekommen|verloren gegangen|gefallen|herunterg\w{4,8}|runterg\w{4,8}|kaputt ?gegangen|zerbrochen)|(?:bei )?(?:uns|mir) (?:ist|sind|war|waren)(?: [\w'-]+){0,6}? (?:unterlaufen|passiert|entgangen|durchgerutscht|untergegangen|liegen ?geblieben|misslungen|abhanden gekommen|verloren gegangen|gefallen|gerutscht|herunterg\w{4,8}|kaputt ?gegangen|zerbrochen)|(?:\w+ )?(?:ist|sind) (?:uns|mir)<gap> (?:fehler|versehen|irrtum)|(?:uns|mir)<gap> (?:fehler|versehen|irrtum|zahlendreher|panne) (?:unterlaufen|passiert)",
        // What we left undone or kept people waiting for.
        r"<wir> (?:\w+ )?(?:lagen|lag) falsch|<wir>(?:,? [\w'-]+){1,12}?,? (?:und|aber) (?:wir |ich )?(?:dann |es |das |doch ){0,2}?(?:<haben>)(?: [\w'-]+){0,6}? (?:nicht|vergessen|versäumt)|<wir>(?: [\w'-]+){0,8}? warten (?:ge)?(?:lassen|ließen|ließ)|(?:ließ|ließen) (?:wir|ich)<gap> (?:warten|im stich)|<wir> ließ(?:en)?<gap> (?:warten|im stich|allein)|(?:von|durch) (?:uns|mich)(?: \w+){0,3}? (?:<versagt>)",
    ],
    // What looks like an admission and is none.
    unless: &[
        // It came to that, and nobody did it.
        r"(?:ist|sind|kam|kamen) es(?: [\w'-]+){0,8}? zu|nicht (?:ihren|deinen|euren) (?:erwartungen|vorstellungen|wünschen|ansprüchen) (?:entspr\w{2,8}|gerecht)",
        r"(?:keine|keinerlei|nicht die) (?:\w+ )?(?:verantwortung|schuld)|nichts<gap> (?:falsch|versäumt|vergessen|übersehen)|nicht(?: (?:nur|etwa|direkt|allein)){0,2} (?:bei|an) (?:uns|mir)",
        r"<unser> fehler(?:meldung|protokoll|code|quote)\w{0,2}|<unser> (?:[\w-]+ ){0,2}?(?:<andere>)|<unser> (?:kund|gäst|gast)\w{0,5}",
        r"kein\w{0,2}(?: \w+){0,2}? (?:\w+fehler|fehler|verschulden|versehen|schuld|hinweis|hinweise|mangel|mängel|schaden|schäden|anzeichen|regel|pflicht|einfluss|mühe|kosten|unterschied)(?: \w+)?|(?:nicht|nie|kein\w{0,2})(?: (?:die|das|den|der|ihr\w{0,2}|etwas|ein\w{0,2}|auch|sie|es|im)){0,2} (?:vergessen|versäumt|verloren|übersehen|falsch|stich)(?: \w+)?",
        // What we did not do and need not have done, or never got.
        r"(?:nicht|nie|niemals|kein\w{0,2})(?: [\w-]+){0,4}? (?:erhalten|bekommen|empfangen|vorgefunden|verursacht|verschuldet|beschädigt|verändert|verstoßen|gelogen|geöffnet|erhöht|angehoben|gescheut|veranlasst|begangen|beauftragt|erteilt|behauptet|gewollt|beabsichtigt|können|wollen|verhindern|vermeiden|beeinflussen|verhindert|zuständig|verantwortlich|haftbar|schuld)|nicht (?:gegen|zu|mehr zu)|(?:hatten?|haben|habe)(?: \w+){0,4}? (?:nicht|nie) (?:die|den|das|genug|genügend|viel|im sinn|vor)|(?:noch|bisher|bislang) (?:nicht|kein\w{0,2})(?: [\w-]+){0,4}? (?:ermittelt|gefunden|geklärt|abgeschlossen|entschieden|herausgefunden)",
        r"<wir> (?:bitten|bieten|erstatten|leiten|arbeiten|möchten|könnten|sollten|wollten|würden|dürften|müssten|raten|halten|erhalten|antworten|berichten|achten|haften|leisten|verzichten|erwarten|vermieten|gewährleisten|verantworten|beantworten|bestreiten|gestatten|verarbeiten|vertreten|betrachten|behaupten|konnten|konnte|wussten|wusste|mussten|durften|erwarteten|fanden|erhielten|möchte|könnte|sollte|wollte|würde|bitte|heute|hinten|besten|letzten|nächsten|ersten)|(?:bitten|bieten|erstatten|leiten|arbeiten|möchten|könnten|sollten|wollten|würden|dürften|müssten|halten|haften|haftete?|leisten|verzichten|erwarten|gewährleisten|vertreten|konnten|konnte|wussten|mussten|möchte|könnte|würde|bitte|heute) <wir>",
        r"(?:unsererseits|meinerseits|von uns|bei uns)(?: \w+){0,3}? (?:nicht|ausgeschlossen|auszuschließen)|(?:sie|ihr|du|er|man|\w*kunden?) (?:hat|hast|habt|haben|hatten?) <unser>|<unser> (?:<fehler>) (?:ist|war|sind|waren)(?: \w+){0,4}? nicht|ohne (?:zu )?zögern|ohne (?:probleme|verzug|aufpreis|mehrkosten|beanstandung|zwischenfall)\w{0,2}|ohne [\w -]{1,60} (?:nichts|nie|nicht)|nicht zuletzt|weder [\w ]{1,40} noch \w{2,}",
        // "Haben wir ..., so": a condition.
        r"^(?:haben wir|habe ich|hatten wir)(?: [\w'-]+){0,14}",
    ],
};

pub(super) const DENIAL: Signal = Signal {
    sign: Sign::Denial,
    patterns: &[
        r"(?:keine|keinerlei) (?:\w+ )?(?:verantwortung|schuld|haftung|verschulden)|nicht(?: \w+){0,2} (?:verantwortlich|schuld|haftbar|zu verantworten|zu vertreten)",
    ],
    unless: &[],
};
