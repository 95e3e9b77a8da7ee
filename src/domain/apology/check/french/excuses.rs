//! What belittles the mistake, pleads circumstances, or is sorry for something else.

use super::super::rules::Weight::Warn;
use super::super::rules::{Rule, Scope};

/// What the mistake is put down to where nobody is to have done it.
pub(super) const CIRCUMSTANCES: &[&str] = &[
    r"indépendante?s? de (?:notre|ma|toute) volonté|hors de (?:notre|tout) (?:contrôle|portée)|échapp\w{1,6} à (?:notre|tout) contrôle|force majeure|imprévue?s?|imprévisibles?|inévitables?|circonstances exceptionnelles|concours de circonstances",
    r"(?:à cause de|à cause du|à cause d'\w{1,6}|en raison de|en raison du|en raison d'\w{1,6}|due?s? (?:à|au|aux)|suite (?:à|au|aux)|compte tenu de|compte tenu du|vu)(?: [\w'-]+){0,4}? ?<circonstance>",
    r"nous (?:étions|avons été|sommes) (?:\w+ )?(?:débordés|surchargés|submergés|en sous-effectif)|(?:nous ne pouvions|nous n'aurions|personne n'aurait|on ne pouvait|nous n'avions) (?:rien|pas|pu|aucun|d'autre)(?: \w+){0,2}? (?:faire|prévoir|éviter|savoir|choix|moyen)",
    r"(?:face à|devant|avec|vu|étant donné|faute de|par manque de|par suite de|conséquence (?:de|du|des))(?: [\w'-]+){0,4}? ?<circonstance>|<circonstance>(?: [\w'-]+){0,5}? (?:a|ont|avait|avaient) (?:\w+ )?(?:généré|provoqué|entraîné|causé|perturbé|empêché|retardé|bloqué|paralysé|désorganisé|ralenti|rendu|mis|clouée?s?|contrainte?s?|obligée?s?)",
    r"(?:n'y (?:pouvons|pouvions|peux|pouvais|peut|pouvait)|ne (?:pouvions|pouvais|pouvait)) (?:\w+ )?rien|contre (?:quoi|laquelle|lequel) (?:nous|on|je) ne|(?:n'avions|n'avons|n'ai|n'avais) (?:aucune prise|aucun contrôle|pas la main|aucune maîtrise)|n'(?:étions|étaient|sommes) que (?:deux|trois|quatre|peu)|affich\w{2,6} complet|(?:étions|était) (?:complets?|pris d'assaut)|effectifs? réduits?|en effectif|(?:manquons|manquions|manque|manquait) de (?:bras|personnel|monde|moyens|temps|place)|(?:sommes|étions) (?:\w+ )?(?:peu nombreux|très sollicités|débordée?s|en pleine saison|surchargés)|circonstances? (?:extraordinaires?|imprévues?|particulières?)|(?:collègue|employée?|salariée?|chauffeur|techniciens?|technicienne|cuisinier|chef|femme de ménage|remplaçante?|formateur|formatrice|médecin|équipe|monteur|gérante?|professeure?)(?: [\w'-]+){0,5}? (?:malades?|souffrante?s?|en arrêt|blessée?s?|accidentée?s?|grippée?s?|hospitalisée?s?|eu un accident)",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "minimising",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:petite?s?|légère?s?|léger|simple|brève|bref|court|infime) (?:\w+ )?(?:erreurs?|retards?|problèmes?|incidents?|soucis?|oublis?|contretemps|couacs?|imprécisions?|bug|dysfonctionnement|désagréments?|formalité)|(?:erreurs?|retards?|problèmes?|incidents?|désagréments?) (?:mineure?s?|légère?s?|isolée?s?|minimes?|passagers?)",
            r"(?:ça|cela)(?: peut)? arriver?(?: \w+){0,2}? (?:à tout le monde|à tous|à n'importe qui|parfois|aux meilleurs)|ce sont des choses qui arrivent|rien de (?:bien |très )?(?:grave|dramatique|méchant)|pas (?:si|très|bien) grave|l'erreur est humaine|ce n'est pas la fin du monde|nul n'est parfait|au moins personne",
            r"(?:n'était|n'est|ce n'était|n'étaient)(?: \w+){0,2}? qu'(?:une?|un simple)|(?:seulement|juste|à peine) (?:quelques|une?|deux|trois)(?: \w+)?",
            r"(?:très |resté |restée |fort )limitée?s? (?:dans le temps|à|aux?|en nombre)|(?:aucune|sans|pas de|pas d') ?(?:\w+ )?(?:conséquences?|incidence|impact|préjudice) (?:pour|sur|réelle?|majeure?|grave|notable)|(?:immense|grande|très grande|vaste) majorité|la plupart (?:de nos|des) (?:clients|élèves|patients|participants|voyageurs) (?:n'|ne |l'|ont|sont|étaient|avaient|voient|comprennent)|(?:n'a|n'ont|ne) (?:\w+ )?(?:concerné|touché|affecté|duré|concerne|touche|représente|dure)(?:nt)? que|(?:d'autres|beaucoup|certains)(?: d'\w{3,})?(?: \w+){0,2}? (?:attendent|attendu|patientent)(?: \w+){0,2}? plus|(?:heureusement|par chance|fort heureusement|dieu merci),?(?: [\w'-]+){0,6}? (?:pas|rien|aucune?|personne|vite|encore|déjà)|une? petite? (?:rayure|tache|éraflure|déchirure|fuite|coquille|trace|différence|accroc|bosse|bobo|faute)|(?:n'a|n'ont|n'était|n'étaient)(?: été)?(?: \w+){0,3}? que (?:\w+ )?(?:deux|trois|quatre|quelques|\d{1,3})|après tout|une poignée de \w{3,}|pas de quoi (?:mettre|fouetter)|on a vu pire|il y a (?:bien )?pire|pas mort d'homme|pas la mer à boire|pas de quoi (?:en faire|s'alarmer)|personne (?:d'autre )?ne s'(?:est|en est) (?:plainte?|aperçue?)|rien de bien méchant|cas isolés?|quelques (?:cas|minutes|clients|centimètres|jours) (?:seulement|à peine)",
        ],
        unless: &[
            r"(?:pas|pas d'|aucune?|jamais) (?:une? )?(?:petite?|simple|légère?|léger|bref|brève)(?: \w+){1,2}",
            r"(?:pas|jamais) (?:un |des )?cas isolés?",
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
            "La panne est restée limitée dans le temps.",
        ],
        good: &[
            "Ce n’était pas une simple erreur.",
            "Ce n’est pas un cas isolé.",
        ],
    },
    Rule {
        code: "circumstance_excuse",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: CIRCUMSTANCES,
        unless: &[
            r"(?:rien d'|pas |nullement |aucunement |n'avait rien d')(?:imprévue?s?|imprévisibles?|inévitables?)",
            r"[\w\s',:-]{1,140}? (?:et|mais|or) (?:<nous_pas>|nous aurions dû|j'aurais dû|c'est à nous|c'était à nous|<nous_avons> (?:oublié|manqué|négligé))|(?:ce n'est pas|sans|pas) (?:à cause|en raison|la faute)(?: [\w'-]+){0,5}|[\w\s',:-]{1,140}? ne (?:doit|devrait|devait|devaient) pas[\w\s',:-]{0,80}",
        ],
        message: "Les circonstances doivent répondre de la faute.",
        advice: "Dites ce que vous auriez pu y faire, et ce que vous faites maintenant.",
        rewrites: &[],
        bad: &[
            "C’était un cas de force majeure.",
            "Le retard est dû à la neige.",
            "Nous étions débordés.",
            "Face à l’affluence, les délais se sont allongés.",
            "Nous n’y pouvions rien.",
        ],
        good: &[
            "Cela n’était pas imprévisible.",
            "Notre technicien était malade et nous n’avons pas cherché de remplaçant.",
        ],
    },
    Rule {
        code: "misinterpreted",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"mal (?:interprétée?s?|comprise?s?|compris|perçue?s?|reçue?s?|prise?s?)|(?:sortie?s?|tirée?s?|isolée?s?) de (?:son|leur|tout) contexte|déformée?s?|pas (?:été )?(?:ce que|comme) (?:nous voulions|je voulais|nous l'entendions)|ce n'est pas ce que (?:nous voulions|je voulais) dire|n'(?:était|avons|avions) (?:jamais|pas)(?: \w+){0,2}? l'intention (?:de|d') ?(?:offenser|blesser|vexer|choquer|heurter)",
            r"(?:détournée?s?|sortie?s?|vidée?s?) de (?:son|leur) (?:sens|contexte)|(?:il y a (?:eu )?|il s'agi\w{1,4} d'|c'(?:est|était) |s'agissait d')(?:sans doute |peut-être |simplement )?un (?:\w+ )?malentendu|(?:était|étaient) (?:une|de l'|pour|au) (?:plaisanterie|humour|blague|rire|second degré)|pas été (?:comprise?s?|bien comprise?s?)|prise?s? au (?:premier degré|pied de la lettre)",
        ],
        unless: &[
            r"(?:nous avons|nous vous avons|j'ai|je vous ai) (?:\w+ )?mal (?:compris|interprété|perçu|pris)",
            r"malentendu (?:de|venant de|causé par) (?:notre|nous)(?: \w+)?",
        ],
        message: "On dit ici que le lecteur a mal lu.",
        advice: "Excusez-vous de ce que vous avez dit ou fait, non de la façon dont on l\u{2019}a pris.",
        rewrites: &[],
        bad: &[
            "Notre message a été mal interprété.",
            "Sa phrase a été détournée de son sens.",
        ],
        good: &[
            "Nous avons mal compris votre commande.",
            "C’était un malentendu de notre part.",
        ],
    },
    Rule {
        code: "regret_inconvenience",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"<excuse>(?:,? [\w']+){0,10}? (?:désagréments?|gêne|inconvénients?|dérangements?)",
            r"(?:désagréments?|gêne|inconvénients?|dérangements?)(?:,? [\w']+){0,8}?,? <excuse>",
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
            r"<excuse>(?: [\w']+){0,2}? que (?:vous (?:soyez|ayez été|êtes|étiez|vous sentiez|vous soyez sentie?s?|pensiez|ressentiez|ayez ressenti|trouviez|n'ayez pas (?:été satisfait|apprécié|aimé)|ne soyez pas|le preniez)|(?:votre|cette) (?:expérience|visite|commande) (?:ait été|n'ait pas))(?: [\w']+){0,3}",
            r"<excuse>(?: [\w']+){0,3}? (?:pour|de|du|d') ?(?:votre|la|cette) (?:frustration|déception|mécontentement|colère|insatisfaction|contrariété|ressenti)|<excuse> de vous décevoir",
            r"que vous (?:ayez|avez|ayez pu|avez pu)(?: \w+)? (?:percevoir|perçu|ressentir|ressenti|vivre|vécu|trouver|trouvé|mal pris|mal vécu|eu (?:le sentiment|l'impression)|avoir (?:le sentiment|l'impression))|que (?:certaine?s|quelques-une?s|plusieurs|d'aucuns|tu|vous)[\w\s',-]{0,40}? (?:l'aient|aient|se soient|l'ayez|l'aies|vous soyez|te sois) (?:mal )?(?:vécu|ressenti|pris|sentie?s?|perçu|trouvée?s?|vexée?s?|vécue)|que (?:cela|ça|ce|cette|notre|nos|votre|le|la)(?: \w+){0,3}? (?:vous ait|ait pu vous|t'ait|n'aient? pas|vous aient|ne vous ait pas)(?: \w+){0,2}? (?:déçue?s?|décevoir|blessée?s?|blesser|déplu|plu|heurtée?s?|contrariée?s?|vexée?s?|convenu|répondu à vos|à la hauteur de vos|satisfaite?s?)|que (?:tu te sois|vous vous soyez) (?:énervée?s?|fâchée?s?|vexée?s?|emportée?s?)|que tu (?:sois|te sentes|penses|le prennes|n'aies pas (?:aimé|apprécié))",
            r"(?:vous (?:vous )?êtes|t'es|te sois|se sont|s'est|vous soyez) (?:\w+ )?senti\w{0,2}(?: \w+){0,2}|(?:vous sentez|vous sentiez|te sens|te sentes|se sentent|se sente) \w{3,}",
        ],
        unless: &[
            r"que vous (?:ayez été|soyez) (?:\w+ )?(?:restée?s?|venue?s?|repartie?s?|facturée?s?|traitée?s?|renvoyée?s?|laissée?s?|prélevée?s?)(?: [\w']+){0,3}",
        ],
        message: "On s\u{2019}excuse ici de ce que le client ressent, pas de ce que vous avez fait.",
        advice: "Excusez-vous de l\u{2019}acte : « Nous sommes désolés d\u{2019}avoir… »",
        rewrites: &[],
        bad: &[
            "Nous sommes désolés que vous soyez déçu.",
            "Nous regrettons votre déception, et sommes désolés de votre frustration.",
            "Nous regrettons que vous ayez ressenti de la froideur.",
            "Navré si tu t'es senti oublié.",
        ],
        good: &["Nous sommes désolés que vous ayez été prélevé deux fois."],
    },
];
