import pytest

from desktop.app.typing_steps import PAUSE, Act, TypingSteps


@pytest.fixture
def clock():
    class Clock:
        now = 100.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def steps(clock):
    steps = TypingSteps(clock)
    assert not steps.goes_on(Act.TYPE, 0, 0)
    steps.done(Act.TYPE, "整改", 2, 1)
    return steps


def test_typing_goes_on_where_it_stopped(steps):
    assert steps.goes_on(Act.TYPE, 2, 1)


@pytest.mark.parametrize(("act", "position", "undo"), [(Act.DELETE, 2, 1), (Act.TYPE, 5, 1), (Act.TYPE, 2, 2)])
def test_anything_in_between_ends_the_step(steps, act, position, undo):
    assert not steps.goes_on(act, position, undo)


def test_a_pause_ends_the_step(steps, clock):
    clock.now += PAUSE + 0.1
    assert not steps.goes_on(Act.TYPE, 2, 1)


def test_a_sentence_ends_the_step(steps):
    steps.done(Act.TYPE, "到位。", 5, 1)
    assert not steps.goes_on(Act.TYPE, 5, 1)
    steps.done(Act.DELETE, "", 4, 2)
    assert steps.goes_on(Act.DELETE, 4, 2)
