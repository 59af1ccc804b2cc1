"""Files made for the tests: good ones, and those that must be refused."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
EXE = b"MZ\x90\x00" + bytes(200)
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
ODT = "application/vnd.oasis.opendocument.text"
GPS = 0x8825
ORIENTATION, MAKE, ARTIST = 0x0112, 0x010F, 0x013B


def upload(name, content):
    return SimpleUploadedFile(name, content)


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more):
    return zipped({**DOCX, **more})


def bomb():
    """A Word document of 250 MB in a quarter of a megabyte."""
    return docx(**{"word/media/image1.xml": bytes(250_000_000)})


def lying_bomb():
    """The same, but the directory says that the member is small."""
    content = bytearray(docx(**{"word/media/image1.xml": bytes(30_000_000)}))
    size = struct.pack("<I", 30_000_000)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 100)
    return bytes(content)


def crowded():
    """A directory of far too many members."""
    return zipped({**DOCX, **{f"word/{n}.xml": b"" for n in range(3100)}}, zipfile.ZIP_STORED)


def locked():
    content = bytearray(docx())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def picture(format_="JPEG", size=(40, 20), **options):
    """A picture, left half red, right half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def telling_jpeg():
    """A JPEG as a phone makes it: place, camera, photographer, a comment, and to be turned."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[ARTIST] = 6, "Telefonmerke", "Kari Kvam"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (60.0, 23.0, 12.0)
    return picture(exif=exif, comment=b"hemmelig kommentar", quality=95, xmp=b"<x:xmpmeta>Kari Kvam</x:xmpmeta>")


def png_bomb(width=30_000, height=30_000):
    """A few bytes that say they are 900 million points."""
    content = bytearray(picture("PNG"))
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


def moving(format_="GIF", frames=3, size=(8, 8)):
    images = [Image.new("RGB", size, (n * 40 % 256, 255 - n, n)) for n in range(frames)]
    out = BytesIO()
    images[0].save(out, format_, save_all=True, append_images=images[1:], duration=50, comment=b"Kari Kvam")
    return out.getvalue()
