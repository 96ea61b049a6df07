from __future__ import annotations

import pytest

from tests.web.site import Reader, reader


@pytest.fixture(scope="session")
def site() -> Reader:
    return reader()[0]
