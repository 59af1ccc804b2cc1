"""The only writers: everything they store has a who, a when and, if given, a why. [P5]"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kvalitet.text.columns import made_anew
from kvalitet.web.errors import Refused

M = TypeVar("M", bound=models.Model)


def lock(obj: M, *, as_read: bool = False) -> M:
    """Read the row again and hold it until the transaction ends.

    Raises DoesNotExist when it is gone, and Refused when `as_read` is asked for and someone else was first.
    """
    model: Any = obj._meta.concrete_model
    locked: Any = model._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    if as_read and locked.version != cast(Any, obj).version:
        raise Refused(_("Noen andre endret dette akkurat nå. Se over endringen og lagre på nytt."))
    return cast(M, locked)


@transaction.atomic
def create(model: type[M], *, by: AbstractBaseUser | None, reason: str = "", **fields: Any) -> M:
    """Check and store a new row with its first version; its own `reason` is set too. Raises ValidationError."""
    if reason and any(field.name == "reason" for field in model._meta.concrete_fields):
        fields["reason"] = reason
    obj = model(**fields)
    _sign(obj, by=by, reason=reason)
    obj.full_clean()
    obj.save(force_insert=True)
    return obj


@transaction.atomic
def create_many(model: type[M], rows: Sequence[M], *, by: AbstractBaseUser | None, reason: str = "") -> list[M]:
    """Check and store many new rows with their first versions, in a few statements.

    Raises ValidationError for a wrong value. Rows pointed at aren't looked up: the caller has just read or made them.
    """
    pointers = [field.name for field in model._meta.concrete_fields if field.is_relation]
    for row in rows:
        row.clean_fields(exclude=pointers)
        row.clean()
    made: list[M] = bulk_create_with_history(
        rows, model, batch_size=1000, default_user=by, default_change_reason=reason[:1000] or None
    )
    return made


@transaction.atomic
def apply(obj: M, changes: Mapping[str, Any], *, by: AbstractBaseUser | None, reason: str = "") -> M:
    """Set the changed fields, check, store with who and why; nothing is written when nothing differs.

    Raises ValidationError, and leaves the row as it was.
    """
    many = {field.name for field in obj._meta.many_to_many}
    changed = [name for name, value in changes.items() if name not in many and getattr(obj, name) != value]
    sets = {name: value for name, value in changes.items() if name in many and _differs(obj, name, value)}
    if not changed and not sets:
        return obj
    for name in changed:
        setattr(obj, name, changes[name])
    if hasattr(obj, "version"):
        obj.version += 1
        changed.append("version")
    _sign(obj, by=by, reason=reason)
    obj.full_clean(validate_constraints=True)
    obj.save(update_fields=changed or None)
    for name, value in sets.items():
        getattr(obj, name).set(value)
    return obj


@transaction.atomic
def apply_many(
    model: type[M], rows: Sequence[M], fields: Sequence[str], *, by: AbstractBaseUser | None, reason: str = ""
) -> int:
    """Check and store fields already set on many rows, with a version each, in a few statements. Returns how many.

    Raises ValidationError for a wrong value; rows pointed at aren't looked up. The caller holds the rows.
    """
    others = {one.name for one in model._meta.concrete_fields if one.is_relation or one.name not in fields}
    changed = list(fields)
    for row in rows:
        row.clean_fields(exclude=others)
        if hasattr(row, "version"):
            row.version += 1
    if rows and hasattr(rows[0], "version"):
        changed.append("version")
    changed += made_anew(rows, fields)
    return int(
        bulk_update_with_history(
            rows, model, changed, batch_size=500, default_user=by, default_change_reason=reason[:1000] or None
        )
        if rows
        else 0
    )


@transaction.atomic
def touch(obj: M, *, by: AbstractBaseUser | None, reason: str) -> M:
    """Store a new version of a versioned row whose parts changed, so that the next to save it is told."""
    versioned: Any = obj
    versioned.version += 1
    _sign(obj, by=by, reason=reason)
    obj.save(update_fields=["version"])
    return obj


@transaction.atomic
def note(obj: models.Model, *, by: AbstractBaseUser | None, reason: str) -> None:
    """Tell in the object's history of what changed none of its fields; those who edit it are not disturbed."""
    model: Any = obj._meta.concrete_model
    if hasattr(model, "history"):
        model.history.bulk_history_create([obj], update=True, default_user=by, default_change_reason=reason[:1000])


@transaction.atomic
def remove(obj: models.Model, *, by: AbstractBaseUser | None, reason: str = "") -> None:
    """Delete the row; its versions stay."""
    _sign(obj, by=by, reason=reason)
    obj.delete()


@transaction.atomic
def rewrite(
    obj: M, fields: Sequence[str], new: Callable[[str], str], *, by: AbstractBaseUser | None, reason: str
) -> bool:
    """Change words in the row and in every version of it, so that what stood there stands nowhere; say if any did.

    The one exception to versions being left as they were: what should never have been written down. One new version
    tells that it happened, who did it, when and why; the reason mustn't repeat the words. For texts and lists of them.
    """
    obj = lock(obj)
    model: Any = obj._meta.concrete_model
    found = _rewritten(obj, fields, new)
    if hasattr(model, "history"):
        versions = model.history.filter(**{model._meta.pk.attname: obj.pk})
        for version in versions:
            kept = [*(name for name in fields if hasattr(version, name)), "history_change_reason"]
            if changes := _rewritten(version, kept, new):
                versions.filter(history_id=version.history_id).update(**changes)
                found |= {name: getattr(obj, name) for name in changes if name in fields and name not in found}
    if not found:
        return False
    for name, value in found.items():
        setattr(obj, name, value)
    if hasattr(obj, "version"):
        obj.version += 1
        found["version"] = obj.version
    _sign(obj, by=by, reason=reason)
    obj.save(update_fields=list(found))
    return True


def _rewritten(row: Any, fields: Sequence[str], new: Callable[[str], str]) -> dict[str, Any]:
    """Return the fields of a row or version that become something else, cut to what they have room for."""
    found: dict[str, Any] = {}
    for name in fields:
        value = getattr(row, name)
        changed = [new(one) for one in value] if isinstance(value, list) else new(value) if value else value
        if changed != value:
            limit = getattr(row._meta.get_field(name), "max_length", None)
            found[name] = changed[:limit] if isinstance(changed, str) else changed
    return found


@transaction.atomic
def erase(rows: Any, *, versions: Q | None = None) -> int:
    """Delete rows and every version of them, as if they had never been; says how many rows. [S5]

    `versions` matches more versions to delete: those of rows that were removed earlier, or lay elsewhere then. What
    may be erased, and who has said so, is for the owner to know; nothing of it stays to tell.
    """
    model: Any = rows.model
    keys = list(rows.order_by().values_list("pk", flat=True))
    if hasattr(model, "history"):
        doomed = Q(**{f"{model._meta.pk.attname}__in": keys})
        unheard = model._base_manager.filter(pk__in=keys)
        unheard._raw_delete(unheard.db)
        model.history.filter(doomed | versions if versions else doomed).delete()
    else:
        model._base_manager.filter(pk__in=keys).delete()
    return len(keys)


@transaction.atomic
def blur(obj: models.Model, fields: Sequence[str], *, to: datetime) -> None:
    """Let these fields and the versions so far tell no finer time, since a minute may be enough to know who."""
    model: Any = obj._meta.concrete_model
    told = dict.fromkeys(fields, to)
    model._base_manager.filter(pk=obj.pk).update(**told)
    model.history.filter(**{model._meta.pk.attname: obj.pk}).update(history_date=to, **told)
    obj.refresh_from_db(fields=fields)


def _sign(obj: models.Model, *, by: AbstractBaseUser | None, reason: str) -> None:
    signed: Any = obj
    signed._history_user = by
    signed._change_reason = reason[:1000] or None


def _differs(obj: models.Model, name: str, value: Any) -> bool:
    return {row.pk for row in getattr(obj, name).all()} != {row.pk for row in value}
