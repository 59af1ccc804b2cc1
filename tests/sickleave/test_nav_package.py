"""[S9] The package for NAV's interface: every field of the documentation, and every rule of its validator."""

import json
from dataclasses import replace
from datetime import date

import pytest

from sickleave.rules.nav_package import FIELDS, IDENTITY, PlanTexts, Wishes, checks, missing, package, problems

PLAN = PlanTexts(
    typical_workday="Undervisning på mellomtrinnet.",
    can_do="Planlegging.",
    cannot_do="Gymtimer.",
    earlier_adaptation="Kortere dager.",
    adaptation_ahead="To lærere i timen.",
    other_adaptation="",
    follow_up="Samtale hver mandag.",
    authority_measures="",
    employee_part="",
    evaluation_on=date(2026, 12, 14),
    employee_took_part=True,
    not_taking_part_reason="",
)
WISHES = Wishes(
    identity_number="05908399546",
    to_nav=True,
    to_gp=False,
    needs_help=False,
    help_description="",
    message_to_gp="",
    contact_name="Kari Kvam",
    contact_phone="90 00 00 00",
    contact_email="kari@fjordvik.example",
)


def told(plan=PLAN, wishes=WISHES, *, has_certificate=True) -> list[str]:
    return [one.text for one in problems(package(plan, wishes), has_certificate=has_certificate)]


def test_the_package_has_the_fields_of_the_interface_and_nothing_else():
    data = package(PLAN, WISHES)
    assert list(data) == [field.name for field in FIELDS]
    assert json.loads(json.dumps(data)) == data
    assert data["evaluationDate"] == "2026-12-14"
    assert data["otherFacilitationOptions"] is None
    assert told() == []


def test_required_fields_are_those_nav_documents():
    """`required` in openapi/documentation.yaml, and `lpsName`, which the Kotlin class won't do without."""
    assert {field.name for field in FIELDS if field.required} == {
        "employeeIdentificationNumber",
        "typicalWorkday",
        "tasksThatCanStillBeDone",
        "tasksThatCanNotBeDone",
        "previousFacilitation",
        "plannedFacilitation",
        "followUp",
        "evaluationDate",
        "sendPlanToNav",
        "sendPlanToGeneralPractitioner",
        "contactPersonFullName",
        "contactPersonPhoneNumber",
        "contactPersonEmail",
        "employeeHasContributedToPlan",
        "lpsName",
    }


@pytest.mark.parametrize(
    ("plan", "wishes", "has_certificate", "rule"),
    [
        (PLAN, replace(WISHES, identity_number="1234567890"), True, "har 11 siffer"),
        (PLAN, replace(WISHES, identity_number="12345678901q"), True, "har 11 siffer"),
        (PLAN, replace(WISHES, identity_number="١٢٣٤٥٦٧٨٩٠١"), True, "har 11 siffer"),
        (PLAN, replace(WISHES, to_nav=False, to_gp=True, needs_help=True, help_description="A"), True, "bes om når"),
        (PLAN, replace(WISHES, needs_help=True, help_description="  "), True, "hva dere trenger hjelp til"),
        (replace(PLAN, employee_took_part=False), WISHES, True, "hvorfor den ansatte ikke"),
        (replace(PLAN, employee_took_part=None), WISHES, True, "hvorfor den ansatte ikke"),
        (PLAN, replace(WISHES, to_nav=False), True, "eller begge"),
        (PLAN, WISHES, False, "gjelder i dag"),
        (replace(PLAN, evaluation_on=None), WISHES, True, "Alle felt"),
        (replace(PLAN, follow_up=" "), WISHES, True, "Alle felt"),
        (PLAN, replace(WISHES, contact_phone=""), True, "Alle felt"),
    ],
)
def test_each_rule_is_told_when_it_is_broken(plan, wishes, has_certificate, rule):
    found = told(plan, wishes, has_certificate=has_certificate)
    assert len(found) == 1
    assert rule in found[0]


def test_a_reason_is_left_out_when_the_employee_took_part():
    """The validator refuses a package that has both."""
    data = package(replace(PLAN, not_taking_part_reason="Var på ferie."), WISHES)
    assert data["employeeHasNotContributedToPlanDescription"] is None
    broken = {**data, "employeeHasNotContributedToPlanDescription": "Var på ferie."}
    assert "ingen slik grunn" in problems(broken, has_certificate=True)[0].text


def test_a_reason_goes_along_when_the_employee_did_not():
    data = package(replace(PLAN, employee_took_part=False, not_taking_part_reason="Fikk ikke kontakt."), WISHES)
    assert data["employeeHasContributedToPlan"] is False
    assert data["employeeHasNotContributedToPlanDescription"] == "Fikk ikke kontakt."


def test_words_of_help_go_only_with_the_wish():
    """«Must be null if needsHelpFromNav is false.»"""
    data = package(PLAN, replace(WISHES, help_description="Arbeidstrening."))
    assert data["needsHelpFromNavDescription"] is None


def test_what_the_interface_has_no_field_for_is_other_information():
    plan = replace(PLAN, authority_measures="Lønnstilskudd.", employee_part="Jeg vil gjerne starte rolig.")
    text = package(plan, WISHES)["additionalInformation"]
    assert "Lønnstilskudd." in text
    assert "starte rolig" in text


def test_what_only_nav_knows_is_neither_met_nor_broken():
    unknown = [one for one in checks(package(PLAN, WISHES), has_certificate=True) if one.is_met is None]
    assert len(unknown) == 3
    assert all(one.advice for one in unknown)


def test_a_date_that_never_was_is_missing():
    data = {**package(PLAN, WISHES), "evaluationDate": "2026-02-30", IDENTITY: "05908399546"}
    assert [field.name for field in missing(data)] == ["evaluationDate"]
