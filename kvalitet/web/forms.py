"""Forms in the design system's markup; mix in first: `class X(DsFormMixin, forms.Form)`."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

LONG_LIST = 10


class DsRenderer(TemplatesSetting):
    """Take the design system's templates instead of Django's; the admin keeps its own."""

    form_template_name = "ui/ds/form.html"
    field_template_name = "ui/ds/field.html"
    formset_template_name = "ui/ds/formset.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Render a widget with our own template where there is one."""
        return super().render(OWN_WIDGETS.get(template_name, template_name), context, request)


OWN_WIDGETS = {
    f"django/forms/widgets/{name}.html": f"ui/ds/widgets/{own}.html"
    for name, own in {
        "radio": "choices",
        "checkbox_select": "choices",
        "clearable_file_input": "file",
        "file": "file",
    }.items()
}


class DsFormMixin:
    """Give every widget its class, dates a native picker, numbers Norwegian writing, and text areas a counter."""

    default_renderer: Any = DsRenderer
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Set what the markup needs on one field; safe to do again."""
    widget = field.widget
    if widget.is_hidden:
        return
    classes = str(widget.attrs.get("class", ""))
    if "ds-input" not in classes:
        widget.attrs["class"] = f"{classes} ds-input".strip()
    if isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif isinstance(widget, forms.NumberInput):
        _norwegian_number(field, widget)
    elif isinstance(widget, forms.Textarea):
        _counted(field, widget)
    widget.use_required_attribute = lambda initial: False  # the server is the judge


def _counted(field: forms.Field, widget: forms.Textarea) -> None:
    """Show a counter instead of cutting what is pasted."""
    widget.attrs.pop("maxlength", None)
    widget.attrs.setdefault("rows", 4)
    if limit := getattr(field, "max_length", None):
        widget.attrs["data-limited"] = str(limit)


def _norwegian_number(field: forms.Field, widget: forms.NumberInput) -> None:
    """Let people write 1 000 and 8,1: number inputs of browsers don't."""
    widget.input_type = "text"
    whole = isinstance(field, forms.IntegerField) and not isinstance(field, forms.FloatField | forms.DecimalField)
    widget.attrs["inputmode"] = "numeric" if whole else "decimal"
    for name in ("min", "max", "step"):
        widget.attrs.pop(name, None)
    field.localize = True
    widget.is_localized = True
