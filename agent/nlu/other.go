// table: things people want done that are no service of most organisations here.

package nlu

// otherThings are things and trades of a home that an organisation may well not serve, separated by bars. One that is in its catalogue
// is its own and not of these.
const otherThings = `persiana|cortina|cortinas roller|toldo|blind|blinds|shutters|black out|
gasfiter|gasfiteria|plomero|plomeria|fontanero|encanador|encanamento|hidraulica|caneria|cano roto|cano|tuberia|desague|alcantarillado|esgoto|
bano tapado|wc|water tapado|inodoro|sanitario|excusado|vaso sanitario|pia|lavamanos|lavaplatos tapado|llave de agua|torneira|grifo|canilla|ducha|chuveiro|
chuveiro eletrico|ducha electrica|regadera|caixa de gordura|fossa|bomba de agua|tinaco|cisterna|caixa d agua|plumber|plumbing|
pintura|pintar|pintor|pintan|pintamos|pintaria|painter|painting|
jardin|jardineria|jardinero|jardim|jardinagem|pasto|cesped|grama|poda|podar|arbol|arvore|gardening|lawn|
instalacion electrica|instalaciones electricas|instalacao eletrica|instalacoes eletricas|electricidad|trabajos electricos|desentupimento|desentupir|desentupidora|destape|guarda roupas|montagem de moveis|armado de muebles|electricista|eletricista|electrician|enchufe|enchufes|tomada|tomadas|interruptor|lampara|luminaria|luminarias|lustre|tablero electrico|quadro de luz|disjuntor|
cerrajero|cerradura|chapa electrica|chaveiro|fechadura|locksmith|porton|porton electrico|portao|portao eletronico|citofono|interfone|
techo|techumbre|gotera en el techo|tejado|telhado|goteira|impermeabilizacion|impermeabilizar|laje|roof|
piscina|pileta|alberca|pool|fumigacion|fumigar|desratizar|plagas|control de plagas|cucarachas|dedetizacao|dedetizar|
mudanza|flete|mudanca|carreto|frete|moving|
lavavajillas|lavavajilla|lava vajillas|lavaloza|lavatrastes|maquina de lavar louca|maquina de lavar loucas|maquina de lavar pratos|lava loucas|lava louca|lava-loucas|lava-louca|dishwasher|
microondas|micro ondas|horno microondas|horno de microondas|forno de microondas|microwave|licuadora|liquidificador|cafetera|cafeteira|maquina de cafe|maquina de costura|maquina de coser|batidora|batedeira|aspiradora|aspirador|
plancha|ferro de passar|air fryer|freidora de aire|fritadeira|
secadora|secadora de ropa|secarropas|secadora de roupa|secadora de roupas|maquina de secar|maquina secadora|dryer|
iphone|pantalla de celular|tela do celular|notebook|laptop|computador|computadora|pc|impresora|impressora|tablet|consola|playstation|
camara|camaras|camara de seguridad|camaras de seguridad|camera|cameras|alarma|alarme|cerca electrica|cerca eletrica|
closet|closets|ropero|guarda roupa|guarda-roupa|estante|repisa|cama|sofa|colchon|colchao|alfombra|carpet|tapete|piso flotante|ceramica|azulejo|drywall|tabiqueria|gesso|
ventana|ventanas|vidrio|vidrios|janela|vidro|vidraceiro|espejo|espelho|puerta de casa|
auto|carro|moto|bicicleta|bicicleta estatica|vehiculo|aire del auto|aire acondicionado del auto|aire acondicionado de auto|ar do carro|ar condicionado do carro|ar condicionado automotivo|aire acondicionado del carro|aire del carro|clima del carro|
cocina a lena|chimenea|lareira|estufa a parafina|estufa a lena|estufa a pellet|calefactor|calefaccion|caldera|radiador|losa radiante|ventilador|ventilador de techo|ventilador de teto|purificador|deshumidificador|
panel solar|paneles solares|placa solar|energia solar|
nana|empleada|aseo|aseo de casa|faxina|diarista|limpieza de casa|limpieza de alfombras|limpieza de sofa|limpieza de tapiz|limpeza de sofa|limpeza de casa|
antena|antena satelital|cable|tv cable|tv a cabo|directv|telefonia fija|elevador|ascensor`
