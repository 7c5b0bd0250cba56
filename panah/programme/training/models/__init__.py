from panah.programme.training.models.certificates import Certificate, TrainingReport
from panah.programme.training.models.enrolments import Attendance, Enrolment
from panah.programme.training.models.events import Event, EventModule, EventTrainer, HalfDay
from panah.programme.training.models.teaching import Module, ModuleVersion, Trainer

__all__ = [
    "Attendance",
    "Certificate",
    "Enrolment",
    "Event",
    "EventModule",
    "EventTrainer",
    "HalfDay",
    "Module",
    "ModuleVersion",
    "Trainer",
    "TrainingReport",
]
