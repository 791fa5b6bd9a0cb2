import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from desktop.app.single_instance import SingleInstance

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import sys
from pathlib import Path
from desktop.app.single_instance import SingleInstance
instance = SingleInstance(Path(sys.argv[1]))
first = instance.become_first()
print(first, False if first else instance.hand_over([Path(name) for name in sys.argv[3:]], float(sys.argv[2])))
"""


def ask(folder, seconds, *names):
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(folder), str(seconds), *names],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_a_second_start_hands_its_files_over(qapp, qtbot, tmp_path):
    first = SingleInstance(tmp_path / "data")
    assert first.become_first()
    first.listen()
    got, said = [], []
    first.asked.connect(got.append)
    other = threading.Thread(target=lambda: said.append(ask(tmp_path / "data", 20, "/甲/通报.docx", "/乙.txt")))
    other.start()
    qtbot.waitUntil(lambda: bool(got), timeout=20_000)
    other.join()
    assert got == [[Path("/甲/通报.docx"), Path("/乙.txt")]]
    assert said == ["False True"]
    first.close()


def test_a_first_run_that_does_not_answer_is_not_waited_for_long(qapp, tmp_path):
    first = SingleInstance(tmp_path / "data")
    assert first.become_first()
    assert ask(tmp_path / "data", 0.1, "/甲.docx") == "False False"
    assert list((tmp_path / "data" / "requests").iterdir()) == []
    first.close()


def test_after_a_crash_the_next_start_is_the_first(qapp, tmp_path):
    code = ASK.replace("print(", "import os; os.kill(os.getpid(), 9); print(")
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "data"), "1"], cwd=ROOT, check=False)
    assert (tmp_path / "data" / "first.lock").exists()
    assert ask(tmp_path / "data", 1) == "True False"


def test_old_requests_and_what_is_none_are_passed_over(qapp, tmp_path):
    requests = tmp_path / "data" / "requests"
    requests.mkdir(parents=True)
    (requests / "1.json").write_text(json.dumps(["/甲.docx"]), encoding="utf-8")
    os.utime(requests / "1.json", (time.time() - 100,) * 2)
    (requests / "2.json").write_text("{", encoding="utf-8")
    (requests / "3.json").write_text(json.dumps([3, "/乙.docx"]), encoding="utf-8")
    instance = SingleInstance(tmp_path / "data")
    got = []
    instance.asked.connect(got.append)
    instance.listen()
    assert got == [[Path("/乙.docx")]]
    instance.close()


def test_a_folder_that_cannot_be_written_does_not_stop_the_start(qapp, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    instance = SingleInstance(tmp_path / "file")
    assert instance.become_first()
    instance.listen()
    assert not instance.hand_over([], 0.1)
