"""Packs the running program into a wheel, so that a dossier carries the program that makes it.

A dossier must build again years later, on machines that know no address of ours. The wheel is made of the files that run,
whether they were installed or lie in a checkout; the same files give the same bytes.
"""

from __future__ import annotations

import base64
import io
import zipfile
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.errors import DossierError, problem
from builder.versions import files_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "dossier-annote"
_HOUSE = Path(__file__).parent
_WHEEL = (
    "Wheel-Version: 1.0\nGenerator: dossier\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
)
_METADATA = ("METADATA", "entry_points.txt", "licenses/LICENSE")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell: bytes depend on no clock."""

_REGULAR = 0o100644 << 16
"""Mode of a file that everybody may read, where a zip has it."""


class Wheel(NamedTuple):
    """A wheel in memory."""

    name: str
    """Of its file, which pip reads name and version from."""

    content: bytes

    @property
    def sha256(self) -> str:
        """Its hash, as pip wants it."""
        return sha256(self.content).hexdigest()


def wheel() -> Wheel:
    """The program as it runs.

    Raises:
        DossierError: where it runs without having been installed, so that nobody knows what it needs.
    """
    try:
        installed = distribution(_NAME)
    except PackageNotFoundError as error:
        raise DossierError(problem(str(_HOUSE), "starting.not-installed")) from error
    stem = f"{_NAME.replace('-', '_')}-{installed.version}"
    contents = _contents(installed, f"{stem}.dist-info")
    return Wheel(f"{stem}-py3-none-any.whl", _zipped(contents))


def _contents(installed: Distribution, info: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in files_of(_HOUSE):
        inside = path.relative_to(_HOUSE.parent)
        found[inside.as_posix()] = path.read_bytes()
    for name in _METADATA:
        text = installed.read_text(name)
        if text is not None:
            found[f"{info}/{name}"] = text.encode()
    found[f"{info}/WHEEL"] = _WHEEL.encode()
    record = f"{info}/RECORD"
    found[record] = _record(found, record)
    return found


def _record(contents: Mapping[str, bytes], itself: str) -> bytes:
    """The list that a wheel has of its files, with their hashes; it has none of itself."""
    lines = []
    for name, content in contents.items():
        digest = base64.urlsafe_b64encode(sha256(content).digest())
        told = digest.decode().rstrip("=")
        lines.append(f"{name},sha256={told},{len(content)}")
    lines.append(f"{itself},,")
    return "\n".join([*lines, ""]).encode()


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = _REGULAR
            # Named here: an entry of its own does not take the archive's.
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
