"""What can have happened, told the way people write it: without names, in a sentence or two."""

from typing import NamedTuple

from deviations.choices import Cause, Kind

D, N, F, K = Kind.DEVIATION, Kind.NEAR_MISS, Kind.PROPOSAL, Kind.COMPLAINT


class Told(NamedTuple):
    """One kind of event: category, kind, how serious it usually is, the text, what was done at once, and the answer."""

    category: str
    kind: str
    seriousness: int
    text: str
    at_once: str
    answer: str
    causes: tuple[str, ...] = ()


ORGANISATION, COMPETENCE, EQUIPMENT = (Cause.ORGANISATION,), (Cause.COMPETENCE,), (Cause.EQUIPMENT,)
COMMUNICATION, MISSING, UNUSED = (Cause.COMMUNICATION,), (Cause.PROCEDURE_MISSING,), (Cause.PROCEDURE_UNUSED,)

CARE = (
    Told(
        *("patient", D, 2, "En beboer fikk kveldsmedisinen to timer for sent på {sted}. To vakter manglet på laget."),
        *("Legevakt ble spurt, ingen tiltak nødvendig.", "Vi har flyttet medisinrunden og satt opp fast ansvar."),
        ORGANISATION,
    ),
    Told(
        *("patient", D, 3, "Feil dosett ble lagt fram på {sted}, men det ble oppdaget før den var delt ut til slutt."),
        *("Dosetten ble byttet og legen varslet.", "Dobbeltkontroll er innført på alle dosetter fra apoteket."),
        UNUSED,
    ),
    Told(
        *("patient", D, 2, "En bruker falt på badet ved {sted} om natten. Sensoren var slått av etter rengjøring."),
        *("Brukeren ble tilsett, sensoren slått på.", "Renholdsrutinen har fått et eget punkt om sensoren."),
        (Cause.PROCEDURE_MISSING, Cause.EQUIPMENT),
    ),
    Told(
        *("patient", N, 2, "Nesten feil pasient til blodprøve på {sted}. To på samme gang har likt fornavn."),
        *("Navn og fødselsår ble sjekket på nytt.", "Alle prøver merkes nå ved sengen, ikke på vaktrommet."),
        UNUSED,
    ),
    Told(
        *("patient", D, 3, "Et trykksår ble oppdaget sent på {sted}. Vurderingen ved innkomst var ikke ført."),
        *("Sårsykepleier koblet på samme dag.", "Innkomstskjemaet kan ikke lagres uten vurdering av hud."),
        COMPETENCE,
    ),
    Told(
        *("hse", D, 2, "Heisen til {sted} var ute av drift, og vi måtte løfte tungt i trappen. Vond rygg etterpå."),
        *("To hjalp til med løftet.", "Heisen er reparert, og det står en stol for trapp klar i hver etasje."),
        EQUIPMENT,
    ),
    Told(
        *("hse", D, 2, "Stikkskade på brukt sprøyte på {sted}. Boksen for brukte sprøyter var full."),
        *("Såret ble vasket og bedriftshelsetjenesten kontaktet.", "Boksene tømmes nå på faste dager."),
        MISSING,
    ),
    Told(
        *("hse", N, 1, "Vått gulv uten skilt utenfor {sted}. Jeg skled, men tok meg for."),
        *("Satte fram et skilt.", "Takk for beskjed. Skilt henger nå på hver vaskevogn."),
        UNUSED,
    ),
    Told(
        *("violence", D, 3, "En urolig beboer slo en ansatt i ansiktet under stell på {sted}."),
        *("Stellet ble stanset, kollega overtok.", "Vi går to på stell nå, og planen for uro er skrevet om."),
        (Cause.USER, Cause.COMPETENCE),
    ),
    Told(
        *("violence", D, 2, "Pårørende ropte og truet personalet på {sted} da besøkstiden var over."),
        *("Leder snakket med den pårørende.", "Vi har hatt møte med familien og avtalt tider."),
        COMMUNICATION,
    ),
    Told(
        *("quality", D, 2, "Et besøk i runden fra {sted} uteble. Brukeren sto ikke på den nye listen."),
        *("Brukeren fikk besøk to timer senere.", "Listene hentes nå fra ett sted, ikke fra utskrift."),
        COMMUNICATION,
    ),
    Told(
        *("quality", K, 2, "Klage fra pårørende: for mange ulike ansatte innom på {sted} i løpet av en uke."),
        *("Vi beklaget og lovet å se på turnusen.", "To faste er satt opp, og pårørende er orientert."),
        ORGANISATION,
    ),
    Told(
        *("quality", F, 1, "Forslag: la kveldsvakten på {sted} legge klart til frokost, så blir morgenen roligere."),
        *("", "God idé. Vi prøver det ut i fire uker og evaluerer."),
    ),
    Told(
        *("privacy", D, 2, "En rapport med opplysninger om flere brukere lå igjen i bilen ved {sted} over natten."),
        *("Papirene ble makulert.", "Vi har sluttet med utskrifter i bilene."),
        UNUSED,
    ),
    Told(
        *("buildings", D, 1, "Ringesnora på {sted} virket ikke da den ble prøvd på formiddagen."),
        *("Brukeren fikk en alarm å bære.", "Snora er skiftet, og alle snorer prøves hver måned."),
        EQUIPMENT,
    ),
)

KITCHEN = (
    Told(
        *("hse", D, 2, "Brannskade på hånden av varm damp fra ovnen i {sted}. Håndtaket er løst."),
        *("Kaldt vann i tjue minutter.", "Håndtaket er byttet, og hansker henger ved ovnen."),
        EQUIPMENT,
    ),
    Told(
        *("quality", D, 2, "Temperaturen i kjølerommet ved {sted} var ni grader på morgenmålingen."),
        *("Varene ble kontrollert og noe kastet.", "Alarmen går nå til vakttelefonen, ikke bare til tavlen."),
        EQUIPMENT,
    ),
    Told(
        *("patient", D, 3, "En porsjon til en bruker med matallergi var merket feil i {sted}."),
        *("Porsjonen ble stanset på avdelingen.", "Allergikost pakkes nå for seg og signeres av to."),
        UNUSED,
    ),
)

SCHOOL = (
    Told(
        *(
            "school",
            D,
            3,
            "En elev ble holdt utenfor i flere friminutt ved {sted} denne uka og sier at det er hver dag.",
        ),
        *("Snakket med eleven og varslet rektor.", "Det er laget en skriftlig plan, og foresatte er med."),
        (Cause.USER,),
    ),
    Told(
        *("school", D, 2, "Stygge kommentarer om en elev ble skrevet på veggen ved {sted}."),
        *("Veggen ble vasket, klassen samlet.", "Saken følges i en egen plan, og tilsynet er endret."),
        (Cause.USER,),
    ),
    Told(
        *("violence", D, 2, "En elev kastet en stol mot en lærer i {sted}. Ingen ble truffet."),
        *("Eleven ble tatt med til et roligere rom.", "Plan for uro er laget, og to voksne er i timen."),
        (Cause.USER, Cause.ORGANISATION),
    ),
    Told(
        *("violence", D, 3, "En ansatt ble sparket og bitt da to elever skulle skilles ved {sted}."),
        *("Kollega tok over, skaden ble tilsett av lege.", "Vi har øvd på situasjonen og endret bemanningen."),
        (Cause.USER, Cause.COMPETENCE),
    ),
    Told(
        *("hse", D, 1, "Støyen i {sted} er så høy at vi ikke hører hverandre ved full klasse."),
        *("Delte gruppen i to.", "Lyddempende plater er bestilt og kommer før jul."),
        EQUIPMENT,
    ),
    Told(
        *("hse", N, 2, "Porten ved {sted} sto åpen, og en elev var på vei ut mot veien."),
        *("Eleven ble hentet inn.", "Porten har fått en lås som lukker seg selv."),
        EQUIPMENT,
    ),
    Told(
        *("quality", D, 2, "Vedtaket om spesialundervisning ved {sted} gikk ut før det nye var skrevet."),
        *("Rektor ga beskjed til foresatte.", "Fristene ligger nå i årshjulet med påminnelse."),
        MISSING,
    ),
    Told(
        *("privacy", D, 2, "Klasselisten med opplysninger om hjelpebehov lå på kopimaskinen ved {sted}."),
        *("Listen ble makulert.", "Utskrift krever nå kort ved maskinen."),
        UNUSED,
    ),
    Told(
        *("quality", F, 1, "Forslag: sett av fem minutter ved skoledagens start til felles beskjeder på {sted}."),
        *("", "Vi prøver dette i ett halvår på hele trinnet."),
    ),
    Told(
        *("buildings", D, 1, "Ventilasjonen på {sted} har stått hele uka, og lufta er tung etter lunsj."),
        *("Luftet i pausene.", "Filteret er skiftet og anlegget innregulert på nytt."),
        EQUIPMENT,
    ),
)

KINDERGARTEN = (
    Told(
        *("kindergarten", N, 3, "Et barn ble stående alene ved {sted} i noen minutter da gruppen gikk inn."),
        *("Barnet ble hentet, foresatte fikk beskjed.", "Vi teller nå barna ved hver overgang, med liste."),
        MISSING,
    ),
    Told(
        *("hse", D, 1, "Løs planke i klatrestativet ved {sted}."),
        *("Stativet ble sperret av.", "Planken er skiftet. Vi går sikkerhetsrunde hver mandag."),
        EQUIPMENT,
    ),
    Told(
        *("hse", D, 2, "Tungt løft over stellebordet ved {sted}. Trappen som barna går opp selv er borte."),
        *("Brukte benken i stedet.", "Ny trapp er på plass i begge garderobene."),
        EQUIPMENT,
    ),
    Told(
        *("quality", D, 2, "For få voksne ved {sted} fra klokka tre. Turen måtte avlyses."),
        *("Vi slo sammen to grupper inne.", "Vaktplanen er lagt om, og vikar kan ringes før klokka ti."),
        ORGANISATION,
    ),
    Told(
        *("kindergarten", D, 2, "Et barn får ofte ikke være med i leken ved {sted}. Vi så det tre ganger i dag."),
        *("En voksen gikk inn i leken.", "Vi har laget en plan med foresatte og prøver lekegrupper."),
        (Cause.USER,),
    ),
    Told(
        *(
            "quality",
            F,
            1,
            "Forslag: heng opp dagens turmål i garderoben ved {sted}, så vet foresatte hva vi pakker til.",
        ),
        *("", "Takk, tavlen er oppe."),
    ),
)

SERVICES = (
    Told(
        *("violence", D, 3, "En person truet en veileder over skranken ved {sted} og nektet å gå."),
        *("Vekter ble tilkalt.", "Samtalen tas nå i rom med to utganger, og alarmen er prøvd."),
        (Cause.USER,),
    ),
    Told(
        *("violence", D, 2, "Gjentatte truende telefoner denne uka fra samme nummer. Vi satt ved {sted}."),
        *("Samtalene ble avsluttet og notert.", "Vi har felles rutine for når vi legger på og når vi anmelder."),
        MISSING,
    ),
    Told(
        *("privacy", D, 3, "Et brev med helseopplysninger ble sendt til feil mottaker fra {sted}."),
        *("Mottakeren ble ringt og sender brevet tilbake.", "Adressen hentes nå fra registeret, ikke fra malen."),
        (Cause.PROCEDURE_MISSING,),
    ),
    Told(
        *(
            "privacy",
            D,
            2,
            "Jeg kunne åpne saker jeg ikke skal ha tilgang til etter at jeg byttet oppgaver ved {sted}.",
        ),
        *("Ga beskjed til systemansvarlig.", "Tilganger ses nå over hver måned av lederen."),
        ORGANISATION,
    ),
    Told(
        *(
            "quality",
            K,
            2,
            "Klage på ventetid: en søknad lå i fire uker ved {sted} før noen svarte.",
        ),
        *("Søkeren fikk beklagelse og svar.", "Innboksen fordeles nå hver morgen, og frist vises på tavlen."),
        ORGANISATION,
    ),
    Told(
        *("quality", D, 2, "Vedtaket fra {sted} manglet opplysning om klagefrist."),
        *("Nytt vedtak ble sendt.", "Malen er rettet, og gamle maler er slettet."),
        MISSING,
    ),
    Told(
        *("hse", D, 1, "Blendende lys og dårlige skjermer på {sted}. Flere har vondt i hodet."),
        *("Skrudde av en lysrekke.", "Arbeidsplassene er gått gjennom sammen med verneombudet."),
        EQUIPMENT,
    ),
    Told(
        *("quality", F, 1, "Forslag: la folk velge klokkeslett selv når de skal ha samtale på {sted}."),
        *("", "Vi tester timebestilling på nett i vår."),
    ),
)

TECHNICAL = (
    Told(
        *("hse", D, 3, "Grøften ved {sted} var ikke sikret i kanten. En av oss falt ned, men slapp med blåmerker."),
        *("Arbeidet ble stanset til sikringen var på plass.", "Sjekkliste før graving er innført på alle oppdrag."),
        UNUSED,
    ),
    Told(
        *("hse", N, 3, "En bil kjørte gjennom sperringen ved {sted} i stor fart. Ingen ble truffet."),
        *("Flere skilt ble satt ut.", "Vi bruker nå bil med pute ved arbeid langs hovedveien."),
        EQUIPMENT,
    ),
    Told(
        *("hse", D, 2, "Hørselvern manglet i bilen da vi skulle kappe rør ved {sted}."),
        *("Utsatte jobben.", "Verneutstyr sjekkes ved vaktskifte."),
        MISSING,
    ),
    Told(
        *("environment", D, 3, "Overløp av avløpsvann til bekken ved {sted} etter regnet i natt."),
        *("Pumpen ble startet for hånd.", "Ny styring er satt inn, og alarmen går til to telefoner."),
        EQUIPMENT,
    ),
    Told(
        *("environment", D, 2, "Diesel rant ut på plassen ved {sted} under fylling."),
        *("Lagt ut absorberende materiale.", "Fyllingen skjer nå bare på tett dekke."),
        UNUSED,
    ),
    Told(
        *("buildings", D, 2, "Brannalarmen ved {sted} ga feil hele helgen, og noen har dratt ut sentralen."),
        *("Vakthold i bygget.", "Sentralen er skiftet, og bare to har nøkkel."),
        EQUIPMENT,
    ),
    Told(
        *("buildings", D, 1, "Hovednøkkelen til {sted} er ikke å finne etter siste vakt."),
        *("Lette og ga beskjed.", "Nøkkelskapet har fått kode og logg."),
        UNUSED,
    ),
    Told(
        *("economy", D, 2, "Innkjøp av rør til {sted} ble gjort utenom rammeavtalen."),
        *("Meldte fra til innkjøp.", "Avtalen ligger nå i bestillingssystemet."),
        COMMUNICATION,
    ),
    Told(
        *("hse", F, 1, "Forslag: lag faste poser med førstehjelp og plaster til alle bilene på {sted}."),
        *("", "Posene er bestilt og lagt i bilene."),
    ),
)

OFFICE = (
    Told(
        *("privacy", D, 2, "En e-post med lønnsopplysninger ble sendt til feil liste fra {sted}."),
        *("Mottakerne ble bedt om å slette.", "Listene er ryddet, og systemet spør nå før sending til mange."),
        COMMUNICATION,
    ),
    Told(
        *("privacy", N, 2, "Mistenkelig lenke i en e-post til {sted}. To åpnet den før vi stoppet."),
        *("Passordene ble byttet.", "Alle har fått kort opplæring, og filteret er strammet inn."),
        COMPETENCE,
    ),
    Told(
        *("economy", D, 2, "En faktura ble betalt to ganger fra {sted}."),
        *("Leverandøren er bedt om å betale tilbake.", "Kontrollen av like beløp er slått på."),
        EQUIPMENT,
    ),
    Told(
        *("economy", D, 2, "Attestert og anvist av samme person på {sted}."),
        *("Bilaget ble sperret.", "Fullmaktene er rettet, og rapporten ses på hver måned."),
        UNUSED,
    ),
    Told(
        *("buildings", D, 2, "Fagsystemet på {sted} var nede i tre timer mandag formiddag."),
        *("Vi skrev på papir.", "Det finnes nå en papirrutine, og leverandøren varsler oss."),
        EQUIPMENT,
    ),
    Told(
        *("hse", D, 1, "Kabler ligger over gangen ved {sted}, og flere har snublet."),
        *("Teipet dem fast.", "Kablene er lagt i gulvet."),
        EQUIPMENT,
    ),
    Told(
        *("quality", F, 1, "Forslag: samle alle skjemaer for nye ansatte på én side hos {sted}."),
        *("", "Siden er laget og tatt i bruk."),
    ),
)

HAPPENS_IN = {
    "solbakken": SCHOOL, "smatrinnet": SCHOOL, "sfo": SCHOOL, "nordvik": SCHOOL, "elvebakken": KINDERGARTEN,
    "furutun": CARE, "langtid": CARE, "korttid": CARE, "kjokken": KITCHEN, "hjemme": CARE, "nord": CARE, "sor": CARE,
    "psykisk": CARE, "familie": SERVICES, "nav": SERVICES, "eiendom": TECHNICAL, "vva": TECHNICAL, "plan": SERVICES,
    "kultur": SERVICES, "personal": OFFICE, "okonomi": OFFICE, "digital": OFFICE,
}  # fmt: skip
SPOTS = {
    id(SCHOOL): ("hovedinngangen", "skolegården", "rom 12", "gymsalen", "garderoben", "biblioteket"),
    id(KINDERGARTEN): ("porten", "lekeplassen", "garderoben", "avdeling Bjørka", "stellerommet"),
    id(CARE): ("rom 4", "stua", "vaktrommet", "gang B", "andre etasje", "medisinrommet"),
    id(KITCHEN): ("oppvasken", "hovedkjøkkenet", "kjølerommet", "varemottaket"),
    id(SERVICES): ("publikumsmottaket", "møterom 2", "andre etasje", "venterommet"),
    id(TECHNICAL): ("pumpestasjon 3", "verkstedet", "Fjordveien", "lageret", "rådhuset"),
    id(OFFICE): ("servicetorget", "tredje etasje", "arkivet", "møterom 5"),
}
EVERYWHERE = (*CARE, *SCHOOL, *KINDERGARTEN, *SERVICES, *TECHNICAL, *OFFICE, *KITCHEN)
