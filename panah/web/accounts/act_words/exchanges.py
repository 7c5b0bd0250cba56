"""Our words for the acts of a question without names."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXCHANGES: dict[str, str | Promise] = {
    "add_counterpart": gettext_lazy("Wrote down an organisation that may be asked without names"),
    "end_counterpart": gettext_lazy("Ended the exchanges with an organisation"),
    "prepare_offer": gettext_lazy("Prepared a question without names"),
    "receive_offer": gettext_lazy("A question without names came"),
    "approve_exchange": gettext_lazy("Approved a question without names"),
    "withdraw_exchange": gettext_lazy("Withdrew a question without names"),
    "record_offer": gettext_lazy("The file of a question without names was written"),
    "record_answer": gettext_lazy("A question without names was answered"),
    "record_result": gettext_lazy("The answer to a question without names was read"),
    "say_of_found": gettext_lazy("Wrote down what a call to another organisation brought"),
}
