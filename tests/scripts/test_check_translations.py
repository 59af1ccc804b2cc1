"""Good and bad lines for the text check."""

import pytest

from scripts.check_translations import untranslated

GOOD = [
    '<h1>{% translate "Mål" %}</h1>',
    "<p>{% blocktranslate trimmed count n=n %}{{ n }} mål{% plural %}{{ n }} mål{% endblocktranslate %}</p>",
    "<p>{{ measure.title }} · 12 % – {{ due }}</p>",
    "{# En merknad #}<br>{% comment %}Tar: label{% endcomment %}",
    '<button aria-label="{% translate \'Lukk\' %}" class="ds-button">×</button>',
    '<input type="hidden" name="next" value="mål">',
    '{% include "components/panel.html" with heading=_("Frister") id="panel" %}',
    '<a href="/mål/" hx-get="/mål/">{{ label }}</a>',
    '<span translate="no">Kvalitet</span>',
    "<svg><title>Pil</title></svg>",
    "<title>{{ heading }} – Kvalitet</title>",
    "{# not translated: sample texts of the gallery #}<p>Mål</p>",
    '{% if user.name == "Kari" %}<td></td>{% endif %}',
    '<p title="{% if late %}{% translate "Forsinket" %}{% endif %}"></p>',
]
BAD = [
    ("<h1>Mål</h1>", "Mål"),
    ("<p>Kvalitetsarbeid</p>", "Kvalitetsarbeid"),
    ("<p>{{ n }} mål</p>", "mål"),
    ('<button aria-label="Lukk">×</button>', "Lukk"),
    ('<img alt="Diagram over avvik" src="x.svg">', "Diagram over avvik"),
    ('<input placeholder="Søk">', "Søk"),
    ('<input type="submit" value="Lagre">', "Lagre"),
    ('<abbr title="Kommunedirektør">KD</abbr>', "KD"),
    ('{% include "components/panel.html" with heading="Frister" %}', "Frister"),
    ("<p>{% if late %}Forsinket{% endif %}</p>", "Forsinket"),
    ('<span translate="no">Kvalitet</span><b>Hei</b>', "Hei"),
]


@pytest.mark.parametrize("source", GOOD)
def test_translated_text_passes(source):
    assert untranslated(source) == []


@pytest.mark.parametrize(("source", "words"), BAD)
def test_bare_text_is_found(source, words):
    assert words in [finding.words for finding in untranslated(source)]


def test_the_line_is_that_of_the_text():
    source = '{% comment %}\nTar: x\n{% endcomment %}\n<p>\n  <a href="#">\n    Hei\n  </a>\n</p>'
    assert untranslated(source) == [(6, "Hei")]


def test_a_text_mail_may_only_hold_translated_words():
    assert untranslated("{% translate 'Hei' %} {{ name }},\n\n– 3\n", is_html=False) == []
    assert untranslated("Hei {{ name }}", is_html=False) == [(1, "Hei")]
