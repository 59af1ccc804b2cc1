import pytest
from django.urls import reverse


@pytest.mark.parametrize("address", ["goals:measure-list", "goals:task-list"])
@pytest.mark.parametrize("word", ["miljøterapeuter", "terapeut", "miljø", "TERAPEUTENE", "terapeu"])
def test_the_search_of_a_list_knows_other_forms_and_parts(world, sign_in, address, word):
    """[P9] The same words find the same measure wherever one looks."""
    content = sign_in(world.kari).get(reverse(address), {"q": word, "vis": "alle"}).content.decode()
    assert "Ansette miljøterapeut" in content
    assert "Lage beredskapsplan" not in content


def test_a_list_still_finds_letters_inside_a_word(world, sign_in):
    content = sign_in(world.kari).get(reverse("goals:measure-list"), {"q": "dskaps"}).content.decode()
    assert "Lage beredskapsplan" in content


@pytest.mark.parametrize("word", ["\x00", "😀", "-", '"', "&|!", "'", "a:*"])
def test_odd_words_are_no_trouble_for_a_list(world, sign_in, word):
    assert sign_in(world.kari).get(reverse("goals:measure-list"), {"q": word}).status_code == 200
