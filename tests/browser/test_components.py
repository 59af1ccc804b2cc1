"""Every component in its states, judged in a real browser."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
PATH = "/komponenter/"


def test_components_pass_axe(open_page, axe, world, width, scheme):
    """[UI] WCAG A/AA and best practice, both widths, light and dark."""
    page = open_page(PATH, user=world.kari, width=width, scheme=scheme)
    assert axe(page) == []


def test_components_fit_320_px(open_page, sideways_scroll, world):
    assert not sideways_scroll(open_page(PATH, user=world.kari, width=320))


def test_the_first_tab_stop_skips_to_the_content(open_page, world):
    page = open_page(PATH, user=world.kari)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"


def test_the_menu_opens_and_gives_focus_back(open_page, axe, world):
    page = open_page(PATH, user=world.kari, width=390)
    page.click(".menu-button")
    page.get_by_role("dialog", name="Meny").wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Meny"


def test_a_dialog_names_the_thing_and_gives_focus_back(open_page, axe, world):
    page = open_page(PATH, user=world.kari)
    page.click("button[commandfor=slett]")
    page.get_by_role("dialog", name="Vil du slette «Ny turnus»?").wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Slett tiltaket"


def test_a_wrong_form_moves_focus_to_what_must_be_put_right(open_page, axe, world):
    page = open_page(PATH, user=world.kari)
    page.click("text=Lagre tiltaket")
    page.wait_for_selector(".ds-error-summary")
    page.wait_for_function("document.activeElement.matches('.ds-error-summary')")
    assert axe(page) == []
    page.click(".ds-error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_everything_can_be_read_without_scripts(open_page, world):
    page = open_page(PATH, user=world.kari, java_script_enabled=False)
    assert page.get_by_role("heading", name="Komponenter", level=1).is_visible()
    assert page.get_by_label("Hva heter tiltaket?").is_visible()


def test_the_printed_page_has_no_menu(open_page, world):
    page = open_page(PATH, user=world.kari)
    page.emulate_media(media="print")
    assert not page.locator(".shell-menu").is_visible()
    assert not page.locator(".page-header .actions").is_visible()
    assert page.locator("h1").is_visible()


def test_the_chosen_file_is_named(open_page, world):
    page = open_page(PATH, user=world.kari)
    page.set_input_files("input[type=file]", {"name": "plan.csv", "mimeType": "text/csv", "buffer": b"a;b"})
    assert page.get_by_text("Valgt fil: plan.csv").first.is_visible()


def test_what_is_typed_in_a_long_list_narrows_it(open_page, world):
    page = open_page(PATH, user=world.kari)
    page.fill("[data-options-filter]", "enhet 12")
    shown = page.locator("fieldset:has([data-options-filter]) .options > .ds-field:visible")
    assert shown.all_inner_texts() == ["Enhet 12"]


def test_leaving_with_unsaved_text_asks_first(open_page, world):
    page = open_page(PATH, user=world.kari)
    page.fill("#id_title", "Felles vaktplan")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.click("footer a >> nth=0")
    page.wait_for_url("**/tilgjengelighet/")
    assert asked == ["beforeunload"]
