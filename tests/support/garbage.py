"""Garbage is collected between the tests of the window, never on a worker thread, as in the program."""

import gc

import pytest


@pytest.fixture(autouse=True)
def garbage_on_this_thread():
    gc.disable()
    gc.freeze()  # word lists and modules are no garbage; looking through them again for each test takes a second
    yield
    gc.collect()
    gc.enable()
