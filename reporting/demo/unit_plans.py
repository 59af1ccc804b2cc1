"""The yearly plans of the units: key of the unit, then its goals."""

from reporting.demo.content import G, M, S

FURUTUN = [
    G(
        "services",
        "Beboerne på Furutun har gode dager",
        [
            S(
                "Hver beboer har et måltid og en aktivitet de gleder seg til",
                [
                    M("Innføre faste måltidsverter i alle avdelinger", ("@leder", "@langtid"), -9, "in_progress"),
                    M("Lage aktivitetsplan sammen med beboere og pårørende", ("@leder",), 12, "in_progress"),
                    M("Prøve sansehage på kveldstid", ("@ansatt", "Aktivitør"), 55, "not_started"),
                ],
            ),
            S(
                "Ingen beboere får trykksår",
                [
                    M(
                        "Vurdere risiko for trykksår innen to døgn etter innflytting",
                        ("@leder",),
                        "løpende",
                        "in_progress",
                    ),
                    M("Bytte ut ti madrasser", ("@korttid",), -70, "done"),
                ],
            ),
        ],
        focus="Leve hele livet hjemme",
        area="Helse og omsorg",
        measured_by="Pårørendeundersøkelsen og kvalitetsregisteret",
        accepted_by="Pårørenderådet",
    ),
    G(
        "employees",
        "Furutun er en arbeidsplass folk anbefaler",
        [
            M(
                "Redusere sykefraværet i Langtidsavdelingen under 9 prosent",
                ("@leder", "@langtid"),
                -16,
                "in_progress",
                (-75, "Vi avventer svar på arbeidsmiljøkartleggingen."),
            ),
            M("Øve på forflytning to ganger i halvåret", ("@leder", "@verneombud"), 28, "in_progress"),
            M("Skrive introduksjonsplan for nye vikarer", ("@avdelingsleder",), 6, "not_started"),
            M("Evaluere vaktlagene", ("@leder",), "", "not_started"),
        ],
        focus="Heltid og nærvær",
        area="Helse og omsorg",
    ),
    G(
        "economy",
        "Furutun bruker ressursene der de gir mest",
        [
            M("Redusere matsvinnet med en firedel", ("@kjokken",), 90, "in_progress"),
            M("Planlegge ferievikarer innen 1. februar", ("@leder",), -150, "done"),
            M("Gå gjennom bruken av overtid hver måned", ("@leder",), "månedlig", "in_progress"),
        ],
        focus="Økonomisk handlingsrom",
        area="Helse og omsorg",
    ),
]

SCHOOL = [
    G(
        "services",
        "Elevene leser godt og med glede",
        [
            M("Innføre tjue minutter lesing hver dag på alle trinn", ("@solbakken", "@smatrinnet"), -130, "done"),
            M("Ha leseveiledere på 1.–4. trinn", ("@smatrinnet",), 40, "in_progress"),
            M("Kartlegge leseferdighet på nytt", ("@solbakken",), 18, "not_started"),
        ],
        focus="Et trygt sted å vokse opp",
        area="Grunnskole",
    ),
    G(
        "employees",
        "Lærerne samarbeider om undervisningen",
        [
            M("Ha fast fellestid til observasjon av hverandre", ("@solbakken",), -25, "in_progress"),
            M("Lage plan for veiledning av nyutdannede", ("@solbakken",), 65, "not_started"),
        ],
        focus="Heltid og nærvær",
        area="Grunnskole",
    ),
]

HOME_CARE = [
    G(
        "services",
        "Brukerne møter kjente ansikter",
        [
            M(
                "Redusere antall ansatte per bruker til under tolv på to uker",
                ("@hjemme", "@nord", "@sor"),
                -35,
                "in_progress",
            ),
            M("Innføre primærkontakt for alle med vedtak", ("@nord", "@sor"), 30, "in_progress"),
        ],
        focus="Leve hele livet hjemme",
        area="Helse og omsorg",
    ),
    G(
        "economy",
        "Kjøretida er så kort som mulig",
        [
            M("Ta i bruk ruteplanlegging", ("@hjemme",), -80, "done"),
            M("Flytte startsted for sone sør", ("@sor",), 140, "not_started"),
        ],
        focus="Økonomisk handlingsrom",
        area="Helse og omsorg",
    ),
]

PROPERTY = [
    G(
        "society",
        "Byggene våre bruker mindre energi",
        [
            M("Montere styring av lys og varme i tre skoler", ("@eiendom",), -18, "in_progress"),
            M("Søke støtte til solceller på rådhuset", ("Byggeleder",), 50, "in_progress"),
        ],
        focus="Klima og natur",
        area="Teknisk",
    ),
    G(
        "employees",
        "Ingen blir skadet på jobb",
        [
            M("Gå vernerunde i alle bygg", ("@eiendom",), -48, "done"),
            M("Kurs i arbeid i høyden", ("@eiendom",), 75, "not_started"),
        ],
        focus="Heltid og nærvær",
        area="Teknisk",
    ),
]

KINDERGARTEN = [
    G(
        "services",
        "Alle barn har en venn i barnehagen",
        [
            M("Observere lek i smågrupper hver uke", ("@elvebakken",), "løpende", "in_progress"),
            M("Lage foreldremøte om vennskap", ("@elvebakken",), -52, "done"),
            M("Ta i bruk lekegrupper på tvers av avdelinger", ("@elvebakken",), 22, "in_progress"),
        ],
        focus="Et trygt sted å vokse opp",
        area="Barnehage",
    ),
]

PERSONNEL = [
    G(
        "employees",
        "Ledere får hjelpen de trenger fra HR",
        [
            M("Ha faste kontakter for hver virksomhet", ("@personal",), -140, "done"),
            M("Lage veileder for oppfølging av sykmeldte", ("HR-rådgiver",), -14, "in_progress"),
            M("Svare på alle henvendelser innen to dager", ("HR-rådgiver",), "løpende", "in_progress"),
            M("Ta ut oversikt over deltidsstillinger", ("@hr",), 33, "not_started"),
        ],
        focus="Heltid og nærvær",
        area="Administrasjon",
    ),
]

THIS_YEAR = {
    "furutun": FURUTUN,
    "solbakken": SCHOOL,
    "hjemme": HOME_CARE,
    "eiendom": PROPERTY,
    "elvebakken": KINDERGARTEN,
    "personal": PERSONNEL,
}

LAST_YEAR = {
    "furutun": [
        G(
            "services",
            "Beboerne får riktig legemiddel til rett tid",
            [
                M("Innføre dobbeltkontroll ved utdeling", ("@leder",), -500, "done"),
                M("Gå gjennom legemiddellistene hvert halvår", ("@leder",), -390, "done"),
            ],
            focus="Leve hele livet hjemme",
            area="Helse og omsorg",
        ),
        G(
            "employees",
            "Alle nye får en fadder",
            [M("Utpeke faddere i hver avdeling", ("@langtid", "@korttid"), -450, "done")],
            focus="Heltid og nærvær",
            area="Helse og omsorg",
        ),
    ],
    "solbakken": [
        G(
            "services",
            "Elevene har et godt skolemiljø",
            [M("Innføre trivselsledere", ("@solbakken",), -420, "done")],
            focus="Et trygt sted å vokse opp",
            area="Grunnskole",
        ),
    ],
}

NEXT_YEAR = {
    "furutun": [
        G(
            "services",
            "Pårørende er en del av laget",
            [
                M("Ha pårørendesamtale to ganger i året", ("@leder",), "halvårlig"),
                M("Starte pårørendekafé", ("Aktivitør",), "våren {y}"),
            ],
            focus="Leve hele livet hjemme",
            area="Helse og omsorg",
        ),
    ],
}
