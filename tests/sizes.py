"""Print how long modules and function bodies of framing/ are; fail over the hard limits."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
MODULE_AIM, MODULE_LIMIT = 150, 400
BODY_AIM, BODY_LIMIT = 8, 40


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a body, from its first statement after the docstring."""
    statements = function.body[ast.get_docstring(function) is not None :]
    return statements[-1].end_lineno - statements[0].lineno + 1 if statements else 0


def sizes(folder: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Measure every module and every function body, named by place."""
    modules, bodies = {}, {}
    for path in sorted(folder.rglob("*.py")):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        modules[name] = len(text.splitlines())
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                bodies[f"{name}:{node.lineno} {node.name}"] = body_lines(node)
    return modules, bodies


def report(kind: str, lines: dict[str, int], *, aim: int, limit: int) -> bool:
    """Print median and maximum, then whatever is over the limit; say whether all is well."""
    over = {name: count for name, count in lines.items() if count > limit}
    middle, most = median(lines.values()), max(lines.values())
    print(f"{kind}: median {middle:g} (aim under {aim}), longest {most} (limit {limit})")
    for name, count in over.items():
        print(f"  over the limit: {name} has {count} lines")
    return not over


if __name__ == "__main__":
    modules, bodies = sizes(ROOT / "framing")
    modules_ok = report("module lines", modules, aim=MODULE_AIM, limit=MODULE_LIMIT)
    bodies_ok = report("body lines", bodies, aim=BODY_AIM, limit=BODY_LIMIT)
    sys.exit(not (modules_ok and bodies_ok))
