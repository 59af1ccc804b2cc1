"""Fifty texts as people write them, where nothing says too much: words that are names, numbers that aren't phones."""

HARMLESS = """
Gulvet ved inngangen var glatt, og en ansatt skled. Ingen kom til skade.
Branndøra i 2. etasje sto kilt oppe hele dagen.
Legemiddelskapet sto ulåst fra kl. 07.30 til kl. 08.15 den 12.3.2026.
En elev ble slått av en annen elev i friminuttet. Kontaktlærer snakket med begge.
Avtalen fra 24.12.2025 mangler i arkivet, se sak 2025/1234.
Faktura 91234567 på 21 000 000 kroner ble betalt to ganger.
Det var stein i veien mellom Mo og Li, og bilen ble stående.
I vår har vi hatt tre slike hendelser, og i dag skjedde det igjen.
Bjørk og gran må felles ved lekeplassen på Haugen.
En dag i mars lå det glass i sandkassen.
Vi mangler rutine for helse, miljø og sikkerhet (HMS) på natt.
Førstehjelpsskrinet på verkstedet er tomt.
Sykehjemmet hadde ikke nok folk på vakt i helgen.
Sykemelding av utstyret ble ikke registrert i systemet.
Helseplattformen var nede i fire timer.
Hjemmetjenesten kom ikke til avtalt tid, brukeren ventet til kl. 14.
Nøkkelboksen på adressen virker ikke. Rom 2233 måtte åpnes av vaktmester.
Feil mat ble sendt til avdelingen. Allergenmerkingen manglet på boksene.
Dosetten var pakket feil, men feilen ble oppdaget før noe ble gitt.
Pasientjournalen var åpen på en pc i gangen.
Et brev med opplysninger om søker ble sendt til feil adresse, 0150 Oslo.
En vikar fikk ikke tilgang til systemet de tre første dagene.
Heisen stoppet mellom 3. og 4. etasje, servicetelefon 02800 svarte ikke.
Vannprøven viste for mye jern. Lotnummer 41234567 er sperret.
Ordrenr. 40012345 ble levert til feil skole.
Strømmåleren viste 41234567 kWh.
Det lukter mugg på grupperom B12 etter lekkasjen i november.
Kantina brukte utgått fløte, best før 01.10.2026.
Vi øvde på brann, og tre av tjue fant ikke møteplassen.
Leder var ikke til stede, og ingen visste hvem som var stedfortreder.
Eksempel: skjemaet lar seg ikke sende fra mobil.
Kolsyrepatronene i slukkerne er gått ut på dato.
Demensavdelingen manglet to på kveldsvakt.
Diabeteskurset ble avlyst uten at noen fikk beskjed.
Kreftkoordinatoren har ikke kontor når vi bygger om.
Overtid ble ført på feil ansvar: 3201, funksjon 25340, art 10400.
Prosjektet på gnr. 41, bnr. 234, mangler plan for trafikk.
Sendte e-post til postmottak@fjordvik.example, men fikk ikke svar.
Organisasjonsnummer 987 654 321 står feil i avtalen.
Kontonummeret i brevet var gammelt, og pengene kom i retur.
Beboeren gikk ut uten jakke og ble funnet ved butikken etter 20 minutter.
Foreldre klager på at barnehagen stengte kl. 15.30 uten varsel.
En bil fra hjemmetjenesten rygget inn i en lyktestolpe. Bulk i støtfangeren.
Snøen fra taket kunne ha truffet noen ved hovedinngangen.
Støyen på sløyden er over grensen, 92 dB målt 14. mai.
Kari meldte fra, og Ola ryddet opp.
Verneombudet ba om måling av luften på Solbakken skole.
Lyset på gangveien mellom skolen og hallen har vært borte siden uke 45.
Vi foreslår en felles liste over utstyr som lånes ut.
Regnskapsprognosen ble lagt fram to uker for sent.
""".strip().splitlines()
