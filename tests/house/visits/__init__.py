"""How the access table visits each address: with which values, by which method, and what somebody with the right sees.

A name of an address that is missing here fails the table: whoever adds a page adds its line.
"""

from tests.house.visits.calls import CALL_VISITS
from tests.house.visits.champions import CHAMPION_VISITS
from tests.house.visits.channels import CHANNELS
from tests.house.visits.directory import DIRECTORY_VISITS
from tests.house.visits.exchanges import EXCHANGES
from tests.house.visits.library import LIBRARY_VISITS
from tests.house.visits.linking import LINKING
from tests.house.visits.lists import LISTS
from tests.house.visits.outreach import OUTREACH_VISITS
from tests.house.visits.people import PEOPLE_VISITS
from tests.house.visits.table import VISITS as MOST
from tests.house.visits.testing import TESTING_VISITS
from tests.house.visits.ways import MOVED_ON, Visit

# Those of people come first: some doors of the table lock a browser that looks at them.
VISITS = PEOPLE_VISITS | MOST | LISTS | LINKING | CALL_VISITS | CHANNELS | EXCHANGES | DIRECTORY_VISITS
VISITS |= TESTING_VISITS | LIBRARY_VISITS | CHAMPION_VISITS | OUTREACH_VISITS

__all__ = ["MOVED_ON", "VISITS", "Visit"]
