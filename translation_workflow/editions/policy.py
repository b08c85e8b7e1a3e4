"""Who may work on an edition: the one place that decides it, for views, functions and querysets alike.

People have roles by being in groups that the system keeps (`RoleGroup`); what a role may is in `roles.TABLE`.
A superuser may everything, and somebody whose account is closed nothing. Roles are read once for each
`user` object, in one query; a new request has a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from pages.models import Programme

from .models import Edition, RoleGroup
from .roles import ABOUT_MASTER, Act, Role, roles_for


@dataclass(frozen=True)
class Held:
    """A role that somebody has: of a programme (an author's), of an edition, or of everything (no ids)."""

    role: Role
    edition_id: int | None
    programme_id: int | None


def roles_of(user: Any) -> tuple[Held, ...]:
    """Return the roles that somebody has; none for closed and unknown accounts. A superuser needs none."""
    if not user.is_active or user.pk is None:
        return ()
    if not hasattr(user, "_roles_held"):
        rows = RoleGroup.objects.filter(group__user=user.pk).order_by("pk")
        user._roles_held = tuple(
            Held(Role(role), edition_id, programme_id)
            for role, edition_id, programme_id in rows.values_list("role", "edition", "edition__programme")
        )
    held: tuple[Held, ...] = user._roles_held
    return held


def is_keeper(user: Any) -> bool:
    """Return whether somebody keeps the system itself, and may everything."""
    return bool(user.is_active and user.is_superuser)


def may(user: Any, act: Act, edition: Edition) -> bool:
    """Return whether somebody may do something in an edition; acts in the master are asked of its own."""
    about_master = edition.is_master
    if act is not Act.TELL_OUTSIDE and about_master is not (act in ABOUT_MASTER):
        return False
    if is_keeper(user):
        return True
    return any(
        _holds_in(held, edition, about_master=about_master)
        for held in roles_of(user)
        if held.role in roles_for(act)
    )


def _holds_in(held: Held, edition: Edition, *, about_master: bool) -> bool:
    match held.role:
        case Role.COORDINATOR:
            return True
        case Role.AUTHOR:
            return held.programme_id == edition.programme_id
        case _:
            # A translator has a part in the master of the programme: to read it.
            same = held.programme_id == edition.programme_id if about_master else False
            return same or held.edition_id == edition.pk


def may_anywhere(user: Any, act: Act) -> bool:
    """Return whether there is anything in which somebody may do this: for menus, and screens of all."""
    return is_keeper(user) or any(held.role in roles_for(act) for held in roles_of(user))


def editions_where(user: Any, act: Act) -> QuerySet[Edition]:
    """Return the editions in which somebody may do something, those of a programme in their order.

    For acts in the master these are the masters' own editions, else those of countries. One query, and one
    more to know the roles, once for each `user` object.
    """
    is_master = Q(locale=F("programme__master_locale"))
    rows = _editions().filter(is_master if act in ABOUT_MASTER else ~is_master)
    return rows if is_keeper(user) else rows.filter(_within(roles_of(user), act))


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related("programme__master_locale", "programme__master_page", "locale")


def _within(held: Iterable[Held], act: Act) -> Q:
    """Return the condition that an edition is in the reach of the roles that may do something."""
    able = [one for one in held if one.role in roles_for(act)]
    if any(one.role is Role.COORDINATOR for one in able):
        return Q()
    in_master = act in ABOUT_MASTER
    programmes = {one.programme_id for one in able if one.role is Role.AUTHOR or in_master}
    return Q(programme__in=programmes) | Q(pk__in={one.edition_id for one in able})


def editions_for(user: Any) -> QuerySet[Edition]:
    """Return the editions whose words a user may change; a master's own is written, not translated."""
    return editions_where(user, Act.TRANSLATE)


def editions_seen_by(user: Any) -> QuerySet[Edition]:
    """Return the editions whose progress a user may see: translators their own, authors their programme's."""
    return editions_where(user, Act.SEE)


def editions_reviewed_by(user: Any) -> QuerySet[Edition]:
    """Return the editions whose words a user approves and publishes."""
    return editions_where(user, Act.APPROVE)


def editions_logged_for(user: Any) -> QuerySet[Edition]:
    """Return the editions whose log a user may read."""
    return editions_where(user, Act.READ_LOG)


def programmes_authored_by(user: Any) -> QuerySet[Programme]:
    """Return the programmes whose master a user writes."""
    if is_keeper(user):
        return Programme.objects.all()
    return Programme.objects.filter(pk__in=_authored(user))


def programmes_of(user: Any) -> QuerySet[Programme]:
    """Return the programmes in which a user has any role: what is in others is not offered to them."""
    held = roles_of(user)
    if is_keeper(user) or any(one.role is Role.COORDINATOR for one in held):
        return Programme.objects.all()
    return Programme.objects.filter(pk__in={one.programme_id for one in held})


def _authored(user: Any) -> set[int]:
    return {held.programme_id or 0 for held in roles_of(user) if held.role is Role.AUTHOR}


def has_editions(user: Any) -> bool:
    """Return whether there is any edition whose words a user may change; asked once for each `user` object.

    The menu of every page in the admin wants to know, several times.
    """
    if not hasattr(user, "_has_editions"):
        user._has_editions = may_anywhere(user, Act.TRANSLATE) and editions_for(user).exists()
    return bool(user._has_editions)


def edition_for(user: Any, pk: int) -> Edition | None:
    """Return the edition of a row id if the user may change its words, else None."""
    found = editions_for(user).filter(pk=pk).first()
    if found is not None:
        user._has_editions = True
    return found


def may_translate(user: Any, edition: Edition) -> bool:
    """Return whether a user may change the words of an edition; see `editions_for`."""
    return may(user, Act.TRANSLATE, edition)


def may_approve(user: Any, edition: Edition) -> bool:
    """Return whether a user may approve words of an edition, or send them back."""
    return may(user, Act.APPROVE, edition)


def may_publish_in(user: Any, edition: Edition) -> bool:
    """Return whether a user decides what readers of an edition get."""
    return may(user, Act.PUBLISH, edition)


def may_dismiss(user: Any, edition: Edition, *, blocking: bool) -> bool:
    """Return whether a user may put aside what a rule says of an edition's words, or of its master's text.

    A warning: whoever may change these words. What keeps words from going live: whoever may publish them.
    """
    if edition.is_master:
        return may(user, Act.PUBLISH_MASTER if blocking else Act.WRITE_MASTER, edition)
    return may(user, Act.DISMISS_BLOCKING if blocking else Act.TRANSLATE, edition)


def may_author(user: Any, programme: Programme) -> bool:
    """Return whether a user writes and publishes the master of a programme."""
    return is_keeper(user) or programme.pk in _authored(user)


def may_answer(user: Any, programme: Programme) -> bool:
    """Return whether a user may answer what translators of a programme asked: its authors, coordinators."""
    if is_keeper(user):
        return True
    return any(
        held.role is Role.COORDINATOR or held.programme_id == programme.pk
        for held in roles_of(user)
        if held.role in roles_for(Act.ANSWER)
    )


def may_coordinate(user: Any) -> bool:
    """Return whether a user answers for all editions: gives roles, keeps the registry."""
    return is_keeper(user) or any(held.role is Role.COORDINATOR for held in roles_of(user))


def may_give_roles(user: Any) -> bool:
    """Return whether a user may give people roles, and take them."""
    return may_anywhere(user, Act.GIVE_ROLES)


def editions_coordinated_by(user: Any) -> QuerySet[Edition]:
    """Return the editions that a user answers for towards the outside, a master's own among them.

    A reviewer for the edition, an author for the master, a coordinator for all.
    """
    rows = _editions()
    if is_keeper(user):
        return rows
    able = [held for held in roles_of(user) if held.role in roles_for(Act.TELL_OUTSIDE)]
    if any(held.role is Role.COORDINATOR for held in able):
        return rows
    return rows.filter(pk__in={held.edition_id for held in able})


def may_keep_registry(user: Any) -> bool:
    """Return whether a user keeps the registry: which editions there are, and which are published."""
    return may_anywhere(user, Act.KEEP_REGISTRY)


def coordinates_any(user: Any) -> bool:
    """Return whether there is any such edition; asked once for each `user` object, as `has_editions`."""
    if not hasattr(user, "_coordinates_any"):
        user._coordinates_any = editions_coordinated_by(user).exists()
    return bool(user._coordinates_any)
