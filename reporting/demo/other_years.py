"""The plan of Fjordvik kommune as it was last year, and the draft for the next."""

from reporting.demo.content import LEADERS, MANAGEMENT, SCHOOLS, STAFF, G, M, S

PREVIOUS = [
    G(
        "society",
        "Barn og unge i Fjordvik deltar i fritid og fellesskap",
        [
            M("Innføre fritidskort for alle mellom 6 og 18 år", ("@kultur",), -470, "done"),
            M("Åpne ungdomshuset to kvelder til i uka", ("@kultur",), -520, "done"),
        ],
        focus="Et trygt sted å vokse opp",
        area="Kultur",
    ),
    G(
        "services",
        "Tjenestene lærer av feil og forslag",
        [
            S(
                "Alle virksomheter har gjort en risikovurdering",
                [
                    M("Gjøre risikovurdering av de viktigste oppgavene", (LEADERS,), -430, "0.9"),
                    M("Lage mal og veileder", ("@kvalitet",), -600, "done"),
                ],
            ),
            M("Gå over til ett felles system for avvik", ("Prosjektleder",), -400, "done"),
        ],
        focus="Den digitale kommunen",
        area="Administrasjon",
    ),
    G(
        "employees",
        "Medarbeiderne opplever mestring og god ledelse",
        [
            M("Gjennomføre medarbeidersamtale med alle", (LEADERS,), -415, "0.85"),
            M("Gjennomføre 10-faktorundersøkelsen", (STAFF,), -560, "done"),
            M("Lage nye maler for medarbeidersamtaler", ("HR-rådgiver",), -610, "done"),
        ],
        focus="Heltid og nærvær",
        area="Administrasjon",
    ),
    G(
        "economy",
        "Driften er i balanse",
        [
            M("Redusere energikostnadene med 5 prosent", ("@eiendom",), -410, "done"),
            M("Selge bygg kommunen ikke bruker", ("@eiendom",), -440, "cancelled"),
            M("Innføre elektronisk fakturakontroll", ("Regnskapskonsulent",), -580, "done"),
        ],
        focus="Økonomisk handlingsrom",
        area="Administrasjon",
    ),
]

NEXT = [
    G(
        "society",
        "Barn og unge i Fjordvik har et trygt sted å vokse opp",
        [
            M("Gjøre stafettlogg til vanlig praksis i alle skoler og barnehager", (SCHOOLS,), "innen 1. juni {y}"),
            M("Ansette miljøterapeut ved hver skole", ("@oppvekst",), "1. kvartal {y}"),
        ],
        focus="Et trygt sted å vokse opp",
        area="Grunnskole",
    ),
    G(
        "services",
        "Innbyggerne mestrer hverdagen lengst mulig i eget hjem",
        [
            M("Bygge ti omsorgsboliger i sentrum", ("@helse", "@eiendom"), "i løpet av {y}"),
            M("Innføre digital hjemmeoppfølging", ("@hjemme",), "innen utgangen av 1. tertial {y}"),
        ],
        focus="Leve hele livet hjemme",
        area="Helse og omsorg",
    ),
    G(
        "employees",
        "Fjordvik er en arbeidsplass der folk blir og er til stede",
        [
            M("Lage plan for rekruttering i egen virksomhet", (LEADERS,), "innen 1. mars {y}"),
            M("Gi alle lærlinger en mentor", (STAFF,), ""),
        ],
        focus="Heltid og nærvær",
        area="Administrasjon",
    ),
    G(
        "economy",
        "Kommunen har handlingsrom til å møte framtida",
        [M("Gå gjennom tjenestenivået i alle områder", (MANAGEMENT,), "innen 15. august {y}")],
        focus="Økonomisk handlingsrom",
        area="Administrasjon",
    ),
]
