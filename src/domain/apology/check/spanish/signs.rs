//! How a Spanish sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"disculp(?:a|as|e|en|amos|arnos|arme|o)|perdón|perdone(?:n|nos|me)?|perdonar(?:nos|me)?|(?:lo |^|le |\w{1,20} )?(?:siento|sentimos)|lament(?:o|amos|able)",
        ],
        unless: &[
            r"sin disculpas|no hay (?:disculpa|excusa)|(?:sus|una) disculpas? (?:de|del) (?:él|ella)",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"lo (?:siento|sentimos|lamento|lamentamos)|(?:^|y |nosotros |de verdad |mucho )(?:siento|sentimos|lamento|lamentamos) (?:mucho |muchísimo |de verdad |profundamente |sinceramente )?(?:haber|que|no|el|la|los|las|este|esta|estos|lo|nuestr[oa]|su|si|cualquier)",
            r"(?:pedimos|pido|debemos|debo|pedir|pedirle|pedirles|pedirte|rogamos|ruego|ofrecemos|ofrezco|presentamos|presentar\w{0,2}|acepte|acepten|nuestras|mis|mil|expresar)<gap> (?:disculpas?|perdón|disculpe|disculpen|perdone|perdonen)|^(?:disculpas|disculpe|disculpen|perdón|perdone|perdónenos)",
            r"(?:nos|me) (?:disculpamos|disculpo)|(?:disculpe|disculpen|perdone|perdonen)(?:nos|me)|(?:queremos|quiero|quisiéramos|quisiera)<gap> (?:disculparnos|disculparme)",
        ],
        unless: &[
            r"(?:siento|sentimos|lamento|lamentamos)(?: \w{1,20})? (?:saber|oír|escuchar|leer|enterarnos|enterarme|conocer|comunicar\w{0,2}|informar\w{0,2}|decir\w{0,2})",
            r"no (?:nos |me |le |lo )?(?:disculpamos|disculpo|pedimos|siento|sentimos|lamentamos|vamos a (?:pedir|disculpar))(?: \w{1,20}){0,2}",
            r"(?:él|ella|repartidor|proveedor|conductor)(?: \w{1,20}){0,2} (?:lo siente|se disculpó|pidió)(?: \w{1,20})?",
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
            r"(?:lamento|lamentamos)(?: \w{1,20})? (?:saber|oír|escuchar|leer|informar\w{0,2}|comunicar\w{0,2}|decir\w{0,2})|no (?:lamento|lamentamos)",
        ],
    },
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            r"<nuestro> (?:propi[oa] )?(?:\w{1,20} )?<falta>|por nuestra parte hubo|(?:<falta>|responsabilidad) (?:es|fue|ha sido|era) (?:\w{1,20} )?(?:nuestr[oa]|mí[oa])|(?:es|fue|ha sido|era|hubo|cometimos) (?:un|una|el|la) (?:\w{1,20} )?<falta> (?:nuestr[oa]|mí[oa])",
            r"(?:asumimos|asumo|aceptamos|acepto|reconocemos|reconozco|admitimos|admito|cargamos con)<gap> (?:responsabilidad|culpa|error|fallo|falta)|(?:la )?culpa (?:es|fue) (?:\w{1,20} )?(?:nuestra|mía)|tenemos la culpa|tengo la culpa",
            r"(?:somos|soy|fuimos|fui) (?:(?:nosotros|yo|los|el|la|\w{2,20}mente|únicos|plenamente) ){0,3}(?:responsables?|culpables?|descuidados|negligentes)|fallo de <nuestro>|fuimos nosotros (?:quienes|los que)",
            r"<hemos> <adverbio><fallado>|(?:por|de|sentimos|siento|lamentamos|lamento) (?:\w{1,20} )?(?:haber|haberle|haberles|haberlo|haberla|haberme|habernos) <adverbio><fallado>",
            r"(?:le |les |lo |la |los |las |que |nos |me |^|y |nosotros )?<fallamos>",
            r"(?:no|nunca) (?:le |les |lo |la |los |las |nos )?(?:hemos|he) (?:\w{1,20} )?(?:comprobado|revisado|entregado|enviado|respondido|contestado|llamado|cumplido|avisado|informado|verificado|leído|escuchado|probado|estado a la altura|hecho lo que|prestado atención|respetado)|(?:no|nunca) (?:le |les |lo |la |los |las |nos )?(?:comprobamos|revisamos|entregamos|enviamos|respondimos|contestamos|llamamos|cumplimos|avisamos|informamos|verificamos|leímos|escuchamos|probamos|estuvimos a la altura|hicimos lo que|prestamos atención|tuvimos cuidado)|no haber(?:le|les|lo|la)? <deber>",
            r"(?:deberíamos|debíamos|debería yo|tendríamos que|debimos) (?:\w{1,20} )?haber(?:le|les|lo|la|nos)? \w{2,20}|debimos \w{2,20}|no (?:deberíamos|debimos|tendríamos que)(?: \w{1,20}){1,3}",
        ],
        unless: &[
            r"(?:ninguna|sin|no asumimos(?: \w{1,20}){0,2}) (?:\w{1,20} )?(?:responsabilidad|culpa)|no (?:hemos|he|le hemos) (?:olvidado|perdido|fallado|ignorado)(?: \w{1,20})?",
            r"<nuestro> (?:mensaje|página|tasa|código) de error",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:ninguna|no (?:asumimos|aceptamos|tenemos)(?: \w{1,20}){0,2}) (?:\w{1,20} )?(?:responsabilidad|culpa)|no (?:somos|soy|fuimos) (?:\w{1,20} )?(?:responsables?|culpables?)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:le|les|lo|la|los|las|hemos|he|vamos a|voy a|se lo|ya) (?:\w{1,20} ){0,2}?<reparar>|^<reparar>|(?:nosotros|hoy|mañana|inmediatamente) <reparar>|<reparar>(?: \w{1,20}){0,2}? (?:su|el|la|todo|íntegramente)",
            r"(?:ha sido|han sido|será|serán|está|están) (?:\w{1,20} )?(?:reembolsad[oa]s?|reparad[oa]s?|sustituid[oa]s?|corregid[oa]s?|restablecid[oa]s?|abonad[oa]s?|anulad[oa]s?)|(?:enviaremos|enviamos|mandaremos|recibirá)(?: \w{1,20}){0,3}? (?:nuev[oa]|otr[oa]|correct[oa]|reembolso|vale|sustituto)",
            r"no (?:se )?(?:le|les) (?:cobrar\w{1,5}|factur\w{1,6})|(?:adjunt\w{1,3}|aquí tiene|le envío|le enviamos)(?: \w{1,20}){0,4}? (?:corregid[oa]s?|rectificad[oa]s?|correct[oa]s?)|sale un[oa]? (?:\w{1,20} )?nuev[oa]|(?:paquete|pedido|envío) nuevo|gratis|gratuit[oa]s?|sin coste|sin cargo|a nuestro cargo|a nuestra cuenta|vale de|nuestra oferta|arreglar(?:emos)? (?:esto|las cosas)|poner(?:emos)? (?:esto|las cosas) en orden",
        ],
        unless: &[
            r"no (?:podemos|puedo|vamos a|procede|hay|habrá)(?: \w{1,20}){0,3}? (?:<reparar>|reembolso|compensación|gratis)",
        ],
    },
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"porque|ya que|debido a|debido al|a causa de|a causa del|causad[oa]s? por|provocad[oa]s? por|(?:la|el) (?:causa|motivo|razón)<gap> (?:es|fue|era)|por eso|esto (?:ocurrió|pasó|sucedió)|se debe a|se debió a|(?:provocó|causó|hizo) que|(?:equivocamos|equivoqué|causamos|error|cometimos|perdimos|avería|fallo)(?: \w{1,20}){0,5}? al \w{2,20}r|sin (?:probar|revisar|comprobar|leer|avisar)\w{0,3}",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"(?:no|nunca)<gap> (?:volver(?:á|a)|vuelva|repetirá|repita|repetir|suceder|ocurrir)(?: \w{1,20}){0,2}|nunca más|ahora \w{2,20}mos (?:cada|todos|todas|siempre)|de ahora en adelante|a partir de (?:ahora|hoy)|en el futuro|en adelante|(?:hacerlo|haremos|lo haremos) mejor|(?:hemos|he) (?:\w{1,20} )?(?:cambiado|modificado|reforzado|formado|revisado|introducido|aprendido)|para (?:evitar|que no)(?: \w{1,20}){1,3}|(?:aprend\w{1,5})<gap> de (?:esto|este|nuestr[oa]s?)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"perdone(?:n|nos|me)|perdónenos|perdonarnos|su (?:perdón|comprensión)|pedimos perdón|(?:recuperar|ganar|merecer) (?:de nuevo )?su confianza|(?:segunda|otra|nueva) oportunidad",
        ],
        unless: &[],
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
