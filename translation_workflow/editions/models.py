"""The registry of editions."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Locale, PageViewRestriction

from pages.countries import countries
from pages.models import Programme

from .frontends import check_preview_address
from .languages import LANGUAGES, Language, language_for
from .roles import Role


class Kind(models.TextChoices):
    """How an edition gets its words."""

    MASTER = "master", _("master")
    SAME_LANGUAGE = "same-language", _("same language as the master")
    TRANSLATION = "translation", _("translation")


class Edition(models.Model):
    """One country's version of a programme in one language.

    The code is BCP 47 as people write it (`en-GB`); `locale` is Wagtail's row for the language,
    which editions of several programmes may share.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    class WhenUnpublished(models.TextChoices):
        UNPUBLISH = "unpublish", _("take the page away, until the master's is back")
        KEEP = "keep", _("keep the page")

    class Fallback(models.TextChoices):
        MASTER = "master", _("show the master's text")
        OMIT = "omit", _("leave the block out")

    class MemoryFills(models.TextChoices):
        NOTHING = "nothing", _("nothing: memory only offers")
        PUBLISHED = "published", _("what is published somewhere for the same text")
        TRANSLATED = "translated", _("what is translated somewhere for the same text")

    class MinimumState(models.TextChoices):
        TRANSLATED = "translated", _("translated")
        APPROVED = "approved", _("approved by a reviewer")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="editions", verbose_name=_("programme")
    )
    code = models.CharField(
        _("language"),
        max_length=16,
        choices=[(language.code, language.name) for language in LANGUAGES],
    )
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+", editable=False)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("ISO 3166, for example SE. Empty for the edition of no country."),
    )
    order = models.PositiveSmallIntegerField(_("place in the edition switcher"), default=0)
    partner = models.CharField(_("partner organisation"), max_length=200, blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    fallback = models.CharField(
        _("where a translation is missing"), max_length=10, choices=Fallback, default=Fallback.MASTER
    )
    when_unpublished = models.CharField(
        _("when the master's page is unpublished"),
        max_length=10,
        choices=WhenUnpublished,
        default=WhenUnpublished.UNPUBLISH,
        help_text=_("A page whose master is deleted is taken away in any case; its words are kept."),
    )
    maximum_missing = models.PositiveIntegerField(
        _("most untranslated pieces a page may be published with"),
        null=True,
        blank=True,
        default=0,
        help_text=_("Empty: any number."),
    )
    minimum_state = models.CharField(
        _("what a piece must be before it goes live"),
        max_length=10,
        choices=MinimumState,
        default=MinimumState.TRANSLATED,
        help_text=_("Pieces that are not so far keep the words that are live."),
    )
    conflicts_block = models.BooleanField(
        _("a page with conflicts is not published"),
        default=False,
        help_text=_(
            "A conflict is a block that the edition adapted and the master changed since. Without this it is "
            "told, and the page goes live as the edition decided."
        ),
    )
    similarity = models.PositiveSmallIntegerField(
        _("how alike two texts must be for words to follow (percent)"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Where the master's old and new text are at least this alike, the translation follows and needs "
            "work. Below it, the old words are only a suggestion."
        ),
    )
    memory_fills = models.CharField(
        _("what memory fills in by itself"),
        max_length=10,
        choices=MemoryFills,
        default=MemoryFills.PUBLISHED,
        help_text=_(
            "Words that memory filled in need work: somebody says that they are right, or changes them."
        ),
    )
    texts_may_leave = models.BooleanField(
        _("texts may be sent to machine translation outside"),
        default=False,
        help_text=_(
            "A service on the internet gets the texts to translate. Without this only engines that run on "
            "our own machine are asked. What a machine says needs work; it never goes live by itself."
        ),
    )
    preview_address = models.CharField(
        _("where previews are shown"),
        max_length=500,
        blank=True,
        validators=[check_preview_address],
        help_text=_(
            "The address of the partner's own frontend, for example "
            "https://example.org/preview?token={token}. {token} stands for what reads the draft from the "
            "API; {path}, {key} and {edition} may stand there too. Empty: drafts are shown as our own reader "
            "does."
        ),
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["programme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                Lower("code"),
                name="a_programme_has_one_edition_a_language",
                violation_error_message=_("This programme already has an edition in this language."),
            ),
            models.CheckConstraint(
                condition=models.Q(similarity__lte=100), name="an_editions_similarity_is_in_percent"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_state__in=["translated", "approved"]),
                name="a_gate_asks_for_translated_or_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(memory_fills__in=["nothing", "published", "translated"]),
                name="memory_fills_what_an_edition_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.slug}/{self.code}"

    def clean(self) -> None:
        """Refuse an unknown country, and another language: words would be read as that language."""
        if self.country and self.country not in countries():
            raise ValidationError({"country": _("This is no country of ISO 3166. For example: SE.")})
        if self.pk:
            before = Edition.objects.get(pk=self.pk)
            if (before.code, before.programme_id) != (self.code, self.programme_id):
                raise ValidationError(
                    _("An edition keeps its programme and language. Add another edition instead.")
                )

    def save(self, *args: object, **options: object) -> None:
        """Keep the locale in step with the code: an edition in a listed language needs no more."""
        if self.code:
            self.locale = Locale.objects.get_or_create(language_code=self.language.stored_code)[0]
        # With what is told of it: whoever listens writes in the same transaction.
        with transaction.atomic():
            super().save(*args, **options)  # type: ignore[arg-type]

    @property
    def language(self) -> Language:
        """The shipped language of the code."""
        return language_for(self.code)

    @property
    def master_code(self) -> str:
        """The code of the language that the edition's master is written in."""
        return language_for(self.programme.master_locale.language_code).code

    @property
    def native_name(self) -> str:
        """The language's name in the language itself."""
        return self.language.native_name

    @property
    def label(self) -> str:
        """What the edition switcher shows: the language in its own words."""
        return self.native_name

    @property
    def is_master(self) -> bool:
        """Whether this is a master's own edition, which is written and not translated."""
        return self.locale_id == self.programme.master_locale_id

    @property
    def kind(self) -> Kind:
        """How this edition relates to its programme's master."""
        if self.is_master:
            return Kind.MASTER
        master = language_for(self.programme.master_locale.language_code)
        return Kind.SAME_LANGUAGE if self.language.base == master.base else Kind.TRANSLATION


class InheritedRestriction(models.Model):
    """A restriction that a page of an edition has from its master, and goes with the master's.

    `told` is what it asked of readers when it came: one that somebody changed since is the edition's own,
    as those without such a row are.
    """

    restriction = models.OneToOneField(
        PageViewRestriction, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    told = models.JSONField()

    def __str__(self) -> str:
        return str(self.restriction)


class RoleGroup(models.Model):
    """A group that the system keeps: its members have a role. It is known by this row, not by its name.

    An author's edition is the master's own; a coordinator's group is for all editions and has none.
    """

    ROLES = [
        (Role.AUTHOR.value, _("author")),
        (Role.TRANSLATOR.value, _("translator")),
        (Role.REVIEWER.value, _("reviewer")),
        (Role.COORDINATOR.value, _("coordinator")),
    ]

    role = models.CharField(max_length=12, choices=ROLES)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="role_groups")
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role")

    class Meta:
        constraints = [
            models.UniqueConstraint("role", "edition", name="an_edition_has_one_group_a_role"),
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(edition=None), name="a_role_of_all_has_one_group"
            ),
            models.CheckConstraint(
                condition=models.Q(role="coordinator", edition=None)
                | (~models.Q(role="coordinator") & models.Q(edition__isnull=False)),
                name="coordinators_are_of_no_one_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.edition}" if self.edition else self.role


class EditionFiles(models.Model):
    """The collection that an edition's pictures and papers are in; the master's own edition has one, too."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="files")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.edition)
