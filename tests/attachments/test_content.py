"""What a file is, judged by its content. [P8]"""

import time
import zlib
from io import BytesIO

import pytest
from PIL import Image

from kvalitet.attachments.choices import Kind, State
from kvalitet.attachments.content import check
from kvalitet.web.errors import Refused
from tests.attachments import files
from tests.attachments.files import upload

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(50)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(50)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "kind", "media_type"),
    [
        ("rapport.pdf", files.PDF, Kind.PDF, "application/pdf"),
        ("RAPPORT.PDF", files.PDF, Kind.PDF, "application/pdf"),
        ("brev.docx", files.docx(), Kind.DOCUMENT, "word"),
        ("brev.odt", files.zipped({"mimetype": files.ODT.encode(), "content.xml": b"<x/>"}), Kind.DOCUMENT, files.ODT),
        ("ark.xlsx", files.zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"<x/>"}), Kind.SHEET, "sheet"),
        ("bilde.jpg", files.picture(), Kind.IMAGE, "image/jpeg"),
        ("bilde.png", files.picture("PNG"), Kind.IMAGE, "image/png"),
        ("bilde.webp", files.picture("WEBP"), Kind.IMAGE, "image/webp"),
        ("film.gif", files.moving(), Kind.IMAGE, "image/gif"),
        ("notat.txt", "Blåbærsyltetøy på Åsheim\r\n".encode(), Kind.TEXT, "text/plain"),
        ("gammelt.txt", "Blåbærsyltetøy på Åsheim".encode("cp1252"), Kind.TEXT, "text/plain"),
        ("fra-notisblokk.txt", "\ufeffHei på deg".encode("utf-16-le"), Kind.TEXT, "text/plain"),
        ("tall.csv", b"a;b\n1;2\n", Kind.SHEET, "text/csv"),
    ],
)
def test_what_can_be_attached(name, content, kind, media_type):
    checked = check(upload(name, content))
    assert (checked.type.kind, checked.state) == (kind, State.READY)
    assert media_type in checked.type.media_type
    assert checked.size == len(checked.file.read())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("spill.exe", files.EXE, "er et program"),
        ("rapport.pdf", files.EXE, "er et program"),
        ("bilde.jpg", b"\x7fELF" + bytes(50), "er et program"),
        ("notat.txt", b"#!/bin/sh\nrm -rf /\n", "er et program"),
        ("kjør.bat", b"@echo off\r\ndel *.*", "er et program"),
        ("snarvei.txt", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(50), "er et program"),
        ("faktura.pdf.exe", files.PDF, "er et program"),
        ("tegning.svg", files.SVG, "SVG kan inneholde programkode. Lagre bildet som PNG."),
        ("tegning.png", files.SVG, "er et SVG-bilde"),
        ("tegning.txt", b"\xef\xbb\xbf  \n" + files.SVG, "er et SVG-bilde"),
        ("tegning.csv", "<svg onload='x'>".encode("utf-16"), "er et SVG-bilde"),
        ("side.html", b"<!DOCTYPE html><p>Hei", "er en nettside"),
        ("side.txt", b"  <HTML><script>x</script>", "er en nettside"),
        ("side.htm", b"Hei", "er en nettside"),
        ("alt.zip", files.zipped({"a.txt": b"a"}), "er en pakket fil"),
        ("alt.docx", files.zipped({"a.txt": b"a"}), "er en pakket fil"),
        ("alt.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "er en pakket fil"),
        ("gammel.doc", OLD_WORD, "gammelt Office-format"),
        ("ny.docx", OLD_WORD, "gammelt Office-format"),
        ("makro.docm", files.docx(), "inneholder makroer"),
        ("makro.docx", files.docx(**{"word/vbaProject.bin": b"x"}), "inneholder makroer"),
        ("makro.odt", files.zipped({"mimetype": files.ODT.encode(), "Basic/script-lb.xml": b""}), "inneholder makroer"),
        ("med-program.docx", files.docx(**{"word/embeddings/a.exe": b"x"}), "er et program"),
        ("bilde.heic", HEIC, "HEIC"),
        ("bilde.jpg", HEIC, "HEIC"),
        ("bilde.tif", b"II*\x00" + bytes(50), "JPEG eller PNG"),
        ("film.mp4", MP4, "film eller lyd"),
        ("film.pdf", MP4, "film eller lyd"),
        ("brev.eml", b"From: a@b\n\nHei", "er en e-post"),
        ("tom.pdf", b"", "er tom"),
        ("nuller.pdf", bytes(500), "er tom"),
        ("data.bin", bytes(range(1, 256)) * 5, "er et program"),
        ("data.xyz", bytes(range(1, 256)) * 5, "ikke kan legges ved"),
        ("rapport.docx", files.PDF, "innholdet er .pdf"),
        ("rapport.pdf", b"Bare tekst", "innholdet er .txt"),
        ("brev.xlsx", files.docx(), "innholdet er .docx"),
        ("ødelagt.jpg", files.picture(size=(400, 400))[:900], "er skadet"),
        ("ødelagt.docx", files.docx()[:-30], "er skadet"),
    ],
)
def test_what_is_refused_and_why(name, content, words):
    """The sentence names the file and says what to do."""
    with pytest.raises(Refused) as refused:
        check(upload(name, content))
    assert str(refused.value).startswith("«")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.bomb(), "blir altfor stor"),
        (files.lying_bomb(), "er skadet"),
        (files.crowded(), "blir altfor stor"),
        (files.locked(), "er låst med passord"),
    ],
    ids=["swells", "lies", "crowded", "locked"],
)
def test_zip_bombs_are_refused(content, words):
    with pytest.raises(Refused, match=words):
        check(upload("bombe.docx", content))
    with pytest.raises(Refused, match=r"pakket fil|blir altfor stor|er skadet|er låst"):
        check(upload("bombe.zip", content))


@pytest.mark.parametrize(
    "content",
    [
        files.PDF.replace(b"/Type", b"/OpenAction << /S /JavaScript /JS (app.alert) >> /Type"),
        files.PDF.replace(b"/Type", b"/S /J#61vaScript /Type"),
        files.PDF.replace(b"/Type", b"/S /Launch /F (cmd.exe) /Type"),
        files.PDF + b"<< /Type /ObjStm >> stream\n" + zlib.compress(b"<< /S /JavaScript >>") + b"\nendstream",
    ],
)
def test_pdf_with_code_is_refused(content):
    with pytest.raises(Refused, match="PDF med programkode"):
        check(upload("skjema.pdf", content))


@pytest.mark.parametrize(
    "content", [b"stream\n" * 1_000_000, b"stream\nx endstream " * 300_000, b"<< /ObjStm " * 700_000]
)
def test_a_pdf_made_to_take_long_is_read_quickly(content):
    began = time.process_time()
    check(upload("a.pdf", files.PDF + content))
    assert time.process_time() - began < 5


def test_pdf_whose_pictures_happen_to_spell_code_is_not():
    content = files.PDF + b"<< /Length 30 >> stream\nxx/JS (yy) /JavaScript \nendstream"
    assert check(upload("skann.pdf", content)).type.kind == Kind.PDF


def test_nothing_of_where_and_who_is_left_in_a_picture():
    """Place, camera, photographer and comments are gone; the picture stands upright and looks the same."""
    original = files.telling_jpeg()
    assert b"Kari Kvam" in original
    checked = check(upload("IMG_1.JPG", original))
    clean = checked.file.read()
    for word in (b"Kari", b"Telefonmerke", b"hemmelig", b"Exif", b"xmpmeta"):
        assert word not in clean
    image = Image.open(BytesIO(clean))
    assert image.size == (20, 40)
    assert not image.getexif()
    red, _green, blue = image.getpixel((10, 5))
    assert red > 200 > 60 > blue
    assert image.quantization == Image.open(BytesIO(original)).quantization


def test_colour_profile_is_kept():
    profile = b"\x00\x00\x02\x0clcms" + bytes(120)
    for format_ in ("JPEG", "PNG", "WEBP"):
        checked = check(upload(f"b.{format_.lower()}", files.picture(format_, icc_profile=profile)))
        assert Image.open(checked.file).info["icc_profile"] == profile


def test_transparent_and_moving_pictures_stay_so():
    out = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(check(upload("a.png", out.getvalue())).file).getpixel((0, 0))[3] == 0
    for format_ in ("GIF", "WEBP"):
        checked = check(upload(f"a.{format_.lower()}", files.moving(format_)))
        content = checked.file.read()
        assert Image.open(BytesIO(content)).n_frames == 3
        assert b"Kari" not in content


def test_picture_bombs_are_refused():
    for name, content in (("a.png", files.png_bomb()), ("a.png", files.png_bomb(10_000, 8_000))):
        with pytest.raises(Refused, match="for mange bildepunkter"):
            check(upload(name, content))
    with pytest.raises(Refused, match="for mange bildepunkter"):
        check(upload("a.gif", files.moving(frames=250)))


def test_picture_with_another_ending_gets_its_own():
    """Phones send WebP called .jpg."""
    assert check(upload("bilde.jpg", files.picture("PNG"))).name == "bilde.png"
    assert check(upload("uten ending", files.PDF)).name == "uten ending.pdf"


def test_what_is_hidden_behind_a_picture_is_dropped():
    checked = check(upload("bilde.png", files.picture("PNG") + files.zipped({"virus.exe": b"MZ"})))
    assert b"virus.exe" not in checked.file.read()


def test_big_files_are_told_by_name_and_size(settings):
    settings.ATTACHMENTS_MOST_BYTES = 1_000_000
    with pytest.raises(Refused, match=r"«stor\.pdf» er på 1,5 MB. En fil kan være høyst 1 MB"):
        check(upload("stor.pdf", files.PDF + bytes(1_500_000)))
