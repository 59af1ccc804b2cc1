"""A plan as municipalities write it, in the shape of a real one: 6 goals, 11 sub-goals and 25 measures."""

PLAN_FILE = """mål;delmål;tiltak;ansvarlig;frist
Kultur som myndiggjør;Fast forum for refleksjon;Følge opp virksomhetene;Virksomhetslederne;innen 01.06.08
Kultur som myndiggjør;Fast forum for refleksjon;Rapportere på tiltak;Virksomhetslederne;01.02.08
Kultur som myndiggjør;Alle kjenner sine oppgaver;Skrive stillingsbeskrivelser;Virksomhetslederne;i løpet av 2008
Kultur som myndiggjør;Alle kjenner sine oppgaver;Skrive kompetanseplan;Virksomhetslederne;i løpet av 2008
Kultur som myndiggjør;Alle kjenner sine oppgaver;Hente inn oversikt;Prosjektleder;innen 01.01.08
Kultur som myndiggjør;Alle kjenner sine oppgaver;Lage nye maler;Stab - personal, Prosjektleder;innen 01.03.08
Kultur som myndiggjør;Alle kjenner sine oppgaver;Ta i bruk malene;Virksomhetslederne, Stab - personal, Prosjektleder;løpende
Kultur som myndiggjør;Alle får anerkjennelse;Rapportere i oppdrag;Virksomhetslederne;01.02.08
Kultur som myndiggjør;Måling over 4,5;Som følge av øvrige tiltak;Alle;
Forutsigbar oppfølging;Klare rutiner;Evaluere dagens rutiner;HR-rådgiver;
Forutsigbar oppfølging;Klare rutiner;Lage flytskjema;HR-rådgiver;
Bedre grunnlag for valg;Analyse i hver virksomhet;Møte med hver leder;Rådgiver/Prosjektleder;I løpet av 2008
Bedre grunnlag for valg;Analyse i hver virksomhet;Forbedre malen;Stab - personal, Prosjektleder;i løpet av 2008
Bedre grunnlag for valg;Styrket samarbeid;Evaluere rutinene sammen;HR-rådgiver, Prosjektleder, Rådgiver;i løpet av 2008
Indikatorer i målkartet;;Vurdere indikatorene;Rådgiver;
Indikatorer i målkartet;;Lage mal for rapportering;Rådgiver;
Serviceerklæringer;Alle tjenester har en;Finne relevante tjenester;Lederteam;innen 01.02.08
Serviceerklæringer;Alle tjenester har en;Arbeide metodisk;Virksomhetslederne;i løpet av 2008
Serviceerklæringer;Alle tjenester har en;Holde temamøter;Rådgiver og Prosjektleder;i løpet av 2008
Serviceerklæringer;De blir brukt;Lage plan for bruk;Virksomhetslederne;som del av prosess med serviceerklæringer
Serviceerklæringer;Gode eksempler deles;Legge ut på nett;Prosjektleder i samarbeid med virksomhetslederne;
Serviceerklæringer;Gode eksempler deles;Fortelle om eksempler;Rådgiver og Prosjektleder;
Elektronisk system;Innføre systemet;Skrive krav;Rådgiver/Prosjektleder;innen 01.06.08
Elektronisk system;Innføre systemet;Velge leverandør;Rådgiver/Prosjektleder;innen 01.06.08
Elektronisk system;Innføre systemet;Lage plan for innføring;Rådgiver/Prosjektleder;innen 01.06.08
"""
