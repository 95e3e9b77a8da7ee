//! How a French sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"excus(?:e|es|ez|er|ons)|excusez-nous|désolée?s?|navrée?s?|pardon(?:ner|nez)?|regrett(?:e|ons)|déplor(?:e|ons)|nos (?:\w{1,20} )?regrets|(?:nous|vous) confondons en",
        ],
        unless: &[
            r"sans excuses?|aucune excuse|(?:vos|votre|ses|leurs) excuses|une mauvaise excuse",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"(?:désolée?s?|navrée?s?)",
            r"(?:nous|je|m'|m'en |s'|s'en |nous en )<gap> ?(?:excus(?:e|ons|er)|excuses)|(?:m'|m'en |on s'|on s'en |nous nous (?:en )?)excus(?:e|ons)|(?:veuillez|prions de|prie de|priez de|priant de|vouloir|bien vouloir)<gap> (?:l'|m'|t')?(?:excuser|pardonner|accepter)|(?:veuillez accepter|présentons|présente|présenter|adressons|adresser|toutes|acceptez|accepter|devons|dois|faisons)<gap> excuses|(?:excusez|excuse|pardonnez|pardonne)-(?:nous|moi)|(?:prions|prie) d'excuser|^(?:veuillez |merci d')?excus(?:ez|er)",
            r"(?:nous|je)<gap> (?:demandons|demande|demander)<gap> pardon|(?:nos|mes|mille|plates|sincères) (?:[\w']{1,20} ){0,3}?excuses|^pardon|[,;:-] (?:mille fois |et )?pardon|(?:vous|te) (?:demandons|demande|demander) pardon|(?:demande|demandons) (?:\w{1,20} )?pardon",
        ],
        unless: &[
            r"(?:désolée?s?|navrée?s?) (?:d'apprendre|de lire|d'entendre|de savoir|de voir|d'avoir appris|de vous (?:informer|annoncer|dire))",
            r"(?:ne|n'\w{1,20})<gap> (?:pas|jamais|point)(?: \w{1,20}){0,2}? (?:excuser|excuses?|désolée?s?|pardon)|(?:ne|n')(?: nous| m')? ?(?:excusons|excuse) pas|(?:aucune|pas de) raison<gap> (?:excuser|excuses)",
            r"(?:vos|votre|ses|leurs|des) excuses (?:de|du) \w{1,20}|refus\w{1,5}<gap> (?:nous |m')?excuser",
            r"(?:il|elle|livreur|chauffeur|fournisseur)(?: \w{1,20}){0,3}? (?:désolée?|navrée?|s'excuse|excusé)",
        ],
    },
    Signal {
        sign: Sign::FeelingsOnly,
        patterns: &[
            r"(?:désolée?s?|navrée?s?) que vous (?:soyez|vous sentiez|pensiez|ressentiez|le preniez|trouviez)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Regret,
        patterns: &[
            r"(?:nous|je) (?:\w{1,20} )?(?:regrettons|regrette|déplorons|déplore)|(?:nous|j')(?: \w{1,20})? ?(?:avons|ai) honte|nos (?:\w{1,20} )?regrets",
        ],
        unless: &[
            r"(?:regrettons|regrette) (?:de|d') ?(?:vous )?(?:informer|annoncer|dire|apprendre|lire|savoir)|(?:ne|n') (?:regrettons|regrette)",
        ],
    },
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            // Whose fault it was.
            r"<notre> (?:propre |seule )?(?:\w{1,20} )?<faute>|(?:<faute>|tort|inadmissible|inacceptable|maladroit|injuste|impoli|négligent|irresponsable|déplacé|incorrect|irrespectueux|impardonnable|inexcusable|idiot|stupide)(?: [\w'-]{1,20}){0,3}? de (?:notre|ma) (?:part|côté|fait)|de (?:notre|ma) faute|(?:est|était) (?:\w{1,20} )?de (?:notre|mon) (?:fait|ressort)",
            r"(?:faute|erreur|responsabilité|manquement|bévue|oubli|torts?)<gap> (?:est|était|revient|incombe) (?:\w{1,20} )?(?:la nôtre|la mienne|le nôtre|le mien|à nous|à moi|entièrement nôtre|de notre (?:côté|fait))|(?:nous|me) (?:en )?(?:revient|incombe)(?: \w{1,20})?|(?:vient|provient|venait|est venue?) (?:\w{1,20} )?(?:de nous|de moi|de chez nous|de notre (?:côté|part|équipe)|de mon côté)|<faute>(?: \w{1,20}){0,2}? (?:s'est produite?|est survenue?|a été (?:commise|faite)) (?:chez nous|dans (?:notre|nos) \w{2,20}|de notre (?:côté|part))|(?:<faute>|responsabilité|torts?)<gap> (?:imputable|incombe|revient) à (?:nous|<notre> \w{2,20})|qu'à (?:nous|moi)-mêmes?|(?:<raté>|<travers>)(?: [\w'-]{1,20}){0,3}? par (?:nous|<notre> \w{2,20})|à (?:nous|moi) qu(?:e |')(?:revient|incombe)|ce n'(?:était|est) pas (?:[\w']{1,20} ){1,4}de (?:notre|ma) part|(?:nous|je|on) (?:l'|en |les )?(?:assumons|assume)|<notre> [\w-]{2,20} (?:était|étaient|est|a été|ont été)(?: \w{1,20}){0,2}? (?:blessante?s?|déplacée?s?|inacceptables?|insuffisante?s?|maladroite?s?|faux|fausses?|injustes?|inappropriée?s?|insultante?s?|grossi(?:er|ère)s?|incorrecte?s?|erronée?s?|trompeu(?:r|rs|se|ses)|inadmissibles?|lamentables?|indignes?)|mea culpa|(?:nous n'avons|je n'ai|il n'y a) (?:aucune|pas d') ?excuse|inexcusable de notre part|plaid(?:e|ons) coupables?|(?:nous|moi) (?:\w{1,20} )?les? (?:seuls? )?(?:coupables?|fautifs?|responsables?)",
            r"(?:nous nous (?:y |en )?(?:sommes|étions)|je m(?:e |'y |'en )(?:suis|étais)|on s'(?:y |en )?(?:est|était))(?: \w{1,20}ment| bien| vraiment)? (?:<raté>|trompée?s?|emmêlée?s?|méprise?s?|plantée?s?|gourée?s?|embrouillée?s?|mélangée?s?|emportée?s?|égarée?s?)|(?:nous|j'|j'en |je|on)<gap> ?(?:assumons|assume|prenons|prends|portons|porte|endossons|endosse|acceptons|reconnaissons|reconnais|admettons)<gap> (?:responsabilité|faute|torts?|erreurs?|manquements?)",
            r"(?:nous|j'en|je|on) (?:en )?(?:sommes|suis|étions|étais|est) (?:\w{1,20} )?(?:(?:les|la|le) )?(?:seule?s? )?(?:responsables?|fautifs?|fautive|en tort|en faute|coupables?|dans notre tort)|(?:nous avons|j'ai|nous avions|j'avais) (?:eu )?tort",
            // The deed with its doer: what went wrong, or a wrong that tells the deed.
            r"<nous_avons> <adverbe>(?:<raté>)|<nous_avons>(?: [\w'-]{1,20}){1,9}? et (?:\w{2,20}ment )?(?:oublié|perdu|négligé|omis|raté|manqué|sali|cassé|abîmé|taché|rayé)|(?:de|d') ?(?:vous |t'|l'|les |lui )?avoir <adverbe>(?:vous )?<raté>|de ne (?:pas|jamais)(?: [\w']{1,20}){0,2}? (?:avoir|être) [\w']{2,20}|(?:de|d')(?: ne| n')?<gap> (?:pas|vous avoir)<gap> (?:<devoir>|<raté>)",
            r"<nous_pas>(?: [\w'-]{1,20}){0,2}? [\w'-]{2,25}|<nous_avons><gap> (?:et|mais)(?: nous)? (?:n'avons|n'ai|ne l'avons) pas <devoir>|(?:nous|on|je) ne <vous>(?:avons|ai|a) [\w'-]{2,20}(?: [\w'-]{1,20}){0,2}? qu(?:e |')(?:\w{1,20} ){0,2}?(?:trop tard|après|dernier|lendemain)|(?:nous (?:n'étions|ne sommes)|je (?:n'étais|ne suis)|on (?:n'était|n'est)) (?:pas|jamais) (?:\w{1,20} )?(?:venue?s?|allée?s?|passée?s?|arrivée?s?|intervenue?s?|intéressée?s?|prête?s?|là|présente?s?|au rendez-vous|disponibles?|attentifs?|joignables?|revenue?s?)",
            r"(?:nous (?:sommes|étions)|je (?:suis|étais)|j'étais|on (?:est|était))(?: [\w'-]{1,20}){0,4}? (?:arrivée?s?|venue?s?|partie?s?|passée?s?|intervenue?s?|rentrée?s?|restée?s?)(?: [\w'-]{1,20}){0,4}? <travers>|<maison>(?:est|sont) (?:arrivée?s?|venue?s?|partie?s?|passée?s?|intervenue?s?)(?: [\w'-]{1,20}){0,4}? <travers>|<maison>(?:ne s'est|ne se sont) (?:pas|jamais) \w{3,20}|<maison>(?:s'est|se sont) (?:\w{1,20} )?(?:trompée?s?|plantée?s?|mal \w{2,20})",
            r"(?:nous aurions|j'aurais|on aurait)(?: \w{1,20}){0,3}? dû|(?:nous n'aurions|je n'aurais|on n'aurait) (?:pas|jamais) dû|(?:nous (?:avons été|étions)|j'ai été|j'étais|on a été) (?:bien |trop |vraiment |très |assez )?(?:lente?s?|négligente?s?|imprudente?s?|maladroite?s?|impolie?s?|grossi(?:er|ère)s?|sèche?|secs?|désagréables?|injustes?|distraite?s?|brusques?|inattenti(?:fs?|ves?)|désinvoltes?|en retard|en dessous de tout|(?:mal|peu) \w{3,20})|(?:nous|moi) qui(?: [\w']{1,20}){0,3}? <raté>|à (?:cause|la suite) de <notre>",
        ],
        unless: &[
            r"(?:aucune|pas la|sans|décline\w{0,4} toute) (?:\w{1,20} )?(?:responsabilité|faute)|n'\w{1,20}<gap> (?:pas|rien|jamais) (?:oublié|perdu|raté|manqué|omis)|manqué de rien",
            r"<notre> (?:message|page|taux|code) d'erreur|<notre> (?:[\w-]{1,20} ){0,2}?<autres>|<notre> clients?|<maison><vous>(?:a|ont) été",
            r"(?:aucune?|pas (?:de|d'|une|la))(?: \w{1,20}){0,1} ?<faute>[^.;]{0,60}",
            // What we did not do and need not have done, or never got.
            r"(?:pas|jamais)(?: [\w'-]{1,20}){0,2}? (?:reçue?s?|trouvée?s?|commis|causée?s?|provoquée?s?|perdue?s?|oubliée?s?|manqué|ratée?s?|omis|eu|pu|voulu|constatée?s?|endommagée?s?|connaissance|l'intention|le droit|besoin|demandé|dit|menti|hésité|assez|augmenté|réussi|refusé|d'autres?|cherché)|(?:avons|ai|a|avions|avais) (?:pas|jamais) (?:de|d'\w{1,20}|la|le|les|à|encore (?:reçu|trouvé|terminé|déterminé|identifié))|pas été (?:informée?s?|prévenue?s?|avertie?s?|contactée?s?)",
            r"mauvaises? (?:nouvelles?|surprises?|expériences?|habitudes?|conscience)|du mal à?|sans (?:frais|délai|attendre|tarder|problèmes?|encombre|supplément|faute)|assum\w{1,4} (?:\w{1,20} ){0,2}?(?:frais|coûts?|dépenses)|trop de (?:respect|estime)|trop (?:heureux|heureuse|contents?)|(?:vérifié|contrôlé|relu)(?: \w{1,20}){0,3} mal",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:aucune|décline\w{0,4} toute|pas la) (?:\w{1,20} )?(?:responsabilité|faute)|n'y (?:sommes|suis) pour rien|(?:ne|n'\w{1,20})<gap> pas (?:\w{1,20} )?(?:responsables?|fautifs?|en tort)|ne saurait être (?:\w{1,20} )?(?:responsables?|engagée)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:nous|je)(?: [\w']{1,20}){0,4}? <réparer>",
            r"<réparer>(?: [\w']{1,20}){0,3}? (?:la faute|l'erreur|cette erreur|votre|vos|le tort|intégralement|à nos frais|gratuitement)|(?:est|sont|a été|ont été|sera|seront|serez) (?:\w{1,20} )?(?:remboursée?s?|remplacée?s?|réparée?s?|corrigée?s?|rétablie?s?|créditée?s?|annulée?s?)",
            r"(?:ne )?vous (?:sera|seront|est|sont) pas facturée?s?|(?:ci-joint|vous trouverez|voici)(?: [\w']{1,20}){0,5}? (?:corrigée?s?|rectifiée?s?|bons?|bonnes?|nouveaux?|nouvel|nouvelle)|(?:nouveau|nouvelle|bon|bonne) (?:\w{1,20} ){1,2}(?:part|partent|est parti|est en route)|à nos frais|gratuite?s?(?:ment)?|(?:envoyons|envoie|enverrons|livrons|livrerons|apportons|apporte)(?: [\w']{1,20}){0,5}? (?:bon|bonne|nouveau|nouvel|nouvelle|manquante?)|(?:argent|somme|montant)(?: \w{1,20}){0,2}? (?:rendue?|restituée?|reversée?)|sans frais|bon d'achat|avoir de|geste commercial|remboursement (?:\w{1,20} )?(?:part|est|a été|sera|intégral)|notre offre|arranger (?:cela|les choses)|remettre (?:cela|les choses|tout) en ordre",
        ],
        unless: &[
            r"(?:ne|n'\w{1,20})<gap> (?:pas|aucun|jamais)(?: \w{1,20}){0,2}? (?:<réparer>|remboursement)|(?:aucun|pas de) (?:remboursement|avoir|geste)(?: \w{1,20}){0,2}|ne (?:pouvons|peux)<gap> <réparer>",
        ],
    },
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"parce que|parce qu'\w{1,20}|car|en raison|à cause|due?s? (?:à|au|aux)|causée?s? par|provoquée?s? par|(?:la|une) (?:cause|raison)<gap> (?:est|était)|c'est pourquoi|cela s'est produit|cela vient de|voici comment|c'est arrivé|l'origine|s'explique par|a (?:provoqué|entraîné|causé)|(?:trompée?s?|provoqué|causé|commis|perdu|oublié|égaré)(?: [\w']{1,20}){0,5}? en \w{3,20}ant|sans (?:l'avoir|les avoir|avoir) \w{2,20}",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"ne<gap> (?:reproduira|se reproduise|arrivera|arrive|reproduire)(?: \w{1,20})?|plus jamais|désormais|nous \w{2,20}ons (?:maintenant|dorénavant) |dorénavant|à l'avenir|dès (?:aujourd'hui|maintenant|demain|ce jour)|à partir de (?:maintenant|ce jour)|(?:faire|ferons) mieux|nous avons (?:\w{1,20} )?(?:changé|modifié|renforcé|mis en place|revu|formé|tiré les leçons)|tir\w{1,5} (?:la|les|des|une) (?:leçons?|enseignements?)|pour éviter (?:que|une|un|cela)|(?:chaque|toute) \w{1,20} (?:est|sera) (?:désormais )?(?:vérifiée?|relue?|contrôlée?|testée?)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"pardonne(?:r|z)(?:-nous|-moi)?|pardonn(?:erez|iez)|votre (?:pardon|indulgence)|demand\w{1,4} pardon|(?:regagner|retrouver|mériter|reconquérir) votre confiance|(?:seconde|deuxième|nouvelle) chance",
        ],
        unless: &[],
    },
];

pub(super) const ABSENCES: &[Absence] = &[
    Absence {
        sign: Sign::Apology,
        code: "no_explicit_apology",
        severity: Block,
        message: "Nulle part il n\u{2019}est dit que vous êtes désolé.",
        advice: "Dites-le simplement : « Nous vous présentons nos excuses. » « Désolé d\u{2019}apprendre » est de la compassion.",
    },
    Absence {
        sign: Sign::Responsibility,
        code: "no_responsibility",
        severity: Block,
        message: "Nulle part il n\u{2019}est dit que c\u{2019}était votre faute.",
        advice: "Assumez-la : « C\u{2019}était notre erreur », ou « Nous n\u{2019}avons pas… ».",
    },
    Absence {
        sign: Sign::Repair,
        code: "no_repair",
        severity: Warn,
        message: "Rien n\u{2019}est dit de la réparation.",
        advice: "Dites ce que vous faites pour réparer, ou qu\u{2019}une offre suivra.",
    },
];
