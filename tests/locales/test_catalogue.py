"""The catalogues agree with each other and with the code that asks for their words."""

import ast
import importlib
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from data.schema import SQL_TYPES, TABLES
from locales import LANGUAGES, catalogue, words
from metrics.partitions import SEGMENTS

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("pages", "ui", "exports", "answers", "charts")
SOURCES = [ROOT / "app.py", ROOT / "server.py", *(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))]
KEYS = catalogue.keys("en")
FORMATS = {"", "percent", "percent_short", "change", "points", "money", "money_compact", "compact", "number", "date", "month", "size", "period"}


def test_the_catalogues_have_no_faults() -> None:
    assert catalogue.faults() == []


def _asked() -> Iterator[tuple[Path, int, str, bool]]:
    """Every key that the code asks for: (file, line, key or its literal start, whether it is whole)."""
    for path in SOURCES:
        if not path.exists():
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name not in {"w", "words", "_w", "_words"}:
                continue
            for asked in (node.args[0].body, node.args[0].orelse) if isinstance(node.args[0], ast.IfExp) else (node.args[0],):
                if isinstance(asked, ast.Constant) and isinstance(asked.value, str) and asked.value not in LANGUAGES:
                    yield path, asked.lineno, asked.value, True
                elif isinstance(asked, ast.JoinedStr) and isinstance(asked.values[0], ast.Constant):
                    yield path, asked.lineno, str(asked.values[0].value), False


def test_every_key_in_the_code_is_in_the_catalogues() -> None:
    missing = [
        f"{path.relative_to(ROOT)}:{line} {key}"
        for path, line, key, whole in _asked()
        if (key not in KEYS if whole else not any(known.startswith(key) for known in KEYS))
    ]
    assert missing == []


def test_the_charts_ask_for_words() -> None:
    assert any(key.startswith("chart.") for _, _, key, _ in _asked())


FAMILIES = {
    "figure.{}": "customers active_customers revenue orders average_order_value repeat_rate",
    "figure.{}.about": "customers active_customers revenue orders average_order_value repeat_rate",
    "how.{}": "customers active_customers revenue orders average_order_value repeat_rate revenue_by_state concentration segments",
    "finding.{}": "top_share revenue_change.up revenue_change.down "
    "repurchase_change.up repurchase_change.down region_decline kind_decline acquisition_channel_decline "
    "acquisition_channel_value segment_share segment_tail",
    "state.{}": "new returning resurrected",
    "state.{}.about": "new returning resurrected",
    "measure.{}": "r f m days_since_order orders spend",
    "measure.{}.about": "r f m days_since_order orders spend",
    "method.{}": "quantile fixed",
    "scheme.{}": "eight three five",
    "read.{}": "empty header_only encrypted damaged not_a_workbook not_parquet encrypted_parquet unsupported too_many_columns too_large "
    "timeout out_of_memory no_space loaded_before no_table no_column not_found",
    "match.reason.{}": "synonym similar values derived fallback_id unlike none",
    "problem.{}": "missing_customer_id missing_required future_date duplicate_line duplicate_key too_many_cells other_currency "
    "shortened_id rounded_id",
    "load.derived.{}": "amount order_id blank_totals repeated_totals items",
    "workspace.{}": "locked newer no_space out_of_memory damaged currencies",
}


def _families() -> Iterator[str]:
    """Keys that code puts together from codes."""
    for family, codes in FAMILIES.items():
        yield from (family.format(code) for code in codes.split(" "))
    for table in TABLES.values():
        yield from (f"table.{table.name}", f"table.{table.name}.about")
        for column in table.columns:
            yield f"column.{table.name}.{column.name}"
            yield from (f"value.{column.name}.{code}" for code in column.values)
    for kind in SQL_TYPES:
        yield f"kind.{kind}"
        if kind not in ("id", "text", "code"):
            yield f"problem.unreadable_{kind}"
    for scheme, segments in SEGMENTS.items():
        for segment in segments:
            yield from (f"segment.{scheme}.{segment}", f"segment.{scheme}.{segment}.about")


def test_every_problem_says_what_to_do_and_has_a_short_name() -> None:
    codes = {
        key.removeprefix("problem.").removesuffix(".fix")
        for key in KEYS
        if key.startswith("problem.") and key.endswith(".fix") and key.count(".") == 2
    }
    assert "future_date" in codes
    assert {key for code in codes for key in (f"problem.{code}", f"problem.{code}.name")} <= KEYS
    assert {f"problem.{code}.fix" for code in FAMILIES["problem.{}"].split(" ")} <= KEYS


def test_families_of_codes_are_complete() -> None:
    assert sorted(set(_families()) - KEYS) == []


def test_every_threshold_has_a_name_and_its_unit_a_word() -> None:
    found = 0
    for path in sorted((ROOT / "metrics").rglob("*.py")):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for thing in vars(module).values():
            if isinstance(thing, type) and is_dataclass(thing) and thing.__name__.endswith("Thresholds"):
                for field in fields(thing):
                    assert f"threshold.{field.name}" in KEYS, f"{thing.__name__}.{field.name}"
                    if "unit" in field.metadata:
                        assert f"unit.{field.metadata['unit']}" in KEYS
                    found += 1
    assert found > 20  # two metrics declare theirs


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_name_known_ways_of_writing(lang: str) -> None:
    specs = {spec for forms in catalogue.entries(catalogue.read(lang)).values() for form in forms for spec in re.findall(r"{\w+:([^}]*)}", form)}
    assert {spec for spec in specs - FORMATS if not any(key.startswith(f"{spec}.") for key in KEYS)} == set()


def test_chinese_keeps_to_the_glossary() -> None:
    for key, forms in catalogue.entries(catalogue.read("zh")).items():
        for word in ("顾客", "保留客户", "客单价", "终身价值", "终生价值"):
            assert word not in forms[0], key


def test_chinese_and_english_sentences_both_end_as_sentences() -> None:
    zh, en = (catalogue.entries(catalogue.read(lang)) for lang in LANGUAGES)
    assert [key for key in en if en[key][0].endswith(".") != zh[key][0].endswith("。")] == []


def test_no_text_is_a_formula_or_a_picture_in_markdown() -> None:
    for lang in LANGUAGES:
        assert [key for key, forms in catalogue.entries(catalogue.read(lang)).items() if "$" in forms[0] or "](" in forms[0]] == []


def test_new_words_are_merged_sorted_and_stay_readable(tmp_path: Path) -> None:
    catalogue.add(catalogue.parsed(["b.two\t{n} cat||{n} cats\t{n} 只猫\n", "# a note\n", "\n", "a.one\tLine\\nbreak\t换\\n行"]), tmp_path)
    catalogue.add(catalogue.parsed(["a.zero\tZero\t零"]), tmp_path)
    assert catalogue.faults(tmp_path) == []
    en = catalogue.entries(catalogue.read("en", tmp_path))
    assert list(en.items()) == [("a.one", ("Line\nbreak",)), ("a.zero", ("Zero",)), ("b.two", ("{n} cat", "{n} cats"))]
    assert catalogue.entries(catalogue.read("zh", tmp_path))["b.two"] == ("{n} 只猫",)
    before = (tmp_path / "en.po").read_bytes()
    catalogue.add([], tmp_path)
    assert (tmp_path / "en.po").read_bytes() == before


def test_a_line_of_the_wrong_shape_is_named() -> None:
    with pytest.raises(ValueError, match="only.two"):
        catalogue.parsed(["only.two\tEnglish"])


@pytest.mark.parametrize(
    ("line", "fault"),
    [("k\tHas {a}\t有 {b}", "placeholders differ"), ("k\tWord\tWord", "no Chinese"), ("k\t词\t词", "Chinese in en"),
     ("k\tHas {a.b}\t有 {a.b}", "not a plain name"), ("k\tA, b\t甲,乙", "half-width")],
)  # fmt: skip
def test_faults_are_found(line: str, fault: str, tmp_path: Path) -> None:
    catalogue.add(catalogue.parsed([line]), tmp_path)
    assert len(catalogue.faults(tmp_path)) == 1
    assert fault in catalogue.faults(tmp_path)[0]


def test_a_key_in_one_language_only_is_found(tmp_path: Path) -> None:
    catalogue.add(catalogue.parsed(["a\tA\t甲"]), tmp_path)
    zh = tmp_path / "zh.po"
    zh.write_text(zh.read_text("utf-8").replace('msgid "a"', 'msgid "b"'), "utf-8")
    assert catalogue.faults(tmp_path) == ["a: only in en.po", "b: only in zh.po"]


def test_the_check_runs_from_the_command_line() -> None:
    done = subprocess.run([sys.executable, "-m", "locales", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def _value(spec: str) -> object:
    """A value that the way of writing accepts: codes are text, the rest are numbers."""
    return "x" if spec not in FORMATS else 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_can_be_said(lang: str) -> None:
    for key, forms in catalogue.entries(catalogue.read(lang)).items():
        values = {name: _value(spec or "") for form in forms for _, name, spec, _ in string.Formatter().parse(form) if name and name != "n"}
        assert words(lang)(key, n=1 if any("{n}" in form for form in forms) else None, **values)
