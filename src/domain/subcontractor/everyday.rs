//! Words that many companies have in their names and everybody has in their letters: by themselves
//! they name nobody.

use crate::domain::likeness::folded;

const WORDS: &str = "\
 print prints printer printers printing press express team group services service solutions \
 solution systems system software hardware media digital design designs studio studios web cloud \
 hosting host data network networks net online tech technology technologies technical engineering \
 consulting consult consultants agency agencies partner partners associates brothers sons son and \
 the of for company companies business industries industry industrial international global world \
 worldwide national european europe euro america american british english london paris berlin \
 madrid german germany deutschland france french spain spanish espana iberia city town north south \
 east west northern southern eastern western central first best fast quick swift rapid speedy smart \
 new old good great big little top pro plus prime premium select direct star stars sun moon blue \
 green red white black gold golden silver grey gray brown orange yellow pink bright clean clear \
 fresh pure home house office building buildings build builders construction works work workshop \
 logistics logistic transport transports transportation transfer shipping ship ships freight cargo \
 courier couriers delivery deliveries parcel parcels post mail box boxes packaging pack storage \
 warehouse food foods catering kitchen kitchens bakery baker bread coffee tea water wine cleaning \
 cleaners security safety care health medical dental clinic energy power electric electrical \
 electronics light lights lighting gas oil steel metal wood glass stone paper ink colour color \
 colours colors graphic graphics photo photos film films video videos sound music art arts craft \
 garden gardens flower flowers tree trees plant plants farm farms auto autos car cars motor motors \
 bike bikes travel tours tour trip trips taxi bus air sea land road rail line lines way ways point \
 line link links bridge gate tower park place room rooms space event events market marketing trade \
 traders trading shop store stores sales sale supply supplies supplier suppliers product products \
 production quality finance financial bank insurance invest investment capital legal law tax \
 accounting accountants personnel staff people human training academy school learning education \
 language languages translation translations text texts book books news letter letters support help \
 desk call centre center hub lab labs factory mill idea ideas mind brain next future modern classic \
 original royal king queen crown lion eagle bear fox wolf horse bird fish dog cat rose alpha beta \
 gamma delta omega one two three four five six seven eight nine ten zero all any day days time \
 times hour hours week now may will can our your their my free open safe sure right left true real \
 high low long short easy happy friendly family master masters expert experts professional \
 \
 karton kartons karte karten kreis ring druck druckerei drucker spedition lieferung lieferdienst versand kurier paket pakete logistik \
 verkehr reisen reise bau bauen hoch tief holz haus hauser hausbau metall stahl elektro elektrik \
 elektronik technik technisch maler malerei dach dachdecker heizung sanitar kuche kuchen mobel \
 tischlerei schreinerei garten gartenbau reinigung gebaude sicherheit dienst dienste dienstleistung \
 dienstleistungen gesellschaft firma betrieb werk werke werkstatt handel vertrieb verlag medien \
 werbung agentur buro partner sohn sohne bruder gebruder gruppe neu neue neuer alt alte gut gute \
 beste schnell rot blau grun weiss schwarz grau gold silber nord sud ost west nordost mitte stadt \
 land berg tal wald see meer fluss stein sonne mond stern licht wasser luft feuer erde brot backerei \
 backer fleischerei metzgerei blumen apotheke praxis schule akademie bank versicherung steuer recht \
 beratung berater personal pflege daten netz netze system systeme losung losungen software \
 allgemeine deutsche deutscher internationale auto autohaus wagen fahrer fahrt zug bahn flug hafen \
 post brief papier farbe farben bild foto film ton musik kunst gestaltung meister profi und der die \
 das fur von mit zum zur eins zwei drei \
 \
 carton cartons carte cartes agence atelier ateliers imprimerie imprimeur impression transports livraison livraisons coursier \
 messagerie messageries poste courrier societe entreprise entreprises compagnie groupe services \
 conseil conseils cabinet bureau bureaux etude etudes maison maisons batiment batiments travaux \
 construction renovation peinture menuiserie bois metal acier verre pierre electricite plomberie \
 chauffage cuisine cuisines jardin jardins fleurs nettoyage proprete securite sante soins energie \
 lumiere eau air terre mer soleil lune etoile nord sud est ouest centre ville pays france national \
 nationale europeen europeenne international internationale general generale nouveau nouvelle bon \
 bonne grand grande petit petite rouge bleu bleue vert verte blanc blanche noir noire gris or argent \
 rapide vite premier premiere meilleur fils freres pere mere partenaire partenaires reseau reseaux \
 informatique numerique donnees logiciel logiciels formation ecole langue langues traduction \
 commerce marche vente ventes achat production produits qualite banque assurance droit comptabilite \
 personnel voyage voyages voiture voitures papier couleur couleurs photo photos film son musique art \
 arts mode boulangerie boucherie cafe vin vins restaurant traiteur les des aux pour avec et la le \
 \
 agencia agencias imprenta imprentas graficas grafica grafico graficos transportes envios envio \
 mensajeria mensajeros entrega entregas paqueteria correo correos empresa empresas compania grupo \
 servicios servicio soluciones sistemas sistema asesoria asesores consultoria gestoria oficina \
 oficinas estudio estudios casa casas edificio construccion construcciones obras reformas pintura \
 pinturas carpinteria madera metal acero vidrio piedra electricidad fontaneria cocina cocinas jardin \
 jardines flores limpieza limpiezas seguridad salud energia luz agua aire tierra mar sol luna \
 estrella norte sur este oeste centro ciudad pais nacional europea europeo internacional general \
 nuevo nueva buen bueno buena gran grande pequeno rojo roja azul verde blanco blanca negro negra \
 gris oro plata rapido rapida primero primera mejor hijos hijo hermanos hermano padre socio socios \
 red redes informatica digital datos formacion escuela idioma idiomas traduccion comercio comercial \
 mercado venta ventas compra produccion productos calidad banco seguros derecho viaje viajes coche \
 coches papel color colores foto fotos musica arte artes moda panaderia cafe vino vinos restaurante \
 los las del para con y el ";

/// Whether the word, standing alone, may be meant as itself.
pub(super) fn is_everyday(word: &str) -> bool {
    let word = folded(word);
    WORDS
        .split_ascii_whitespace()
        .any(|everyday| everyday == word)
}
