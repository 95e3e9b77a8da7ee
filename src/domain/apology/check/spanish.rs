//! The Spanish rules, with the examples that each has to tell apart. Patterns are written with
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
    denial: r"(?:no|en(?: el)? caso|impresión|sensación|nunca|jamás|ningún|ninguna|tampoco|ni|sin|si|negamos|niego|rechazamos|disputamos|supuest[oa]|quizás?|tal vez|posible|suponiendo|(?:usted|ustedes) (?:dice|dicen|cree|creen|afirma|escribe)|dice|creemos)(?:,? que| (?:de|del|un|una|que|el|la|los|las|es|era|fue|sea|fuera|ha sido|solo|realmente|del todo|en|por|a|nosotros|yo|creemos|creo|se|trata|tenemos|asumimos|aceptamos|toda|debe|debió|existe|hay|hubo|haya)){0,9}",
    insistence: r"(?:(?:no|nadie|sin)(?: [\w']+){0,2}? (?:negamos|niego|negar|niega|duda|dudas|dudamos|discutimos|discute|ocultar|ocultamos)|no solo|sí,|no solamente|nadie más que|nada más que|indudablemente)(?:,? (?:que|de|es|era|fue|fuera|sea|el|la|un|una|alguna)){0,8}",
    quoting: r"(?:(?:usted|ustedes|su (?:carta|mensaje|correo)|nuestr[oa] (?:carta|mensaje|correo|respuesta)|cliente|él|ella|nos|me)(?: (?:nos|me|ha|han|había|lo)){0,8} (?:escribió|escribe|escrito|dijo|dice|dicho|decía|preguntó|preguntado|llamó|llamado|respondió|puso) ?(?:que|de)?|(?:palabras?|frase|expresión|asunto|término|títul[oa]))",
    instead: "Por ejemplo:",
    subject: "En el asunto",
};

const VOCABULARY: &[(&str, &str)] = &[
    // Up to five words of one clause.
    ("gap", r"(?: [\w'*-]{1,40}){0,5}?"),
    ("nuestro", r"(?:nuestr[oa]s?|mis?)"),
    // Of our own house, whoever it was; that it is none of them, `unless` says.
    (
        "casa",
        r"(?:(?:nuestr[oa]s?|mis?) (?:[\w-]+ ){1,3}|(?:el hotel|el restaurante|la empresa|la tienda|el equipo|la cocina|la recepción|la dirección|la redacción|el taller|la oficina|la casa|el cocinero|la cocinera|el camarero|la camarera|el mesero|la mesera|el recepcionista|la recepcionista|el colegio|la escuela|el ayuntamiento|la clínica) )",
    ),
    ("le", r"(?:(?:le|les|te|os|lo|la|los|las|nos|me|se) ){0,2}"),
    (
        "hemos",
        r"(?:<le>(?:hemos|he|habíamos|había)|<casa><le>(?:ha|han))",
    ),
    ("adverbio", r"(?:(?:\w{2,}mente|también|además|aún|ya) )?"),
    (
        "disculpa",
        r"(?:disculp(?:a|ad|as|e|en|es|amos|arnos|arme|o)|perd[oó]n(?:a|ad|e|en|es|ar|arnos)?|perdón|siento|sentimos|lament(?:o|amos|ar|able)|excusas)",
    ),
    (
        "falta",
        r"(?:errore?s?|equivocaci[oó]n(?:es)?|fallos?|faltas?|culpas?|descuidos?|negligencias?|olvidos?|omisi[oó]n(?:es)?|incumplimientos?|torpezas?|despistes?|desaciertos?|equívocos?|imprudencias?)",
    ),
    (
        "molestia",
        r"(?:molestias?|inconvenientes?|incomodidad(?:es)?|confusi[oó]n(?:es)?|malentendidos?|frustraci[oó]n(?:es)?|perjuicios?|trastornos?|contratiempos?|disgustos?|ofensas?)",
    ),
    (
        "otros",
        r"(?:transportistas?|proveedore?s?|proveedoras?|subcontrat(?:istas?|as?|ad[oa]s?)|contratistas?|contratas?|mensajer(?:os?|ías?)|paquetería|repartidore?s?|soci[oa]s?|fabricantes?|imprenta|bancos?|correos|agencias?|colaborador(?:es|as?)?|(?:taller|empresa|centro|hotel) asociad[oa]|operador(?:es|as?)?|distribuidor(?:es|as?)?|terceros?|aerolíneas?|navieras?|aduanas?|fábricas?|carteros?|propietari[oa]s?|caser[oa]s?|arrendador(?:es|as?)?|aseguradoras?|constructoras?|intermediari[oa]s?|mayoristas?|franquiciad[oa]s?|courier|(?:empresa|compañía|servicio) (?:extern[oa]|aérea|de (?:\w+ )?(?:transportes?|mensajería|paquetería|reparto|limpieza|seguridad|envíos|mudanzas|hosting|alojamiento))|instaladore?s?|remitentes?|expedidore?s?|seur|dhl|ups|fedex|estafeta|servientrega)",
    ),
    // What makes of a deed a wrong one.
    (
        "mal",
        r"(?:equivocad[oa]s?|erróne[oa]s?|erróneamente|equivocadamente|incorrect[oa]s?|incorrectamente|indebid[oa]s?|indebidamente|por (?:error|equivocación|descuido|despiste|accidente)|sin querer|tarde|con (?:[\w-]+ ){0,4}?(?:retraso|demora)|demasiado \w{2,}|más (?:tarde|caro) de lo|dos veces|por duplicado|de más|de menos|en (?:lugar|vez) de[l]?|antes de (?:tiempo|hora|lo \w{3,})|fuera de plazo|sin (?:antes |siquiera )?(?:consult|avis|pregunt|revis|comprob|verific|pensar|mir|llam|toc|le|prob|ped)[aei]r\w{0,3}|sin (?:su |el |previo |tu )?(?:permiso|autorización|consentimiento|aviso|motivo|razón|causa|justificación|explicación)|a otr[oa] (?:cliente|clienta|persona|familia|dirección|huésped|paciente)|al revés|defectuos[oa]s?|como si (?:fuera|fuese|fueran)|que (?:usted |ustedes )?(?:nos|me) (?:pidió|pidieron|pediste|había pedido|dijo|dijeron|rogó) (?:que no|no) \w{3,}|de segunda mano|caducad[oa]s?|incomplet[oa]s?|fals[oa]s?|que no (?:era|eran|correspondía|pidió|debía)|(?:que|aunque|cuando) (?:usted |ustedes |ya |no |nos ){1,4}(?:había|habían)|de (?:forma|manera|modo) (?:injust|incorrect|inadecuad|inapropiad|irrespetuos)[oa]|injustamente|(?:correo|dirección|direcciones|domicilio|buzón|archivos?|ficheros?|precios?|tarifas?|fechas?|versión|lista|plantilla|número|cuenta) (?:viej[oa]|anterior|antigu[oa]|previ[oa]|desactualizad[oa])(?:e?s)?|(?:antigu[oa]|anterior|viej[oa])(?:e?s)? (?:dirección|direcciones|correo|domicilio|archivos?|ficheros?|precios?|tarifas?|fechas?|versión|lista|número|cuenta)|fatal|mal)",
    ),
    // What one can leave undone.
    (
        "hacer",
        r"(?:comprob|revis|entreg|envi|mand|respond|contest|llam|cumpl|avis|inform|verific|le[iy]|escuch|prob|prest|consult|pregunt|tuv|estuv|hic|devolv|registr|anot|apunt|confirm|cerr|limpi|guard|cuid|present|aparec|acud|lleg|respet|tramit|proces|actualiz|cancel|atend|ayud|explic|advert|control|supervis|prepar|descont|aplic|reserv|mont|instal|apag|etiquet|pas|busc|previ|segu|actu|reaccion|sup|dij|pus|vin|recog|corrig|correg)",
    ),
    (
        "fallado",
        r"(?:fallado|olvidado|perdido|extraviado|traspapelado|roto|dañado|estropeado|arruinado|borrado|eliminado|incumplido|descuidado|omitido|confundido|mezclado|ignorado|equivocado|liado|despistado|mentido|engañado|ofendido|faltado|decepcionado|defraudado|subestimado|malinterpretado|metido la pata|entendido mal|calculado mal|leído mal|gestionado mal|tardado|(?:hecho|cometido|tenido)(?: \w+)? (?:un|una|el|la|este|esta|varios|dos) (?:\w+ )?<falta>|hecho (?:perder|esperar)|dejado(?: [\w-]+){0,3}? (?:esperando|plantad[oa]s?|sin|sol[oa]s?|tirad[oa]s?|colgad[oa]s?)|causado|provocado|\w{2,}(?: [\w-]+){0,9}? <mal>)",
    ),
    // The same in the simple past.
    (
        "fallamos",
        r"(?:fallamos|fallé|olvidamos|olvidé|perdimos|perdí|extraviamos|extravié|rompimos|rompí|dañamos|estropeamos|estropeé|rayamos|rayé|manchamos|manché|quemamos|quemé|quebramos|quebré|derramamos|derramé|inundamos|arruinamos|borramos|borré|incumplimos|incumplí|descuidamos|descuidé|omitimos|omití|confundimos|confundí|ignoramos|ignoré|mentimos|mentí|engañamos|nos equivocamos|me equivoqué|defraudamos|decepcionamos|met(?:imos|í) la pata|la (?:regamos|regué|cagamos|cagué|embarramos)|falt(?:amos|é) (?:al respeto|a (?:mi|mis|nuestr[oa]s?|la) \w{3,})|hab(?:lamos|lé) de más|perd(?:imos|í) (?:la calma|los papeles|los estribos)|tard(?:amos|é) (?:[\w-]+ ){0,4}?(?:demasiado|en)|llegamos tarde|cometimos (?:un|una|el|este|varios) (?:\w+ )?<falta>|cometí (?:un|una) (?:\w+ )?<falta>|(?:causamos|causé|provocamos|provoqué)|(?:dejé|dejamos)(?: [\w-]+){0,4}? (?:abiert[oa]s?|encendid[oa]s?|tirad[oa]s?|plantad[oa]s?|sol[oa]s?|colgad[oa]s?|esperando|fuera|sin)|(?:entregamos|entregué|enviamos|envié|mandamos|servimos|instalamos|imprimimos|publicamos|vendimos|montamos)(?: [\w-]+){0,5}? sin \w{3,}|(?:le|les|lo|la|los|las|te|os) (?:dejamos|dejé|hicimos (?:perder|esperar)|hice (?:perder|esperar)|fallamos|fallé|defraudamos|defraudé|mentimos)|(?:prometimos|prometí|aseguramos|aseguré|dijimos|dije|quedamos)(?:,? [\w-]+){1,9}?,? (?:y|pero) (?:no )?<le>(?:\w{2,}(?:amos|imos)|llegué|entregué|hice|fui)|(?:\w+[ai]mos|di|hice|puse|dije|fui|traté|cobré|envié|mandé|entregué|llegué|reservé|anoté|apunté|publiqué|contesté|respondí|hablé|usé|vendí|serví|cerré|cancelé|calculé|corté|escribí|imprimí|instalé|pedí|cargué|facturé|programé|informé|indiqué|actué|llamé|conduje|compré|leí|entendí|preparé|abrí|tomé|medí|pinté|apreté|pulsé|marqué|manejé|coloqué|escogí|elegí|copié|sumé|conté|subí|salí|entré|volví|ajusté|configuré|transferí|deposité|asigné|repartí|registré|ingresé)(?: [\w-]+){0,9}? <mal>)",
    ),
    (
        "deber",
        r"(?:comprob\w{1,5}|revis\w{1,5}|entreg\w{1,5}|envi\w{1,5}|respond\w{1,5}|contest\w{1,5}|llam\w{1,5}|cumpl\w{1,5}|avis\w{1,5}|inform\w{1,5}|verific\w{1,5}|le[ií]\w{0,4}|escuch\w{1,5}|prob\w{1,5}|actu\w{1,5}|estuv\w{1,6}|estado (?:a la altura|atentos?|preparados?)|hic\w{1,6}|hecho lo|tuv\w{1,6} cuidado|prest\w{1,5} atención|respet\w{1,5}|segui\w{1,5}|prev\w{1,6}|reaccion\w{1,5})",
    ),
    (
        "circunstancia",
        r"(?:tiempo|clima|meteorológicas?|nieve|nevada|tormentas?|lluvias?|huelgas?|demanda|tráfico|atascos?|temporal|viento|calor|niebla|afluencia|saturación|marcha|manifestación|averías?|corte de luz|(?:problemas?|fallos?|incidencias?|motivos?|causas?) (?:técnic|informátic|operativ|logístic|organizativ)[oa]s?|caída del sistema|navidad|puente|pandemia|covid|personal|escasez|volumen|temporada|fiestas|vacaciones|enfermedad|bajas|apagón|climatológicas?|trabajo|circunstancias)",
    ),
    // Anything up to ninety characters on, over commas and figures.
    ("lejos", r"(?: [\w\s'.,:/*$%()-]{0,90}?)??"),
    (
        "pronto",
        r"(?:hoy|mañana|pasado mañana|esta (?:tarde|noche|mañana|semana)|el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|cuanto antes|de inmediato|inmediatamente|por mensajero|por mensajería urgente|a primera hora|en el día)",
    ),
    (
        "nuevo",
        r"(?:nuev[oa]s?|otr[oa]s?|correct[oa]s?|buen[oa]|repuesto|recambio|fresc[oa]s?)",
    ),
    (
        "regalo",
        r"(?:entradas?|vales?|bonos?|cheque|cup[oó]n(?:es)?|invitaci[oó]n(?:es)?|pases?|tarjeta regalo|descuento|noche gratis|cena|copa)",
    ),
    (
        "gente",
        r"(?:técnic[oa]|compañer[oa]|fontaner[oa]|electricista|operari[oa]|equipo|pintor|pintora|encargad[oa]|alguien|director|directora)",
    ),
    (
        "reparar",
        r"(?:reembols\w{1,6}|repar\w{1,6}|reemplaz\w{1,6}|sustitu\w{1,6}|corr(?:eg|ij|ig)\w{1,6}|rectific\w{1,6}|restaur\w{1,6}|restablec\w{1,6}|reenvi\w{1,6}|rehar\w{1,5}|rehac\w{1,5}|reimprim\w{1,6}|abon(?:ar\w{0,4}|amos|ado|o)|compens\w{1,6}|indemniz\w{1,6}|devolv\w{1,6}|devuel[vt]\w{1,3}|reintegr\w{1,6}|regres(?:amos|aremos|o|aré) |bonific\w{1,6}|repon\w{1,6}|reimpres[oa]s?|reimprim\w{1,6}|condon\w{1,6}|obsequi\w{1,6}|regal(?:amos|aremos|o|aré)|anul\w{1,6}|ofrec\w{1,6}|resolv\w{1,6}|soluci\w{1,8}|arregl\w{1,6}|subsan\w{1,6})",
    ),
];

const CONDITION: &str =
    "Esta disculpa depende de una condición. Pregunta al lector si hay algo que disculpar.";
const CONDITION_ADVICE: &str =
    "Diga lo que pasó y discúlpese por eso: «Sentimos haber entregado tarde».";
const BUT: &str = "Lo que sigue a la disculpa la retira.";
const BUT_ADVICE: &str = "Termine la frase después de la disculpa. Explique, si ayuda, en otra frase que no excuse nada.";

const RULES: &[Rule] = &[
    Rule {
        code: "conditional",
        weight: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"<disculpa>[^.;:?!]{0,120}? (?:(?:si|por si|siempre que|en la medida en que|suponiendo que) \w+|en (?:el )?caso de (?:que|haber\w{0,3}) \w+)",
            r"(?:^|y |[,;:-] )(?:si|en (?:el )?caso de (?:que|haber\w{0,3})|de haber\w{0,3}|por si) [^.;:]{1,160},? (?:(?:lo |le |les |te |os |nos |me |acepte|rogamos|pedimos|pido|ofrecemos|nuestras|mis|mil )(?:[\w']* ?){0,5}? ?)?<disculpa>",
            r"(?:posibles|eventual(?:es)?|potencial(?:es)?)(?: \w+)? \w{3,}|posible (?:<molestia>|retraso|demora|<falta>)|(?:<molestia>|retrasos?|demoras?) (?:posibles?|eventual(?:es)?|potencial(?:es)?)",
            r"(?:cualquier|cualesquiera?)(?: otr[oa]| posible)? \w{3,}|(?:todas? las?|toda) <molestia>",
            r"(?:haya|hayan|hayamos|pudo|pudimos|pudieron|pueda|puedan|podamos|pudiera|pudieran|pudiéramos|pudiese|pudiesen|pudiésemos|hubiera|hubieran|hubiéramos|hubiésemos|podría|podrían)(?: \w+){0,1}? (?:haber )?(?:podido )?(?:causar|ofendido|molestado|herido|perjudicado|afectado|generado|sentirse|afectar|incomodar|lastimar|originar|parecer|resultar|ocasionar|ocasionado|causado|provocar|provocado|molestar|ofender|herir|generar|suponer|sentir|sufrir)",
            r"a (?:quien(?:es)?|tod[oa]s (?:los|las|aquell[oa]s) que|todo (?:el|aquel) que|todas aquellas personas que|todas las personas que|aquell[oa]s que|los que|cualquiera que) (?:pudo|pudiera|pudieran|pudiesen|se|haya|hayan|pudo|pudieran|pudiera|fue|fueron|sintió|sintieron)",
        ],
        unless: &[
            r"(?:y|o|pero),? si(?: [\w']+){1,6}|si bien",
            r"que se (?:inscrib|desplaz|apunt|registr|present|qued)\w{1,6}",
            r"en cualquier (?:momento|caso|lugar)|cualquier (?:duda|pregunta|consulta|cosa|aclaración)|posibles? (?:solución|soluciones|fechas?|alternativas?)",
            r"(?:si) (?:lo |le |la )?(?:prefiere|prefieren|desea|desean|quiere|quieren|necesita|necesitan|gusta|tiene (?:alguna|más|cualquier|otras?|preguntas|dudas)|tienen (?:alguna|más|preguntas|dudas))(?: \w+){0,3}",
            r"(?:saber|dígame|díganos|comprobar|comprobó|preguntar|preguntó|ver|como|incluso|sabía|decirle|decir|revisar)(?: \w+){0,2}? si(?: [\w']+){0,4}",
        ],
        message: CONDITION,
        advice: CONDITION_ADVICE,
        rewrites: &[(
            r"\bcualquier (molestia|inconveniente|problema|retraso|error)\b",
            "este $1",
        )],
        bad: &[
            "Lo sentimos si el paquete llegó tarde.",
            "Si alguien se ofendió, le pedimos disculpas.",
            "Pedimos disculpas por las posibles molestias.",
            "Lamentamos cualquier molestia.",
            "Sentimos el daño que esto haya podido causar.",
            "Pedimos perdón a quienes se sintieron ofendidos.",
        ],
        good: &[
            "Pedimos perdón a todos los que se desplazaron en vano.",
            "Lo sentimos y quedamos a su disposición para cualquier duda.",
            "Lo sentimos mucho y si le parece bien iré mañana.",
            "Lo sentimos; si prefiere otra fecha, dígamelo y le pediré perdón en persona.",
            "Siento que nadie pudiera decirle si la tienda abría.",
        ],
    },
    Rule {
        code: "conditional",
        weight: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:si|donde|en caso de que) (?:<hemos> <adverbio><fallado>|<fallamos>|hubiéramos <fallado>)",
            r"si (?:hubo|ha habido|hay|existe|existió)(?: \w+){0,2}? <falta>|si (?:fue|es|era) (?:\w+ )?<nuestro> <falta>",
            r"(?:es posible|puede ser|puede|quizás?|tal vez) (?:que )?(?:hayamos|haya|<hemos>) <adverbio><fallado>|(?:podríamos|podemos|pudimos) haber <fallado>",
            r"<nuestro> (?:\w+ )?<falta>[^.;:?!]{0,60}?,? (?:si (?:eso|esto|así|es que|de verdad|realmente|fue|ocurrió)|suponiendo|siempre que)",
        ],
        unless: &[r"(?:díganos|dígame|saber|comprobar)(?: \w+){0,2}? si(?: [\w']+){0,4}"],
        message: "La falta se admite solo con una condición.",
        advice: "Diga con claridad lo que hizo: «Enviamos el archivo equivocado. Fue nuestro error».",
        rewrites: &[],
        bad: &[
            "Si hemos cometido un error, lo corregiremos.",
            "Si hubo algún error, lo corregiremos.",
            "Es posible que hayamos olvidado la fecha.",
            "Fue nuestro error, si eso fue lo que pasó.",
        ],
        good: &["Díganos si hemos olvidado algo más."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"<disculpa>[^;]{0,240}?;? (?:pero|sin embargo|no obstante|aunque|si bien|a pesar de que|aun así|solo que|eso sí|con todo|de todos modos|de todas formas|dicho esto|ahora bien)",
            r"^(?:aunque|si bien|a pesar de|pese a) [^.;]{1,200}, (?:lo |le |les |nos |me |rogamos |pedimos )(?:[\w']* ?){0,4}? ?<disculpa>",
        ],
        unless: &[
            r"(?:no solo|no solamente|no únicamente)[^;]{1,200} (?:pero|sino)|nada pero",
            r"pero (?:sabemos|las palabras|una disculpa|eso no|esto no|sobre todo|también|(?:le |lo |ya |lo hemos |hemos |vamos a ){0,2}<reparar>)",
            r"aunque (?:usted |ustedes |ya |nos |lo ){1,4}(?:había|habían) (?:avisado|pedido|pagado|dicho|advertido|indicado)",
            r"aunque (?:las palabras|una disculpa|esto no|eso no|nada|sabemos)(?: [\w']+){1,4}",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[(
            r"^(.*\b(?:sentimos|siento|disculpas|perdón|lamentamos|lamento)\b[^;]*?)\s*[,;\u{2013}\u{2014}-]*\s*\b(?:pero|sin embargo|no obstante|aunque)\b.*$",
            "$1.",
        )],
        bad: &[
            "Lo sentimos, pero el proveedor se retrasó.",
            "Aunque lo revisamos todo, le pedimos disculpas.",
        ],
        good: &[
            "Lo sentimos no solo por el retraso, pero también por el silencio.",
            "Lo sentimos, pero sabemos que no basta.",
            "Sentimos haberle servido gluten aunque usted nos había avisado.",
            "Lo sentimos, aunque las palabras no le devuelven el día.",
        ],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::AfterApology,
        patterns: &[
            r"^(?:pero|sin embargo|no obstante|dicho esto|ahora bien|en nuestra defensa|aun así|con todo|de todos modos|de todas formas|eso sí)",
            r"^[\w']+(?: [\w']+){0,4}?,? (?:sin embargo|no obstante|eso sí)",
            r"^(?:también es (?:cierto|verdad)|bien es (?:cierto|verdad)|claro que|hay que (?:decir|tener en cuenta)|en honor a la verdad)",
        ],
        unless: &[
            r"^(?:pero|sin embargo),? (?:sabemos|las palabras|una disculpa|eso no|esto no|sobre todo|(?:le |lo |ya |lo hemos |hemos |vamos a ){0,2}<reparar>)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "Lo sentimos. Pero el formulario era difícil de leer.",
            "Lo sentimos. Usted, sin embargo, estaba avisado.",
            "Lo sentimos. También es cierto que el formulario era confuso.",
        ],
        good: &["Lo sentimos. Pero una disculpa no basta."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:<nuestro> (?:\w+ )?<falta>|(?:<falta>) (?:nuestr[oa]|mí[oa])|responsables?|<fallamos>|<hemos> <adverbio><fallado>)[^.;]{0,80}?,? (?:pero|sin embargo|no obstante|aunque|si bien) (?:usted|ustedes|su|sus|el|la|los|las|ellos|nadie|ningún\w*|no|era|fue|es|había|estábamos|teníamos|también)",
            r"pero (?:hay|habría) que (?:decir|reconocer|entender|comprender|tener en cuenta|recordar)|pero (?:comprenda|entienda|tenga en cuenta|entiende|comprende) que",
        ],
        unless: &[
            r"pero (?:fue|es) usted (?:quien|el que|la que)|pero usted (?:pagó|sufrió|tuvo que)",
        ],
        message: "Lo que sigue retira lo admitido.",
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "Fue nuestro error, pero el formulario no era claro.",
            "Llegamos tarde, pero hay que decir que era sábado.",
        ],
        good: &["Fue nuestro error, pero fue usted quien lo pagó."],
    },
    Rule {
        code: "passive_mistakes",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"se (?:han cometido|cometieron|ha cometido|cometió|han producido|produjeron|ha producido|produjo)(?: \w+){0,2}? <falta>|(?:fueron|fue|han sido|ha sido) cometid[oa]s?(?: \w+){0,2}",
            r"(?:ha habido|hubo|ha ocurrido|ocurrió|se coló|se ha colado|surgió)(?: \w+){0,2}? (?:<falta>|problema|incidencia)|se (?:hicieron|han hecho) (?:\w+ ){0,2}?mal|algo (?:ha ido|ha salido|salió|fue) mal|las cosas (?:han salido|salieron) mal",
            r"se (?:extravió|perdió|traspapeló|ha extraviado|ha perdido|ha traspapelado)|(?:fue|ha sido) (?:olvidad[oa]|extraviad[oa]|traspapelad[oa]|(?:enviad[oa]|entregad[oa]|cobrad[oa]|eliminad[oa]) por error)",
        ],
        unless: &[r"(?:cometid[oa]s?|extraviad[oa]|por error) por (?:nosotros|<nuestro> \w+)"],
        message: "En esta frase nadie hace nada.",
        advice: "Diga quién fue: «Cometimos un error».",
        rewrites: &[
            (
                r"^Se (?:han cometido|cometieron) (?:unos |algunos )?errores",
                "Cometimos errores",
            ),
            (
                r"\b(?:ha habido|hubo|se produjo|ha ocurrido|ocurrió) un error\b",
                "cometimos un error",
            ),
        ],
        bad: &[
            "Se cometieron errores.",
            "Hubo un error en su pedido.",
            "Su carta se traspapeló.",
        ],
        good: &["El error fue cometido por nosotros."],
    },
];
