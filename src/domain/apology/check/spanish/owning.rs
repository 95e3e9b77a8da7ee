//! How a Spanish sentence owns a mistake, or denies it.

use super::super::rules::{Sign, Signal};

pub(super) const ADMISSION: Signal = Signal {
    sign: Sign::Responsibility,
    patterns: &[
        // Whose fault it was.
        r"<nuestro> (?:propi[oa] |únic[oa] |exclusiv[oa] )?(?:\w+ )?<falta>|por nuestra parte hubo|(?:<falta>|responsabilidad) (?:(?:es|fue|ha sido|era|solo|sólo|sola|\w{2,}mente|y|toda|todo|del todo) ){0,3}(?:nuestr[oa]s?|mí[oa]s?|de nosotros)|(?:<falta>|inaceptable|inexcusable|imperdonable|(?:poco|nada|muy) \w{3,}) (?:\w+ )?(?:de|por) (?:nuestra|mi) parte|<falta>(?: \w+){0,2}? (?:de|en) nuestr[oa]s? \w{2,}",
        r"(?:asumimos|asumo|aceptamos|acepto|reconocemos|reconozco|admitimos|admito|cargamos con)<gap> (?:responsabilidad|culpa|error|errores|fallo|falta)|(?:nos hacemos|me hago) (?:\w+ )?(?:responsables?|cargo)|(?:la )?culpa (?:es|fue) (?:\w+ )?(?:nuestra|mía)|tenemos la culpa|tengo la culpa|no (?:fue|ha sido|es|estuvo) (?:\w+ )?(?:justo|correcto|profesional|aceptable|bien|digno|honesto|educado) (?:de|por) (?:mi|nuestra) parte|(?:viene|vino|proviene) de (?:nosotros|nuestra parte|nuestro lado|mí|mi parte)|<nuestro> [\w-]{2,} (?:fue|fueron|era|eran|es|ha sido)(?: \w+){0,2}? (?:hirientes?|inaceptables?|insuficientes?|inapropiad[oa]s?|ofensiv[oa]s?|incorrect[oa]s?|erróne[oa]s?|engaños[oa]s?|injust[oa]s?|desafortunad[oa]s?|lamentables?|pésim[oa]s?|deficientes?|inadecuad[oa]s?|groser[oa]s?)|culpa la (?:tengo|tenemos)|(?:provocó|causó|originó|ocasionó) (?:\w+ ){0,2}?<nuestro> \w{2,}|tuvimos la culpa|mea culpa|no (?:tenemos|tengo|hay) (?:ninguna )?excusas?|no (?:tenemos|tengo|hay) (?:perdón|justificación)",
        r"(?:somos|soy|fuimos|fui) (?:(?:nosotros|yo|los|el|la|las|\w{2,}mente|únicos|único|plenamente) ){0,3}(?:responsables?|culpables?)|(?:fuimos|fui|estuvimos|estuve|hemos sido|he sido) (?:(?:muy|demasiado|poco|bastante|realmente) )?(?:descuidad[oa]s?|negligentes?|groser[oa]s?|brusc[oa]s?|maleducad[oa]s?|injust[oa]s?|imprudentes?|torpes?|desconsiderad[oa]s?|descortes(?:es)?|desagradables?|desatent[oa]s?|lent[oa]s?|irrespetuos[oa]s?|puntuales|clar[oa]s|atent[oa]s?|profesional(?:es)?|mal|fatal)|(?:fuimos|hemos sido) nosotros (?:quienes|los que) \w{2,}|(?:nos|me) faltó (?:\w+ )?\w{3,}|fui yo (?:quien|el que|la que)",
        // What we left undone.
        r"(?:no|nunca|jamás|tampoco|ni siquiera) <le>(?:hemos|he) (?:\w{2,}mente )?\w{3,}|(?:no|nunca|jamás|tampoco|ni siquiera) <le>(?:<hacer>)(?:\w{0,3}[ai]mos|\w{0,1}[ei])|(?:no|nunca|tampoco) <le>(?:dimos|di|(?:tomamos|tomé) (?:en serio|en cuenta))|no haber(?:le|les|lo|la|te|os)? (?:<deber>|\w{3,})|no lo (?:hicimos|hice)|no (?:estuvimos|estuve|fuimos|fui)(?: \w+){0,2} (?:a la altura|atent[oa]s?|pendientes?|puntual(?:es)?|clar[oa]s?|honest[oa]s?|cuidados[oa]s?)",
        r"(?:deberíamos|debíamos|debería yo|yo debería|tendríamos que|teníamos que|debimos|habríamos debido) (?:\w+ )?haber(?:le|les|lo|la|te|os|nos)? \w{2,}|debimos \w{2,}|debí (?:haber ?)?\w{2,}|no (?:deberíamos|debimos|debí|tendríamos que)(?: \w+){1,3}",
        // Whose business it was, and what one says of having failed.
        r"(?:era|es|fue|sigue siendo) (?:(?:nuestra|mi) (?:\w+ )?(?:obligación|responsabilidad|tarea|deber|competencia)|(?:nuestro|mi) (?:\w+ )?(?:deber|trabajo|cometido)|(?:obligación|responsabilidad|tarea) (?:nuestra|mía))|nos (?:correspondía|tocaba|competía) a nosotros|(?:me|nos) (?:correspondía|tocaba) (?:a mí|a nosotros|comprobar|revisar|avisar|confirmar)|(?:le|les|te|os) (?:quedamos|quedé|he quedado|hemos quedado) (?:muy |fatal|mal)|no supimos \w{3,}|promet(?:í|imos) (?:demasiado|más de)|nos quedamos (?:cortos|dormidos)|(?:nos|me) (?:dormimos|dormí)|(?:el|los) (?:error|fallo|errores|despiste) (?:es|fue|son|fueron) (?:todo |solo |sólo |únicamente )?(?:nuestro|mío|nuestros|míos)|(?:nos|me) (?:hemos|he) (?:portado|comportado) (?:mal|fatal)",
        // The deed with its doer: what went wrong, or a wrong that tells the deed.
        r"<hemos> <adverbio><fallado>|(?:por|de|sentimos|siento|lamentamos|lamento) (?:\w+ )?(?:haber|haberle|haberles|haberte|haberlo|haberla|haberme|habernos) <adverbio><fallado>",
        // The same in the simple past.
        r"<le><fallamos>|se (?:nos|me) (?:ha |han |había )?(?:olvid|pas|perd|cay|rompi|roto|escap|extravi|traspapel|quem|fue|fueron)\w{0,5}|(?:nos|me) pas(?:amos|é) del? \w{3,}|(?:nos|me) (?:hemos |he )?(?:equivo(?:camos|cado|qué)|confund(?:imos|ido|í)|li(?:ado|amos|é)|despist(?:ado|amos|é)|descuid(?:ado|amos|é)|precipit(?:ado|amos|é)|exced(?:ido|imos|í)|demor(?:ado|amos|é)|retras(?:ado|amos|é)|olvid(?:ado|amos|é)|(?:port|comport)(?:ado|amos|é)(?: \w+){0,2} (?:mal|fatal))",
        // By our people.
        r"por nosotros(?: \w+){0,2}? <mal>|<mal> por nosotros|(?:quien|quienes|el que|la que|los que) (?:se )?(?:equivoc|fall|confund|olvid|perd|rompi)\w{1,5} (?:fui|fue|fuimos) (?:yo|nosotros)|(?:hasta (?:hoy|ayer|ahora)|apenas hoy|recién hoy|demasiado tarde) (?:me di|nos dimos) cuenta|<casa><le>(?:olvidó|quemó|rayó|manchó|estropeó|quebró|perdió|extravió|rompió|dañó|falló|incumplió|ignoró|confundió|cometió|se equivocó|se confundió|se olvidó|\w{2,}(?:ó|aron|ieron)(?: [\w-]+){0,9}? <mal>|no <le>(?:(?:ha|han) \w{3,}|<hacer>\w{1,6}))",
    ],
    // What looks like an admission and is none.
    unless: &[
        r"dej(?:amos|é)(?: [\w-]+){0,4}? (?:de sustitución|de cortesía|de repuesto|de préstamo|prestad[oa]s?)",
        r"(?:ninguna|sin|no asumimos(?: \w+){0,2}) (?:\w+ )?(?:responsabilidad|culpa)|no (?:hemos|he|le hemos) (?:olvidado|perdido|fallado|ignorado)(?: \w+)?",
        r"<nuestro> (?:mensaje|página|tasa|código) de error|<nuestro> (?:[\w-]+ ){0,2}?<otros>|<nuestro> client\w{1,3}",
        // What we did not do and need not have done, or never got.
        r"(?:no|nunca) <le>(?:hemos|he) (?:recibido|encontrado|podido|tenido|querido|cometido|causado|perdido|olvidado|fallado|ignorado|dicho|detectado|dañado|roto|borrado|visto|subido|aumentado|negado|dudado|sabido|cambiado)",
        r"(?:sentimos|lamentamos|pedimos|rogamos|disculpamos|sustituimos|corregimos|cambiamos|repetimos|devolvimos|reembolsamos|vamos|estamos|íbamos|decimos|seguimos|estudiamos|revisaremos|tratamos de|reparamos)(?: [\w-]+){0,10}?(?: <mal>)|(?:la|esta|una|cada|media) tarde|sin (?:cargo|coste|costo|costes|demora|problemas?|compromiso|falta|embargo|recargo)|no tuvimos nada|nada que ver|no (?:fuimos|hemos sido|somos) nosotros(?: [\w-]+){0,6}|mal de|no está mal|más tarde que temprano|tarde o temprano|causamos (?:buena|ningun)\w{0,3}",
        r"no (?:tenemos|hay) (?:excusas?|justificación|perdón) (?:de|para) (?:su|usted|ellos)",
    ],
};

pub(super) const DENIAL: Signal = Signal {
    sign: Sign::Denial,
    patterns: &[
        r"(?:ninguna|no (?:asumimos|aceptamos|tenemos)(?: \w+){0,2}) (?:\w+ )?(?:responsabilidad|culpa)|no (?:nos hacemos|me hago|somos|soy|fuimos) (?:\w+ )?(?:responsables?|culpables?)",
    ],
    unless: &[],
};
