"""What can be done with files: read one in, write one out. And the register of what authorities asked for."""

from panah.casework.exchange.actions.exporting import ExportedFile, NothingToExport, ReasonMissing, export_htcds
from panah.casework.exchange.actions.importing import ImportReport, Source, import_htcds
from panah.casework.exchange.actions.listing import (
    ListSource,
    bring_list,
    choose_columns,
    drop_list,
    import_incoming,
    import_list,
    sweep_lists,
)
from panah.casework.exchange.actions.refusals import OthersRecords
from panah.casework.exchange.actions.requests import (
    AskedByAuthority,
    GivenToAuthority,
    RequestNotPossible,
    decide_request,
    record_given,
    record_request,
)
from panah.foundation.documents.uploads import FaultyFile

__all__ = [
    "AskedByAuthority",
    "ExportedFile",
    "FaultyFile",
    "GivenToAuthority",
    "ImportReport",
    "ListSource",
    "NothingToExport",
    "OthersRecords",
    "ReasonMissing",
    "RequestNotPossible",
    "Source",
    "bring_list",
    "choose_columns",
    "decide_request",
    "drop_list",
    "export_htcds",
    "import_htcds",
    "import_incoming",
    "import_list",
    "record_given",
    "record_request",
    "sweep_lists",
]
