//! How a Spanish sentence puts right what went wrong, tells how it came about, and says what is
//! different from now on.

use super::super::rules::{Sign, Signal};
use super::excuses::CIRCUMSTANCES;

pub(super) const REPAIR: Signal = Signal {
    sign: Sign::Repair,
    patterns: &[
        r"(?:le|les|lo|la|los|las|hemos|he|vamos a|voy a|se lo|ya) (?:\w+ ){0,2}?<reparar>|^<reparar>|(?:nosotros|hoy|mañana|inmediatamente) <reparar>|<reparar>(?: \w+){0,2}? (?:su|el|la|todo|íntegramente)",
        r"(?:ha sido|han sido|será|serán|está|están) (?:\w+ )?(?:reembolsad[oa]s?|reparad[oa]s?|sustituid[oa]s?|corregid[oa]s?|restablecid[oa]s?|abonad[oa]s?|anulad[oa]s?)|(?:enviaremos|enviamos|mandaremos|recibirá)(?: \w+){0,3}? (?:nuev[oa]|otr[oa]|correct[oa]|reembolso|vale|sustituto)",
        r"no (?:se )?(?:le|les) (?:cobrar\w{1,5}|factur\w{1,6})|(?:adjunt\w{1,3}|aquí tiene|le envío|le enviamos)(?: \w+){0,4}? (?:corregid[oa]s?|rectificad[oa]s?|correct[oa]s?)|sale un[oa]? (?:\w+ )?nuev[oa]|(?:paquete|pedido|envío) nuevo|(?:paso|voy|iré|vamos|iremos|pasaremos|pasaré)(?: \w+){0,4}? a (?:arregl|repar|cambi|recog|sustitu)\w{2,7}|nuev[oa] (?:ya )?(?:va|está) (?:ya )?en camino|gratis|gratuit[oa]s?|sin coste|sin cargo|a nuestro cargo|a nuestra cuenta|vale de|nuestra oferta|arreglar(?:emos)? (?:esto|las cosas)|poner(?:emos)? (?:esto|las cosas) en orden",
        // Money, and what costs nothing.
        r"no (?:le|les|te|os|se l[oa]s?) (?:cobr(?:amos|o|aremos|aré|ará|arán)|factur(?:amos|o|aremos|aré)|carg(?:amos|aremos))|no (?:tiene|tienen|tienes|tendrá|tendrán|tendrás) (?:que|nada que) (?:pagar|abonar)|no (?:paga|pagan|pagas|pague|paguen|pagues|pagará|pagarán|pagarás)(?: \w+)? (?:nada|por|este|esta|ni|hasta)|(?:no le|no te|no les) (?:cuesta|costará|supondrá) nada|(?:corre|corren|correrá|correrán|va|van|irá|irán) (?:de|por|a) (?:(?:nuestra|mi) cuenta|(?:nuestro|mi) cargo|cuenta (?:nuestra|mía|de la casa))|por (?:nuestra|mi) cuenta|por cuenta de la casa|invita la casa|de (?:nuestro|mi) bolsillo|(?:pago|invito) yo|(?:pagamos|invitamos|asumimos|cubrimos) nosotros|cortesía de la casa|a mitad de precio|descuento del?",
        r"(?:le|les|te|os) (?:\w+ )?(?:devuelv|devolv|regres|reintegr|abon|pag|descont|descuent|bonific|condon|regal|obsequi|invit|transf)(?:o|amos|emos|imos|aremos|eremos|iremos|aré|eré|iré|erimos)|(?:asum|cubr|pag)(?:imos|iremos|amos|aremos|iré|aré)<lejos> (?:gastos?|costes?|costos?|factura|reparación|tintorería|taxi|viaje|limpieza|diferencia|alojamiento|veterinario|importe)|(?:gastos?|costes?|costos?|factura|reparación|tintorería|taxi|limpieza|diferencia|veterinario)<lejos> (?:asum|cubr|pag)(?:imos|iremos|amos|aremos|iré|aré)",
        r"(?:dinero|importe|euros|pesos|dólares|cantidad|diferencia|cuota|cargos?|comisión|recibo|multa)<lejos> (?:devuelt[oa]s?|reembolsad[oa]s?|abonad[oa]s?|anulad[oa]s?|cancelad[oa]s?|retirad[oa]s?|reintegrad[oa]s?|transferid[oa]s?|ingresad[oa]s?|depositad[oa]s?|en su cuenta|en tu cuenta|de vuelta)|(?:hemos|he) (?:\w{2,}mente |ya )?(?:anulado|cancelado|retirado|suprimido)(?: \w+){0,2}? (?:cargos?|facturas?|comisi[oó]n(?:es)?|recibos?|multas?|penalizaci[oó]n|recargos?|cobros?|deuda)",
        // What is sent, brought or done once more, and who comes.
        r"(?:recibirá|recibirán|recibirás|recibiréis|tendrá|tendrás)<lejos> <regalo>|(?:le|les|te|os) (?:añad|inclu|incluy)(?:o|imos|iremos|iré)|no (?:le|les|te|os) (?:pas|gir|carg|emit)(?:aremos|aré|iremos|amos)<lejos> (?:recibo|cargo|factura|cuota)|(?:retir|quit|elimin|suprim|condon|cancel|anul)(?:amos|imos|aremos|iremos|aré) (?:el|la|los|las|su|ese|esa) (?:\w+ )?(?:recargos?|cargos?|multa|penalización|comisión|factura|recibo|cuota|deuda)|de (?:sustitución|cortesía|préstamo|reemplazo)",
        r"(?:le|les|te|os|se l[oa]s?) (?:\w+ )?(?:mand|envi|llev|entreg|instal|mont|traig|traer|pong|pondr|hac|hag|har|prepar|reserv|guard|dej|dar|doy|d)(?:o|amos|emos|imos|aremos|eremos|iremos|aré|eré|iré|á|é)?<lejos> (?:<nuevo>|<regalo>|<pronto>)|(?:enviar|mandar|entregar|instalar|llevar|repetir|rehar|pintar|cambiar)(?:emos|é)<lejos> (?:<nuevo>|<regalo>|<pronto>)|<pronto>(?: [\w-]+){0,3}? (?:se l[oa]s?|le|les|te|os) (?:llev|envi|mand|entreg|instal|mont)(?:o|amos|aremos|aré)",
        r"(?:voy|vamos|iré|iremos|paso|pasamos|pasaré|pasaremos|vuelvo|volvemos|volveré|volveremos)<lejos> (?:con (?:<nuevo>|el|la|un|una)|a (?:arreglar|cambiar|reparar|repetir|pintar|terminar|recoger|sustituir|instalar|limpiar|rehacer)\w{0,3})|(?:repet|repit)(?:o|imos|iremos|iré) (?:la|el|las|los|todo|su)|<nuevo><lejos> (?:en camino|sale|salen|saldrá|llega|llegará|le llega|te llega|le espera|te espera|está list[oa]|preparad[oa])|(?:sale|salen|llega|llegará|va|está)(?: \w+){0,3}? (?:un[oa]? )?<nuevo>",
        r"<gente>(?: [\w-]+){0,4}? (?:pas|ir|vendr|vien|cambi|instal|repar|arregl|llev|sustitu)\w{1,6}<lejos> <pronto>|<pronto>,?(?: [\w-]+){0,3}? <gente>(?: [\w-]+){0,3}? (?:pas|ir|vendr|vien|va|cambi|instal|repar|arregl|llev|sustitu)\w{0,6}|<pronto>(?: [\w-]+){0,3}? (?:pasa|viene|va|irá|pasará|vendrá)(?: [\w-]+){0,3}? <gente>|(?:me encargo|nos encargamos|nos ocupamos|me ocupo) (?:personalmente|hoy|yo mism[oa])",
    ],
    // What sounds like repair and is none: it is refused, or was itself what went wrong.
    unless: &[
        r"(?:ofrec|present)\w{1,6}(?: \w+){0,3}? (?:disculpas?|excusas|perdón)|devol\w{2,6} la llamada|(?:puede|pueden|podrá) (?:usted )?devolver\w{0,2}",
        r"no (?:podemos|puedo|vamos a|procede|hay|habrá)(?: \w+){0,3}? (?:<reparar>|reembolso|compensación|gratis)",
        r"(?:ningun[oa]?|no procede|sin|ni) (?:\w+ )?(?:indemnización|compensación|reembolso|devolución|descuento|vale)|(?:indemnización|compensación|reembolso|devolución) alguna|(?:mand|envi|entreg|pag|instal|cobr|carg|abon|ingres|ofrec|repar|arregl)(?:amos|imos|é|í|aron|ó)(?: [\w-]+){0,9}? <mal>|no <le>(?:<reparar>|<hacer>)|pagar (?:hasta|antes)|teléfono gratuito|aplicación gratuita|(?:anul|cancel)(?:amos|é|ó|ado|ada)(?: \w+){0,2}? (?:su|tu|vuestra) (?:\w+ )?(?:reserva|pedido|vuelo|cita|billete|plaza|inscripción|viaje)",
    ],
};

pub(super) const EXPLANATION: Signal = Signal {
    sign: Sign::Explanation,
    patterns: &[
        r"porque|ya que|debido a|debido al|a causa de|a causa del|causad[oa]s? por|provocad[oa]s? por|(?:la|el) (?:causa|motivo|razón)<gap> (?:es|fue|era)|por eso|(?:ocurrió|pasó|sucedió) así|esto (?:ocurrió|pasó|sucedió)|se debe a|se debió a|(?:provocó|causó|hizo) que|(?:equivocamos|equivoqué|causamos|error|cometimos|perdimos|avería|fallo)(?: \w+){0,5}? al \w{2,}r|sin (?:probar|revisar|comprobar|leer|avisar)\w{0,3}",
        r"puesto que|dado que|resulta que|por (?:un|una|no|haber) (?:\w+ )?(?:confusión|error|descuido|despiste|malentendido|haber\w{0,3}|\w{3,}r)|cuando (?:cambiamos|nos mudamos|pasamos|movimos|actualizamos)|nadie (?:lo|la|le|los|las)? ?(?:\w+ )?(?:volvió|revisó|comprobó|miró|vio|avisó|leyó|apuntó|anotó)|se (?:quedó|quedaron|traspapeló|mezcló|mezclaron|confundió) (?:en|entre|con)|(?:estaba|estaban)(?: \w+){0,2}? (?:de baja|de vacaciones|enferm[oa]s?|averiad[oa]|desconfigurad[oa]|mal \w{3,}|al revés)|(?:venía|vino|venían)(?: \w+){0,2}? (?:mal|defectuos[oa]s?|rot[oa]s?|de fábrica)|(?:habíamos|había|habían) (?:\w+ )?(?:olvidado|confundido|cambiado|mezclado|apuntado|anotado)|por (?:las prisas|prisas|falta de)",
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
        r"(?:no|nunca)<gap> (?:volver(?:á|a)|vuelva|repetirá|repita|repetir|suceder|ocurrir)(?: \w+){0,2}|nunca más|ahora \w{2,}mos (?:cada|todos|todas|siempre)|de ahora en adelante|desde (?:hoy|ahora|ayer|mañana)|a partir de (?:ahora|hoy)|en el futuro|en adelante|(?:hacerlo|haremos|lo haremos) mejor|(?:hemos|he) (?:\w+ )?(?:cambiado|modificado|reforzado|formado|revisado|introducido|aprendido)|para (?:evitar|que no)(?: \w+){1,3}|(?:aprend\w{1,5})<gap> de (?:esto|este|nuestr[oa]s?)",
        r"(?:la|las|el|los) próxim[oa]s? \w{3,}<lejos> \w*(?:ará|erá|irá|arán|erán|irán|aremos|eremos|iremos)|desde (?:este|esta|el) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|mes|semana)|(?:ahora|ya)(?: [\w-]+){1,6}? (?:revisa|revisan|comprueba|comprueban|firma|firman|verifica|verifican|controla|controlan|prueba|prueban|confirma|confirman|dos veces|cada noche|cada mañana|por duplicado)|ning[uú]n[oa]? [\w-]{3,} (?:se |sale |saldrá )?(?:[\w-]+ ){0,4}?sin|(?:dos|segunda) personas?|doble (?:control|revisión|comprobación|verificación)|(?:hemos|he) (?:\w+ )?(?:puesto|contratado|instalado|añadido|creado|implantado|establecido|duplicado|eliminado)(?: \w+){0,3}? (?:control|revisión|protocolo|sistema|lista|aviso|alarma|turno|persona|norma|registro|comprobación)|nuevo (?:protocolo|procedimiento|control)|siempre (?:con|antes de|a dos)|(?:uso|usamos|revisamos|revisaré|comprobamos|comprobaré|confirmamos|confirmaré)(?: \w+){0,5}? siempre",
    ],
    unless: &[r"no suele (?:ocurrir|suceder|pasar)"],
};
