import threading

from desktop.app.latest_only import LatestOnly


def test_only_the_newest_is_told(qtbot):
    work = LatestOnly()
    told, done = [], []
    work.ready.connect(told.append)
    gate = threading.Event()
    work.ask(lambda: (gate.wait(5), done.append(1), "一")[-1])
    work.ask(lambda: (done.append(2), "二")[-1])
    work.ask(lambda: (done.append(3), "三")[-1])
    gate.set()
    qtbot.waitUntil(lambda: not work.busy)
    assert told == ["三"]
    assert done == [1, 3]


def test_what_is_forgotten_is_not_told_and_what_breaks_is(qtbot):
    work = LatestOnly()
    told, broken = [], []
    work.ready.connect(told.append)
    work.failed.connect(broken.append)
    work.ask(lambda: "一")
    work.forget()
    qtbot.waitUntil(lambda: not work.busy)
    work.ask(lambda: 1 / 0)
    qtbot.waitUntil(lambda: not work.busy)
    assert told == []
    assert broken == ["ZeroDivisionError: division by zero"]
    work.close()
