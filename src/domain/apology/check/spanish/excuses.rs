//! What belittles the mistake, pleads circumstances, or is sorry for something else.

use super::super::rules::Weight::Warn;
use super::super::rules::{Rule, Scope};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "minimising",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:pequeñ[oa]s?|leves?|liger[oa]s?|simples?|mer[oa]|breves?|mínim[oa]s?) (?:\w{1,20} )?(?:errore?s?|retrasos?|problemas?|incidencias?|fallos?|descuidos?|contratiempos?|inconvenientes?|despistes?|confusi[oó]n|malentendido|interrupci[oó]n|formalidad)|(?:errore?s?|retrasos?|problemas?|incidencias?|fallos?) (?:menore?s?|leves?|aislad[oa]s?|puntual(?:es)?|mínim[oa]s?)",
            r"(?:puede|pudo|podría) (?:pasar|pasarle|ocurrir|ocurrirle|suceder)(?: \w{1,20}){0,1}? (?:a cualquiera|a todos|a todo el mundo)|le pasa a cualquiera|son cosas que pasan|nada (?:grave|serio|importante)|no es (?:para tanto|tan grave|el fin del mundo)|errar es humano|nadie es perfecto|al menos nadie",
            r"(?:no fue|no era|no es) más que (?:un|una)|(?:fue|era|es) (?:solo|sólo|solamente|simplemente) (?:un|una)|(?:solo|sólo|solamente|apenas) (?:un par|unos|unas|dos|tres|un día|una hora)",
        ],
        unless: &[
            r"(?:no|nunca|ningún|ninguna)(?: (?:es|fue|era|ha sido|un|una)){0,2} (?:pequeñ[oa]|simple|mer[oa]|leve|liger[oa]|breve)(?: \w{1,20}){1,2}",
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
        ],
        good: &["No fue un simple error."],
    },
    Rule {
        code: "circumstance_excuse",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"ajen[oa]s? a (?:nuestr[oa]|toda) (?:voluntad|control|responsabilidad)|fuera de (?:nuestro|todo) (?:control|alcance)|fuerza mayor|imprevist[oa]s?|imprevisibles?|inevitables?|circunstancias (?:excepcionales|extraordinarias)",
            r"(?:debido a|debido al|a causa de|a causa del|por culpa de|por culpa del|por motivo de|a raíz de|dad[oa]s?)(?: [\w-]{1,20}){0,4}? <circunstancia>",
            r"(?:estábamos|hemos estado|estamos|estuvimos) (?:\w{1,20} )?(?:desbordados|saturados|muy ocupados|faltos de personal|hasta arriba)|(?:no pudimos|no podíamos|nadie podía|nadie pudo|no teníamos|no tuvimos)(?: \w{1,20}){0,2}? (?:hacer nada|prever\w{0,2}|evitar\w{0,2}|saberlo|otra opción|más remedio|nada)",
        ],
        unless: &[
            r"(?:no|nada)(?: \w{1,20}){0,2}? (?:imprevist[oa]s?|imprevisibles?|inevitables?|ajen[oa]s?)",
        ],
        message: "Esto hace responder a las circunstancias.",
        advice: "Diga lo que pudo hacer contra ellas y lo que hace ahora.",
        rewrites: &[],
        bad: &[
            "Fue un caso de fuerza mayor.",
            "El retraso fue debido a la nieve.",
            "Estábamos desbordados.",
        ],
        good: &["No fue nada imprevisible."],
    },
    Rule {
        code: "misinterpreted",
        weight: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"malinterpretad[oa]s?|mal (?:interpretad[oa]s?|entendid[oa]s?)|(?:sacad[oa]s?|tomad[oa]s?) (?:fuera )?de(?: su)? contexto|tergiversad[oa]s?|no (?:es|era) lo que (?:queríamos|quería|quisimos|quise) decir|(?:nunca|no) (?:\w{1,20} ){0,2}?intención (?:ofender|herir|molestar|insultar|de ofender|de herir|de molestar)|se (?:entendió|interpretó|tomó) mal",
        ],
        unless: &[r"(?:hemos|he) (?:\w{1,20} )?(?:malinterpretado|mal entendido)(?: \w{1,20})?"],
        message: "Esto dice que el lector leyó mal.",
        advice: "Pida perdón por lo que dijo o hizo, no por cómo se tomó.",
        rewrites: &[],
        bad: &["Nuestro mensaje fue malinterpretado."],
        good: &["Hemos malinterpretado su pedido."],
    },
    Rule {
        code: "regret_inconvenience",
        weight: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"<disculpa>(?:,? [\w']{1,20}){0,10}? (?:molestias?|inconvenientes?|incomodidad(?:es)?)",
            r"(?:molestias?|inconvenientes?|incomodidad(?:es)?)(?:,? [\w']{1,20}){0,8}?,? <disculpa>",
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
            r"<disculpa>(?: [\w']{1,20}){0,2}? que (?:usted |ustedes )?(?:se (?:sienta|sientan|sintiera|haya sentido|hayan sentido)|(?:esté|estén|esté usted|haya quedado|quedara) (?:\w{1,20} )?(?:molest[oa]s?|decepcionad[oa]s?|disgustad[oa]s?|enfadad[oa]s?|insatisfech[oa]s?|descontent[oa]s?|ofendid[oa]s?)|piense|piensen|crea|opine|lo vea|le parezca|no (?:esté|haya quedado|quedara) (?:content[oa]|satisfech[oa])|su (?:experiencia|estancia|visita) (?:haya|no))(?: [\w']{1,20}){0,3}",
            r"<disculpa>(?: [\w']{1,20}){0,3}? (?:por )?(?:su|la) (?:frustración|decepción|enfado|disgusto|descontento|malestar|insatisfacción)|<disculpa> decepcionarl[ea]s?",
        ],
        unless: &[
            r"que (?:usted )?se (?:sintiera|haya sentido) (?:engañad[oa]|maltratad[oa]) por nosotros",
        ],
        message: "Aquí se pide perdón por lo que siente el cliente, no por lo que usted hizo.",
        advice: "Pida perdón por el acto: «Sentimos haber…».",
        rewrites: &[],
        bad: &["Sentimos que se sienta así.", "Lamentamos su decepción."],
        good: &["Siento que usted se haya sentido engañado por nosotros."],
    },
];
