"""Logs that tell what failed, never about whom."""

import logging
import re
from types import TracebackType

_ADDRESS_PARTS = re.compile(r"/(?:t|x)/[^/\s]+")
_QUERIES = re.compile(r"\?\S*")


class QuietFilter(logging.Filter):
    """Cuts tokens and query strings out of addresses, and drops the arguments of exceptions that may quote a value."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _QUERIES.sub("", _ADDRESS_PARTS.sub("/…", record.getMessage()))
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = _trace_without_values(record.exc_info[0], record.exc_info[2])
        return True


def _trace_without_values(kind: type[BaseException], trace: TracebackType | None) -> str:
    lines = [kind.__name__]
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)
