"""Prints as JSON which parameters the installed official SDK sends for each operation."""
import ast
import importlib.util
import json
import pathlib

VERBS = {"get", "post", "put", "patch", "delete", "request"}


def paths(function):
    """The operations that a method calls."""
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in VERBS and call.args:
            path = getattr(call.args[0], "value", None)
            if isinstance(path, str) and path.startswith("/"):
                yield path


def parameters():
    found = {}
    for file in sorted(pathlib.Path(importlib.util.find_spec("seam").origin).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef):
                for path in paths(node):
                    found.setdefault(path, set()).update(argument.arg for argument in node.args.kwonlyargs)
    return {path: sorted(names - {"wait_for_action_attempt"}) for path, names in found.items()}


print(json.dumps(parameters()))
