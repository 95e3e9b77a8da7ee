//! How a Spanish sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"disculp(?:a|ad|as|e|en|es|amos|arnos|arme|o)(?:nos|me)?|perdón|perdones|perdon(?:a|ad)(?:nos|me)?|perdone(?:n|nos|me|nnos)?|perdonar(?:nos|me)?|excusas|(?:lo |^|le |\w{1,20} )?(?:siento|sentimos)|lament(?:o|amos|able)",
        ],
        unless: &[
            r"sin disculpas|no hay (?:disculpa|excusa)|(?:sus|una) disculpas? (?:de|del) (?:él|ella)",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"lo (?:siento|sentimos|lamento|lamentamos)|(?:^|y |nosotros |de verdad |de veras |mucho |[,;:-] )(?:siento|sentimos|lamento|lamentamos) (?:\w{1,20} ){0,2}?(?:haber\w{0,3}|que|no|el|la|los|las|este|esta|estos|lo|nuestr[oa]s?|su|si|cualquier)",
            r"(?:pedimos|pido|debemos|debo|pedir|pedirle|pedirles|pedirte|rogamos|ruego|ofrecemos|ofrezco|ofrecer\w{0,3}|presentamos|presentar\w{0,2}|acepte|acepten|acepta|reciba|reciban|nuestras|mis|mil|expresar)<gap> (?:disculpas?|excusas|perdón|perdones|disculpen?|disculpes|perdonen?|perdones)|(?:^|[,;:-] )(?:y |mil |muchas )?(?:disculpas|disculpa|disculpad|disculpe|disculpen|perdón|perdona|perdonad|perdone|perdonen|perdónenos)",
            r"(?:nos|me) (?:disculpamos|disculpo)|(?:disculp[ae]|disculpad|disculpen|perdon[ae]|perdonad|perdonen)(?:nos|me)|disculparnos|(?:queremos|quiero|quisiéramos|quisiera|deseo|deseamos|debo)<gap> (?:disculparnos|disculparme)|disculparme",
        ],
        unless: &[
            r"(?:siento|sentimos|lamento|lamentamos)(?: \w{1,20})? (?:saber|oír|escuchar|leer|enterarnos|enterarme|conocer|comunicar\w{0,2}|informar\w{0,2}|decir\w{0,2})",
            r"(?:sus|tus) (?:disculpas|excusas)|no (?:nos |me |le |lo )?(?:disculpamos|disculpo|pedimos|siento|sentimos|lamentamos|vamos a (?:pedir|disculpar))(?: \w{1,20}){0,2}",
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
            // Whose fault it was.
            r"<nuestro> (?:propi[oa] |únic[oa] |exclusiv[oa] )?(?:\w{1,20} )?<falta>|por nuestra parte hubo|(?:<falta>|responsabilidad) (?:(?:es|fue|ha sido|era|solo|sólo|sola|\w{2,20}mente|y|toda|todo|del todo) ){0,3}(?:nuestr[oa]s?|mí[oa]s?|de nosotros)|(?:<falta>|inaceptable|inexcusable|imperdonable|(?:poco|nada|muy) \w{3,20}) (?:\w{1,20} )?(?:de|por) (?:nuestra|mi) parte|<falta>(?: \w{1,20}){0,2}? (?:de|en) nuestr[oa]s? \w{2,20}",
            r"(?:asumimos|asumo|aceptamos|acepto|reconocemos|reconozco|admitimos|admito|cargamos con)<gap> (?:responsabilidad|culpa|error|errores|fallo|falta)|(?:nos hacemos|me hago) (?:\w{1,20} )?(?:responsables?|cargo)|(?:la )?culpa (?:es|fue) (?:\w{1,20} )?(?:nuestra|mía)|tenemos la culpa|tengo la culpa|no (?:fue|ha sido|es|estuvo) (?:\w{1,20} )?(?:justo|correcto|profesional|aceptable|bien|digno|honesto|educado) (?:de|por) (?:mi|nuestra) parte|(?:viene|vino|proviene) de (?:nosotros|nuestra parte|nuestro lado|mí|mi parte)|<nuestro> [\w-]{2,20} (?:fue|fueron|era|eran|es|ha sido)(?: \w{1,20}){0,2}? (?:hirientes?|inaceptables?|insuficientes?|inapropiad[oa]s?|ofensiv[oa]s?|incorrect[oa]s?|erróne[oa]s?|engaños[oa]s?|injust[oa]s?|desafortunad[oa]s?|lamentables?|pésim[oa]s?|deficientes?|inadecuad[oa]s?|groser[oa]s?)|culpa la (?:tengo|tenemos)|(?:provocó|causó|originó|ocasionó) (?:\w{1,20} ){0,2}?<nuestro> \w{2,20}|tuvimos la culpa|mea culpa|no (?:tenemos|tengo|hay) (?:ninguna )?excusas?|no (?:tenemos|tengo|hay) (?:perdón|justificación)",
            r"(?:somos|soy|fuimos|fui) (?:(?:nosotros|yo|los|el|la|las|\w{2,20}mente|únicos|único|plenamente) ){0,3}(?:responsables?|culpables?)|(?:fuimos|fui|estuvimos|estuve|hemos sido|he sido) (?:(?:muy|demasiado|poco|bastante|realmente) )?(?:descuidad[oa]s?|negligentes?|groser[oa]s?|brusc[oa]s?|maleducad[oa]s?|injust[oa]s?|imprudentes?|torpes?|desconsiderad[oa]s?|descortes(?:es)?|desagradables?|desatent[oa]s?|lent[oa]s?|irrespetuos[oa]s?|puntuales|clar[oa]s|atent[oa]s?|profesional(?:es)?|mal|fatal)|(?:fuimos|hemos sido) nosotros (?:quienes|los que) \w{2,20}|(?:nos|me) faltó (?:\w{1,20} )?\w{3,20}|fui yo (?:quien|el que|la que)",
            // The deed with its doer: what went wrong, or a wrong that tells the deed.
            r"<hemos> <adverbio><fallado>|(?:por|de|sentimos|siento|lamentamos|lamento) (?:\w{1,20} )?(?:haber|haberle|haberles|haberte|haberlo|haberla|haberme|habernos) <adverbio><fallado>",
            r"<le><fallamos>|se (?:nos|me) (?:ha |han |había )?(?:olvid|pas|perd|cay|rompi|roto|escap|extravi|traspapel|quem|fue|fueron)\w{0,5}|(?:nos|me) pas(?:amos|é) del? \w{3,20}|(?:nos|me) (?:hemos |he )?(?:equivo(?:camos|cado|qué)|confund(?:imos|ido|í)|li(?:ado|amos|é)|despist(?:ado|amos|é)|descuid(?:ado|amos|é)|precipit(?:ado|amos|é)|exced(?:ido|imos|í)|demor(?:ado|amos|é)|retras(?:ado|amos|é)|olvid(?:ado|amos|é)|(?:port|comport)(?:ado|amos|é)(?: \w{1,20}){0,2} (?:mal|fatal))",
            r"por nosotros(?: \w{1,20}){0,2}? <mal>|<mal> por nosotros|(?:quien|quienes|el que|la que|los que) (?:se )?(?:equivoc|fall|confund|olvid|perd|rompi)\w{1,5} (?:fui|fue|fuimos) (?:yo|nosotros)|(?:hasta (?:hoy|ayer|ahora)|apenas hoy|recién hoy|demasiado tarde) (?:me di|nos dimos) cuenta|<casa><le>(?:olvidó|quemó|rayó|manchó|estropeó|quebró|perdió|extravió|rompió|dañó|falló|incumplió|ignoró|confundió|cometió|se equivocó|se confundió|se olvidó|\w{2,20}(?:ó|aron|ieron)(?: [\w-]{1,20}){0,9}? <mal>|no <le>(?:(?:ha|han) \w{3,20}|<hacer>\w{1,6}))",
            // What we left undone.
            r"(?:no|nunca|jamás|tampoco|ni siquiera) <le>(?:hemos|he) (?:\w{2,20}mente )?\w{3,20}|(?:no|nunca|jamás|tampoco|ni siquiera) <le>(?:<hacer>)(?:\w{0,3}[ai]mos|\w{0,1}[ei])|(?:no|nunca|tampoco) <le>(?:dimos|di|(?:tomamos|tomé) (?:en serio|en cuenta))|no haber(?:le|les|lo|la|te|os)? (?:<deber>|\w{3,20})|no lo (?:hicimos|hice)|no (?:estuvimos|estuve|fuimos|fui)(?: \w{1,20}){0,2} (?:a la altura|atent[oa]s?|pendientes?|puntual(?:es)?|clar[oa]s?|honest[oa]s?|cuidados[oa]s?)",
            r"(?:deberíamos|debíamos|debería yo|yo debería|tendríamos que|teníamos que|debimos|habríamos debido) (?:\w{1,20} )?haber(?:le|les|lo|la|te|os|nos)? \w{2,20}|debimos \w{2,20}|debí (?:haber ?)?\w{2,20}|no (?:deberíamos|debimos|debí|tendríamos que)(?: \w{1,20}){1,3}",
        ],
        unless: &[
            r"(?:ninguna|sin|no asumimos(?: \w{1,20}){0,2}) (?:\w{1,20} )?(?:responsabilidad|culpa)|no (?:hemos|he|le hemos) (?:olvidado|perdido|fallado|ignorado)(?: \w{1,20})?",
            r"<nuestro> (?:mensaje|página|tasa|código) de error|<nuestro> (?:[\w-]{1,20} ){0,2}?<otros>|<nuestro> client\w{1,3}",
            // What we did not do and need not have done, or never got.
            r"(?:no|nunca) <le>(?:hemos|he) (?:recibido|encontrado|podido|tenido|querido|cometido|causado|perdido|olvidado|fallado|ignorado|dicho|detectado|dañado|roto|borrado|visto|subido|aumentado|negado|dudado|sabido|cambiado)",
            r"(?:sentimos|lamentamos|pedimos|rogamos|disculpamos|sustituimos|corregimos|cambiamos|repetimos|devolvimos|reembolsamos|vamos|estamos|íbamos|decimos|seguimos|estudiamos|revisaremos|tratamos de|reparamos)(?: [\w-]{1,20}){0,10}?(?: <mal>)|(?:la|esta|una|cada|media) tarde|sin (?:cargo|coste|costo|costes|demora|problemas?|compromiso|falta|embargo|recargo)|no tuvimos nada|nada que ver|no (?:fuimos|hemos sido|somos) nosotros(?: [\w-]{1,20}){0,6}|mal de|no está mal|más tarde que temprano|tarde o temprano|causamos (?:buena|ningun)\w{0,3}",
            r"no (?:tenemos|hay) (?:excusas?|justificación|perdón) (?:de|para) (?:su|usted|ellos)",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:ninguna|no (?:asumimos|aceptamos|tenemos)(?: \w{1,20}){0,2}) (?:\w{1,20} )?(?:responsabilidad|culpa)|no (?:nos hacemos|me hago|somos|soy|fuimos) (?:\w{1,20} )?(?:responsables?|culpables?)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:le|les|lo|la|los|las|hemos|he|vamos a|voy a|se lo|ya) (?:\w{1,20} ){0,2}?<reparar>|^<reparar>|(?:nosotros|hoy|mañana|inmediatamente) <reparar>|<reparar>(?: \w{1,20}){0,2}? (?:su|el|la|todo|íntegramente)",
            r"(?:ha sido|han sido|será|serán|está|están) (?:\w{1,20} )?(?:reembolsad[oa]s?|reparad[oa]s?|sustituid[oa]s?|corregid[oa]s?|restablecid[oa]s?|abonad[oa]s?|anulad[oa]s?)|(?:enviaremos|enviamos|mandaremos|recibirá)(?: \w{1,20}){0,3}? (?:nuev[oa]|otr[oa]|correct[oa]|reembolso|vale|sustituto)",
            r"no (?:se )?(?:le|les) (?:cobrar\w{1,5}|factur\w{1,6})|(?:adjunt\w{1,3}|aquí tiene|le envío|le enviamos)(?: \w{1,20}){0,4}? (?:corregid[oa]s?|rectificad[oa]s?|correct[oa]s?)|sale un[oa]? (?:\w{1,20} )?nuev[oa]|(?:paquete|pedido|envío) nuevo|(?:paso|voy|iré|vamos|iremos|pasaremos|pasaré)(?: \w{1,20}){0,4}? a (?:arregl|repar|cambi|recog|sustitu)\w{2,7}|nuev[oa] (?:ya )?(?:va|está) (?:ya )?en camino|gratis|gratuit[oa]s?|sin coste|sin cargo|a nuestro cargo|a nuestra cuenta|vale de|nuestra oferta|arreglar(?:emos)? (?:esto|las cosas)|poner(?:emos)? (?:esto|las cosas) en orden",
        ],
        unless: &[
            r"(?:ofrec|present)\w{1,6}(?: \w{1,20}){0,3}? (?:disculpas?|excusas|perdón)|devol\w{2,6} la llamada|(?:puede|pueden|podrá) (?:usted )?devolver\w{0,2}",
            r"no (?:podemos|puedo|vamos a|procede|hay|habrá)(?: \w{1,20}){0,3}? (?:<reparar>|reembolso|compensación|gratis)",
        ],
    },
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"porque|ya que|debido a|debido al|a causa de|a causa del|causad[oa]s? por|provocad[oa]s? por|(?:la|el) (?:causa|motivo|razón)<gap> (?:es|fue|era)|por eso|(?:ocurrió|pasó|sucedió) así|esto (?:ocurrió|pasó|sucedió)|se debe a|se debió a|(?:provocó|causó|hizo) que|(?:equivocamos|equivoqué|causamos|error|cometimos|perdimos|avería|fallo)(?: \w{1,20}){0,5}? al \w{2,20}r|sin (?:probar|revisar|comprobar|leer|avisar)\w{0,3}",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"(?:no|nunca)<gap> (?:volver(?:á|a)|vuelva|repetirá|repita|repetir|suceder|ocurrir)(?: \w{1,20}){0,2}|nunca más|ahora \w{2,20}mos (?:cada|todos|todas|siempre)|de ahora en adelante|desde (?:hoy|ahora|ayer|mañana)|a partir de (?:ahora|hoy)|en el futuro|en adelante|(?:hacerlo|haremos|lo haremos) mejor|(?:hemos|he) (?:\w{1,20} )?(?:cambiado|modificado|reforzado|formado|revisado|introducido|aprendido)|para (?:evitar|que no)(?: \w{1,20}){1,3}|(?:aprend\w{1,5})<gap> de (?:esto|este|nuestr[oa]s?)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"perdone(?:n|nos|me)|perdónenos|perdonarnos|(?:nos|me) perdon(?:e|en|es|a)|su (?:perdón|comprensión)|pedimos perdón|(?:recuperar|ganar|merecer) (?:de nuevo )?su confianza|(?:segunda|otra|nueva) oportunidad",
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
