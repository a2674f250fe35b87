"""What is kept is given back whole or not at all, whatever happens to the disk."""

import errno
import os
import threading
from pathlib import Path

import pytest

from builder.store import Store, digest

KEY, OTHER = digest(b"one"), digest(b"other")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "articles"


def kept(folder, *contents):
    """A store with some entries, the first of them the oldest."""
    for age, content in enumerate(contents):
        Store(folder).put(digest(content), content)
        os.utime(folder / digest(content), (age, age))
    return Store(folder)


def test_what_was_put_is_given_back(folder):
    Store(folder).put(KEY, b"a\nb")
    assert Store(folder).get(KEY) == b"a\nb"


def test_nothing_is_given_for_another_key(folder):
    Store(folder).put(KEY, b"a")
    assert Store(folder).get(OTHER) is None


def test_the_last_one_put_stands(folder):
    store = Store(folder)
    store.put(KEY, b"a")
    store.put(KEY, b"b")
    assert store.get(KEY) == b"b"


def test_an_entry_can_be_read_by_a_person(folder):
    Store(folder).put(KEY, b'{"a": 1}')
    assert (folder / KEY).read_text("utf-8").splitlines()[1] == '{"a": 1}'


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:0],
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole + b"x",
        lambda whole: whole.replace(b"content", b"contenu"),
        lambda whole: b"0" * 64 + whole[64:],
        lambda whole: b"\xff" * len(whole),
        lambda whole: whole[65:],
    ],
)
def test_what_is_damaged_is_no_entry(folder, damage):
    Store(folder).put(KEY, b"some content")
    path = folder / KEY
    path.write_bytes(damage(path.read_bytes()))
    assert Store(folder).get(KEY) is None


def test_a_folder_in_the_place_of_an_entry_is_none(folder):
    (folder / KEY).mkdir(parents=True)
    store = Store(folder)
    store.put(KEY, b"a")
    assert store.get(KEY) is None


def test_a_file_in_the_place_of_the_store_keeps_nothing(folder):
    folder.write_text("à moi")
    store = Store(folder)
    store.put(KEY, b"a")
    store.tidy()
    assert store.get(KEY) is None
    assert folder.read_text() == "à moi"


def test_a_full_disk_keeps_nothing_and_leaves_no_draft(folder, monkeypatch):
    def full(_, target):
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    store = Store(folder)
    store.put(KEY, b"a")
    assert store.get(KEY) is None
    assert not list(folder.iterdir())


def test_the_oldest_go_where_there_is_no_room(folder):
    kept(folder, b"oldest" * 100, b"middle" * 100, b"newest" * 100)
    Store(folder, limit=1400).tidy()
    assert Store(folder).get(digest(b"oldest" * 100)) is None
    assert Store(folder).get(digest(b"middle" * 100))
    assert Store(folder).get(digest(b"newest" * 100))


def test_what_this_run_used_goes_last(folder):
    kept(folder, b"oldest" * 100, b"newest" * 100)
    store = Store(folder, limit=700)
    store.get(digest(b"oldest" * 100))
    store.tidy()
    assert Store(folder).get(digest(b"oldest" * 100))
    assert Store(folder).get(digest(b"newest" * 100)) is None


def test_the_bound_holds_for_what_one_run_used_too(folder):
    store = Store(folder, limit=1000)
    for number in range(20):
        content = b"%d" % number * 100
        store.put(digest(content), content)
    store.tidy()
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 1000


def test_the_draft_of_a_killed_run_is_removed(folder):
    store = kept(folder, b"a")
    (folder / "tmp12.part").write_bytes(b"half")
    store.tidy()
    assert [path.name for path in folder.iterdir()] == [digest(b"a")]


def test_runs_at_once_leave_whole_entries(folder):
    contents = [b"%d" % number * 50_000 for number in range(4)]
    threads = [
        threading.Thread(target=lambda c=c: [Store(folder).put(KEY, c)] * 20)
        for c in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Store(folder).get(KEY) in contents


def test_parts_that_run_together_have_two_names():
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
