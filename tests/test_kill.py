"""The real build, killed by the system at twenty points: the old dossier, the new one, or marked as unfinished."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLING = Path(__file__).with_name("killing.py")


@pytest.mark.skipif(os.name == "nt", reason="no fork")
def test_twenty_deaths_lose_nothing():
    run = subprocess.run(
        [sys.executable, KILLING, "20"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    points = json.loads(run.stdout)["points"]
    assert len(points) == 20
    for point in points:
        assert point["killed"]
        assert point["authored"], "a hand-written file was touched"
        assert point["left"] != "between" or not point["complete"], (
            "a mixture that looks finished"
        )
        assert point["repaired"], "the next run did not mend it"
    assert {p["left"] for p in points} >= {"old", "between"}, (
        "no point fell into the writing"
    )
