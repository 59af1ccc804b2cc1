"""Printed documents: readable text with æ, ø and å, page numbers, repeated headings, nothing that breaks them."""

from io import BytesIO

from pypdf import PdfReader

from kvalitet.output.pdf import Cell, Document, Grid, Heading, Text, pdf


def read(blocks, **fields):
    document = Document(
        owner="Fjordvik kommune", title="Plan for Åsheim", facts=["Skrevet ut i dag"], blocks=blocks, **fields
    )
    return PdfReader(BytesIO(pdf(document)))


def test_norwegian_letters_can_be_read_back_and_fonts_are_embedded():
    reader = read([Heading("Økonomien"), Text("Blåbær, sørover & <ærlig>, Čáhci")])
    text = reader.pages[0].extract_text()
    assert "Økonomien" in text
    assert "Blåbær, sørover & <ærlig>, Čáhci" in text
    fonts = reader.pages[0]["/Resources"]["/Font"].get_object().values()
    assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts)


def test_title_language_and_author_are_told():
    reader = read([Text("x")])
    assert reader.metadata.title == "Plan for Åsheim – Fjordvik kommune"
    assert reader.metadata.author == "Fjordvik kommune"
    assert reader.trailer["/Root"]["/Lang"] == "nb-NO"


def test_headings_of_a_table_repeat_and_pages_are_numbered():
    reader = read(
        [
            Grid(
                ["Tiltak", "Frist"],
                [3, 1],
                [[f"Tiltak nummer {n}", Cell("i dag", "danger", "sent")] for n in range(120)],
            )
        ]
    )
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert "Tiltak\nFrist" in text
        assert f"Side {number} av {len(pages)}" in text


def test_a_cell_longer_than_a_page_and_a_word_wider_than_its_column_are_broken():
    reader = read(
        [Heading("Lang"), Grid(["Tiltak", "Frist"], [3, 1], [["lang tekst " * 2000, "x" * 500]])], upright=True
    )
    assert len(reader.pages) > 2
