"""A module: a theme at one level, read in ten to fifteen minutes."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.blocks import sections
from pages.blocks.sections import section

from .base import ContentPageMixin, group

SHORTEST_MINUTES, LONGEST_MINUTES = 10, 15


class ModulePage(ContentPageMixin, Page):
    class Level(models.IntegerChoices):
        START_UP = 1, _("1 · Start-up")
        ADVANCED = 2, _("2 · Advanced")

    document_type = "module"
    translated = (
        "main_issues",
        "introduction",
        "key_questions",
        "recommended_steps",
        "processes_people",
        "processes_politics",
        "processes_finance",
        "guidance_project_tools",
        "guidance_political_context",
        "guidance_tips_and_tools",
    )
    synchronised = ("level", "minutes", "points")

    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.START_UP)
    minutes = models.PositiveSmallIntegerField(
        _("minutes to study"),
        default=SHORTEST_MINUTES,
        validators=[MinValueValidator(SHORTEST_MINUTES), MaxValueValidator(LONGEST_MINUTES)],
    )
    points = models.PositiveSmallIntegerField(_("points"), default=1)
    main_issues = section(sections.ISSUES, name=_("Main issues"), required=True, min_num=1, max_num=8)
    introduction = section(
        sections.INTRODUCTION,
        name=_("Introduction"),
        required=True,
        block_counts={
            "what": {"min_num": 1, "max_num": 1},
            "why": {"min_num": 1, "max_num": 1},
            "fact": {"min_num": 1, "max_num": 12},
        },
    )
    key_questions = section(sections.QUESTIONS, name=_("Key questions"), required=True, min_num=4, max_num=8)
    recommended_steps = section(
        sections.STEPS, name=_("Recommended steps"), required=True, min_num=5, max_num=9
    )
    processes_people = section(sections.RUNNING, name=_("People"), required=True, max_num=8)
    processes_politics = section(sections.RUNNING, name=_("Politics"), required=True, max_num=8)
    processes_finance = section(sections.FINANCE, name=_("Finance"), required=True, max_num=12)
    guidance_project_tools = section(sections.TOOLS, name=_("Project tools"), required=True, max_num=12)
    guidance_political_context = section(
        sections.POLITICAL_CONTEXT, name=_("Political context"), required=True, max_num=12
    )
    guidance_tips_and_tools = section(sections.TIPS, name=_("Tips and tools"), required=True, max_num=12)

    content_panels = [
        *Page.content_panels,
        group(_("Module"), "level", "minutes", "points"),
        group(
            _("Main issues"),
            "main_issues",
            help_text=_("What the reader will be able to deal with afterwards: one to eight lines."),
        ),
        group(
            _("Introduction"),
            "introduction",
            help_text=_("What it is, why it matters, and one to twelve pieces of key information."),
        ),
        group(
            _("Key questions"),
            "key_questions",
            help_text=_("Four to eight questions a town should ask itself first."),
        ),
        group(
            _("Recommended steps"),
            "recommended_steps",
            help_text=_("Five to nine steps in their order. Numbers appear by themselves."),
        ),
        group(
            _("Processes"),
            "processes_people",
            "processes_politics",
            "processes_finance",
            help_text=_("How to work with people, politics and money."),
        ),
        group(
            _("Guidance"),
            "guidance_project_tools",
            "guidance_political_context",
            "guidance_tips_and_tools",
            help_text=_("Tools of the project, the political context, tips from practice."),
        ),
    ]
    parent_page_types = ["pages.ThemePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
