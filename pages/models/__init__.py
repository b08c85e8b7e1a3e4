"""Pages and snippets of a training programme."""

from .coaching import CoachingProgrammePage
from .info import InfoPage
from .module import ModulePage
from .organisations import ContactPoint, Organisation, Partnership, SocialAccount
from .programme import Programme, ProgrammePage
from .references import (
    FinanceInstrument,
    LegalInstrument,
    PolicyMilestone,
    Statistic,
    Tool,
)
from .role import RolePage
from .starter import StarterRecord
from .theme import ThemePage

__all__ = [
    "CoachingProgrammePage",
    "ContactPoint",
    "FinanceInstrument",
    "InfoPage",
    "LegalInstrument",
    "ModulePage",
    "Organisation",
    "Partnership",
    "PolicyMilestone",
    "Programme",
    "ProgrammePage",
    "RolePage",
    "SocialAccount",
    "StarterRecord",
    "Statistic",
    "ThemePage",
    "Tool",
]
