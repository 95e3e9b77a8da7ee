//! What belittles the mistake, pleads circumstances, or is sorry for something else.

use super::super::rules::Weight::Warn;
use super::super::rules::{Rule, Scope};

/// What the mistake is put down to where nobody is to have done it.
pub(super) const CIRCUMSTANCES: &[&str] = &[
    r"ajen[oa]s? a (?:nuestr[oa]|toda) (?:voluntad|control|responsabilidad)|fuera de (?:nuestro|todo) (?:control|alcance)|fuerza mayor|imprevist[oa]s?|imprevisibles?|inevitables?|circunstancias (?:excepcionales|extraordinarias)",
    r"(?:debido a|debido al|a causa de|a causa del|por culpa de|por culpa del|por motivo de|a raíz de|dad[oa]s?)(?: [\w-]+){0,4}? <circunstancia>",
    r"(?:estábamos|hemos estado|estamos|estuvimos) (?:\w+ )?(?:desbordados|saturados|muy ocupados|faltos de personal|hasta arriba)|(?:no pudimos|no podíamos|nadie podía|nadie pudo|no teníamos|no tuvimos)(?: \w+){0,2}? (?:hacer nada|prever\w{0,2}|evitar\w{0,2}|saberlo|otra opción|más remedio|nada)",
    r"(?:ante|con|por) (?:la|el|las|los|tant[oa]|una?|est[ae]) (?:[\w-]+ ){0,2}?(?:alta demanda|demanda|afluencia|nieve|nevada|tormenta|lluvias?|temporal|huelga|tráfico|atascos?|apagón|saturación|escasez|falta de personal)|(?:falta|escasez) de personal|<circunstancia>(?: [\w-]+){0,5}? (?:dejó|dejaron|hizo|hicieron|provocó|provocaron|causó|impidió|impidieron|retrasó|obligó|colapsó|ha provocado|ha causado|ha impedido)|hay (?:mucha|mucho|tanta|tanto|muchísima) (?:gente|demanda|trabajo|tráfico)|(?:hubo|había) (?:una? |mucha |mucho |tanta |tanto |muchísima )?(?:marcha|manifestación|huelga|tormenta|atascos?|tráfico|nevada|lluvia|apagón|avería|trabajo|lío|jaleo)",
    r"no (?:depende|dependía|dependió|depender) (?:ya )?de (?:nosotros|mí)|no (?:está|estaba|estuvo) en nuestras? manos?|escap\w{1,5} (?:a|de) nuestr[oa]s? \w{3,}|(?:poco|nada) (?:podíamos|pudimos|podemos) hacer|(?:somos|éramos) (?:muy )?pocos|(?:estábamos|estamos|estuvimos) (?:\w+ )?(?:completos|llenos|a tope|bajo mínimos|hasta los topes)|(?:no damos|no dábamos) abasto|(?:compañer[oa]|emplead[oa]|técnico|cociner[oa]|conductora?|equipo|plantilla|chófer|profesora?|personal|encargad[oa]|camarer[oa]|monitora?)s?(?: [\w-]+){0,5}? (?:enferm[oa]s?|enfermó|de baja|accidente|indispuest[oa]s?|lesionad[oa]s?)",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "minimising",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:pequeñ[oa]s?|leves?|liger[oa]s?|simples?|mer[oa]|breves?|mínim[oa]s?) (?:\w+ )?(?:errore?s?|retrasos?|problemas?|incidencias?|fallos?|descuidos?|contratiempos?|inconvenientes?|despistes?|confusi[oó]n|malentendido|interrupci[oó]n|formalidad)|(?:errore?s?|retrasos?|problemas?|incidencias?|fallos?) (?:menore?s?|leves?|aislad[oa]s?|puntual(?:es)?|mínim[oa]s?)",
            r"(?:puede|pudo|podría) (?:pasar|pasarle|ocurrir|ocurrirle|suceder)(?: \w+){0,1}? (?:a cualquiera|a todos|a todo el mundo)|le pasa a cualquiera|son cosas que pasan|nada (?:grave|serio|importante)|no es (?:para tanto|tan grave|el fin del mundo)|errar es humano|nadie es perfecto|al menos nadie",
            r"(?:no fue|no era|no es) más que (?:un|una)|(?:fue|era|es) (?:solo|sólo|solamente|simplemente) (?:un|una)|(?:solo|sólo|solamente|apenas) (?:un par|unos|unas|dos|tres|un día|una hora)",
            r"(?:incidencias?|errores?|casos?|fallos?|retrasos?|situaciones)(?: \w+){0,2}? (?:son|es|fueron|fue|han sido|ha sido) (?:muy |algo |un hecho |bastante )?(?:puntual(?:es)?|aislad[oa]s?|excepcional(?:es)?|mínim[oa]s?|esporádic[oa]s?|rar[oa]s?|habitual(?:es)?|normal(?:es)?)|(?:porcentaje|número|parte|cantidad) (?:muy )?(?:ínfim|mínim|pequeñ|reducid|insignificant)\w{1,2}|(?:caso|hecho) (?:aislado|puntual)|(?:por suerte|por fortuna|afortunadamente|menos mal),?(?: [\w-]+){0,8}? (?:no|ni|nada|sin|solo|sólo|nadie|apenas)|(?:ni|apenas|casi no) se (?:nota|notará|notan|ve|verá)|(?:inmensa|gran|amplia) mayoría|la mayoría de (?:los|las|nuestros) (?:clientes|huéspedes|pasajeros|alumnos|usuarios)|(?:un|una) (?:simple|mero|mera) \w{3,}|apenas \w{3,}(?:ó|aron|ieron)|dentro de lo malo|no (?:mata|se muere|murió)(?: a)? nadie|un[oa]s cuant[oa]s \w{3,}|(?:fue|es|era) una? (?:tontería|bobada|pequeñez|minucia|nimiedad)|(?:esas|estas) cosas (?:pasan|ocurren|suceden)|no pasa nada|no hay que exagerar|nadie más (?:se )?(?:ha )?(?:quej|protest)\w{1,4}|sin mayor(?:es)? (?:consecuencias?|importancia|problemas?)|de poca importancia|poca cosa|cosa de (?:unos )?minutos|cosas peores",
        ],
        unless: &[
            r"(?:no|nunca|ningún|ninguna)(?: (?:es|fue|era|ha sido|un|una)){0,2} (?:pequeñ[oa]|simple|mer[oa]|leve|liger[oa]|breve)(?: \w+){1,2}",
            r"no (?:fue|es|ha sido) (?:un )?(?:caso|hecho) (?:aislado|puntual)|a la mayoría de (?:los|las|nuestros) \w{3,}",
        ],
        message: "Esto hace el error más pequeño de lo que fue para el cliente.",
        advice: "Deje que el cliente lo juzgue; nombre lo que supuso para él.",
        rewrites: &[(
            r"\b(una?) (?:pequeñ[oa]|leve|liger[oa]|simple|breve) (error|retraso|problema|fallo|incidencia|confusión)\b",
            "$1 $2",
        )],
        bad: &[
            "Hubo un pequeño retraso.",
            "Puede pasarle a cualquiera.",
            "Fue solo una formalidad.",
            "Por suerte ni se notará en primavera.",
        ],
        good: &["No fue un simple error.", "No fue un caso aislado."],
    },
    Rule {
        code: "circumstance_excuse",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: CIRCUMSTANCES,
        unless: &[
            r"(?:no|nada)(?: \w+){0,2}? (?:imprevist[oa]s?|imprevisibles?|inevitables?|ajen[oa]s?)",
            r"[\w\s',:-]{1,140}? (?:y|pero) no <le>(?:<hacer>\w{1,6}|(?:hemos|habíamos) \w{3,})|(?:ya )?(?:sabíamos|sabía) (?:lo )?(?:de|que)[\w\s'-]{0,60}",
        ],
        message: "Esto hace responder a las circunstancias.",
        advice: "Diga lo que pudo hacer contra ellas y lo que hace ahora.",
        rewrites: &[],
        bad: &[
            "Fue un caso de fuerza mayor.",
            "El retraso fue debido a la nieve.",
            "Estábamos desbordados.",
            "Ante la alta demanda hubo demoras.",
            "Nosotros éramos muy pocos.",
        ],
        good: &[
            "No fue nada imprevisible.",
            "El técnico estaba enfermo y no buscamos a otro.",
        ],
    },
    Rule {
        code: "misinterpreted",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"malinterpretad[oa]s?|mal (?:interpretad[oa]s?|entendid[oa]s?)|(?:sacad[oa]s?|tomad[oa]s?) (?:fuera )?de(?: su)? contexto|tergiversad[oa]s?|no (?:es|era) lo que (?:queríamos|quería|quisimos|quise) decir|(?:nunca|no) (?:\w+ ){0,2}?intención (?:ofender|herir|molestar|insultar|de ofender|de herir|de molestar)|se (?:entendió|interpretó|tomó) mal",
            r"(?:entendió|entendiste|entendieron|interpretaste|interpretaron|tomaste) mal|se (?:ha |han )?(?:malinterpret|tergivers|malentend)\w{1,5}|se (?:ha |han )?(?:entendid|interpretad|sacad|tomad)\w (?:mal|de contexto|fuera de contexto)|(?:era|fue|pretendía ser|iba|eran) (?:solo |sólo )?(?:una broma|en broma|una ironía|de broma|con humor)|(?:ha habido|hubo|hay|existe|se trata de|tratarse de|fue|es) un (?:\w+ )?malentendido",
        ],
        unless: &[
            r"(?:hemos|he) (?:\w+ )?(?:malinterpretado|mal entendido)(?: \w+)?",
            r"un (?:\w+ )?malentendido (?:nuestro|por nuestra parte|de nuestra parte|mío)",
        ],
        message: "Esto dice que el lector leyó mal.",
        advice: "Pida perdón por lo que dijo o hizo, no por cómo se tomó.",
        rewrites: &[],
        bad: &[
            "Nuestro mensaje fue malinterpretado.",
            "Su frase se malinterpretó.",
        ],
        good: &[
            "Hemos malinterpretado su pedido.",
            "Fue un malentendido nuestro.",
        ],
    },
    Rule {
        code: "regret_inconvenience",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"<disculpa>(?:,? [\w']+){0,10}? (?:molestias?|inconvenientes?|incomodidad(?:es)?)",
            r"(?:molestias?|inconvenientes?|incomodidad(?:es)?)(?:,? [\w']+){0,8}?,? <disculpa>",
        ],
        unless: &[],
        message: "«Molestias» e «inconvenientes» son palabras de carta modelo.",
        advice: "Diga lo que supuso de verdad para el cliente: la tarde perdida, el segundo viaje, la fiesta que no pudo ser.",
        rewrites: &[],
        bad: &[
            "Pedimos disculpas por las molestias.",
            "Por las molestias, le pedimos perdón.",
        ],
        good: &["Sentimos la tarde que usted perdió."],
    },
    Rule {
        code: "sorry_for_feelings",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"<disculpa>(?: [\w']+){0,2}? que (?:usted |ustedes )?(?:se (?:sienta|sientan|sintiera|haya sentido|hayan sentido)|(?:esté|estén|esté usted|haya quedado|quedara) (?:\w+ )?(?:molest[oa]s?|decepcionad[oa]s?|disgustad[oa]s?|enfadad[oa]s?|insatisfech[oa]s?|descontent[oa]s?|ofendid[oa]s?)|piense|piensen|crea|opine|lo vea|le parezca|no (?:esté|haya quedado|quedara) (?:content[oa]|satisfech[oa])|su (?:experiencia|estancia|visita) (?:haya|no))(?: [\w']+){0,3}",
            r"<disculpa>(?: [\w']+){0,3}? (?:por )?(?:su|la|tu|vuestra) (?:frustración|decepción|enfado|disgusto|descontento|malestar|insatisfacción)|<disculpa> decepcionarl[ea]s?",
            r"que (?:su|tu|la|el|vuestra|nuestr[oa]) (?:experiencia|estancia|visita|compra|viaje|vuelo|velada|noche|servicio|respuesta|escapada)(?: [\w']+){0,4}? (?:haya|hayan|no haya|fuera|resultara|le haya|te haya|no le|no te)|que (?:te|os) (?:hayas?|hayáis|hayan|sientas|sintieras|sintáis|sintiese)(?: \w+)? ?(?:sentid[oa]s?|mal|así|\w{3,}d[oa]s?)?|que (?:[\w']+ ){1,5}?no (?:le|te|les|os) (?:haya|hayan) (?:gustado|convencido|satisfecho|agradado)|que no (?:haya|hayas|hayan|hayáis) (?:disfrutado|quedado|estado|sido de su|sido de tu|gustado|encontrado lo)|que (?:no )?(?:le|te|les|os) (?:haya|hayan|hubiera) (?:gustado|molestado|parecido|disgustado|decepcionado|ofendido|dolido|sentado mal)|que (?:estés|pienses|creas|estéis|penséis)(?: \w+){0,2}? (?:\w{3,}d[oa]s?|content[oa]s?|descontent[oa]s?|insatisfech[oa]s?|trist[ea]s?|así|eso|molest[oa]s?)",
            r"(?:se|te|os) (?:(?:ha|has|han|habéis|haya|hayas|hayan) sentido|sintió|sintieron|sentiste|sintiera|sienta|sientas|sientan|sientes)(?: \w+){1,2}",
        ],
        unless: &[
            r"que (?:usted )?se (?:sintiera|haya sentido) (?:engañad[oa]|maltratad[oa]) por nosotros",
        ],
        message: "Aquí se pide perdón por lo que siente el cliente, no por lo que usted hizo.",
        advice: "Pida perdón por el acto: «Sentimos haber…».",
        rewrites: &[],
        bad: &[
            "Sentimos que se sienta así.",
            "Lamentamos su decepción.",
            "Sentimos que la visita no le haya gustado.",
            "Lo sentimos si te sentiste poco escuchado.",
        ],
        good: &["Siento que usted se haya sentido engañado por nosotros."],
    },
];
