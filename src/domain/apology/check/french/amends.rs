//! How a French sentence puts right what went wrong, tells how it came about, and says what is
//! different from now on.

use super::super::rules::{Sign, Signal};

pub(super) const REPAIR: Signal = Signal {
    sign: Sign::Repair,
    patterns: &[
        r"(?:nous|je)(?: [\w']{1,20}){0,4}? <réparer>",
        r"<réparer>(?: [\w']{1,20}){0,3}? (?:la faute|l'erreur|cette erreur|votre|vos|le tort|intégralement|à nos frais|gratuitement)|(?:est|sont|a été|ont été|sera|seront|serez) (?:\w{1,20} )?(?:remboursée?s?|remplacée?s?|réparée?s?|corrigée?s?|rétablie?s?|créditée?s?|annulée?s?)",
        r"(?:ne )?vous (?:sera|seront|est|sont) pas facturée?s?|(?:ci-joint|vous trouverez|voici)(?: [\w']{1,20}){0,5}? (?:corrigée?s?|rectifiée?s?|bons?|bonnes?|nouveaux?|nouvel|nouvelle)|(?:nouveau|nouvelle|bon|bonne) (?:\w{1,20} ){1,2}(?:part|partent|est parti|est en route)|à nos frais|gratuite?s?(?:ment)?|(?:envoyons|envoie|enverrons|livrons|livrerons|apportons|apporte)(?: [\w']{1,20}){0,5}? (?:bon|bonne|nouveau|nouvel|nouvelle|manquante?)|(?:argent|somme|montant)(?: \w{1,20}){0,2}? (?:rendue?|restituée?|reversée?)|sans frais|bon d'achat|avoir de|geste commercial|remboursement (?:\w{1,20} )?(?:part|est|a été|sera|intégral)|notre offre|arranger (?:cela|les choses)|remettre (?:cela|les choses|tout) en ordre",
    ],
    unless: &[
        r"(?:ne|n'\w{1,20})<gap> (?:pas|aucun|jamais)(?: \w{1,20}){0,2}? (?:<réparer>|remboursement)|(?:aucun|pas de) (?:remboursement|avoir|geste)(?: \w{1,20}){0,2}|ne (?:pouvons|peux)<gap> <réparer>",
    ],
};

pub(super) const EXPLANATION: Signal = Signal {
    sign: Sign::Explanation,
    patterns: &[
        r"parce que|parce qu'\w{1,20}|car|en raison|à cause|due?s? (?:à|au|aux)|causée?s? par|provoquée?s? par|(?:la|une) (?:cause|raison)<gap> (?:est|était)|c'est pourquoi|cela s'est produit|cela vient de|voici comment|c'est arrivé|l'origine|s'explique par|a (?:provoqué|entraîné|causé)|(?:trompée?s?|provoqué|causé|commis|perdu|oublié|égaré)(?: [\w']{1,20}){0,5}? en \w{3,20}ant|sans (?:l'avoir|les avoir|avoir) \w{2,20}",
    ],
    unless: &[],
};

pub(super) const REPENTANCE: Signal = Signal {
    sign: Sign::Repentance,
    patterns: &[
        r"ne<gap> (?:reproduira|se reproduise|arrivera|arrive|reproduire)(?: \w{1,20})?|plus jamais|désormais|nous \w{2,20}ons (?:maintenant|dorénavant) |dorénavant|à l'avenir|dès (?:aujourd'hui|maintenant|demain|ce jour)|à partir de (?:maintenant|ce jour)|(?:faire|ferons) mieux|nous avons (?:\w{1,20} )?(?:changé|modifié|renforcé|mis en place|revu|formé|tiré les leçons)|tir\w{1,5} (?:la|les|des|une) (?:leçons?|enseignements?)|pour éviter (?:que|une|un|cela)|(?:chaque|toute) \w{1,20} (?:est|sera) (?:désormais )?(?:vérifiée?|relue?|contrôlée?|testée?)",
    ],
    unless: &[],
};
