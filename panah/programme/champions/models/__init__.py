from panah.programme.champions.models.acting import Act, KitPiece, KitUse, KitVersion
from panah.programme.champions.models.calling import Advice, Application, ApplicationMark, Call, Scoring
from panah.programme.champions.models.people import Champion, Renewal
from panah.programme.champions.models.planning import Plan, PlannedAct, QuarterReport

__all__ = [
    "Act",
    "Advice",
    "Application",
    "ApplicationMark",
    "Call",
    "Champion",
    "KitPiece",
    "KitUse",
    "KitVersion",
    "Plan",
    "PlannedAct",
    "QuarterReport",
    "Renewal",
    "Scoring",
]
