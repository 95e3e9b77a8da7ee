//! The French rules, with the examples that each has to tell apart. Patterns are written with
//! accents and meet text without them as well.

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
    denial: r"(?:pas|impression|jamais|aucun|aucune|aucunement|ni|sans|non|si|contestons|conteste|nions|nie|refusons|rejetons|prétendue?|peut-être|possible|supposer|vous (?:dites|pensez|écrivez|estimez|affirmez|avez (?:dit|écrit)))(?:,? que| qu'| (?:de|du|d'une?|que|il|elle|c'est|c'était|s'agit|ce|soit|était|est|a|eu|été|une?|le|la|les|toute|seulement|vraiment|entièrement|en|par|à|nous|je|être|y|là|dans)){0,9}",
    insistence: r"(?:(?:pas|nul|aucun|sans|personne|jamais)(?: [\w']+){0,2}? (?:nions|nie|nier|contestons|conteste|contester|doute|douter|cacher|cachons)|non seulement|nions pas|contestons pas|nie pas|conteste pas|rien d'autre que|personne d'autre que)(?:,? (?:que|qu'il|de|c'est|c'était|ce|soit|était|est|une?|la|le|ne|fait|fut|possible)){0,8}",
    quoting: r"(?:(?:vous|votre (?:lettre|message|courriel|mail)|notre (?:lettre|message|courriel|mail|réponse)|il|elle|client|cliente)(?: (?:nous|m'|avez|a|aviez|avait|disait|écrivez|dites)){0,8}(?: (?:écrit|dit|demandé|appelé|répondu|écrivez|dites|disait|indiquait|parlez de|qualifié)) ?(?:de|que|:)?|(?:mots?|phrase|expression|objet|termes?|intitulé))",
    instead: "Par exemple :",
    subject: "Dans l\u{2019}objet",
};

const VOCABULARY: &[(&str, &str)] = &[
    // Up to five words of one clause.
    ("gap", r"(?: [\w'*-]{1,40}){0,5}?"),
    ("notre", r"(?:notre|nos|mon|ma|mes)"),
    // Of our own house, whoever it was; that it is none of them, `unless` says.
    (
        "maison",
        r"(?:<notre> (?:[\w-]+ ){1,3}|(?:la maison|l'hôtel|l'entreprise|l'équipe|la direction|la rédaction|la boutique|le restaurant|la cuisine|la réception|le service client|le magasin|l'école|la mairie|le chef|le cuisinier|la cuisinière|le serveur|la serveuse|l'atelier|le cabinet|la clinique|le secrétariat) )",
    ),
    (
        "vous",
        r"(?:(?:vous|te|lui|leur|le|la|les|en|y) |t'|l'){0,2}",
    ),
    (
        "nous_avons",
        r"(?:nous <vous>(?:avons|avions)|j'(?:ai|avais|en ai)|je <vous>(?:ai|avais)|on <vous>(?:a|avait)|<maison><vous>(?:a|ont|avait|avaient)|(?:nous|moi) qui <vous>(?:avons|ai))",
    ),
    // The same denied.
    (
        "nous_pas",
        r"(?:nous (?:n'|ne <vous>)(?:avons|avions)|je (?:n'|ne <vous>)(?:ai|avais)|on (?:n'|ne <vous>)(?:a|avait)|<maison>(?:n'|ne <vous>)(?:a|ont|avait)|personne (?:chez nous|de (?:chez nous|notre équipe)|dans notre équipe) (?:n'|ne <vous>)a) (?:\w{2,}ment |même |tout simplement |hélas )?(?:pas|jamais)",
    ),
    (
        "adverbe",
        r"(?:(?:\w{2,}ment|aussi|bien|même|tout|encore|trop|si|mal) )?",
    ),
    (
        "excuse",
        r"(?:excus(?:e|es|ez|er|ons)|désolée?s?|navrée?s?|pardon(?:ner|nez)?|regrett(?:e|ons|er)|regrets?|confus(?:e|es)?)",
    ),
    (
        "faute",
        r"(?:erreurs?|fautes?|manquements?|négligences?|oublis?|défaillances?|étourderie|bévue|maladresse|bêtise|gaffe|inattention|imprudence|légèreté)",
    ),
    (
        "gêne",
        r"(?:désagréments?|gênes?|inconvénients?|dérangements?|confusion|malentendus?|incompréhensions?|frustrations?|déception|contrariétés?|embarras|problèmes?|incommodités?|soucis|ennuis|tracas|préjudices?|torts?)",
    ),
    (
        "autres",
        r"(?:transporteurs?|fournisseurs?|sous-traitants?|prestataires?|partenaires?|livreurs?|coursiers?|fabricants?|constructeurs?|imprimeurs?|imprimerie|banque|la poste|postes canada|poste|hébergeurs?|revendeurs?|distributeurs?|grossistes?|opérateurs?|tiers|intermédiaires?|compagnies?|messageries?|intérimaires?|entrepreneurs?|installateurs?|assureurs?|douanes?|syndicats?|déménageurs?|facteurs?|propriétaires?|bailleurs?|syndics?|(?:agence|société|entreprise|service|compagnie|plateforme) de (?:\w+ )?(?:voyages?|location|transport|livraison|nettoyage|paiement|réservation|messagerie|déménagement)|expéditeurs?|experts?|cabinet d'\w{3,}|contrôle aérien|préfecture|usine|chronopost|colissimo|purolator|dhl|ups|fedex)",
    ),
    // What makes of a deed a wrong one.
    (
        "travers",
        r"(?:mauvaise?s?|erronée?s?|faux|fausses?|incorrecte?s?|incomplète?s?|périmée?s?|défectueu(?:x|se|ses)|par (?:erreur|mégarde|inadvertance|inattention|négligence|étourderie)|à tort|en double|en retard|trop \w{2,}|avec (?:[\w-]+ ){0,4}?retard|à l'envers|de travers|au lieu (?:de|du|des|d'\w+)|à la place (?:de|du|des|d'\w+)|à (?:votre|leur|son) insu|sans (?:vous |t'|l'|les |le |en |même |rien |avoir ){0,2}(?:prévenir|prévenu|avertir|averti|demander|demandé|vérifier|vérifié|consulter|relire|relu|tester|testé|contrôler|contrôlé|réfléchir|regarder|lire|(?:votre |son |leur |aucune? |la moindre |le moindre )?(?:accord|autorisation|permission|consentement|préavis|raison|explication|excuse))|alors que (?:vous|votre|vos|son|sa|ses|tout|c'était|c'est|nous (?:savions|vous|avions))|qui n'(?:était|étaient|est) pas (?:\w+ )?(?:bonn?e?s?|correcte?s?|exacte?s?|juste|valable|vôtre)|qui ne (?:vous )?(?:convenait|correspondait|concernait|fonctionnait) pas|(?:sans|aucune) raison|que vous n(?:e deviez|'aviez) (?:pas|jamais)(?: \w+)?|plus tard que (?:prévu|promis|convenu)|(?:jours?|heures?|semaines?|mois) (?:trop|plus) tard|sèchement|brutalement|grossièrement|injustement|bêtement|(?:ancien(?:ne)?s?|précédente?s?|vieux|vieil|vieille) (?:adresses?|fichiers?|prix|tarifs?|dates?|versions?|listes?|modèles?|numéros?|comptes?)|(?:adresses?|fichiers?|prix|tarifs?|dates?|versions?|listes?|modèles?|numéros?) (?:précédente?s?|obsolètes?)|à une? autre (?:client|cliente|patient|patiente|personne|adresse|famille|destinataire)|de la veille|de l'an dernier|de l'année dernière|mal)",
    ),
    (
        "raté",
        r"(?:échoué|oubliée?s?|perdue?s?|égarée?s?|cassée?s?|échappé|abîmée?s?|endommagée?s?|supprimée?s?|effacée?s?|manqué|ratée?s?|négligée?s?|omis|failli|confondu|inversée?s?|mélangée?s?|intervertie?s?|ignorée?s?|sous-estimé|gâchée?s?|ruinée?s?|bâclée?s?|sali|rayé|brûlé|trahie?s?|menti|blessée?s?|causée?s?|provoquée?s?|merdé|foiré|cafouillé|gaffé|dérapé|fauté|fait (?:fausse route|n'importe quoi)|manqué de (?:tact|respect|vigilance|rigueur|soin|attention)|mal \w{2,}|enfreint|dépassé|violé|rompu|bafoué|dérogé|laissée?s?(?: [\w\'-]+){0,4}? (?:ouverte?s?|allumée?s?|traîner|brûler)|(?:livré|expédié|envoyé|servi|remis|rendu|installé|imprimé|publié)e?s?(?: [\w\'-]+){0,4}? sans \w{3,}|mis (?:[\w\'-]+ ){0,3}(?:jours?|semaines?|mois|heures?|ans|temps) (?:à|pour) (?:vous )?\w{3,}r|fait(?: \w+)? (?:attendre|(?:une|la|cette|des|deux) (?:\w+ )?<faute>)|commis|déçue?s?|laissée?s?(?: [\w'-]+){0,6}? (?:tomber|attendre|sans|seule?s?|passer)|manqué à|tardé|trop tardé|(?:facturé|débité|prélevé|encaissé|compté|envoyé|réservé|vendu|livré|attribué)e?s?(?: [\w'-]+){0,5}? (?:deux fois|à deux reprises)|(?:promis|annoncé|assuré|dit|convenu)(?:,? [\w'-]+){1,8}?,? (?:et|mais) (?:nous |on |je )?(?:<nous_avons>|avons|ai|l'avons|sommes|suis|n'avons|n'ai)|mis (?:[\w'-]+ ){1,4}à (?:vous )?(?:répondre|rappeler|réagir|livrer|prévenir)|(?:[\w'-]{2,})(?:,? [\w'-]+){0,9}?,? <travers>)",
    ),
    (
        "devoir",
        r"(?:vérifié|contrôlé|livré|envoyé|répondu|rappelé|appelé|tenu|prévenu|informé|respecté|relu|testé|écouté|remarqué|vu|lu|fait ce que|su|été (?:à la hauteur|assez|attentifs?|clairs?|prêts?)|pris (?:le temps|soin)|suivi|honoré|réagi|agi|pensé|prévu)",
    ),
    // Anything up to ninety characters on, over commas and figures.
    ("loin", r"(?: [\w\s'.,:/*$%()-]{0,90}?)??"),
    (
        "bientôt",
        r"(?:demain|aujourd'hui|ce (?:soir|matin|midi)|cet après-midi|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|dès (?:ce|cet|demain|lundi)|dans l'heure|dans la journée|cette semaine|en express|par coursier|par chronopost|immédiatement|sans délai)",
    ),
    (
        "rendu",
        r"(?:remboursée?s?|rendue?s?|restituée?s?|reversée?s?|remplacée?s?|réparée?s?|corrigée?s?|rectifiée?s?|rétablie?s?|créditée?s?|recréditée?s?|versée?s?|virée?s?|annulée?s?|offerte?s?|refaite?s?|réglée?s? par|échangée?s?|dédommagée?s?|indemnisée?s?|surclassée?s?|déduite?s?|renvoyée?s?|réexpédiée?s?|réimprimée?s?|prise?s? en charge)",
    ),
    (
        "gens",
        r"(?:technicien|technicienne|plombier|plombière|électricien|équipe|collègue|artisan|peintre|responsable|directeur|directrice|quelqu'un|atelier|monteur|réparateur)",
    ),
    (
        "circonstance",
        r"(?:météo|intempéries|neige|tempêtes?|orages?|inondations?|canicule|chaleur|brouillard|pluies?|vent|gel|froid|verglas|grèves?|affluence|afflux|demande|trafic|embouteillages|pandémie|covid|effectifs?|sous-effectif|personnel|absences?|arrêts maladie|pénurie|rupture de stock|approvisionnement|(?:problème|incident|souci|raison|raisons|panne|bug|bogue) (?:technique|informatique)s?|coupure|surcharge|volume|saison|fêtes|vacances|maladie|panne de courant|conditions climatiques|circonstances)",
    ),
    (
        "réparer",
        r"(?:rembours\w{1,6}|répar\w{1,6}|remplac\w{1,6}|corrig\w{1,6}|rectifi\w{1,6}|rétabli\w{0,5}|renvoy\w{1,6}|renverr\w{1,5}|refai\w{1,5}|refer\w{1,5}|réimprim\w{1,6}|crédit(?:er|ons|é|erons)|indemnis\w{1,6}|dédommag\w{1,6}|annul\w{1,6}|offr(?:ons|e|ir|irons|ent)|trouv\w{1,6} une solution|arrang\w{1,6}|résol\w{1,6})",
    ),
];

const CONDITION: &str = "Cette excuse dépend d\u{2019}une condition. Elle demande au lecteur s\u{2019}il y a vraiment de quoi s\u{2019}excuser.";
const CONDITION_ADVICE: &str = "Dites ce qui s\u{2019}est passé et excusez-vous de cela : « Nous sommes désolés d\u{2019}avoir livré en retard. »";
const BUT: &str = "Ce qui suit l\u{2019}excuse la reprend.";
const BUT_ADVICE: &str = "Terminez la phrase après l\u{2019}excuse. Expliquez, si cela aide, dans une autre phrase qui n\u{2019}excuse rien.";

const RULES: &[Rule] = &[
    Rule {
        code: "conditional",
        weight: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"<excuse>[^.;:?!]{0,120}? (?:(?:si|au cas où|dans le cas où|dans l'hypothèse où|dans l'éventualité où|pour le cas où|advenant que|à supposer que|en supposant que|pour autant que|dans la mesure où) (?:quelque|rien|tu|on|il|elle|mon|ma|mes|ton|ta|tes|vous|nous|notre|nos|votre|vos|cela|ça|ceci|le|la|les|l'\w+|une?|des|quelqu'un|certains|je|ce|c'est|c'était|cette|ces|jamais|tel)|s'ils?|s'il y a)",
            r"(?:si|s'ils?|au cas où|dans le cas où|dans l'hypothèse où|dans l'éventualité où|advenant que) [^.;:]{1,160},? (?:nous|je|j'en|on|veuillez|toutes nos|nos|mes|mille|acceptez|désolée?s?|pardon)(?:(?: [\w']+){0,5}? <excuse>)?",
            r"(?:éventuel(?:le|s|les)?|potentiel(?:le|s|les)?) \w{3,}|\w{3,} (?:éventuel(?:le|s|les)?|potentiel(?:le|s|les)?)|éventuellement \w{3,}|possibles? (?:<gêne>|retards?|délais?|<faute>)|(?:<gêne>|retards?|délais?) possibles?",
            r"(?:tout|toute|tous|toutes|quelconque)(?: les?| la| l'| autre)? ?(?:<gêne>|retards?|délais?|attente|<faute>)",
            r"(?:a|ont|aurait|auraient|avons|aurions|ai|aurais|avez|auriez|ait|aient|ayons) (?:peut-être )?(?:pu|dû)(?: \w+){0,2}? (?:causer|occasionner|provoquer|entraîner|être|ressentir|sentir|sembler|paraître|blesser|vexer|offenser|heurter|choquer|froisser|peiner|gêner|déranger|créer|engendrer|générer|susciter|subir|éprouver|rencontrer)|(?:pourrait|pourraient|puisse|puissent|peut|peuvent)(?: \w+){0,2}? (?:causer|occasionner|provoquer|blesser|offenser)|(?:aurait|auraient|auriez|aurions) (?:été |peut-être )?(?:causée?s?|heurtée?s?|choquée?s?|blessée?s?|offensée?s?|vexée?s?|lésée?s?|gênée?s?|subie?s?|froissée?s?|occasionnée?s?)",
            r"(?:à|auprès de|de|envers) (?:tous |toutes )?(?:ceux|celles|quiconque|toute personne|toutes les personnes|les personnes)(?: et (?:ceux|celles))? (?:qui|que)? ?(?:se sont|s'est|se|ont|auraient|aurait|a|s'est|pourraient|pensent)",
        ],
        unless: &[
            r"(?:et|ou|mais),? (?:si|s'il)(?: [\w']+){1,6}",
            r"\w{3,} (?:solutions?|remède|dédommagement) (?:éventuel|potentiel)(?:le|s|les)?|éventuel(?:le|s|les)? (?:questions?|solutions?|remarques?)",
            r"(?:si|s'il) (?:tu (?:veux|préfères|souhaites|as (?:des|d'autres|besoin))|vous (?:souhaitez|préférez|voulez|désirez|avez (?:des|une|la moindre|d'autres|encore) ?|avez besoin|le souhaitez)|vous plaît)",
            r"(?:savoir|dire|dites-nous|dites-moi|vérifi\w{1,4}|voir|comme|même|regard\w{1,4})(?: \w+){0,2}? (?:si|s'il)(?: [\w']+){0,4}|demand(?:er|é|ait|ez) (?:si|s'il)(?: [\w']+){0,4}",
            r"qui (?:se sont|ont) (?:déplacée?s?|inscrite?s?|présentée?s?|levée?s?|réservé|attendu|payé|commandé|travaillé|fait confiance|perdu|raté|manqué|acheté|subi)",
            r"à tout moment|pour toute question|toute autre question|en tout cas",
        ],
        message: CONDITION,
        advice: CONDITION_ADVICE,
        rewrites: &[],
        bad: &[
            "Nous sommes désolés si la livraison a tardé.",
            "Si vous avez été choqué, nous vous prions de nous excuser.",
            "Nous nous excusons pour les éventuels désagréments.",
            "Veuillez nous excuser pour toute gêne.",
            "Nous regrettons la peine que cela a pu causer.",
            "Nous présentons nos excuses à tous ceux qui se sont sentis visés.",
        ],
        good: &[
            "Nous demandons pardon à tous ceux qui se sont déplacés pour rien.",
            "Nous sommes désolés et répondrons à d’éventuelles questions.",
            "Nous sommes désolés, et si cela vous convient je passerai demain.",
            "Nous sommes désolés ; si vous préférez un remboursement, il part aujourd’hui, et pardon encore.",
            "Je suis désolé que personne n’ait pu vous dire si le magasin ouvrait.",
            "Nous sommes désolés et restons joignables à tout moment.",
        ],
    },
    Rule {
        code: "conditional",
        weight: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:si|s'il est vrai que|là où|lorsque|au cas où) (?:<nous_avons>|nous aurions|j'aurais) <adverbe><raté>",
            r"(?:s'il y a (?:eu|bien eu)|si (?:une?|quelque) <faute>|si <faute> il y a|si (?:c'est|c'était|cela (?:est|était)) (?:\w+ )?(?:de )?<notre> <faute>)",
            r"(?:il se peut|il est possible)(?: \w+)? (?:que nous ayons|que j'aie)|<nous_avons> peut-être <adverbe><raté>|nous (?:pourrions|aurions pu)(?: \w+)? (?:avoir )?<raté>",
            r"<notre> (?:\w+ )?<faute>[^.;:?!]{0,60}?,? (?:si (?:c'est|cela|les choses|tel|vraiment)|pour autant que|à supposer que|en supposant)",
        ],
        unless: &[
            r"(?:dites-nous|dites-moi|savoir|vérifi\w{1,4})(?: \w+){0,2}? (?:si|s'il)(?: [\w']+){0,4}",
        ],
        message: "La faute n\u{2019}est avouée que sous condition.",
        advice: "Dites clairement ce que vous avez fait : « Nous avons envoyé le mauvais fichier. C\u{2019}était notre erreur. »",
        rewrites: &[],
        bad: &[
            "Si nous avons commis une erreur, nous la corrigerons.",
            "S’il y a eu une erreur, nous la corrigerons.",
            "Il est possible que nous ayons mal compris.",
            "C’était notre erreur, si c’est bien ce qui s’est passé.",
        ],
        good: &["Dites-nous si nous avons oublié autre chose."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"<excuse>[^;]{0,240}?;? (?:mais|cependant|toutefois|néanmoins|pourtant|bien que|bien qu'\w+|même si|quoique|cela dit|ceci dit|cela étant|ceci étant|en revanche|par contre|sauf que|n'empêche|il n'en (?:reste|demeure) pas moins|toujours est-il)",
            r"^(?:bien que|bien qu'\w+|même si|quoique|malgré|tout en) [^.;]{1,200}, (?:nous|je|veuillez)(?: [\w']+){0,5}? <excuse>",
        ],
        unless: &[
            r"(?:non seulement|pas seulement|pas uniquement)[^;]{1,200} mais",
            r"mais (?:nous savons|les mots|des excuses|ces mots|cela ne|ce n'est pas|surtout|aussi|(?:nous|je)(?: [\w']+){0,3}? <réparer>)",
            r"sans (?:si ni |aucun )?mais",
            r"même si (?:les mots|des excuses|cela ne|rien ne|ces mots)(?: [\w']+){1,4}",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[(
            r"^(.*\b(?:désolée?s?|navrée?s?|excus\w+|excuses|pardon|regrett\w+)\b[^;]*?)\s*[,;\u{2013}\u{2014}-]*\s*\b(?:mais|cependant|toutefois|néanmoins|pourtant|bien que|même si)\b.*$",
            "$1.",
        )],
        bad: &[
            "Nous sommes désolés, mais notre fournisseur était en retard.",
            "Bien que tout ait été vérifié, nous vous prions de nous excuser.",
        ],
        good: &[
            "Nous sommes désolés non seulement du retard mais aussi de notre silence.",
            "Nous sommes désolés, mais nous savons que les mots ne suffisent pas.",
            "Nous sommes désolés, même si les mots ne rendent pas la journée.",
            "Nous vous présentons nos excuses, sans si ni mais.",
        ],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::AfterApology,
        patterns: &[
            r"^(?:mais|cependant|toutefois|néanmoins|pourtant|cela dit|ceci dit|cela étant|ceci étant|en revanche|par contre|or|reste que|n'empêche|toujours est-il|il n'en (?:reste|demeure) pas moins|à notre décharge)",
            r"^[\w']+(?: [\w']+){0,3}? (?:cependant|toutefois|néanmoins)",
        ],
        unless: &[
            r"^(?:mais|cependant|toutefois) (?:nous savons|les mots|des excuses|ces mots|cela ne|ce n'est pas|surtout|(?:nous|je)(?: [\w']+){0,3}? <réparer>)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "Nous sommes désolés. Mais le formulaire était difficile à lire.",
            "Nous sommes désolés. Vous étiez toutefois prévenu.",
        ],
        good: &["Nous sommes désolés. Mais des excuses ne suffisent pas."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:<notre> (?:\w+ )?<faute>|responsables?|(?:nous avons|j'ai|on a) <adverbe>(?:oublié|perdu|manqué|raté|commis|échoué|fait une erreur))[^.;]{0,80}?,? (?:mais|cependant|toutefois|pourtant|bien que|même si) (?:vous|votre|vos|le|la|les|l'\w+|il|ils|elle|on|personne|aucun|ce|c'est|c'était|nous (?:étions|avions|sommes) (?:très|aussi|trop|débordés|peu|beaucoup))",
            r"mais il (?:faut|convient) (?:de |bien |aussi ){0,2}(?:dire|reconnaître|rappeler|préciser|comprendre|avouer) qu(?:e|')",
        ],
        unless: &[r"mais (?:c'est )?vous (?:qui )?(?:avez|en avez) (?:payé|souffert|subi|dû)"],
        message: "Ce qui suit reprend l\u{2019}aveu.",
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "C’était notre erreur, mais le formulaire n’était pas clair.",
            "Nous avons tardé, mais il faut reconnaître que le chantier est loin.",
        ],
        good: &["C’était notre erreur, mais c’est vous qui avez payé."],
    },
    Rule {
        code: "passive_mistakes",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:erreurs?|fautes?|oublis?|négligences?) (?:a|ont) (?:\w{2,}ment )?été (?:commises?|faites?|faits?)",
            r"(?:erreurs?|problèmes?|incidents?|anomalies?|dysfonctionnements?|ratés?|confusions?|oublis?) (?:d[e'] ?[\w-]+ )?(?:\w+ )?(?:s'est|se sont|est|sont) (?:\w+ )?(?:produite?s?|glissée?s?|survenue?s?)|il y a eu (?:une|des) (?:\w+ )?(?:erreurs?|fautes?|oublis?|ratés|couacs?|loupés|dysfonctionnements?|manquements?)|quelque chose (?:s'est mal|a mal)|les choses (?:se sont mal|ont mal)",
            r"(?:a|ont) été (?:oubliée?s?|égarée?s?|mal (?:traitée?s?|transmise?s?)|(?:envoyée?s?|livrée?s?|facturée?s?|supprimée?s?) (?:par erreur|à tort))",
        ],
        unless: &[
            r"(?:commises?|faites?|oubliée?s?|égarée?s?|par erreur) par (?:nous|<notre> \w+)",
        ],
        message: "Dans cette phrase, personne ne fait rien.",
        advice: "Dites qui l\u{2019}a fait : « Nous avons commis une erreur. »",
        rewrites: &[
            (
                r"^des erreurs ont été commises",
                "Nous avons commis des erreurs",
            ),
            (
                r"\bune erreur (?:s['\u{2019}]est produite|s['\u{2019}]est glissée|est survenue|a été commise)",
                "nous avons commis une erreur",
            ),
        ],
        bad: &[
            "Des erreurs ont été commises.",
            "Une erreur s’est produite.",
            "Votre dossier a été égaré.",
        ],
        good: &["La faute a été commise par nous."],
    },
];
