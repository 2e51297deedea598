"""The driver itself: it waits for a server that is slow to answer, as on a busy machine."""

import os
import signal
import sys
import threading

import pytest

from locales import words
from tests.browser.driver import Visitor

ZH = words("zh")


@pytest.mark.skipif(sys.platform == "win32", reason="stops the server by a POSIX signal")
def test_a_click_is_settled_when_a_slow_server_has_answered(fresh: Visitor) -> None:
    fresh.open("upload").upload(("订单.csv", "订单编号,客户ID,下单时间,金额\n1,a,2024-01-01,10".encode()))
    assert "订单.csv" in fresh.text()
    os.kill(fresh.server.pid, signal.SIGSTOP)
    waking = threading.Timer(2, os.kill, (fresh.server.pid, signal.SIGCONT))
    waking.start()
    fresh.click(ZH("action.cancel"))
    waking.join()
    assert "订单.csv" not in fresh.text()
