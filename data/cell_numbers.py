"""Numbers of any usual spelling as SQL: separators, signs, currencies, units."""

from data.cell_sql import NUMBER_NARROW, NUMBER_WIDE, folded, full, let, listed, replace
from data.schema import SQL_TYPES, Kind
from data.sql import literal

_CODES = "RMB|CNY|CNH|USD|EUR|GBP|HKD|JPY|TWD|AUD|CAD|SGD|KRW|INR|CHF|SEK|NOK|DKK|PLN|THB|MYR|NZD|BRL|MXN|RUB"
_BEFORE = rf"(?:(?:{_CODES}|人民币|US|HK|NT|CN|A|AU|C|CA|S|NZ|R)? ?[¥$€£₩₹]|{_CODES}|人民币)"
_AFTER = rf"(?:元整|元|圆|块钱|块|[¥$€£₩₹]|{_CODES}|人民币|美元|美金|欧元|英镑|港元|港币|日元|円|韩元)"
_UNITS = {"K": 3, "千": 3, "W": 4, "M": 6, "MN": 6, "MIO": 6, "MLN": 6, "BN": 9, "MRD": 9, "%": -2}
_UNITS |= {
    tens + unit: zeros + more for unit, zeros in zip("万萬亿億", (4, 4, 8, 8), strict=True) for more, tens in enumerate(("", "十", "百", "千"))
}
_POWER = r"([KW%]|M(?:N|IO|LN|RD)?|BN|[十百千]?[万萬亿億]|千|E[-+]?[0-9]{1,3})"
_VALUE = rf"(?:[0-9][0-9.,' ]*|[.][0-9]+)(?: ?{_POWER})? ?{_AFTER}?"
_USUAL = {
    False: "[-+]?[¥￥$€£]? ?[1-9][0-9]{0,2}(,[0-9]{3})*([.][0-9]+)? ?[元€]?",
    True: "[-+]?[¥￥$€£]? ?[1-9][0-9]{0,2}([.][0-9]{3})*(,[0-9]+)? ?[元€]?",
}
_SIGNED = rf"\( ?{_BEFORE}? ?{_VALUE} ?\)|(?:{_BEFORE} ?)?[-+]? ?(?:{_BEFORE} ?)?{_VALUE}|{_BEFORE}? ?{_VALUE} ?[-+]"


def number(text: str, kind: Kind, comma: bool) -> str:
    """Money, number or integer: plain spelling first, then signs, currencies, separators and units."""
    sql_type = "DECIMAL(38,4)" if kind == "integer" else SQL_TYPES[kind]
    plain = f"TRY_CAST({text} AS {sql_type})"
    if comma:  # 1.234 is a thousand here, 12.5 still a number cell's own spelling
        plain = (
            f"CASE WHEN {full(text, '[-+]?[0-9]+(,[0-9]+)?')} THEN TRY_CAST(replace({text}, ',', '.') AS {sql_type})"
            f" WHEN {full(text, '[-+]?[0-9]*([.][0-9]{1,2}|[.][0-9]{4,})')} THEN {plain} END"
        )
    if kind == "number":
        plain = let("plain_", plain, "CASE WHEN isfinite(plain_) THEN plain_ END")
    dirty = f"CASE WHEN {full(text, _USUAL[comma])} THEN {_usual_number(text, sql_type, comma)} ELSE {_dirty_number(text, sql_type, comma)} END"
    value = f"CASE WHEN {text} <> '' THEN coalesce({plain}, {dirty}) END"
    if kind == "number":
        return let("value_", value, "CASE WHEN isfinite(value_) THEN value_ END")
    if kind == "integer":
        return let("value_", value, "CASE WHEN value_ = round(value_) THEN TRY_CAST(value_ AS BIGINT) END")
    return value


def _usual_number(text: str, sql_type: str, comma: bool) -> str:
    """¥1,234.50 or € 1.234,50: a sign, a currency and separators, the common case of `_dirty_number` made cheap."""
    bare = replace(text, "[¥￥$€£ 元.]" if comma else "[¥￥$€£ 元,]", "", "g")
    digits = f"replace({bare}, ',', '.')" if comma else bare
    return f"TRY_CAST({digits} AS {sql_type})"


def _dirty_number(text: str, sql_type: str, comma: bool) -> str:
    """¥1,234.50, (1.2万元), 1 234,5 EUR-: one pattern judges the whole, small ones take it apart; digits and exponent are cast."""
    ending = rf"[0-9.,' ]{_POWER} ?{_AFTER}? ?[-+)]?$"
    unit = f"regexp_extract(cell_, {literal(ending)}, 1)"
    powers = listed(f"e{power}" for power in _UNITS.values())
    known = let("unit_", unit, f"coalesce(([{powers}])[list_position([{listed(_UNITS)}], unit_)], unit_)")
    power = f"CASE WHEN regexp_matches(cell_, '[KMWEB%千万萬百十亿億]') THEN {known} ELSE '' END"
    minus = "CASE WHEN contains(cell_, '(') OR regexp_matches(cell_, '(^|[^E])-') THEN '-' ELSE '' END"
    digits = let("digits_", "trim(regexp_extract(cell_, '[0-9.][0-9., '']*'))", _digits(comma))
    number = f"CASE WHEN {full('cell_', _SIGNED)} THEN TRY_CAST({minus} || {digits} || {power} AS {sql_type}) END"
    # A leading apostrophe keeps a text from being a formula, in Excel's cells and in our own exports.
    return let("cell_", f"ltrim(upper({folded(text, NUMBER_WIDE, NUMBER_NARROW)}), chr(39))", number)


def _digits(comma: bool) -> str:
    """``digits_`` without thousands separators and with a decimal point; NULL where the grouping makes no sense.

    A spelling with both separators, or the same one twice, is read alike in both styles; only a lone separator asks the style.
    """
    point, group = (",", "[.]") if comma else ("[.]", ",")
    lone = rf"[0-9]+({point}[0-9]*)?|{point}[0-9]+"
    other = r"[0-9]+[.]([0-9]{1,2}|[0-9]{4,})" if comma else lone
    grouped_lone = rf"[1-9][0-9]{{0,2}}{group}[0-9]{{3}}"
    pointed = r"[1-9][0-9]{0,2}(,[0-9]{2,3})*,[0-9]{3}[.][0-9]*|[1-9][0-9]{0,2}(,[0-9]{2,3})+,[0-9]{3}"
    commaed = r"[1-9][0-9]{0,2}([.][0-9]{3})+,[0-9]*|[1-9][0-9]{0,2}([.][0-9]{3}){2,}"
    spaced = r"[0-9]{1,3}([ '][0-9]{3})+([.,][0-9]*)?"
    no_dots, no_commas = "replace(replace(digits_, '.', ''), ',', '.')", "replace(digits_, ',', '')"
    no_spaces = "replace(replace(replace(digits_, ' ', ''), '''', ''), ',', '.')"
    return (
        f"CASE WHEN {full('digits_', lone)} THEN replace(digits_, ',', '.')"
        f" WHEN {full('digits_', grouped_lone)} THEN {no_dots if comma else no_commas}"
        f" WHEN {full('digits_', pointed)} THEN {no_commas} WHEN {full('digits_', commaed)} THEN {no_dots}"
        f" WHEN {full('digits_', other)} THEN digits_ WHEN {full('digits_', spaced)} THEN {no_spaces} END"
    )
