"""The engines by name, made from the settings."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from translation_workflow.machine.engine import Engine
from translation_workflow.machine.errors import NotSetUp
from translation_workflow.machine.options import ENGINES, Options

from .deepl import DeepL
from .libretranslate import LibreTranslate
from .pseudo import Pseudo


def engine_of(name: str = "", *, options: Options | None = None) -> Engine:
    """Return an engine; without a name the one of the settings. Raises NotSetUp, which says what to set."""
    options = options or settings.MACHINES
    match name or options.engine:
        case "pseudo":
            return Pseudo()
        case "libretranslate" if options.libretranslate.url:
            return LibreTranslate(options.libretranslate)
        case "deepl" if options.deepl.key:
            return DeepL(options.deepl)
        case "deep-translator" if options.deep_translator.provider:
            from .deep_translator import DeepTranslator

            return DeepTranslator(options.deep_translator)
        case "":
            raise NotSetUp(_("No engine is set. Name one, or set CMS_TRANSLATE_ENGINE."))
        case named if named in ENGINES:
            raise NotSetUp(
                _("The engine “%(name)s” is not set up. Set %(variable)s.")
                % {"name": named, "variable": _MISSING[named]}
            )
        case named:
            raise NotSetUp(
                _("There is no engine “%(name)s”. There are: %(names)s.")
                % {"name": named, "names": ", ".join(ENGINES)}
            )


_MISSING = {
    "libretranslate": "CMS_TRANSLATE_LIBRETRANSLATE_URL",
    "deepl": "CMS_TRANSLATE_DEEPL_KEY",
    "deep-translator": "CMS_TRANSLATE_DEEP_TRANSLATOR_PROVIDER",
}
