"""A text is shown with what says too much, and stored without it. [D9]"""

import pytest
from django import forms
from django.http import QueryDict

from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from tests.privacy.numbers import FNR


class StoryForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """A text and a date, as in a report."""

    guarded_fields = ("story", "action")
    story = forms.CharField(label="Hva skjedde", widget=forms.Textarea, max_length=100)
    action = forms.CharField(label="Hva ble gjort", widget=forms.Textarea, required=False)
    day = forms.DateField(label="Når")


def filled(world, text, *, day="2026-01-05", keep=(), seen=(), **more):
    data = QueryDict(mutable=True)
    data.update({"story": text, "day": day, **more.pop("fields", {})})
    data.setlist("story_keep", list(keep))
    data.setlist("story_seen", list(seen))
    return StoryForm(data, guard=world.municipality, **more)


def test_what_is_found_is_shown_first_and_taken_away_the_second_time(world):
    first = filled(world, f"Ola Olsen ({FNR}) falt.")
    assert not first.is_valid()
    shown = str(first)
    assert "«Ola Olsen»" in shown
    assert "byttes ut med [navn]" in shown
    keys = [one.key for one in first.fields["story"].guard.found]
    second = filled(world, f"Ola Olsen ({FNR}) falt.", seen=keys)
    assert second.is_valid()
    assert second.cleaned_data["story"] == "[navn] ([fødselsnummer]) falt."


def test_only_what_is_ticked_is_kept(world):
    keys = ["name:Ola Olsen", f"identity:{FNR}"]
    form = filled(world, f"Ola Olsen ({FNR}) falt.", seen=keys, keep=keys[:1])
    assert form.is_valid()
    assert form.cleaned_data["story"] == "Ola Olsen ([fødselsnummer]) falt."


def test_what_is_written_between_the_two_is_shown_too(world):
    form = filled(world, "Ola Olsen og Kari Kvam falt.", seen=["name:Ola Olsen"])
    assert not form.is_valid()
    assert {one.key for one in form.fields["story"].guard.found} == {"name:Ola Olsen", "name:Kari Kvam"}


def test_another_wrong_field_doesnt_bring_back_what_was_taken_away(world):
    form = filled(world, "Ola Olsen falt.", day="i går", seen=["name:Ola Olsen"])
    assert not form.is_valid()
    assert "Ola Olsen" not in str(form)
    assert "[navn] falt." in str(form)


def test_what_was_kept_stays_ticked_when_another_field_is_wrong(world):
    form = filled(world, "Ola Olsen falt.", day="i går", keep=["name:Ola Olsen"], seen=["name:Ola Olsen"])
    assert not form.is_valid()
    assert 'value="name:Ola Olsen" checked' in str(form)


def test_what_stood_there_before_is_left_alone(world):
    form = filled(world, "Ola Olsen falt. Kari Kvam så det.", initial={"story": "Ola Olsen falt."})
    assert not form.is_valid()
    assert [one.key for one in form.fields["story"].guard.found] == ["name:Kari Kvam"]


def test_a_text_that_grows_too_long_is_told(world):
    text = "Ola Olsen falt, " + "x" * 84
    form = filled(world, text.replace("Ola Olsen", "adhd "), seen=["health:adhd"])
    assert not form.is_valid()
    assert "for lang" in str(form.errors["story"])


def test_harmless_texts_ask_once_and_say_nothing(world, django_assert_num_queries):
    form = filled(world, "En stol knakk i kantina.", fields={"action": "Satte den bort."})
    with django_assert_num_queries(1):
        assert form.is_valid()
    assert "ser ut som" not in str(form)


@pytest.mark.parametrize("line", ["\r\n", "\n"])
def test_line_breaks_of_browsers_dont_matter(world, line):
    form = filled(world, f"Så{line}Ola{line}Olsen falt.", seen=["name:Ola Olsen"])
    assert form.is_valid()
    assert "Olsen" not in form.cleaned_data["story"]
