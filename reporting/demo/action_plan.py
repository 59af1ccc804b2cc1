"""The plan of goals and measures of Fjordvik kommune, as it is this year."""

from reporting.demo.content import LEADERS, MANAGEMENT, SCHOOLS, STAFF, G, M, S

CURRENT = [
    G(
        "society",
        "Barn og unge i Fjordvik har et trygt sted å vokse opp",
        [
            S(
                "Færre elever sier at de blir mobbet: under 4 prosent på 7. trinn",
                [
                    M("Lage felles plan mot mobbing for skole, SFO og barnehage", (SCHOOLS,), -75, "0.75"),
                    M(
                        "Ha elevråd og foreldreutvalg med i gjennomgangen av skolemiljøet",
                        ("@solbakken", "@nordvik"),
                        35,
                        "in_progress",
                    ),
                    M(
                        "Gi ansatte opplæring i hvordan de følger med og griper inn",
                        ("Rådgiver",),
                        60,
                        "in_progress",
                        (-20, "Kursholderen måtte flytte samlingen til etter ferien."),
                    ),
                ],
            ),
            S(
                "Familier får hjelp tidlig, og opplever tjenestene som én",
                [
                    M(
                        "Innføre felles inngang for familier som trenger flere tjenester",
                        ("@familie",),
                        110,
                        "in_progress",
                    ),
                    M(
                        "Prøve ut stafettlogg på to skoler og i én barnehage",
                        ("@familie", "@oppvekst"),
                        "i løpet av {y}",
                        "not_started",
                    ),
                ],
            ),
        ],
        focus="Et trygt sted å vokse opp",
        area="Grunnskole",
        measured_by="Elevundersøkelsen og Ungdata",
        accepted_by="Samarbeidsutvalgene ved skolene og ungdomsrådet",
        evaluated="Resultatene drøftes i kommunedirektørens ledergruppe hvert tertial",
    ),
    G(
        "society",
        "Fjordvik kutter klimautslippene og tar vare på naturen",
        [
            S(
                "Utslippene fra kommunens egen drift er halvert",
                [
                    M("Bytte ut ti biler med fossilt drivstoff", ("@eiendom",), -12, "in_progress"),
                    M("Kartlegge energibruken i alle formålsbygg", ("@eiendom", "Ingeniør"), -95, "done"),
                    M(
                        "Ta klima med i alle innkjøp over 500 000 kroner",
                        ("Innkjøpsrådgiver",),
                        "løpende",
                        "in_progress",
                    ),
                ],
            ),
            M("Lage arealregnskap for kommunen", ("Arealplanlegger",), 150, "not_started"),
            M("Merke og rydde turstier sammen med frivillige", (), "", "not_started"),
        ],
        focus="Klima og natur",
        area="Teknisk",
        measured_by="Klimaregnskap én gang i året",
    ),
    G(
        "services",
        "Innbyggerne mestrer hverdagen lengst mulig i eget hjem",
        [
            S(
                "Alle nye brukere får samtale om hva som er viktig for dem",
                [
                    M(
                        "Ta i bruk «Hva er viktig for deg?» i alle soner og avdelinger",
                        ("@furutun", "@hjemme"),
                        -28,
                        "in_progress",
                        (-90, "Ny samtaleguide ble ferdig senere enn planlagt."),
                    ),
                    M("Lære opp ti veiledere i samtalemetoden", ("@hjemme",), -120, "done"),
                ],
            ),
            S(
                "Flere får velferdsteknologi før de får økt hjelp",
                [
                    M("Innføre elektronisk medisindispenser som første valg", ("@nord", "@sor"), 45, "in_progress"),
                    M(
                        "Måle hvor mange besøk som blir erstattet",
                        ("Controller", "@hjemme"),
                        "innen 15. mars {y}",
                        "not_started",
                    ),
                    M("Evaluere trygghetsalarmene", (), -40, "not_started"),
                ],
            ),
        ],
        focus="Leve hele livet hjemme",
        area="Helse og omsorg",
        measured_by="KOSTRA og brukerundersøkelse",
        accepted_by="Eldrerådet og tillitsvalgte",
        evaluated="Halvårlig gjennomgang i helse og omsorg",
    ),
    G(
        "services",
        "Innbyggerne vet hva de kan vente av tjenestene",
        [
            S(
                "Alle tjenester har en serviceerklæring som blir brukt",
                [
                    M("Skrive serviceerklæring for egen virksomhet", (LEADERS,), -21, "0.6"),
                    M("Spørre brukerne om erklæringen er til å forstå", (LEADERS,), 80, "0.15"),
                    M(
                        "Legge ut erklæringene på nettsidene",
                        ("Servicemedarbeider",),
                        "som del av arbeidet med serviceerklæringer",
                        "not_started",
                    ),
                ],
            ),
            S(
                "Alle avvik blir behandlet innen fristen",
                [
                    M("Gå gjennom åpne avvik i ledermøtet hver måned", (LEADERS,), "månedlig", "0.5"),
                    M("Gi nye ledere opplæring i avvik og forbedring", ("@kvalitet",), -5, "in_progress"),
                ],
            ),
        ],
        focus="Den digitale kommunen",
        area="Administrasjon",
        measured_by="Antall vedtatte erklæringer og svar fra brukerne",
    ),
    G(
        "services",
        "Det er enkelt å bruke digitale tjenester fra kommunen",
        [
            S(
                "Ni av ti søknader blir sendt inn digitalt",
                [
                    M("Lage nye skjema for barnehage, SFO og byggesak", ("IKT-rådgiver",), -60, "done"),
                    M("Teste skjemaene sammen med innbyggere", ("Prosjektleder",), 25, "in_progress"),
                    M("Ta ut papirskjema der det digitale virker", ("@digital",), 190, "not_started"),
                ],
            ),
        ],
        focus="Den digitale kommunen",
        area="Administrasjon",
        measured_by="Andelen digitale søknader per tjeneste",
    ),
    G(
        "employees",
        "Fjordvik er en arbeidsplass der folk blir og er til stede",
        [
            S(
                "Nærværet er over 92,5 prosent i alle virksomheter",
                [
                    M("Gjennomføre årlig analyse av sykefraværet sammen med HR", (LEADERS, STAFF), -45, "0.7"),
                    M("Følge opp medarbeiderundersøkelsen med to tiltak i hver virksomhet", (LEADERS,), 15, "0.45"),
                    M("Øve ledere i den vanskelige samtalen", (STAFF,), -110, "done"),
                ],
            ),
            S(
                "To av tre i helse og omsorg har hele stillinger",
                [
                    M("Lyse ut alle faste stillinger som hele", ("@helse",), "løpende", "in_progress"),
                    M(
                        "Prøve ut årsturnus i to avdelinger",
                        ("@langtid", "@nord"),
                        70,
                        "in_progress",
                        (10, "Turnusen skal drøftes med de tillitsvalgte først."),
                    ),
                    M("Evaluere forsøket med lange vakter", ("@helse", "HR-rådgiver"), -8, "postponed"),
                ],
            ),
            S(
                "Medarbeiderne kjenner sine oppgaver og sitt ansvar",
                [
                    M("Oppdatere stillingsbeskrivelser for egne ansatte", (LEADERS,), "i løpet av {y}", "0.3"),
                    M("Lage kompetanseplan for virksomheten", (LEADERS,), -3, "0.4"),
                ],
            ),
        ],
        focus="Heltid og nærvær",
        area="Administrasjon",
        measured_by="Nærvær per måned, 10-faktor og andel hele stillinger",
        accepted_by="Hovedtillitsvalgte og hovedverneombudet",
        evaluated="AMU får status fire ganger i året",
    ),
    G(
        "employees",
        "Ledere i Fjordvik driver forbedring i hverdagen",
        [
            M("Starte lederprogram for alle med personalansvar", (MANAGEMENT,), -150, "done"),
            M("Holde fast forum for faglig refleksjon i hver virksomhet", (LEADERS,), 120, "0.25"),
            M("Dele gode eksempler på ledersamling", (MANAGEMENT, "Rådgiver"), "to ganger i året", "in_progress"),
        ],
        focus="Heltid og nærvær",
        area="Administrasjon",
    ),
    G(
        "economy",
        "Kommunen har handlingsrom til å møte framtida",
        [
            S(
                "Netto driftsresultat er minst 1,75 prosent",
                [
                    M("Levere månedsrapport med prognose", (LEADERS,), "månedlig", "0.8"),
                    M("Gå gjennom alle husleieavtaler", ("Controller", "@eiendom"), -33, "done"),
                    M("Legge fram tiltak for å redusere overtid", ("@helse", "@oppvekst"), 20, "in_progress"),
                ],
            ),
            S("Disposisjonsfondet er over 8 prosent av driftsinntektene", note="Følger av de øvrige tiltakene."),
        ],
        focus="Økonomisk handlingsrom",
        area="Administrasjon",
        measured_by="Regnskap og prognose hver måned",
        evaluated="Tertialrapporten til kommunestyret",
    ),
    G(
        "economy",
        "Innkjøp blir gjort riktig og lønnsomt",
        [
            M("Følge rammeavtalene: under 5 prosent av kjøpene utenfor", ("Innkjøpsrådgiver",), 95, "in_progress"),
            M("Lage kalender for nye avtaler", ("Innkjøpsrådgiver",), -55, "cancelled"),
            M("Avklare hvem som kan bestille", ("Ikke avklart",), "", "not_started"),
        ],
        focus="Økonomisk handlingsrom",
        area="Administrasjon",
    ),
]
