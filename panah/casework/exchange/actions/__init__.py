"""What can be done with files: read one in, write one out."""

from panah.casework.exchange.actions.exporting import ExportedFile, NothingToExport, ReasonMissing, export_htcds
from panah.casework.exchange.actions.importing import FaultyFile, ImportReport, Source, import_htcds
from panah.casework.exchange.actions.refusals import OthersRecords

__all__ = [
    "ExportedFile",
    "FaultyFile",
    "ImportReport",
    "NothingToExport",
    "OthersRecords",
    "ReasonMissing",
    "Source",
    "export_htcds",
    "import_htcds",
]
