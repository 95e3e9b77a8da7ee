//! What gives the mistake to somebody else: a third party, or the client.

use super::super::rules::Weight::BlockUnlessOwned;
use super::super::rules::{Rule, Scope};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "blame_third_party",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            // The cause is theirs.
            r"(?:(?:à cause|en raison|du fait|par la faute|par suite) (?:de|du|des|d'\w{1,5})|suite (?:à|au|aux)|(?:causée?s?|provoquée?s?|occasionnée?s?|entraînée?s?) par|(?:due?s?|imputables?|attribuables?|incombe|revient|la faute) (?:à|au|aux)|(?:vient|provient|relève|résulte|est la faute|est le fait|dépend) (?:de|du|des|d'\w{1,5})|(?:cause|origine)(?: [\w'-]+){0,3}? (?:est|se trouve|se situe) (?:chez|du côté de|dans)|(?:responsable|coupable|fautif)(?: [\w'-]+){0,3}? (?:est|sont|c'est) (?:le|la|les|notre|nos|un|une)|(?:faute|erreur|retard|défaillance|manquement|négligence|oubli|problème|panne|incident|défaut|dysfonctionnement|rupture|grève|faille|bug|bogue)s?(?: [\w'-]+){0,2}? (?:de|du|des|d'\w{1,5}|chez|dans|au sein de|vient de|vient du))(?: [\w'-]+){0,4}? ?<autres>",
            // They failed.
            r"<autres>(?: [\w'-]+){0,3}? (?:a|ont|avait|est|sont|était|s'est|se sont|n'a|n'ont|n'est|n'était|n'avait|ne s'est|ne vous a|ne nous a|l'a|nous a|vous a|qui s'est|qui a)(?: [\w'-]+){0,10}? (?:pas|jamais|<raté>|du retard|percé|en retard|en cause|fautive?s?|défaillante?s?|responsables?|trompée?s?|fait défaut)",
            r"(?:<raté>|abîmé|retardé|livré (?:\w+ ){0,2}?<travers>)(?: \w+){0,2}? par (?:(?:le|la|les|un|une|<notre>) (?:\w+ )?|l')<autres>",
            // Go and ask them.
            r"(?:adressez-vous|contactez|tournez-vous|voyez|rapprochez-vous|(?:veuillez|merci de|invitons à|prions de|vous (?:devez|pouvez|pourrez)|appartient de|faut)(?: \w+){0,3}? (?:contacter|adresser|joindre|tourner|rapprocher|réclamer|écrire|voir))(?: [\w'-]+){0,6}? ?<autres>|contrat (?:\w+ )?(?:est|vous lie) (?:entre vous et|à)",
            r"c'est (?:le|la|les|l'|un|une|ce|cette|leur) ?(?:[\w'-]+ ){1,4}?qui (?:s'est|se sont|a|ont|n'a|n'ont|avait|ne s'est)(?: \w+){0,2}? (?:trompée?s?|plantée?s?|oublié|perdu|mal \w{3,}|pas|commis|confondu|cassé|abîmé|retardé|annulé|inversé)|(?:est|sont) seule?s? (?:responsables?|compétente?s?|décisionnaires?|maîtres?)|(?:faute|responsabilité|erreur)(?: en)? (?:revient|incombe|revenait) (?:aux?|à (?:la|l')) ?\w{3,}|nous ne (?:faisons que|sommes qu'\w+)|(?:décision|choix) (?:\w+ )?(?:du|de la|des|de l'|de notre|appartient au?x?|revient au?x?|relève du|relève de la) ?(?:\w+ )?<autres>|(?:relève|relevait|dépend|dépendait|incombe|incombait)(?: \w+)? (?:de|du|à|au)(?: la| l')? ?(?:société|entreprise|compagnie|cabinet|copropriété|mairie|opérateur|commune|assurance)|<autres>[\w\s'-]{0,40}?, qui (?:n'a|n'ont|n'avait|a|ont|avait)(?: \w+){0,3}? (?:pas|jamais|mal|oublié|perdu|tardé|cassé)|défaut (?:d'usine|de fabrication)|(?:venait|sortait|arrivé|livré|reçu)(?: \w+){0,3}? (?:d'usine|défectueux|déjà abîmé)",
            r"par (?:le|la|les|un|une|votre|<notre>|l') ?(?:\w+ )?<autres>(?: [\w'-]+){0,5}? (?:illisibles?|endommagée?s?|incomplète?s?|incomplets?|erronée?s?|en retard|mal \w{3,}|défectueu\w{1,3}|abîmée?s?|sans \w{3,})|<autres>(?: [\w'-]+){0,3}? (?:a|ont|avait|avaient)(?: [\w'-]+){0,3}? (?:réduit|annulé|refusé|bloqué|retardé|suspendu|reporté|fermé|tardé)",
            r"(?:rapprocher|rapprochez-vous|adresser|adressez-vous|contacter|contactez|voir|voyez|tourner|tournez-vous)(?: \w+){0,2}? (?:du|au|le|l'|la|de l'|à l'|vers le|auprès du|de la|de votre|à votre|votre) ?(?:\w+ )?(?:vendeurs?|expéditeurs?|commerçants?|marchands?|magasins?|organisateurs?|agence|assurance|banque|mairie|préfecture)",
        ],
        unless: &[
            r"c'est (?:la cuisine|la réception|la direction|l'équipe|la rédaction|le service client|l'atelier)[^.]{0,60}|(?:pas|aucunement|jamais|nullement)(?: [\w']+){0,2}? (?:la faute|l'erreur|causé|dû|due|à cause|imputable|incombe|vient|au|du)(?: [\w'-]+){0,5}",
            r"<autres>[^.;]{1,100},? (?:et|mais) <nous_pas>",
            r"<autres>[^.]{1,120} (?:nous en sommes|c'est|nous sommes|nous assumons) (?:\w+ )?(?:responsables?|<notre> (?:faute|responsabilité|erreur))",
            r"(?:suite (?:à|au)|retard (?:de|du)|problème (?:de|du)) (?:votre|vos) [\w' -]{1,60}",
        ],
        message: "La faute est rejetée sur quelqu\u{2019}un d\u{2019}autre. Pour le client, elle est la vôtre.",
        advice: "Dites « nous » : c\u{2019}est vous qui choisissez avec qui vous travaillez.",
        rewrites: &[(
            r"\b(?:notre|le) (?:transporteur|livreur|fournisseur|prestataire|sous-traitant|imprimeur|partenaire) a (perdu|égaré|oublié|cassé|abîmé|endommagé|commis|manqué)\b",
            "nous avons $1",
        )],
        bad: &[
            "Le retard a été causé par notre transporteur.",
            "Notre imprimeur a commis une faute.",
            "Le miroir a été cassé par les déménageurs.",
            "Adressez-vous au fabricant.",
            "C’est le fleuriste qui s’est trompé.",
            "Le carton a été fermé par l’expéditeur sans ruban.",
            "Rapprochez-vous du vendeur.",
        ],
        good: &[
            "Ce n’est pas la faute du livreur.",
            "Le livreur a déposé le colis et nous ne l’avons pas contrôlé.",
            "Suite à votre message au livreur, nous avons changé la date.",
            "Notre livreur a perdu le colis, et c’est notre responsabilité.",
        ],
    },
    Rule {
        code: "blame_client",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            // What they should have done, and what would have been, had they.
            r"(?:vous auriez|tu aurais) (?:\w+ )?(?:dû|pu|mieux fait)|si (?:vous (?:nous |l'|m'|les |ne |n'){0,2}(?:aviez|étiez)|tu (?:m'|nous |l'|les ){0,2}(?:avais|étais))|il (?:vous )?suffisait de|vous (?:étiez|êtes) (?:censée?s?|tenue?s?)|(?:il|c'était|c'est) (?:vous (?:appartenait|appartient|incombait|incombe|revenait|revient)|à vous) (?:de|d')",
            // What they did, or left undone.
            r"(?:vous (?:n'|ne (?:nous |m'|l'|lui |les |leur ){0,2})(?:avez|aviez)|tu (?:n'|ne (?:nous |m'|l'|lui |les )?)(?:as|avais)) (?:\w{2,}ment |donc |même |hélas )?(?:pas|jamais)(?: [\w'-]+){0,2}? [\w'-]{2,25}|(?:vous (?:nous |l')?(?:avez|aviez)|tu as) (?:\w{2,}ment |hélas )?(?:(?:fait|commis) (?:une? )?(?:\w+ )?<faute>|oublié|omis|négligé|tardé|dépassé|ignoré|manqué|raté|confondu|laissé passer|refusée?s?|rejetée?s?|repoussée?s?|déclinée?s?|trop tardé|mal (?:compris|lu|saisi|rempli|indiqué|noté|utilisé|choisi)|payé (?:\w+ ){0,3}?(?:en retard|trop tard)|(?:répondu|réservé|commandé|signalé|envoyé|remis|rendu|transmis|déposé|retourné|saisi|indiqué|donné|fourni|rempli|communiqué|réagi|prévenu)(?: [\w'-]+){0,6}? <travers>)",
            r"(?:votre|ta) (?:propre )?(?:erreur|faute|négligence|oubli|réponse tardive|retard|manque d'attention|adresse erronée|inattention)|par (?:votre|ta) faute|(?:votre|vos|ta|tes) (?:paiement|réponse|demande|adresse|dossier|déclaration|indications?|informations?|saisie|inscription|réservation) (?:tardi(?:f|ve)s?|erronée?s?|incomplète?s?|incorrecte?s?|manquante?s?)|de votre part aurait|(?:vos|votre|tes|ta) (?:indications|informations|données|adresse|demande|dossier|formulaire|réponse|paiement|documents?|mesures|coordonnées) (?:étaient|était) (?:\w+ )?(?:incomplète?s?|erronée?s?|incorrecte?s?|fausses?|imprécise?s?|en retard|trop \w{2,})|défaut de paiement|l'adresse que vous (?:nous )?(?:avez|aviez) (?:donnée|fournie|indiquée) (?:était|est)|(?:<faute>|mauvaise (?:utilisation|manipulation)|retard) de votre (?:part|côté|fait)",
            // They were told so.
            r"vous (?:étiez|aviez été|avez été|en étiez) (?:\w+ )?(?:au courant|informée?s?|prévenue?s?|avertie?s?)|comme (?:\w+ ){0,2}?(?:indiqué|précisé|stipulé|mentionné|annoncé|rappelé|expliqué|affiché) (?:dans|sur|à|lors)(?: \w+){0,3}? (?:conditions|contrat|règlement|site|billet|notice|devis|entrée|confirmation)|vous avez (?:pourtant|vous-mêmes?|donc) (?:signé|accepté|validé|confirmé|approuvé|choisi)|que vous avez (?:\w+ )?(?:acceptée?s?|signée?s?|validée?s?)",
            r"par vos soins|vous (?:êtes|étiez|vous êtes) (?:arrivée?s?|venue?s?|présentée?s?|inscrite?s?)(?: [\w'-]+){0,3}? (?:en retard|trop tard|hors délai)|(?:ne nous|ne m'|n')(?: ?[\w'-]+){0,3}? été (?:transmis|remis|adressé|communiqué|fourni|signalé|retourné)\w{0,3}(?: [\w'-]+){0,4}? que (?:le|la|trop|tard|ce)|il (?:appartient|appartenait|incombe|incombait|revient|revenait) (?:à (?:chaque|tout|toute|chacun|la clientèle|nos clients)|aux? (?:clients?|locataires?|titulaires?|voyageurs?|passagers?|patients?|parents?|acheteurs?|participants?))",
            r"(?:vous|te) rappel(?:ons|le|er|ant)(?: \w+){0,3}? qu(?:e|')|(?:attir\w{1,5} votre attention|vous (?:faisons|fais) (?:\w+ )?(?:remarquer|observer))|(?:adresse|numéro|formulaire|dossier|date|taille|mesures?|informations?|coordonnées|documents?|pièces?|photos?|commande)(?: \w+){0,2}? que vous (?:nous )?(?:avez|aviez) \w{3,} (?:était|étaient|est|sont|ne|n'\w+)",
            r"il (?:faut|suffit|suffisait)(?: (?:de|d'|aussi|quand même|bien|peut-être|juste|simplement|tout de même)){0,2} (?:lire|relire|vérifier|regarder|consulter|se renseigner|demander|prévenir)|(?:quand|lorsqu') ?on [\w\s'-]{3,60}?,? on (?:doit|prévient|vérifie|lit|évite|s'informe|regarde|demande|arrive|ne)|qui (?:cherche|veut|achète|réserve|commande|vient) [\w\s'-]{3,60}? (?:doit|devrait)|(?:la prochaine fois|à l'avenir),? (?:merci|pensez|veuillez|lisez|vérifiez|prévenez|nous vous (?:invitons|conseillons|recommandons|prions))|(?:pensez|veuillez|merci|invitons|conseillons|recommandons)(?: [\w'-]+){1,8}? (?:la prochaine fois|à l'avenir)",
        ],
        unless: &[
            r"(?:vous auriez|tu aurais) (?:\w+ )?(?:dû|pu) (?:\w+ )?(?:recevoir|être|avoir|obtenir|savoir|trouver|profiter|attendre)",
            r"(?:pas|aucunement|nullement|rien)(?: [\w']+){0,2}? (?:votre (?:faute|erreur)|à vous)",
            r"(?:n'|ne [\w' ]{0,12})(?:avez|aviez|as|avais) (?:pas|jamais)(?: [\w'-]+){0,2}? (?:reçue?s?|eu|pu|obtenue?s?|trouvée?s?|méritée?s?|été|demandée?s?|déçue?s?|commis|voulu|apprécié|aimé)|(?:pas|jamais) (?:à|de|d'\w+)|si vous (?:aviez|étiez) (?:besoin|des|la moindre|envie|encore|intéressée?s?)",
            r"vous n'avez (?:pas|jamais) (?:été|pu) (?:informée?s?|prévenue?s?)",
            r"(?:avec|à|chez) nous que vous [\w\s'-]{1,30}",
            r"rappel\w{1,4} que (?:vous|tu) (?:avez|as|pouvez|peux|disposez|bénéficiez)(?: \w+)?|si (?:vous aviez|tu avais) (?:une|un|deux|le|cinq) (?:minutes?|moment|instant|temps)",
        ],
        message: "Le client doit répondre de la faute.",
        advice: "Laissez de côté ce que le client a fait, et dites ce que vous auriez pu faire.",
        rewrites: &[(
            r"\bvous auriez dû nous (?:prévenir|informer)\b",
            "nous aurions dû vous demander",
        )],
        bad: &[
            "Vous auriez dû relire l’épreuve.",
            "Vous n’avez pas répondu à temps.",
            "Cela vient de votre erreur.",
            "Vous étiez prévenu.",
            "Les photos ont été transmises tardivement par vos soins.",
            "Nous vous rappelons que les délais sont affichés.",
            "La prochaine fois, merci de lire la notice.",
        ],
        good: &[
            "Vous n’avez pas été livré à temps.",
            "Vous n’avez jamais été prévenue.",
            "Vous auriez dû recevoir le colis lundi.",
            "Ce n’était pas votre faute.",
            "C’est chez nous que vous avez signé.",
            "Nous vous rappelons que vous avez droit à un remboursement.",
        ],
    },
];
