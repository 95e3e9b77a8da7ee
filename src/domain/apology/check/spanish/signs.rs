//! How a Spanish sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};
use super::{amends, owning};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"disculp(?:a|ad|as|e|en|es|amos|arnos|arme|o)(?:nos|me)?|perdón|perdones|perdon(?:a|ad)(?:nos|me)?|perdone(?:n|nos|me|nnos)?|perdonar(?:nos|me)?|excusas|(?:lo |^|le |\w+ )?(?:siento|sentimos)|lament(?:o|amos|able)",
        ],
        unless: &[
            r"sin disculpas|no hay (?:disculpa|excusa)|(?:sus|una) disculpas? (?:de|del) (?:él|ella)",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"lo (?:siento|sentimos|lamento|lamentamos)|(?:^|y |nosotros |de verdad |de veras |mucho |[,;:-] )(?:siento|sentimos|lamento|lamentamos) (?:\w+ ){0,2}?(?:haber\w{0,3}|que|no|el|la|los|las|este|esta|estos|lo|nuestr[oa]s?|su|si|cualquier)",
            r"(?:pedimos|pido|debemos|debo|pedir|pedirle|pedirles|pedirte|rogamos|ruego|ofrecemos|ofrezco|ofrecer\w{0,3}|presentamos|presentar\w{0,2}|acepte|acepten|acepta|reciba|reciban|nuestras|mis|mil|expresar)<gap> (?:disculpas?|excusas|perdón|perdones|disculpen?|disculpes|perdonen?|perdones)|(?:^|[,;:-] |\w+[.,!]{0,2} \*{1,6} )(?:y |mil |muchas )?(?:disculpas|disculpa|disculpad|disculpe|disculpen|perdón|perdona|perdonad|perdone|perdonen|perdónenos)",
            r"(?:nos|me) (?:disculpamos|disculpo)|(?:disculp[ae]|disculpad|disculpen|perdon[ae]|perdonad|perdonen)(?:nos|me)|disculparnos|(?:queremos|quiero|quisiéramos|quisiera|deseo|deseamos|debo)<gap> (?:disculparnos|disculparme)|disculparme",
        ],
        unless: &[
            r"(?:siento|sentimos|lamento|lamentamos)(?: \w+)? (?:saber|oír|escuchar|leer|enterarnos|enterarme|conocer|comunicar\w{0,2}|informar\w{0,2}|decir\w{0,2})",
            r"(?:sus|tus) (?:disculpas|excusas)|no (?:nos |me |le |lo )?(?:disculpamos|disculpo|pedimos|siento|sentimos|lamentamos|vamos a (?:pedir|disculpar))(?: \w+){0,2}",
            r"(?:él|ella|repartidor|proveedor|conductor)(?: \w+){0,2} (?:lo siente|se disculpó|pidió)(?: \w+)?",
        ],
    },
    Signal {
        sign: Sign::FeelingsOnly,
        patterns: &[
            r"(?:sentimos|siento|lamentamos|lamento)(?: mucho)? que (?:usted |ustedes )?(?:se sienta|se sientan|piense|crea|opine|lo vea|esté|estén)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Regret,
        patterns: &[
            r"(?:lamento|lamentamos|nos avergonzamos|me avergüenzo|nos avergüenza|sentimos vergüenza|arrepentimos|arrepiento)",
        ],
        unless: &[
            r"(?:lamento|lamentamos)(?: \w+)? (?:saber|oír|escuchar|leer|informar\w{0,2}|comunicar\w{0,2}|decir\w{0,2})|no (?:lamento|lamentamos)",
        ],
    },
    owning::ADMISSION,
    owning::DENIAL,
    amends::REPAIR,
    amends::EXPLANATION,
    amends::CIRCUMSTANCE,
    amends::REPENTANCE,
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"perdone(?:n|nos|me)|perdónenos|perdonarnos|(?:nos|me) perdon(?:e|en|es|a)|su (?:perdón|comprensión)|pedimos perdón|(?:recuperar|ganar|merecer) (?:de nuevo )?su confianza|(?:segunda|otra|nueva) oportunidad",
        ],
        unless: &[
            r"(?:gracias|agradec\w{1,6}|agradezco)(?: \w+){0,2}? (?:su|tu|vuestra) comprensión",
        ],
    },
];

pub(super) const ABSENCES: &[Absence] = &[
    Absence {
        sign: Sign::Apology,
        code: "no_explicit_apology",
        severity: Block,
        message: "En ninguna parte se dice que usted lo siente.",
        advice: "Dígalo con palabras sencillas: «Le pedimos disculpas». «Siento saberlo» es compasión.",
    },
    Absence {
        sign: Sign::Responsibility,
        code: "no_responsibility",
        severity: Block,
        message: "En ninguna parte se dice que fue su error.",
        advice: "Asúmalo: «Fue nuestro error», o «No hicimos…».",
    },
    Absence {
        sign: Sign::Repair,
        code: "no_repair",
        severity: Warn,
        message: "No se dice nada de la reparación.",
        advice: "Diga lo que hace para repararlo, o que vendrá una oferta.",
    },
];
