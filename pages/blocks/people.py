"""Groups of readers, partners, contacts and participants."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, StructBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from .text import LineBlock, PictureBlock


class AudienceBlock(StructBlock):
    name = CharBlock(label=_("Group"), max_length=200)
    members = ListBlock(LineBlock(label=_("Member")), label=_("Members"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Audience")


def partner() -> SnippetChooserBlock:
    return SnippetChooserBlock("pages.Partnership", label=_("Partner"), icon="group")


def contact_point() -> SnippetChooserBlock:
    return SnippetChooserBlock("pages.ContactPoint", label=_("Contact point"), icon="mail")


def social_account() -> SnippetChooserBlock:
    return SnippetChooserBlock("pages.SocialAccount", label=_("Social account"), icon="comment")


class LogoBlock(StructBlock):
    role = CharBlock(label=_("Role"), max_length=100, help_text=_("For example: Supported by"))
    image = PictureBlock(required=False)
    name = CharBlock(label=_("Name"), max_length=150)

    class Meta:
        icon = "image"
        label = _("Logo")


class LinkBlock(StructBlock):
    """A named link, to a page of the programme or to an address."""

    title = CharBlock(label=_("Title"), max_length=150)
    page = PageChooserBlock(label=_("Page"), required=False)
    url = URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")


class DocumentBlock(StructBlock):
    """A paper by its title; the file may follow later."""

    title = CharBlock(label=_("Title"), max_length=200)
    document = DocumentChooserBlock(label=_("File"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document")


class ParticipantBlock(CharBlock):
    class Meta:
        icon = "user"
        label = _("Participant")
