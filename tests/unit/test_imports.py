"""The import graph of the program, read from its text: nothing here is imported."""

import ast
import re
from graphlib import CycleError, TopologicalSorter

import pytest

from tryon.config import PACKAGE_ROOT


def import_graph(root):
    """Returns what every module below `root` imports of the others, wherever in the file."""
    files = {}
    for path in root.rglob("*.py"):
        parts = path.relative_to(root.parent).with_suffix("").parts
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return {name: imported(path) & files.keys() - {name} for name, path in files.items()}


def imported(path):
    """Returns every name that a file imports, modules and what is taken from them."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def circle(graph):
    """Returns the modules of a circle, in order; none where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


@pytest.fixture(scope="module")
def graph():
    return import_graph(PACKAGE_ROOT / "tryon")


def test_no_modules_import_each_other_in_a_circle(graph):
    assert "tryon.models.alias_layers" in graph["tryon.models.alias"]
    assert circle(graph) == []


def test_a_circle_is_found_also_where_type_checkers_alone_see_it(tmp_path):
    (tmp_path / "house").mkdir()
    (tmp_path / "house/one.py").write_text("import house.two\n")
    (tmp_path / "house/two.py").write_text("if TYPE_CHECKING:\n    from house.three import x\n")
    (tmp_path / "house/three.py").write_text("def f():\n    from house import one\n")
    found = circle(import_graph(tmp_path / "house"))
    assert set(found) == {"house.one", "house.two", "house.three"}


def levels(heading):
    """Returns how far down each room stands in the list below a heading of `docs/layout.md`."""
    text = (PACKAGE_ROOT / "docs" / "layout.md").read_text("utf-8")
    table = text.partition(f"# {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    return {room: at for at, row in enumerate(rows) for room in re.findall(r"`(\w+)", row)}


def crossings(graph, is_inside, depth):
    """Returns which rooms import which others, by the part of a module's name that is so deep."""
    edges = {(importer, used) for importer, all_used in graph.items() for used in all_used}
    inside = [edge for edge in edges if all(map(is_inside, edge))]
    rooms = {tuple(name.split(".")[depth] for name in edge) for edge in inside}
    return sorted((importer, used) for importer, used in rooms if importer != used)


def test_imports_point_downwards_in_the_list_of_rooms(graph):
    """The package's own face, which only names what is public, is not in the list."""
    level = levels("Where things are")
    rooms = {path.stem for path in (PACKAGE_ROOT / "tryon").glob("[!_]*")}
    assert level.keys() == rooms
    between = crossings(graph, is_in_a_room, 1)
    assert ("ui", "api") in between
    assert [edge for edge in between if level[edge[0]] > level[edge[1]]] == []


def test_imports_point_downwards_in_the_list_of_the_pages_rooms(graph):
    """So that no two of them need each other."""
    level = levels("The rooms of the page")
    folder = PACKAGE_ROOT / "tryon" / "ui"
    folders = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert level.keys() == folders | {path.stem for path in folder.glob("[!_]*.py")}
    between = crossings(graph, lambda module: module.startswith("tryon.ui."), 2)
    assert ("page", "studio") in between
    assert [edge for edge in between if level[edge[0]] > level[edge[1]]] == []


def is_in_a_room(module):
    """Returns whether it lies in a room, as the face and `__main__` do not."""
    return "." in module and not module.endswith("__")


def test_only_the_page_imports_gradio():
    files = (PACKAGE_ROOT / "tryon").rglob("*.py")
    users = {path for path in files if {name.split(".")[0] for name in imported(path)} & {"gradio"}}
    assert users
    assert {path.relative_to(PACKAGE_ROOT).parts[1] for path in users} == {"ui"}


def test_tests_share_what_is_in_their_support_and_nothing_of_each_other():
    own = {path.stem for path in (PACKAGE_ROOT / "tests").rglob("test_*.py")}
    for path in (PACKAGE_ROOT / "tests").rglob("*.py"):
        shared = {part for name in imported(path) if name for part in name.split(".")}
        assert not shared & own, path
