"""Writes the tables and drawings of docs/report-lifecycle.md from the code, or checks that they still agree.

./run python tools/lifecycle.py           write
./run python tools/lifecycle.py --check   exit 1 when the page no longer says what the code does
"""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "report-lifecycle.md"
PART = re.compile(r"(<!-- begin (\S+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def drawing(model: type) -> str:
    """A state diagram of one model's transitions."""
    from reporting.workflow import TRANSITIONS

    table = TRANSITIONS[model]
    lines = [f"    {before} --> {after}" for before, afters in table.items() for after in sorted(afters)]
    start = model._meta.get_field("status").default
    ends = sorted({a for afters in table.values() for a in afters} - set(table))
    return "\n".join(
        [
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {start}",
            *lines,
            *(f"    {end} --> [*]" for end in ends),
            "```",
        ]
    )


def policy() -> str:
    """Who may do what, in which states, as the policy table has it."""
    from accounts.enums import Role
    from reporting.enums import AssignmentStatus
    from reporting.policy import POLICY

    rows = ["| act | roles | states of the assignment | call |", "|---|---|---|---|"]
    for act, row in POLICY.items():
        roles = ", ".join(role.value.replace("_", " ") for role in Role if role in row.roles)
        every = set(row.statuses) == set(AssignmentStatus)
        states = "any" if every else ", ".join(s.value.replace("_", " ") for s in AssignmentStatus if s in row.statuses)
        rows.append(f"| {act.value.replace('_', ' ')} | {roles} | {states} | {'open' if row.open_call else 'any'} |")
    return "\n".join(rows)


def page() -> str:
    """The page as it should be: the prose as it stands, the generated parts made anew."""
    from reporting import models

    parts = {"policy": policy} | {
        name.lower(): lambda name=name: drawing(getattr(models, name))
        for name in ("Call", "Assignment", "ClearanceRound", "Revision", "Thread", "Proposal", "Report")
    }
    return PART.sub(lambda m: f"{m[1]}{parts[m[2]]()}\n{m[3]}", PAGE.read_text(encoding="utf-8"))


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rcm_portal.settings")
    import django

    django.setup()
    wanted = page()
    if "--check" in sys.argv[1:]:
        same = wanted == PAGE.read_text(encoding="utf-8")
        print("docs/report-lifecycle.md agrees with the code." if same else "docs/report-lifecycle.md is out of date.")
        return 0 if same else 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
