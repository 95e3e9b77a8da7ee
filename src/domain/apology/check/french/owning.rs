//! How a French sentence owns a mistake, or denies it.

use super::super::rules::{Sign, Signal};

pub(super) const ADMISSION: Signal = Signal {
    sign: Sign::Responsibility,
    patterns: &[
        // Whose fault it was.
        r"<notre> (?:propre |seule )?(?:\w+ )?<faute>|(?:<faute>|tort|inadmissible|inacceptable|maladroit|injuste|impoli|négligent|irresponsable|déplacé|incorrect|irrespectueux|impardonnable|inexcusable|idiot|stupide)(?: [\w'-]+){0,3}? de (?:notre|ma) (?:part|côté|fait)|de (?:notre|ma) faute|(?:est|était) (?:\w+ )?de (?:notre|mon) (?:fait|ressort)",
        r"(?:nous|j'en|je|on) (?:en )?(?:sommes|suis|étions|étais|est) (?:\w+ )?(?:(?:les|la|le) )?(?:seule?s? )?(?:responsables?|fautifs?|fautive|en tort|en faute|coupables?|dans notre tort)|(?:nous avons|j'ai|nous avions|j'avais) (?:eu )?tort",
        r"<nous_pas>(?: [\w'-]+){0,2}? [\w'-]{2,25}|<nous_avons><gap> (?:et|mais)(?: nous)? (?:n'avons|n'ai|ne l'avons) pas <devoir>|(?:nous|on|je) ne <vous>(?:avons|ai|a) [\w'-]{2,}(?: [\w'-]+){0,2}? qu(?:e |')(?:\w+ ){0,2}?(?:trop tard|après|dernier|lendemain)|(?:nous (?:n'étions|ne sommes)|je (?:n'étais|ne suis)|on (?:n'était|n'est)) (?:pas|jamais) (?:\w+ )?(?:venue?s?|allée?s?|passée?s?|arrivée?s?|intervenue?s?|intéressée?s?|prête?s?|là|présente?s?|au rendez-vous|disponibles?|attentifs?|joignables?|revenue?s?)",
        // It was ours.
        r"(?:faute|erreur|responsabilité|manquement|bévue|oubli|torts?)<gap> (?:est|était|revient|incombe) (?:\w+ )?(?:la nôtre|la mienne|le nôtre|le mien|à nous|à moi|entièrement nôtre|de notre (?:côté|fait))|(?:nous|me) (?:en )?(?:revient|incombe)(?: \w+)?|(?:vient|provient|venait|est venue?) (?:\w+ )?(?:de nous|de moi|de chez nous|de notre (?:côté|part|équipe)|de mon côté)|<faute>(?: \w+){0,2}? (?:s'est produite?|est survenue?|a été (?:commise|faite)) (?:chez nous|dans (?:notre|nos) \w{2,}|de notre (?:côté|part))|(?:<faute>|responsabilité|torts?)<gap> (?:imputable|incombe|revient) à (?:nous|<notre> \w{2,})|qu'à (?:nous|moi)-mêmes?|(?:<raté>|<travers>)(?: [\w'-]+){0,3}? par (?:nous|<notre> \w{2,})|à (?:nous|moi) qu(?:e |')(?:revient|incombe)|ce n'(?:était|est) pas (?:[\w']+ ){1,4}de (?:notre|ma) part|(?:nous|je|on) (?:l'|en |les )?(?:assumons|assume)|<notre> [\w-]{2,} (?:était|étaient|est|a été|ont été)(?: \w+){0,2}? (?:blessante?s?|déplacée?s?|inacceptables?|insuffisante?s?|maladroite?s?|faux|fausses?|injustes?|inappropriée?s?|insultante?s?|grossi(?:er|ère)s?|incorrecte?s?|erronée?s?|trompeu(?:r|rs|se|ses)|inadmissibles?|lamentables?|indignes?)|mea culpa|(?:nous n'avons|je n'ai|il n'y a) (?:aucune|pas d') ?excuse|inexcusable de notre part|plaid(?:e|ons) coupables?|(?:nous|moi) (?:\w+ )?les? (?:seuls? )?(?:coupables?|fautifs?|responsables?)",
        // We were wrong.
        r"(?:nous nous (?:y |en )?(?:sommes|étions)|je m(?:e |'y |'en )(?:suis|étais)|on s'(?:y |en )?(?:est|était))(?: \w+ment| bien| vraiment)? (?:<raté>|trompée?s?|emmêlée?s?|méprise?s?|plantée?s?|gourée?s?|embrouillée?s?|mélangée?s?|emportée?s?|égarée?s?)|(?:nous|j'|j'en |je|on)<gap> ?(?:assumons|assume|prenons|prends|portons|porte|endossons|endosse|acceptons|reconnaissons|reconnais|admettons)<gap> (?:responsabilité|faute|torts?|erreurs?|manquements?)",
        // The deed with its doer: what went wrong, or a wrong that tells the deed.
        r"<nous_avons> <adverbe>(?:<raté>)|<nous_avons>(?: [\w'-]+){1,9}? et (?:\w{2,}ment )?(?:oublié|perdu|négligé|omis|raté|manqué|sali|cassé|abîmé|taché|rayé)|(?:de|d') ?(?:vous |t'|l'|les |lui )?avoir <adverbe>(?:vous )?<raté>|de ne (?:pas|jamais)(?: [\w']+){0,2}? (?:avoir|être) [\w']{2,}|(?:de|d')(?: ne| n')?<gap> (?:pas|vous avoir)<gap> (?:<devoir>|<raté>)",
        // Where we came, and how.
        r"(?:nous (?:sommes|étions)|je (?:suis|étais)|j'étais|on (?:est|était))(?: [\w'-]+){0,4}? (?:arrivée?s?|venue?s?|partie?s?|passée?s?|intervenue?s?|rentrée?s?|restée?s?)(?: [\w'-]+){0,4}? <travers>|<maison>(?:est|sont) (?:arrivée?s?|venue?s?|partie?s?|passée?s?|intervenue?s?)(?: [\w'-]+){0,4}? <travers>|<maison>(?:ne s'est|ne se sont) (?:pas|jamais) \w{3,}|<maison>(?:s'est|se sont) (?:\w+ )?(?:trompée?s?|plantée?s?|mal \w{2,})",
        // Whose business it was, and what was left undone, as one says it.
        r"c'(?:était|est|aurait été|eût été) à (?:nous|moi|notre \w{2,}) (?:de|d'\w+|qu)|c'(?:était|est) (?:bien |pourtant |précisément |justement )?(?:mon|notre) (?:travail|devoir|rôle|métier|obligation|affaire)|(?:moi|nous) qui n'(?:ai|avons)|(?:j'ai|je <vous>ai|on <vous>a|nous <vous>avons|j'suis|on est) (?:même |vraiment )?pas [\w'-]{3,25}|(?:j'|on |je |nous )(?:me |nous )?(?:ai|a|avons|suis|est|sommes) (?:\w+ )?(?:merdé|planté|foiré|cafouillé|dormi|à côté de la plaque)|(?:nous vous avons|je vous ai|on vous a) (?:\w+ )?(?:posé un lapin|menée?s? en bateau|baladée?s?|négligée?s?|plantée?s?)",
        // What we should have done.
        r"(?:nous aurions|j'aurais|on aurait)(?: \w+){0,3}? dû|(?:nous n'aurions|je n'aurais|on n'aurait) (?:pas|jamais) dû|(?:nous (?:avons été|étions)|j'ai été|j'étais|on a été) (?:bien |trop |vraiment |très |assez )?(?:lente?s?|négligente?s?|imprudente?s?|maladroite?s?|impolie?s?|grossi(?:er|ère)s?|sèche?|secs?|désagréables?|injustes?|distraite?s?|brusques?|inattenti(?:fs?|ves?)|désinvoltes?|en retard|en dessous de tout|(?:mal|peu) \w{3,})|(?:nous|moi) qui(?: [\w']+){0,3}? <raté>|à (?:cause|la suite) de <notre>",
    ],
    // What looks like an admission and is none.
    unless: &[
        r"(?:aucune|pas la|sans|décline\w{0,4} toute) (?:\w+ )?(?:responsabilité|faute)|n'\w+<gap> (?:pas|rien|jamais) (?:oublié|perdu|raté|manqué|omis)|manqué de rien",
        r"<notre> (?:message|page|taux|code) d'erreur|<notre> (?:[\w-]+ ){0,2}?<autres>|<notre> clients?|<maison><vous>(?:a|ont) été",
        r"(?:aucune?|pas (?:de|d'|une|la))(?: \w+){0,1} ?<faute>[^.;]{0,60}",
        // What we did not do and need not have done, or never got.
        r"(?:pas|jamais)(?: [\w'-]+){0,2}? (?:reçue?s?|trouvée?s?|commis|causée?s?|provoquée?s?|perdue?s?|oubliée?s?|manqué|ratée?s?|omis|eu|pu|voulu|constatée?s?|endommagée?s?|connaissance|l'intention|le droit|besoin|demandé|dit|menti|hésité|assez|augmenté|réussi|refusé|d'autres?|cherché|parlé|promis|prétendu|affirmé)|(?:avons|ai|a|avions|avais) (?:pas|jamais) (?:de|d'\w+|la|le|les|à|encore (?:reçu|trouvé|terminé|déterminé|identifié))|pas été (?:informée?s?|prévenue?s?|avertie?s?|contactée?s?)",
        r"mauvaises? (?:nouvelles?|surprises?|expériences?|habitudes?|conscience)|du mal à?|sans (?:frais|délai|attendre|tarder|problèmes?|encombre|supplément|faute)|assum\w{1,4} (?:\w+ ){0,2}?(?:frais|coûts?|dépenses)|trop de (?:respect|estime)|trop (?:heureux|heureuse|contents?)|(?:vérifié|contrôlé|relu)(?: \w+){0,3} mal",
    ],
};

pub(super) const DENIAL: Signal = Signal {
    sign: Sign::Denial,
    patterns: &[
        r"(?:aucune|décline\w{0,4} toute|pas la) (?:\w+ )?(?:responsabilité|faute)|n'y (?:sommes|suis) pour rien|(?:ne|n'\w+)<gap> pas (?:\w+ )?(?:responsables?|fautifs?|en tort)|ne saurait être (?:\w+ )?(?:responsables?|engagée)",
    ],
    unless: &[],
};
