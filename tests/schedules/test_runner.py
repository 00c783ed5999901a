"""The heartbeat."""

from threading import Event

from schedules.runner import Heartbeat


def test_the_first_beat_comes_at_once_and_others_follow() -> None:
    beats, twice = [0], Event()

    def beat() -> None:
        beats[0] += 1
        if beats[0] == 2:
            twice.set()

    heartbeat = Heartbeat(beat, seconds=0.2)
    heartbeat.start()
    assert twice.wait(20)
    heartbeat.stop()


def test_a_fault_in_one_beat_does_not_stop_the_next() -> None:
    beats, twice = [0], Event()

    def beat() -> None:
        beats[0] += 1
        if beats[0] == 2:
            twice.set()
        raise ValueError("the first of many")

    heartbeat = Heartbeat(beat, seconds=0.2)
    heartbeat.start()
    assert twice.wait(20)
    heartbeat.stop()


def test_stopping_waits_for_the_beat_under_way() -> None:
    begun, ended = Event(), Event()

    def beat() -> None:
        begun.set()
        Event().wait(0.3)
        ended.set()

    heartbeat = Heartbeat(beat, seconds=600)
    heartbeat.start()
    assert begun.wait(20)
    heartbeat.stop()
    assert ended.is_set()


def test_stopping_waits_no_longer_than_it_is_told_for_a_beat_that_hangs() -> None:
    begun, released = Event(), Event()

    def beat() -> None:
        begun.set()
        released.wait(20)

    heartbeat = Heartbeat(beat, seconds=600)
    heartbeat.start()
    assert begun.wait(20)
    assert not heartbeat.stop(0.05)
    released.set()
    assert heartbeat._beating.acquire(timeout=20)
