//! How a French sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"excus(?:e|es|ez|er|ons)|excusez-nous|désolée?s?|navrée?s?|pardon(?:ner|nez)?|regrett(?:e|ons)|nos (?:\w{1,20} )?regrets|(?:nous|vous) confondons en",
        ],
        unless: &[
            r"sans excuses?|aucune excuse|(?:vos|votre|ses|leurs) excuses|une mauvaise excuse",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"(?:nous|je|j'en|en|profondément|vraiment|sincèrement|très|tellement|si|^)<gap> ?(?:désolée?s?|navrée?s?)|^(?:vraiment |sincèrement |très )?(?:désolée?s?|navrée?s?)",
            r"(?:nous|je)<gap> (?:excus(?:e|ons|er)|excuses)|(?:veuillez|prions de|prie de|priez de|priant de)<gap> (?:excuser|pardonner|accepter)|(?:veuillez accepter|présentons|présente|présenter|adressons|adresser|toutes|acceptez)<gap> excuses|excusez-(?:nous|moi)|pardonnez-(?:nous|moi)",
            r"(?:nous|je)<gap> (?:demandons|demande|demander)<gap> pardon|^(?:toutes |mille )?(?:nos|mes) (?:\w{1,20} )?excuses|^pardon",
        ],
        unless: &[
            r"(?:désolée?s?|navrée?s?) (?:d'apprendre|de lire|d'entendre|de savoir|de voir|d'avoir appris|de vous (?:informer|annoncer|dire))",
            r"(?:ne|n'\w{1,20})<gap> (?:pas|jamais|point)(?: \w{1,20}){0,2}? (?:excuser|excuses?|désolée?s?|pardon)|(?:ne|n')(?: nous| m')? ?(?:excusons|excuse) pas|(?:aucune|pas de) raison<gap> (?:excuser|excuses)",
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
            r"(?:nous|je) (?:\w{1,20} )?(?:regrettons|regrette)|(?:nous|j')(?: \w{1,20})? ?(?:avons|ai) honte|nos (?:\w{1,20} )?regrets",
        ],
        unless: &[
            r"(?:regrettons|regrette) (?:de|d') ?(?:vous )?(?:informer|annoncer|dire|apprendre|lire|savoir)|(?:ne|n') (?:regrettons|regrette)",
        ],
    },
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            r"<notre> (?:propre )?(?:\w{1,20} )?<faute>|de (?:notre|ma) (?:part|faute)",
            r"(?:faute|erreur|responsabilité|manquement)<gap> (?:est|était|revient|incombe) (?:\w{1,20} )?(?:la nôtre|la mienne|à nous|entièrement nôtre|de notre (?:côté|fait))|(?:nous|me) (?:revient|incombe)(?: \w{1,20})?",
            r"(?:nous nous sommes|je me suis)(?: \w{1,20}ment)? (?:trompée?s?|emmêlée?s?|méprise?s?)|(?:nous|j'|je)<gap> ?(?:assumons|assume|prenons|prends|portons|porte|endossons|acceptons|reconnaissons)<gap> (?:responsabilité|faute|torts?|erreur|manquement)",
            r"(?:nous|j'en|je) (?:en )?(?:sommes|suis|étions|étais) (?:\w{1,20} )?(?:responsables?|fautifs?|fautive|en tort|coupables?|dans notre tort)|(?:nous avons|j'ai) (?:eu )?tort",
            r"<nous_avons> <adverbe><raté>|(?:de|d') ?(?:vous |l')?avoir <adverbe>(?:vous )?<raté>|(?:de|d')(?: ne| n')?<gap> (?:pas|vous avoir)<gap> (?:<devoir>|<raté>)",
            r"(?:nous|je) (?:vous )?(?:n'avons|n'ai|ne (?:vous |l')?(?:avons|ai))<gap> (?:pas|jamais) (?:\w{1,20} )?<devoir>|<nous_avons><gap> (?:et|mais)(?: nous)? (?:n'avons|n'ai|ne l'avons) pas <devoir>",
            r"(?:nous aurions|j'aurais)(?: \w{1,20}){0,2}? dû|nous n'aurions (?:pas|jamais) dû|je n'aurais (?:pas|jamais) dû|nous avons (?:été|étions) (?:trop )?(?:lents|négligents|imprudents|maladroits)|c'est (?:nous|moi) qui(?: [\w']{1,20}){0,2}? <raté>|à (?:cause|la suite) de <notre>",
        ],
        unless: &[
            r"(?:aucune|pas la|sans|décline\w{0,4} toute) (?:\w{1,20} )?(?:responsabilité|faute)|n'\w{1,20}<gap> (?:pas|rien|jamais) (?:oublié|perdu|raté|manqué|omis)|manqué de rien",
            r"<notre> (?:message|page|taux|code) d'erreur",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:aucune|décline\w{0,4} toute|pas la) (?:\w{1,20} )?responsabilité|(?:ne|n'\w{1,20})<gap> pas (?:\w{1,20} )?(?:responsables?|fautifs?|en tort)|ne saurait être (?:\w{1,20} )?(?:responsables?|engagée)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:nous|je)(?: [\w']{1,20}){0,4}? <réparer>",
            r"<réparer>(?: [\w']{1,20}){0,3}? (?:la faute|l'erreur|cette erreur|votre|vos|le tort|intégralement|à nos frais|gratuitement)|(?:est|sont|a été|ont été|sera|seront|serez) (?:\w{1,20} )?(?:remboursée?s?|remplacée?s?|réparée?s?|corrigée?s?|rétablie?s?|créditée?s?|annulée?s?)",
            r"(?:ne )?vous (?:sera|seront|est|sont) pas facturée?s?|(?:ci-joint|vous trouverez|voici)(?: [\w']{1,20}){0,5}? (?:corrigée?s?|rectifiée?s?|bons?|bonnes?|nouveaux?|nouvel|nouvelle)|(?:nouveau|nouvelle|bon|bonne) (?:\w{1,20} ){1,2}(?:part|partent|est parti|est en route)|à nos frais|gratuite?s?(?:ment)?|sans frais|bon d'achat|avoir de|geste commercial|remboursement (?:\w{1,20} )?(?:part|est|a été|sera|intégral)|notre offre|arranger (?:cela|les choses)|remettre (?:cela|les choses|tout) en ordre",
        ],
        unless: &[
            r"(?:ne|n'\w{1,20})<gap> (?:pas|aucun|jamais)(?: \w{1,20}){0,2}? (?:<réparer>|remboursement)|(?:aucun|pas de) (?:remboursement|avoir|geste)(?: \w{1,20}){0,2}|ne (?:pouvons|peux)<gap> <réparer>",
        ],
    },
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"parce que|parce qu'\w{1,20}|car|en raison|à cause|due?s? (?:à|au|aux)|causée?s? par|provoquée?s? par|(?:la|une) (?:cause|raison)<gap> (?:est|était)|c'est pourquoi|cela s'est produit|cela vient de|l'origine|s'explique par|a (?:provoqué|entraîné|causé)|(?:trompée?s?|provoqué|causé|commis|perdu|oublié|égaré)(?: [\w']{1,20}){0,5}? en \w{3,20}ant|sans (?:l'avoir|les avoir|avoir) \w{2,20}",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"ne<gap> (?:reproduira|se reproduise|arrivera|arrive|reproduire)(?: \w{1,20})?|plus jamais|désormais|nous \w{2,20}ons (?:maintenant|dorénavant) |dorénavant|à l'avenir|à partir de (?:maintenant|ce jour)|(?:faire|ferons) mieux|nous avons (?:\w{1,20} )?(?:changé|modifié|renforcé|mis en place|revu|formé|tiré les leçons)|tir\w{1,5} (?:les|des) (?:leçons|enseignements)|pour éviter (?:que|une|un|cela)|(?:chaque|toute) \w{1,20} (?:est|sera) (?:désormais )?(?:vérifiée?|relue?|contrôlée?|testée?)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"pardonne(?:r|z)(?:-nous|-moi)?|votre (?:pardon|indulgence)|demand\w{1,4} pardon|(?:regagner|retrouver|mériter|reconquérir) votre confiance|(?:seconde|deuxième|nouvelle) chance",
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
