"""What the app hangs up with the platform."""

from django.utils.translation import gettext_lazy as _

from kvalitet.web.registry import MenuEntry, register_menu

register_menu(MenuEntry(label=_("Min side"), url_name="home:start", icon="House", group="", order=10))
