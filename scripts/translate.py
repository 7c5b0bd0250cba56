"""``make translate``: bring ``locale/`` up to date with the code, compile it, and say what waits for a translator.

The languages in progress hold the words of the pages for reporters alone.
"""

import sys

from panah.commands.catalogues import compile_translations
from scripts.messages import LANGUAGES, PUBLIC_LANGUAGES, ROOT, faults, update, wanted_in


def main() -> None:
    waiting = 0
    for language in [*LANGUAGES, *PUBLIC_LANGUAGES]:
        wanted = wanted_in(language)
        update(language, wanted)
        found = list(faults(language, wanted))
        waiting += len(found)
        print(f"{language}: {len(wanted) - len(found)} of {len(wanted)} translated")
        print("".join(f"  {fault}\n" for fault in found), end="")
    compile_translations(ROOT)
    sys.exit(1 if waiting else 0)


if __name__ == "__main__":
    main()
