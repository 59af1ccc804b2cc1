"""What a person is told when a part of a page can't be fetched."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("status", "words"), [(500, "Noe gikk galt hos oss"), (404, "Siden finnes ikke lenger"), (None, "ikke kontakt")]
)
def test_the_page_stays_and_says_what_happened(open_page, world, status, words):
    page = open_page(reverse("goals:measure-list"), user=world.kari)

    def answer(route):
        if "hx-request" not in route.request.headers:
            route.continue_()
        elif status is None:
            route.abort()
        else:
            route.fulfill(status=status, body="<p>feil</p>", content_type="text/html")

    page.route("**/*", answer)
    page.fill("main input[name=q]", "plan")
    page.get_by_role("alert").filter(has_text=words).wait_for()
    assert page.locator("h1").is_visible()
    assert page.locator("main input[name=q]").input_value() == "plan"


def test_a_signed_out_search_goes_to_the_sign_in_page(open_page, world):
    page = open_page(reverse("goals:measure-list"), user=world.kari)
    page.context.clear_cookies()
    page.fill("main input[name=q]", "plan")
    page.wait_for_url("**/konto/login/**")
    assert page.locator("input[type=password]").is_visible()
