from panah.programme.training.models.certificates import Certificate, TrainingReport
from panah.programme.training.models.enrolments import Attendance, Enrolment
from panah.programme.training.models.events import Event, EventModule, EventTrainer, HalfDay
from panah.programme.training.models.practice import PracticeCheck
from panah.programme.training.models.teaching import Module, ModuleVersion, Trainer
from panah.programme.training.models.testing import EventPaper, Item, ItemAnswer, Option, Sitting, TestPaper

__all__ = [
    "Attendance",
    "Certificate",
    "Enrolment",
    "Event",
    "EventModule",
    "EventPaper",
    "EventTrainer",
    "HalfDay",
    "Item",
    "ItemAnswer",
    "Module",
    "ModuleVersion",
    "Option",
    "PracticeCheck",
    "Sitting",
    "TestPaper",
    "Trainer",
    "TrainingReport",
]
