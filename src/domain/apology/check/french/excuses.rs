//! What belittles the mistake, pleads circumstances, or is sorry for something else.

use super::super::rules::Weight::Warn;
use super::super::rules::{Rule, Scope};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "minimising",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:petite?s?|légère?s?|léger|simple|brève|bref|court|infime) (?:\w{1,20} )?(?:erreurs?|retards?|problèmes?|incidents?|soucis?|oublis?|contretemps|couacs?|imprécisions?|bug|dysfonctionnement|désagréments?|formalité)|(?:erreurs?|retards?|problèmes?|incidents?|désagréments?) (?:mineure?s?|légère?s?|isolée?s?|minimes?|passagers?)",
            r"(?:ça|cela)(?: peut)? arriver?(?: \w{1,20}){0,2}? (?:à tout le monde|à tous|à n'importe qui|parfois|aux meilleurs)|ce sont des choses qui arrivent|rien de (?:bien |très )?(?:grave|dramatique|méchant)|pas (?:si|très|bien) grave|l'erreur est humaine|ce n'est pas la fin du monde|nul n'est parfait|au moins personne",
            r"(?:n'était|n'est|ce n'était|n'étaient)(?: \w{1,20}){0,2}? qu'(?:une?|un simple)|(?:seulement|juste|à peine) (?:quelques|une?|deux|trois)(?: \w{1,20})?",
        ],
        unless: &[
            r"(?:pas|pas d'|aucune?|jamais) (?:une? )?(?:petite?|simple|légère?|léger|bref|brève)(?: \w{1,20}){1,2}",
        ],
        message: "La faute paraît plus petite qu\u{2019}elle ne l\u{2019}a été pour le client.",
        advice: "Laissez le client en juger ; nommez ce qu\u{2019}elle a changé pour lui.",
        rewrites: &[(
            r"\b(une?) (?:petite?|légère?|léger|simple) (erreur|retard|problème|incident|oubli|souci)\b",
            "$1 $2",
        )],
        bad: &[
            "Il y a eu un léger retard.",
            "Cela peut arriver à tout le monde.",
            "Ce n’était qu’une formalité.",
        ],
        good: &["Ce n’était pas une simple erreur."],
    },
    Rule {
        code: "circumstance_excuse",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"indépendante?s? de (?:notre|ma|toute) volonté|hors de (?:notre|tout) (?:contrôle|portée)|échapp\w{1,6} à (?:notre|tout) contrôle|force majeure|imprévue?s?|imprévisibles?|inévitables?|circonstances exceptionnelles|concours de circonstances",
            r"(?:à cause de|à cause du|à cause d'\w{1,6}|en raison de|en raison du|en raison d'\w{1,6}|due?s? (?:à|au|aux)|suite (?:à|au|aux)|compte tenu de|compte tenu du|vu)(?: [\w'-]{1,20}){0,4}? ?<circonstance>",
            r"nous (?:étions|avons été|sommes) (?:\w{1,20} )?(?:débordés|surchargés|submergés|en sous-effectif)|(?:nous ne pouvions|nous n'aurions|personne n'aurait|on ne pouvait|nous n'avions) (?:rien|pas|pu|aucun|d'autre)(?: \w{1,20}){0,2}? (?:faire|prévoir|éviter|savoir|choix|moyen)",
        ],
        unless: &[
            r"(?:rien d'|pas |nullement |aucunement |n'avait rien d')(?:imprévue?s?|imprévisibles?|inévitables?)",
        ],
        message: "Les circonstances doivent répondre de la faute.",
        advice: "Dites ce que vous auriez pu y faire, et ce que vous faites maintenant.",
        rewrites: &[],
        bad: &[
            "C’était un cas de force majeure.",
            "Le retard est dû à la neige.",
            "Nous étions débordés.",
        ],
        good: &["Cela n’était pas imprévisible."],
    },
    Rule {
        code: "misinterpreted",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"mal (?:interprétée?s?|comprise?s?|compris|perçue?s?|reçue?s?|prise?s?)|(?:sortie?s?|tirée?s?|isolée?s?) de (?:son|leur|tout) contexte|déformée?s?|pas (?:été )?(?:ce que|comme) (?:nous voulions|je voulais|nous l'entendions)|ce n'est pas ce que (?:nous voulions|je voulais) dire|n'(?:était|avons|avions) (?:jamais|pas)(?: \w{1,20}){0,2}? l'intention (?:de|d') ?(?:offenser|blesser|vexer|choquer|heurter)",
        ],
        unless: &[
            r"(?:nous avons|nous vous avons|j'ai|je vous ai) (?:\w{1,20} )?mal (?:compris|interprété|perçu|pris)",
        ],
        message: "On dit ici que le lecteur a mal lu.",
        advice: "Excusez-vous de ce que vous avez dit ou fait, non de la façon dont on l\u{2019}a pris.",
        rewrites: &[],
        bad: &["Notre message a été mal interprété."],
        good: &["Nous avons mal compris votre commande."],
    },
    Rule {
        code: "regret_inconvenience",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"<excuse>(?:,? [\w']{1,20}){0,10}? (?:désagréments?|gêne|inconvénients?|dérangements?)",
            r"(?:désagréments?|gêne|inconvénients?|dérangements?)(?:,? [\w']{1,20}){0,8}?,? <excuse>",
        ],
        unless: &[],
        message: "« Désagrément » et « gêne » sont des mots de lettre type.",
        advice: "Dites ce que cela a vraiment été pour le client : l\u{2019}après-midi perdu, le second trajet, la fête manquée.",
        rewrites: &[],
        bad: &[
            "Nous vous prions de nous excuser pour la gêne.",
            "Pour ce désagrément, veuillez nous excuser.",
        ],
        good: &["Nous sommes désolés de l’après-midi que vous avez perdu."],
    },
    Rule {
        code: "sorry_for_feelings",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"<excuse>(?: [\w']{1,20}){0,2}? que (?:vous (?:soyez|ayez été|êtes|étiez|vous sentiez|vous soyez sentie?s?|pensiez|ressentiez|ayez ressenti|trouviez|n'ayez pas (?:été satisfait|apprécié|aimé)|ne soyez pas|le preniez)|(?:votre|cette) (?:expérience|visite|commande) (?:ait été|n'ait pas))(?: [\w']{1,20}){0,3}",
            r"<excuse>(?: [\w']{1,20}){0,3}? (?:pour|de|du|d') ?(?:votre|la|cette) (?:frustration|déception|mécontentement|colère|insatisfaction|contrariété|ressenti)|<excuse> de vous décevoir",
        ],
        unless: &[
            r"que vous (?:ayez été|soyez) (?:\w{1,20} )?(?:restée?s?|venue?s?|repartie?s?|facturée?s?|traitée?s?|renvoyée?s?|laissée?s?|prélevée?s?)(?: [\w']{1,20}){0,3}",
        ],
        message: "On s\u{2019}excuse ici de ce que le client ressent, pas de ce que vous avez fait.",
        advice: "Excusez-vous de l\u{2019}acte : « Nous sommes désolés d\u{2019}avoir… »",
        rewrites: &[],
        bad: &[
            "Nous sommes désolés que vous soyez déçu.",
            "Nous regrettons votre déception, et sommes désolés de votre frustration.",
        ],
        good: &["Nous sommes désolés que vous ayez été prélevé deux fois."],
    },
];
