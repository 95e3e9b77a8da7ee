//! How a Spanish sentence puts right what went wrong, tells how it came about, and says what is
//! different from now on.

use super::super::rules::{Sign, Signal};

pub(super) const REPAIR: Signal = Signal {
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
};

pub(super) const EXPLANATION: Signal = Signal {
    sign: Sign::Explanation,
    patterns: &[
        r"porque|ya que|debido a|debido al|a causa de|a causa del|causad[oa]s? por|provocad[oa]s? por|(?:la|el) (?:causa|motivo|razón)<gap> (?:es|fue|era)|por eso|(?:ocurrió|pasó|sucedió) así|esto (?:ocurrió|pasó|sucedió)|se debe a|se debió a|(?:provocó|causó|hizo) que|(?:equivocamos|equivoqué|causamos|error|cometimos|perdimos|avería|fallo)(?: \w{1,20}){0,5}? al \w{2,20}r|sin (?:probar|revisar|comprobar|leer|avisar)\w{0,3}",
    ],
    unless: &[],
};

pub(super) const REPENTANCE: Signal = Signal {
    sign: Sign::Repentance,
    patterns: &[
        r"(?:no|nunca)<gap> (?:volver(?:á|a)|vuelva|repetirá|repita|repetir|suceder|ocurrir)(?: \w{1,20}){0,2}|nunca más|ahora \w{2,20}mos (?:cada|todos|todas|siempre)|de ahora en adelante|desde (?:hoy|ahora|ayer|mañana)|a partir de (?:ahora|hoy)|en el futuro|en adelante|(?:hacerlo|haremos|lo haremos) mejor|(?:hemos|he) (?:\w{1,20} )?(?:cambiado|modificado|reforzado|formado|revisado|introducido|aprendido)|para (?:evitar|que no)(?: \w{1,20}){1,3}|(?:aprend\w{1,5})<gap> de (?:esto|este|nuestr[oa]s?)",
    ],
    unless: &[],
};
