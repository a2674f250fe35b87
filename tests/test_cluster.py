"""A dossier annotated by the workers of a Dask cluster, real processes, is the dossier that one process makes."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from builder import project
from builder.errors import DossierError
from builder.lang.messages import told_all
from builder.options import How
from builder.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCES = (
    "Donald Trump a appelé Vladimir Poutine mercredi.",
    "Kiev a démenti mardi. « Rien n’est signé », a dit Volodymyr Zelensky.",
    "Emmanuel Macron a reçu Friedrich Merz à Paris le 3 mars 2025.",
)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number in range(12):
        sentence = SENTENCES[number % len(SENTENCES)]
        (seeds / f"a{number:02}.txt").write_text(f"{sentence}\n\nSuite {number}.")
    return tmp_path


class _Killing(Progress):
    """Kills a worker when the first article is done."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self._worker = worker

    def article(self, words: int) -> None:
        del words
        self._worker.kill()


@contextmanager
def dask(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the cluster."""
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def free_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.cluster
def test_a_worker_that_is_killed_loses_nothing(dossier: Path) -> None:
    host, _, port = free_address().partition(":")
    scheduler = f"tcp://{host}:{port}"
    with ExitStack() as cluster:
        cluster.enter_context(dask("scheduler", "--host", host, "--port", port))
        first, _ = (
            cluster.enter_context(dask("worker", scheduler, "--no-nanny"))
            for _ in range(2)
        )
        shared = How(scheduler=scheduler, keep=False, progress=_Killing(first))
        made = project.gather(dossier, shared).dossier
        assert first.wait(10) < 0
    assert made == project.gather(dossier, How(keep=False)).dossier


@pytest.mark.cluster
def test_a_scheduler_that_does_not_answer_is_told(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.workers._WAIT", 1)
    address = f"tcp://{free_address()}"
    with pytest.raises(DossierError) as caught:
        project.gather(dossier, How(scheduler=address, keep=False))
    assert address in told_all(caught.value.problems)


def test_without_dask_it_is_told_how_to_install_it(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DossierError) as caught:
        project.gather(dossier, How(scheduler="tcp://127.0.0.1:1", keep=False))
    assert "pip install" in told_all(caught.value.problems)
