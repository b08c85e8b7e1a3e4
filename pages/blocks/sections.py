"""The streams of blocks that pages offer to their authors, named after what stands in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, CharBlock, ListBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from . import facts, learning, people, text

Blocks = list[tuple[str, Block]]


class LetteredPartBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=150)
    content = StreamBlock(
        [
            ("text", text.prose()),
            ("bullets", text.BulletsBlock()),
            ("countries", facts.CountriesBlock()),
        ],
        label=_("Content"),
        required=False,
    )

    class Meta:
        label = _("Part")


class SectionBlock(StructBlock):
    """A headed part of a page's body."""

    heading = CharBlock(label=_("Heading"), max_length=150)
    content = StreamBlock(
        [
            ("text", text.prose()),
            ("bullets", text.BulletsBlock()),
            ("lettered", ListBlock(LetteredPartBlock(), label=_("Parts a) b) c)"), icon="list-ol")),
            ("audience", people.AudienceBlock()),
            ("countries", facts.CountriesBlock()),
            ("fact", facts.FactBlock()),
            ("quote", text.QuoteBlock()),
            ("image", text.PictureBlock()),
        ],
        label=_("Content"),
    )

    class Meta:
        icon = "doc-full"
        label = _("Section")


PROSE: Blocks = [("heading", text.HeadingBlock()), ("text", text.prose())]
RUNNING: Blocks = [
    ("text", text.prose()),
    ("bullets", text.BulletsBlock()),
    ("fact", facts.FactBlock()),
    ("quote", text.QuoteBlock()),
]
BODY: Blocks = [("text", text.prose()), ("section", SectionBlock())]
ILLUSTRATION: Blocks = [("image", text.PictureBlock())]
PHASES: Blocks = [("phase", CharBlock(label=_("Phase"), max_length=100))]
AUDIENCES: Blocks = [*PROSE, ("audience", people.AudienceBlock())]
OBJECTIVES: Blocks = [*PROSE, ("objective", learning.line(_("Objective"), "success"))]
OFFERS: Blocks = [*PROSE, ("offer", learning.line(_("Offer"), "pick"))]
BENEFITS: Blocks = [*PROSE, ("benefit", text.BulletBlock(label=_("Benefit"), icon="plus"))]
COMMITMENTS: Blocks = [*PROSE, ("commitment", learning.line(_("Commitment"), "check"))]
STATISTICS: Blocks = [("statistic", facts.statistic())]
PARTNERS: Blocks = [("partner", people.partner())]
CONTACTS: Blocks = [("contact_point", people.contact_point())]
SOCIAL: Blocks = [("social_account", people.social_account())]
LOGOS: Blocks = [("logo", people.LogoBlock())]
LINKS: Blocks = [("link", people.LinkBlock())]
DOCUMENTS: Blocks = [("document", people.DocumentBlock())]
PARTICIPANTS: Blocks = [("participant", people.ParticipantBlock(max_length=150))]
ROUNDS: Blocks = [("round", learning.RoundBlock())]
RELATED_THEMES: Blocks = [("theme", PageChooserBlock("pages.ThemePage", label=_("Theme")))]

ISSUES: Blocks = [("issue", learning.issue())]
INTRODUCTION: Blocks = [
    ("what", text.ProseBlock(label=_("What it is"), icon="help")),
    ("why", text.ProseBlock(label=_("Why it matters"), icon="help")),
    ("fact", facts.FactBlock(label=_("Key information"))),
]
QUESTIONS: Blocks = [("question", learning.QuestionBlock())]
STEPS: Blocks = [("step", learning.StepBlock())]
FINANCE: Blocks = [*RUNNING, ("finance_instrument", facts.finance_instrument())]
TOOLS: Blocks = [("tool", learning.ToolBlock()), ("text", text.prose())]
POLITICAL_CONTEXT: Blocks = [
    *RUNNING,
    ("milestone", facts.milestone()),
    ("legal_instrument", facts.legal_instrument()),
]
TIPS: Blocks = [
    ("tip", learning.line(_("Tip"), "pick")),
    ("tool", learning.ToolBlock()),
    ("text", text.prose()),
]


def section(blocks: Blocks, *, name: Any = None, required: bool = False, **limits: Any) -> StreamField:
    """A page's section: a stream that keeps the ids of its blocks.

    `limits` are Wagtail's: min_num, max_num, block_counts.
    """
    return StreamField(
        StreamBlock(blocks, required=required, **limits),
        verbose_name=name,
        blank=not required,
        default=list,
    )
