"""The markup of forms: what a screen reader needs, and what keeps typing safe."""

import re
from datetime import date

from django import forms

from kvalitet.web.forms import DsFormMixin


class SampleForm(DsFormMixin, forms.Form):
    unit = forms.ChoiceField(
        label="Enhet", help_text="Der det skjedde.", choices=[("", "Velg")], error_messages={"required": "Velg enhet."}
    )
    kind = forms.ChoiceField(
        label="Hva",
        widget=forms.RadioSelect,
        choices=[("a", "A"), ("b", "B")],
        error_messages={"required": "Velg hva."},
    )
    text = forms.CharField(label="Tekst", widget=forms.Textarea, max_length=1000, required=False)
    due = forms.DateField(label="Frist", required=False)
    share = forms.IntegerField(label="Andel", required=False)
    rate = forms.DecimalField(label="Prosent", required=False)


def tag_with(html: str, needle: str) -> str:
    return next(tag for tag in re.findall(r"<[^>]+>", html) if needle in tag)


def test_an_unsent_form_has_no_errors_and_marks_what_is_optional():
    html = str(SampleForm())
    assert "ds-error-summary" not in html
    assert "aria-invalid" not in html
    assert html.count("(valgfritt)") == 4
    assert " required" not in html


def test_a_wrong_field_is_tied_to_its_help_and_its_error():
    html = str(SampleForm({}))
    select = tag_with(html, 'id="id_unit"')
    assert 'aria-describedby="id_unit_helptext id_unit_error"' in select
    assert 'aria-invalid="true"' in select
    assert 'id="id_unit_error"' in html
    assert html.count('id="id_unit_helptext"') == 1


def test_the_summary_links_to_the_first_choice_of_a_group():
    html = str(SampleForm({}))
    assert '<a class="ds-link" href="#id_unit">Velg enhet.</a>' in html
    assert '<a class="ds-link" href="#id_kind_0">Velg hva.</a>' in html
    assert 'id="id_kind_0"' in html
    assert 'aria-describedby="id_kind_error"' in tag_with(html, "<fieldset")


def test_an_error_of_the_whole_form_stands_in_the_summary():
    form = SampleForm({"unit": "", "kind": "a"})
    form.add_error(None, "Tiltaket er avsluttet.")
    assert "<li>Tiltaket er avsluttet.</li>" in str(form)


def test_a_text_area_counts_and_does_not_cut():
    html = str(SampleForm())
    area = tag_with(html, "<textarea")
    assert "maxlength" not in area
    assert 'data-limited="1000"' in area
    assert 'data-limit="1000"' in html
    assert not SampleForm({"unit": "", "kind": "a", "text": "x" * 1001}).is_valid()


def test_dates_go_to_the_native_picker_as_iso():
    html = str(SampleForm(initial={"due": date(2026, 11, 22)}))
    assert 'type="date"' in tag_with(html, 'id="id_due"')
    assert 'value="2026-11-22"' in tag_with(html, 'id="id_due"')


def test_numbers_are_read_the_way_norwegians_write_them():
    form = SampleForm({"kind": "a", "share": "1 000", "rate": "8,1"})
    form.is_valid()
    assert form.cleaned_data["share"] == 1000
    assert str(form.cleaned_data["rate"]) == "8.1"
    assert 'inputmode="numeric"' in tag_with(str(form), 'id="id_share"')


def test_what_was_typed_is_kept_and_escaped():
    html = str(SampleForm({"text": "<script>"}))
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
