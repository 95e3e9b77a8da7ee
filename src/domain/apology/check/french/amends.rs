//! How a French sentence puts right what went wrong, tells how it came about, and says what is
//! different from now on.

use super::super::rules::{Sign, Signal};
use super::excuses::CIRCUMSTANCES;

pub(super) const REPAIR: Signal = Signal {
    sign: Sign::Repair,
    patterns: &[
        r"(?:nous|je)(?: [\w']+){0,4}? <réparer>",
        r"<réparer>(?: [\w']+){0,3}? (?:la faute|l'erreur|cette erreur|votre|vos|le tort|intégralement|à nos frais|gratuitement)|(?:est|sont|a été|ont été|sera|seront|serez) (?:\w+ )?(?:remboursée?s?|remplacée?s?|réparée?s?|corrigée?s?|rétablie?s?|créditée?s?|annulée?s?)",
        r"(?:ne )?vous (?:sera|seront|est|sont) pas facturée?s?|(?:ci-joint|vous trouverez|voici)(?: [\w']+){0,5}? (?:corrigée?s?|rectifiée?s?|bons?|bonnes?|nouveaux?|nouvel|nouvelle)|(?:nouveau|nouvelle|bon|bonne) (?:\w+ ){1,2}(?:part|partent|est parti|est en route)|à nos frais|gratuite?s?(?:ment)?|(?:envoyons|envoie|enverrons|livrons|livrerons|apportons|apporte)(?: [\w']+){0,5}? (?:bon|bonne|nouveau|nouvel|nouvelle|manquante?)|(?:argent|somme|montant)(?: \w+){0,2}? (?:rendue?|restituée?|reversée?)|sans frais|bon d'achat|avoir de|geste commercial|remboursement (?:\w+ )?(?:part|est|a été|sera|intégral)|notre offre|arranger (?:cela|les choses)|remettre (?:cela|les choses|tout) en ordre",
        // Money, and what costs nothing.
        r"(?:est|sont|a été|ont été|sera|seront|serez|seras|êtes|es|avez été|as été|fut) (?:\w+ ){0,2}?<rendu>",
        r"(?:vous|te) (?:coûtera|coûteront|coûte|coûtent) rien|(?:vous|te|t') ?(?:compt|factur|charg|demand|prélèv|prend)\w{1,5} (?:pas|rien|aucun\w{0,2})|(?:vous|tu) ne (?:payez|paierez|payerez|devez|paies|paieras|dois|réglerez|réglez)(?: \w+){0,2}? (?:rien|pas|que|plus)|rien à (?:payer|régler|débourser|avancer)|(?:vous |t'|te )?(?:est|sont|sera|seront) (?:\w+ )?offerte?s?|offerte?s? par|cadeau(?:x)?|c'est pour (?:nous|moi)|à (?:notre|ma) charge|à mes frais|aux frais de la maison|sur notre compte|de notre poche|moitié prix|(?:remise|réduction|rabais|avoir|bon|crédit) de|chèque-cadeau|carte-cadeau|dédommagement|compensation",
        r"(?:nous|je|on) <vous>(?:rend(?:s|ons|rons|rai|ra)|revers\w{1,5}|restitu\w{1,5}|échange\w{0,4}|surclass\w{1,5}|renonc\w{1,5}|renonç\w{1,5}|pay(?:e|ons|erons|erai|era)|paie(?:rai|rons|ra)?|règl\w{1,5}|régl\w{1,5}|vers(?:e|ons|erons|erai|era)|vir(?:e|ons)|dédui\w{1,6})|(?:nous|je|on) (?:pren\w{1,4}|prend\w{0,4})<loin> (?:à|en) (?:notre |ma )?charge|(?:on|j'|j'ai) ?<vous>(?:a |ai )?<adverbe><réparer>|on (?:[\w']+ ){0,4}?<réparer>",
        // What is sent, brought or done once more, and who comes.
        r"(?:vous (?:recevrez|recevez|aurez|obtiendrez)|tu (?:recevras|reçois|auras))<loin> (?:places?|bons?|billets?|chèques?|remise|avoir|entrées?|nouve\w{1,3}|neu(?:f|ve)s?)|(?:je|on|nous) (?:vous|te) (?:mets|met|mettons|ajoute|ajoutons|glisse|joins|joignons|prête|prêtons)|(?:apporte|livre|dépose|remplace|rapporte)(?:ra|ront|nt)?<loin> (?:bon|bonne|bons|bonnes|nouve\w{1,3}|neu(?:f|ve)s?|manquante?s?)|de (?:prêt|remplacement|courtoisie)",
        r"(?:nous|je|on) ne (?:vous |te )?(?:prélèv|factur|débit|encaiss)\w{1,6} (?:pas|rien|aucun)|(?:nous|je|on) (?:retir|supprim|effaç|effac|lev)\w{1,6}<loin> (?:frais|pénalités?|facture|majoration|amende|supplément)",
        r"(?:nous|je|on) <vous>(?:repass|recommenc|réexpédi|réenvoy|relivr|réinstall|repeign|repein|replant|reconstrui|recoud|recous|reconfectionn|réédit)\w{1,6}|(?:nous|je|on) <vous>(?:envo(?:ie|yons)|enverr\w{1,4}|livr\w{1,5}|apport\w{1,5}|expédi\w{1,5}|dépos\w{1,5}|install\w{1,5}|pos(?:e|ons|erons|erai)|mont(?:e|ons|erons|erai))<loin> (?:bon|bonne|bons|bonnes|nouve\w{1,3}|neu(?:f|ve)s?|manquante?s?|autre|<bientôt>)|(?:nous|je|on) <vous>(?:pass|revien|revenon|viendr)\w{0,5}<loin> (?:refaire|réparer|changer|reprendre|remplacer|chercher|rechercher|poser|installer|avec|corriger|nettoyer)",
        r"(?:nouveau|nouvel|nouvelle|bon|bonne|neuf|neuve|autre|fraîche?|remplacement|manquante?)<loin> (?:part|partent|partira|est parti\w{0,2}|est en route|arrive|arrivera|vous attend|t'attend|attendent|est prête?|vous parviendra|sera (?:livrée?|installée?|posée?|chez vous))",
        r"<gens>(?: [\w'-]+){0,4}? (?:pass|repass|vien|remplac|répar|change|install|apport|livr)\w{0,6}<loin> <bientôt>|<bientôt>,?(?: [\w'-]+){0,4}? <gens>(?: [\w'-]+){0,3}? (?:pass|vien|remplac|répar|change|install|apport|livr)\w{0,6}|(?:m'en occupe|nous en occupons) (?:personnellement|moi-même|aujourd'hui|immédiatement)",
    ],
    // What sounds like repair and is none: it is refused, or was itself what went wrong.
    unless: &[
        r"(?:ne|n'\w+)<gap> (?:pas|aucun|jamais)(?: \w+){0,2}? (?:<réparer>|remboursement)|(?:aucun|pas de) (?:remboursement|avoir|geste)(?: \w+){0,2}|ne (?:pouvons|peux)<gap> <réparer>",
        r"(?:aucune?|pas d'|pas de|ni) ?(?:\w+ )?(?:indemnité|indemnisation|dédommagement|compensation|remise|geste|avoir|bon|remplacement)|annul\w{1,6} (?:\w+ )?(?:votre|vos|ta|tes) (?:\w+ )?(?:commande|réservation|vol|rendez-vous|billets?|abonnement|séjour|inscription)|(?:rend\w{0,5}|rendus?) (?:compte|visite)|(?:oublié|omis|tardé|manqué)(?: \w+){0,3}? (?:rembourser|rendre|renvoyer|annuler|corriger)|<réparer>(?: [\w'-]+){0,8}? (?:trop \w{2,}|par erreur|par mégarde|à tort|en retard|sans (?:vous )?(?:prévenir|demander|vérifier))|(?:à tort|par erreur|en retard|trop tard|mal) <rendu>|<rendu> (?:par vos|à tort|par erreur|en retard|trop tard)|(?:votre|vos|le|la|ce|cette) (?:\w+ )?(?:vol|train|réservation|commande|rendez-vous|concert|spectacle|séjour|cours|match)<loin> annulée?s?|numéro gratuit|appel gratuit|application gratuite",
    ],
};

pub(super) const EXPLANATION: Signal = Signal {
    sign: Sign::Explanation,
    patterns: &[
        r"parce que|parce qu'\w+|car|en raison|à cause|due?s? (?:à|au|aux)|causée?s? par|provoquée?s? par|(?:la|une) (?:cause|raison)<gap> (?:est|était)|c'est pourquoi|cela s'est produit|cela vient de|voici comment|c'est arrivé|l'origine|s'explique par|a (?:provoqué|entraîné|causé)|(?:trompée?s?|provoqué|causé|commis|perdu|oublié|égaré)(?: [\w']+){0,5}? en \w{3,}ant|sans (?:l'avoir|les avoir|avoir) \w{2,}",
        r"puisque|en effet|faute (?:de|d'\w+)|par manque (?:de|d'\w+)|à la suite (?:de|du|des|d'\w{1,5})|suite (?:à|au|aux)|lors (?:de|du|d'\w{1,5})(?: \w+){0,2}? (?:migration|changement|déménagement|transfert|saisie|mise à jour|préparation|montage|chargement)|(?:j'ai|nous avons|on a|j'avais|nous avions)<loin> sans [\w']{2,}(?:er|ir|re|oir)|alors que (?:nos|notre|mes|les) (?:\w+ )?(?:règles|consignes|procédures?)|trop vite|(?:moi|nous) qui n'(?:ai|avons)|(?:était|étaient)(?: \w+){0,2}? (?:à l'envers|en congé|en vacances|en panne|malades?|absente?s?|mal \w{3,})|(?:avait|avaient|avais|avions) (?:\w+ )?(?:oublié|confondu|inversé|mal \w{3,}|mélangé|perdu|égaré)|s'était (?:trompée?|blessée?|glissée?)|(?:s'est|c'est) \w{2,} qui s'est",
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
        r"ne<gap> (?:reproduira|se reproduise|arrivera|arrive|reproduire)(?: \w+)?|plus jamais|désormais|nous \w{2,}ons (?:maintenant|dorénavant) |dorénavant|à l'avenir|dès (?:aujourd'hui|maintenant|demain|ce jour)|à partir (?:de|d') ?(?:maintenant|ce jour|aujourd'hui|demain|lundi|ce mois|cette semaine)|(?:faire|ferons) mieux|nous avons (?:\w+ )?(?:changé|modifié|renforcé|mis en place|revu|formé|tiré les leçons)|tir\w{1,5} (?:la|les|des|une) (?:leçons?|enseignements?)|pour éviter (?:que|une|un|cela)|(?:chaque|toute) \w+ (?:est|sera) (?:désormais )?(?:vérifiée?|relue?|contrôlée?|testée?)",
        r"depuis (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ce matin|cette semaine|cet incident|cette erreur)|(?:l'an|l'année|la fois|le mois) prochaine?|la prochaine fois|(?:lors des|aux|les) prochain(?:e)?s \w{3,}|\w{3,}(?:ent|ons|e|t|a) (?:maintenant|dorénavant|à présent|systématiquement)|(?:on|je) \w{3,} (?:maintenant|toujours|désormais)|(?:ne|n') ?\w{3,} plus (?:\w+ ){0,5}?sans|plus aucune? [\w-]{2,} ne|aucune? [\w-]{2,} ne (?:\w+ ){1,6}?sans|double (?:contrôle|vérification|lecture)|(?:deux|seconde|deuxième) personnes?|(?:j'ai|on a) (?:\w+ )?(?:changé|modifié|renforcé|mis en place|revu|formé)",
    ],
    unless: &[
        r"suit désormais son cours|désormais (?:\w+ )?(?:rétablie?|résolue?|close?|clôturée?|disponibles?|réglée?)|(?:est|était|reste|a) (?:maintenant|à présent)(?: \w+){0,2}",
    ],
};
