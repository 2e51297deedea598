"""Metrics are found by name, and their thresholds are known to pages that do not know them."""

from collections import Counter
from dataclasses import fields

from answers import all_thresholds
from answers.metric import thresholds_of
from metrics.overview import OverviewThresholds
from metrics.segments import SegmentThresholds


def test_the_thresholds_of_every_metric_are_found() -> None:
    assert set(all_thresholds()) >= {OverviewThresholds, SegmentThresholds}
    assert thresholds_of("segments.typical_customers") is SegmentThresholds


def test_no_two_metrics_call_a_threshold_the_same() -> None:
    """The session and the address hold a threshold under its field's name."""
    names = Counter(field.name for cls in all_thresholds() for field in fields(cls))
    assert [name for name, count in names.items() if count > 1] == []
