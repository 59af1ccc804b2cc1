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


def test_headings_and_text_alone_are_tagged_in_the_order_they_are_read():
    words = "Tekst som går over flere linjer. " * 12
    blocks = [block for i in range(20) for block in (Heading(f"Del {i}"), Text(words))]
    content = pdf(Document(owner="Fjordvik", title="Plan", facts=["Ola"], blocks=blocks, upright=True))
    found = PdfReader(BytesIO(content))
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nb-NO"
    told = [one.get_object()["/S"] for one in root["/StructTreeRoot"]["/K"]["/K"]]
    assert told[:6] == ["/P", "/H1", "/P", "/H2", "/P", "/H2"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for page, marks in zip(found.pages, numbers[1::2], strict=True):
        drawn = page.get_contents().get_data()
        assert drawn.count(b"BDC") == len(marks.get_object())
        assert drawn.count(b"/Artifact BMC") == 1


def test_a_document_with_a_table_says_nothing_of_being_tagged():
    table = Grid(["Navn"], [1], [["Ola"]])
    content = pdf(Document(owner="Fjordvik", title="Liste", facts=[], blocks=[table]))
    assert "/StructTreeRoot" not in PdfReader(BytesIO(content)).trailer["/Root"]
