"""One local Spark for all tests of this folder, and a watch over its log."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest

from data.sample import generate
from data.sample.truths import END
from tests.parity.desks import Pair, pair

LOG4J = """
rootLogger.level = warn
rootLogger.appenderRef.file.ref = file
appender.file.type = File
appender.file.name = file
appender.file.fileName = {log}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %p %c: %m%n
"""
UNPARTITIONED = "No Partition Defined for Window operation"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests run in a step of their own, in one process; pyspark leaves its sockets to the collector."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.spark)
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"))


def needed(there: bool, what: str) -> None:
    """Skip where something is lacking; on the machine that checks everything, fail."""
    if not there:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"needs {what}")


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Spark writes its warnings."""
    return tmp_path_factory.mktemp("spark") / "spark.log"


@pytest.fixture(scope="session")
def spark(log: Path) -> Iterator[dict[str, str]]:
    """The settings of a local Spark of two threads; it is stopped at the end."""
    needed(bool(os.environ.get("JAVA_HOME") or shutil.which("java")), "Java 17")
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        needed(False, "pyspark: pip install -r requirements-spark.txt")
    settings = log.with_suffix(".properties")
    settings.write_text(LOG4J.format(log=log))
    yield {
        "spark.master": "local[2]",
        "spark.sql.shuffle.partitions": "2",
        "spark.log.level": "WARN",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={settings.as_uri()} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.warehouse.dir": str(log.parent / "warehouse"),
    }
    if session := SparkSession.getActiveSession():
        session.stop()


@pytest.fixture(scope="session")
def sample(spark: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The sample company on both engines."""
    company = generate()
    with pair(tmp_path_factory.mktemp("sample"), spark, company.orders, company.customers, datetime.combine(END, time(23, 59))) as found:
        yield found


@pytest.fixture(autouse=True)
def windows(log: Path) -> Iterator[None]:
    """No query may pull everything into one partition."""
    told = len(log.read_text()) if log.exists() else 0
    yield
    assert UNPARTITIONED not in (log.read_text()[told:] if log.exists() else "")
