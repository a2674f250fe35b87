"""The site of the seeds, built once a run."""

from __future__ import annotations

import pytest
from built_site import Site, build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("site"))
