"""What each step asks for, said to the leader, to the employee and to HR. Pure. [S2, S3]"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sickleave.choices import Step

Text = str | Promise


@dataclass(frozen=True)
class StepWords:
    """One step: what the leader does, what the employee may expect, and the words of the button."""

    leader: Text
    employee: Text
    button: Text = ""
    otherwise: Text = ""
    """What happens if nothing is done."""


WORDS: dict[str, StepWords] = {
    Step.TALK: StepWords(
        _("Ta kontakt med den ansatte. Spør hvordan det går, og hva som skal til for å være på jobb."),
        _("Lederen din skal ta kontakt med deg. Dere snakker om jobben og om hva du kan gjøre, ikke om diagnosen."),
        _("Registrer samtalen"),
        _("Tidlig kontakt er det som hjelper mest. Jo lenger det går, desto vanskeligere blir det."),
    ),
    Step.SYKMELDING: StepWords(
        _("Se etter at sykmeldingen er kommet. Den kommer fra NAV, og viser datoer og grad, aldri diagnosen."),
        _("Du skal sende sykmeldingen til lederen din så snart du har fått den."),
        _("Merk som mottatt"),
    ),
    Step.AGP_END: StepWords(
        _("Kommunen betaler sykepenger til og med denne dagen. Lønn avgjør den endelige datoen."),
        _("Kommunen betaler sykepengene dine til og med denne dagen. Deretter er det NAV."),
    ),
    Step.REMIND_PLAN: StepWords(
        _("Du får en påminnelse om at oppfølgingsplanen snart må være ferdig."),
        _("Lederen din får en påminnelse om at oppfølgingsplanen snart må være ferdig."),
    ),
    Step.PLAN: StepWords(
        _("Lag oppfølgingsplanen sammen med den ansatte: hva som kan gjøres på jobb, og hva dere prøver."),
        _("Lederen din skal lage en oppfølgingsplan sammen med deg. Du skriver din egen del."),
        _("Lag oppfølgingsplanen"),
        _("Kommunen må kunne vise planen til Arbeidstilsynet og NAV. HR får beskjed når fristen er passert."),
    ),
    Step.PLAN_DOCTOR: StepWords(
        _("Send planen til den som har sykmeldt, og noter når og hvordan den ble sendt."),
        _("Lederen din skal sende planen til den som har sykmeldt deg."),
        _("Noter at planen er sendt"),
        _("Den som har sykmeldt, trenger planen i vurderingen sin. HR får beskjed når fristen er passert."),
    ),
    Step.DM1: StepWords(
        _("Kall inn til dialogmøte 1. Dere går gjennom planen og blir enige om veien videre."),
        _("Lederen din skal kalle deg inn til dialogmøte 1. Du har plikt til å møte, og kan ha med en støtteperson."),
        _("Kall inn til dialogmøte 1"),
        _("Kommunen må kunne vise hvem som ble kalt inn, og hvem som møtte. HR får beskjed når fristen er passert."),
    ),
    Step.ACTIVITY: StepWords(
        _("Vurder om den ansatte kan være i noe arbeid. Kan dere ikke tilrettelegge, må du begrunne det for NAV."),
        _("Fra uke 8 skal du være i noe arbeid hvis du kan. Lederen din svarer på om dere kan tilrettelegge."),
        _("Vurder aktivitetskravet"),
        _("NAV kan stanse sykepengene hvis det ikke er svart på om tilrettelegging er mulig."),
    ),
    Step.NAV_NEED: StepWords(
        _("NAV spør om det trengs et dialogmøte 2. Svar NAV, og skriv her hva du svarte."),
        _("NAV spør deg og lederen din om dere trenger et dialogmøte 2."),
        _("Svar NAV"),
        _("Uten svar avgjør NAV selv om det blir møte."),
    ),
    Step.NAV_CANDIDATE: StepWords(
        _("NAV vurderer om det skal holdes dialogmøte 2. Du trenger ikke gjøre noe."),
        _("NAV vurderer om det skal holdes dialogmøte 2. Du trenger ikke gjøre noe."),
    ),
    Step.PLAN_NAV: StepWords(
        _("Send oppdatert plan til NAV senest en uke før dialogmøte 2."),
        _("Lederen din skal sende oppdatert plan til NAV før dialogmøte 2."),
        _("Noter at planen er sendt til NAV"),
        _("NAV trenger planen for å forberede møtet. HR får beskjed når fristen er passert."),
    ),
    Step.DM2: StepWords(
        _("NAV kaller inn til dialogmøte 2. Du har plikt til å møte. Noter når det er kalt inn og holdt."),
        _("NAV kaller deg og lederen din inn til dialogmøte 2. Du har plikt til å møte."),
        _("Registrer dialogmøte 2"),
        _("Både du og den ansatte har plikt til å møte når NAV kaller inn."),
    ),
    Step.DM3: StepWords(
        _("Du, den ansatte og den som sykmeldte kan be NAV om et nytt møte når som helst."),
        _("Du, lederen din og den som sykmeldte deg kan be NAV om et nytt møte når som helst."),
        _("Registrer dialogmøte 3"),
    ),
    Step.W39: StepWords(
        _("Den som sykmelder, skriver en utvidet uttalelse. Snakk sammen om tiden etter sykepengene."),
        _("Den som sykmelder deg, skriver en utvidet uttalelse, og NAV skriver til deg om tiden etter sykepengene."),
        _("Planlegg tiden etter sykepengene"),
    ),
    Step.W52: StepWords(
        _("Snakk med den ansatte og HR om veien videre når sykepengeåret er over."),
        _("Lederen din og HR skal snakke med deg om veien videre når sykepengeåret er over."),
        _("Skriv om veien videre"),
        _("Uten en avtale vet ikke den ansatte hva som skjer når sykepengene stopper."),
    ),
    Step.MAXDATO: StepWords(
        _("Siste dag med sykepenger er et anslag. NAV avgjør."),
        _("Siste dag med sykepenger er et anslag. NAV avgjør, og skriver til deg i god tid."),
    ),
    Step.DISMISSAL: StepWords(
        _("Det særskilte vernet mot oppsigelse varer til denne dagen. Rådfør deg med HR."),
        _("Det særskilte vernet mot oppsigelse varer til denne dagen."),
    ),
}
