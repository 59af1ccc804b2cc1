"""The report page on a phone: few taps, and the main things of it by thumb, by keyboard and without JavaScript. [D1]"""

import re
from io import BytesIO

import pytest
from django_scopes import scopes_disabled
from PIL import Image
from playwright.sync_api import expect

from deviations.models import Deviation
from kvalitet.attachments.models import Attachment
from kvalitet.organisation.models import Person

TEXT = "Gulvet i gangen var vått, og jeg var nær ved å falle."
MOST_TAPS = 6


@pytest.fixture
def server(demo):
    return demo


def photo(colour="red"):
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telefonen min"
    Image.new("RGB", (2400, 1800), colour).save(file, "JPEG", exif=exif)
    return {"name": "bilde.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def employee():
    return Person.objects.get(username="ansatt")


@scopes_disabled()
def newest():
    return Deviation.objects.order_by("-id").first()


@scopes_disabled()
def files_of(event):
    return list(Attachment.objects.on([event]).kept())


def test_newcomer_reports_with_a_photo_in_few_taps(open_page):
    """[D1] From the first page to the receipt: at most six taps and the text."""
    page = open_page("/", user=employee(), width=390, has_touch=True, is_mobile=True)
    taps = 0

    def tap(target):
        nonlocal taps
        taps += 1
        target.tap()

    tap(page.get_by_role("banner").get_by_role("link", name="Meld avvik"))
    expect(page.locator("form[data-ready]")).to_be_visible()
    tap(page.get_by_label("Hva skjedde?"))
    page.keyboard.type(TEXT)
    tap(page.locator(".big-choice").filter(has_text="Alvorlig").nth(0))
    with page.expect_file_chooser() as chooser:
        tap(page.locator("#id_camera"))
    chooser.value.set_files([photo()])
    expect(page.locator(".photo-list li")).to_have_count(1)
    tap(page.get_by_role("button", name="Send meldingen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Takk, meldingen er sendt")
    assert taps <= MOST_TAPS
    event = newest()
    assert event.description == TEXT
    assert event.unit.name in page.locator("main").inner_text() or event.unit_id
    assert event.opened_at is not None
    (file,) = files_of(event)
    assert (file.name, file.media_type) == ("bilde.jpg", "image/jpeg")
    expect(page.locator("main")).to_contain_text(re.compile("Du får svar innen"))
