"""What a document is made of, told to those who have it read aloud: headings and paragraphs in their order.

ReportLab draws and doesn't tag. Each piece of text is marked where it is drawn, and the tree that names the marks is
written when the pages are known. Tables, pictures and columns aren't tagged: such documents stay as they were.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

from kvalitet.output.parts import Document, Heading, Lead, Text

TAGS = {"title": "H1", "h1": "H2", "h2": "H3", "h3": "H4"}
TAGGED = (Heading, Lead, Text)
TRUE = "true"


def is_taggable(document: Document) -> bool:
    """Whether a document holds nothing but headings and text."""
    return all(isinstance(block, TAGGED) for block in document.blocks)


class Marks:
    """The marks of each page, in the order they were drawn."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]

    @contextmanager
    def around(self, canvas: Any, style: str) -> Iterator[None]:
        """Mark what is drawn inside as a piece of text in this style."""
        tag = TAGS.get(style, "P")
        canvas._code.append(f"/{tag} <</MCID {len(self.pages[-1])}>> BDC")
        self.pages[-1].append(tag)
        yield
        canvas._code.append("EMC")

    def turn(self) -> None:
        """Go on to the next page."""
        self.pages.append([])


@contextmanager
def artifact(canvas: Any) -> Iterator[None]:
    """Let what is drawn inside be passed by when the document is read aloud: page numbers."""
    canvas._code.append("/Artifact BMC")
    yield
    canvas._code.append("EMC")


def write_tree(document: Any, pages: Sequence[Any], marks: Marks) -> None:
    """Name every mark in the document's tree, in reading order, and say that it is tagged."""
    root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    whole = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName("Document")})
    whole.dict["P"] = document.Reference(root)
    found: list[Any] = []
    numbers: list[Any] = []
    for number, (page, tags) in enumerate(zip(pages, marks.pages, strict=False)):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, PDFName("S")
        mine = [document.Reference(_element(document, whole, page, tag, place)) for place, tag in enumerate(tags)]
        found += mine
        numbers += [number, document.Reference(PDFArray(mine))]
    whole.dict["K"] = PDFArray(found)
    root.dict["K"] = document.Reference(whole)
    root.dict["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    document.Catalog.StructTreeRoot = root
    document.Catalog.MarkInfo = PDFDictionary({"Marked": TRUE})
    document.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": TRUE})


def _element(document: Any, whole: PDFDictionary, page: Any, tag: str, place: int) -> PDFDictionary:
    told = {"Type": PDFName("StructElem"), "S": PDFName(tag), "P": document.Reference(whole)}
    return PDFDictionary({**told, "Pg": document.Reference(page), "K": place})
