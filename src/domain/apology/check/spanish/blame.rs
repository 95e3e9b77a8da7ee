//! What gives the mistake to somebody else: a third party, or the client.

use super::super::rules::Weight::BlockUnlessOwned;
use super::super::rules::{Rule, Scope};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "blame_third_party",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            // The cause is theirs.
            r"(?:(?:por culpa|a causa|por causa|a raíz|por parte|responsabilidad|culpa|cosa|asunto|competencia|tarea|depende|depender) (?:de|del)|(?:causa|origen|motivo)(?: \w+){0,3}? (?:está|estuvo|estaba|fue|es|era)(?: (?:en|de|del))?|(?:lo |la )?(?:causó|provocó|originó|ocasionó)|responsables?(?: [\w-]+){0,3}? (?:es|son|fue) (?:el|la|los|las|nuestr[oa]s?|un|una)|(?:debid[oa]s?|imputables?|atribuibles?|obedece|obedeció|se debe|se debió|corresponde|gracias) (?:a|al)|(?:causad|provocad|ocasionad|originad|dañad|perdid|extraviad|retrasad|olvidad|demorad|estropead)[oa]s? por|(?:<falta>|retrasos?|demoras?|problemas?|incidencias?|averías?|huelgas?|defectos?|faltante|responsabilidad|retención|rotura|caída)(?: \w+){0,2}? (?:de|del|es de|es del|fue de|fue del|en|con))(?: [\w-]+){0,5}? <otros>",
            // They failed.
            r"<otros>(?: [\w-]+){0,2}? (?:no|nunca|(?:se |le |les |nos |lo |la ){0,2}(?:perdió|extravió|olvidó|rompió|dañó|cometió|falló|retrasó|equivocó|confundió|incumplió|tardó|demoró|dej(?:ó|aron) (?:tirad|plantad|colgad)[oa]s?|(?:ha|han) (?:<fallado>|retrasado|demorado)|\w{3,}(?:ó|aron|ieron)(?: [\w-]+){0,6}? (?:y|pero) no <le>\w{2,}(?:ó|aron|ieron)|\w{2,}(?:ó|aron|ieron)(?: [\w-]+){0,6}? <mal>)|(?:es|son|fue|tiene|tuvo)(?: \w+){0,2}? (?:responsables?|culpables?|culpa|problemas?|avería|incidencia))",
            // Go and ask them.
            r"(?:diríjase|diríjanse|póngase en contacto|comuníquese|contacte|reclame|reclámelo|hable|acuda|consulte|(?:debe|deberá|tendrá que|puede|sugerimos|recomendamos|rogamos)(?: \w+){0,1} (?:dirigirse|reclamar\w{0,2}|contactar\w{0,2}|acudir|consultar\w{0,2}|comunicarse|ponerse en contacto))(?: \w+){0,5}? (?:<otros>|ellos)|contrato es entre usted y",
            r"(?:corre|corría|está|estaba|queda|quedaba) a cargo del? (?:[\w-]+ ){0,4}?(?:<otros>|empresa|compañía|terceros?)|(?:empresa|compañía|entidad|firma)(?: [\w-]+){0,5}? ajena|(?:decisión|elección|medida|cambio|cancelación)(?: \w+){0,2}? (?:fue|es|ha sido|corresponde|dependía|depende|corrió a cargo) (?:del?|al|a la) (?:\w+ ){0,2}?<otros>|(?:debía|debían|tenía que|tenían que|correspondía) \w{3,} (?:a )?(?:la empresa|la compañía|<otros>)|(?:problema|fallo|error|culpa)(?: \w+){0,2}? (?:está|estuvo|ha estado|vino|viene|ha venido) (?:en|de|del)(?: la| el| los)? ?<otros>|(?:fue|es|ha sido) (?:el|la|los|las|un|una) (?:\w+ ){0,1}?<otros> (?:quien|que|el que|la que)",
            r"(?:fue|es|ha sido|era) cosa (?:de la|del|de los|de las|de ellos|suya)|(?:de la|del|de los|de las) [\w-]{3,}, que (?:se )?(?:confundió|olvidó|perdió|equivocó|falló|confundieron|olvidaron|equivocaron)|^(?:el|la|los|las) [\w-]{3,}(?: [\w-]+){0,2}? (?:es|son|fue|fueron) (?:quien|quienes|el que|la que|los que) \w{3,}|culpa (?:es|fue|ha sido|la tiene|la tuvo) (?:del|de la|de los|de las|el|la|los|las) [\w-]{3,}|nosotros (?:solo|sólo|únicamente|solamente) \w{3,}|(?:venía|vino|vinieron|venían|llegó|salió)(?: \w+){0,2}? (?:de fábrica|defectuos[oa]s?)|defecto de (?:fábrica|fabricación)|por (?:el|la|los|las) <otros>(?: [\w-]+){0,4}? (?:mal|tarde|rot[oa]s?|dañad[oa]s?|ilegible|incomplet[oa]s?)",
            r"(?:reclame|reclámelo|comuníquese|contacte|diríjase|póngase en contacto|hable|acuda|dirigirse|contactar|reclamar|comunicarse)(?: \w+){0,3}? (?:al|a la|con el|con la|a su|con su|ante el|ante la) (?:\w+ )?(?:vendedor|vendedora|remitente|tienda|hotel|restaurante|aseguradora|seguro|banco|ayuntamiento|organizador)",
        ],
        unless: &[
            r"(?:no|nunca)(?: \w+){0,2}? (?:culpa|error|fallo|debido|debe|debió|causad[oa]|responsabilidad)(?: [\w-]+){0,4}",
            r"<otros>[^.]{1,120} (?:es|somos|eso es|asumimos) (?:\w+ )?(?:responsables?|responsabilidad|<nuestro> (?:culpa|responsabilidad|error))",
            r"culpa (?:es|fue) (?:del (?:hotel|restaurante|equipo)|de la (?:empresa|casa|dirección|cocina|recepción|oficina|tienda|redacción))",
        ],
        message: "Esto pasa la culpa a otro. Para el cliente es suya, la cometiera quien la cometiera.",
        advice: "Diga «nosotros»: usted eligió con quién trabaja.",
        rewrites: &[],
        bad: &[
            "El retraso fue causado por nuestro transportista.",
            "Nuestro proveedor cometió un fallo.",
            "Diríjase al fabricante.",
            "La limpieza corre a cargo de otra empresa.",
            "El retraso fue cosa de la pastelería.",
            "Reclame al vendedor o comuníquese con el remitente.",
        ],
        good: &[
            "No fue culpa del repartidor.",
            "El repartidor perdió el paquete, y eso es nuestra responsabilidad.",
            "La culpa es de la dirección.",
        ],
    },
    Rule {
        code: "blame_client",
        weight: BlockUnlessOwned,
        scope: Scope::Anywhere,
        patterns: &[
            // What they should have done, and what would have been, had they.
            r"(?:usted|ustedes) (?:debería|deberían|debió|debieron|tendría|tendrían|tenía|tenían) (?:que )?(?:haber |de haber )?\w{2,}|(?:tendría|debió|debería|tenía|tendrían|debieron|deberían) (?:usted|ustedes) (?:que )?(?:haber\w{0,6}|\w{2,}r)|(?:le |les |te )?bastaba con|(?:usted|ustedes) mism[oa]s? \w{3,}|(?:usted|ustedes) (?:firmó|firmaron|aceptó|aceptaron)|(?:debería|deberían) (?:usted |ustedes )?haber \w{2,}|(?:deberías|debiste|tendrías que|tenías que) (?:haber ?)?\w{2,}|si (?:usted |ustedes |tú )?(?:no )?(?:(?:nos|lo|la|le|me|se) ){0,2}(?:hubiera|hubiese|hubieras|hubieses|hubieran|hubiesen) \w{2,}|(?:le|les|te) (?:correspondía|tocaba|incumbía) (?:a usted )?\w{2,}r",
            // What they did, or left undone.
            r"(?:usted|ustedes|tú) (?:no|nunca) <le>(?:ha |han |has |había )?\w{3,}|(?:como|porque|ya que|puesto que|dado que) no <le>(?:indicó|facilitó|confirmó|pagó|respondió|contestó|envió|presentó|rellenó|firmó|avisó|comprobó|leyó|entregó|aportó|solicitó|canceló|revisó)|no <le>(?:ha |han )?\w{3,} (?:usted|ustedes)|no <le>\w{2,}(?:aste|iste)(?:is)?|(?:usted|ustedes|tú) (?:se )?(?:ha |han |has )?(?:olvid(?:ó|aron|ado|aste)|ignor(?:ó|aron|ado)|descuid(?:ó|aron|ado)|equivoc(?:ó|aron|ado)|incumpli(?:ó|eron|do)|cometi(?:ó|eron|do) (?:un|una)|dejó pasar|omiti(?:ó|eron|do)|(?:entendió|leyó|rellenó|escribió|introdujo)(?: \w+){0,3}? mal|(?:dej(?:ó|aron|ado))(?: \w+){0,4}? (?:abiert[oa]s?|sin|encendid[oa]s?|pasar|puest[oa]s?|tirad[oa]s?)|\w{2,}(?:ó|aron|ieron)(?: [\w-]+){0,6}? <mal>)",
            r"(?:por )?(?:su|tu) (?:propi[oa] )?(?:error|culpa|negligencia|descuido|olvido|falta de atención|respuesta tardía|retraso|despiste)|(?:su|sus|tu|tus) (?:pago|respuesta|solicitud|reserva|confirmación|aviso|datos|dirección|medidas|formulario|documentación|indicaciones|reclamación) (?:tardí[oa]s?|erróne[oa]s?|incomplet[oa]s?|incorrect[oa]s?|equivocad[oa]s?)|por su parte (?:habría|hubiera)|(?:su|sus|tu|tus) (?:pago|respuesta|solicitud|confirmación|aviso|datos|dirección|medidas|formulario|documentación|indicaciones|reclamación) (?:era|eran|estaba|estaban|llegó|llegaron) (?:\w+ )?(?:incomplet[oa]s?|erróne[oa]s?|incorrect[oa]s?|equivocad[oa]s?|fals[oa]s?|tarde|mal)|falta de pago|(?:dirección|talla|fecha|número|correo|datos|medidas?)(?: \w+){0,2}? que (?:usted |ustedes )?(?:nos |me )?(?:dio|indicó|facilitó|proporcionó|escribió|puso|diste|dieron) (?:era|eran|estaba|estaban|no)|(?:mal uso|uso indebido|<falta>) (?:de|por) su parte",
            // They were told so.
            r"como (?:ya )?se (?:le|les|te) (?:indic|inform|advirti|avis|explic|comunic)\w{1,4}|como (?:consta|figura|se indica) en(?: \w+){0,3}? (?:condiciones|términos|contrato|bases|política|web|billete|confirmación)|(?:usted|ustedes) (?:ya )?(?:estaba|estaban|fue|fueron|había sido)(?: \w+)? (?:avisad[oa]s?|advertid[oa]s?|informad[oa]s?|al corriente|al tanto)|que (?:usted|ustedes) (?:aceptó|firmó|aceptaron|firmaron)",
            r"(?:se debe|se debió|debid[oa]s?|obedece|obedeció)(?: \w+){0,3}? a que (?:usted|ustedes|tú|el cliente|la clienta|no nos)|(?:responsabilidad|obligación) (?:del|de cada|de todo) (?:cliente|usuario|pasajero|titular|viajero|comprador|inquilino|alumno|paciente)|(?:el|la|cada|todo) (?:cliente|clienta|usuario|pasajero|titular|viajero|comprador|inquilino) (?:debe|deberá|debía|debió|tiene que|tenía que) (?:comprobar|revisar|avisar|comunicar|verificar|conservar|informarse|leer|presentar|asegurarse|reclamar|solicitar|haber)|(?:tendría|debería|debió|podría|tendrían|deberían|debieron|tendrías|deberías) (?:que )?haber(?:nos|me)(?:l[oa]s?)? \w{3,}|(?:sus|tus|su|tu) (?:medidas|datos|indicaciones|dirección|solicitud|documentación) no (?:era|eran|estaba|estaban) (?:\w+ )?(?:exact|correct|complet|legibl|clar|bien)\w{0,3}|(?:corresponde|compete) (?:al|a cada) (?:cliente|usuario|pasajero|titular|viajero|comprador)",
            r"(?:factura|documentos?|documentación|fotos?|formulario|solicitud|archivo|dirección|teléfono|fecha|talla|medidas?|datos|correo|cuenta|pedido)(?: \w+){0,2}? que (?:usted |ustedes |tú )?(?:nos |me )?(?:adjunt|envi|mand|facilit|indic|rellen|introduj|escribi|present|aport|proporcion|puso|dio|marc|subi|dej)\w{0,6} (?:era|eran|estaba|estaban|no|contenía|llegó|tenía)|(?:le|les|te|os) recordamos(?: \w+){0,3}?,? que|(?:le|les|te|os) (?:hemos|tenemos) (?:de|que) (?:recordar|indicar|advertir)(?:le|les|te)?|(?:conviene|cabe) recordar",
            r"^(?:quien|quienes|el que|la que|los que) [\w\s',-]{3,80}? (?:debe|deben|debería|deberían|tiene que|tendría que|ha de)|hay que (?:leer|mirar|avisar|fijarse|preguntar|informarse|leerse|llegar|revisar|reservar)|(?:la próxima vez|para la próxima|en el futuro|en adelante),? (?:le |les |te |os |por favor )?(?:rogamos|recomendamos|sugerimos|aconsejamos|lea|avise|compruebe|revise|procure|asegúrese|recuerde|avisa|revisa|procura)|(?:rogamos|recomendamos|sugerimos|aconsejamos)(?: [\w-]+){1,8}? (?:la próxima vez|en el futuro|en adelante|en lo sucesivo)",
        ],
        unless: &[
            r"(?:usted|ustedes|deberías|tendrías que) ?(?:debería|deberían|debió|debieron|tendría|tenía)?(?: que)? (?:haber )?(?:recibid[oa]|recibir|tenido|tener|estado|obtenido|sabido|disfrutado|sido|ser)",
            r"(?:no|nunca|en absoluto)(?: \w+){0,2}? (?:por )?(?:su|tu) (?:culpa|error|negligencia)",
            r"(?:usted|ustedes|tú) (?:ha |han )?(?:recibió|recibieron|pagó|pagaron|esperó|esperaron|encontró|encontraron|sufrió|tuvo|tuvieron|viajó|compró)",
            r"(?:no|nunca) <le>(?:ha |han |has |había )?(?:recib\w{1,6}|tuvo (?:respuesta|suerte|tiempo|noticias|acceso|ningun\w{1,2}|que|la culpa)|tenido|tiene|tienen|tenía|tenían|pudo|pudieron|pudiste|podido|fue|fuiste|sido|es|está|estaba|estaban|merec\w{1,4}|obtuvo|encontr\w{1,5}|debe|debía|debería|deberían|debió|necesit\w{1,4}|será|quedó|decepcion\w{1,4}|equivoc\w{1,5}|falló|solo|sólo)(?: (?:usted|ustedes))?",
            r"recordamos que (?:tiene|tienes|tienen|tenéis|puede|puedes|pueden|podéis)(?: \w+)?",
        ],
        message: "Esto hace responder al cliente.",
        advice: "Omita lo que hizo el cliente y diga lo que usted pudo hacer.",
        rewrites: &[(
            r"\busted debería haber(?:nos)? (?:avisado|informado)\b",
            "nosotros deberíamos haberle preguntado",
        )],
        bad: &[
            "Usted debería haber revisado la prueba.",
            "Usted no respondió a tiempo.",
            "Esto se debe a su error.",
            "Como se le indicó, no hay cambios.",
            "La demora se debió a que usted llamó por teléfono.",
            "El formulario que usted rellenó no era válido.",
            "Quien busca silencio debería informarse antes.",
        ],
        good: &[
            "Usted no tuvo respuesta en dos semanas.",
            "Usted recibió el pedido equivocado.",
            "Usted debería haber recibido el paquete el lunes.",
            "No fue su culpa.",
            "Le recordamos que tiene derecho a un reembolso.",
        ],
    },
];
