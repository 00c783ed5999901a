"""Being told to fail."""

import pytest

from bot.practice.faults import Order, Orders


def test_a_failure_is_given_as_often_as_asked_and_no_more() -> None:
    orders = Orders()
    orders.add("chat.postMessage", Order("ratelimited"), times=2)
    assert [orders.take("chat.update"), orders.take("chat.postMessage")] == [None, Order("ratelimited")]
    assert [orders.take("chat.postMessage"), orders.take("chat.postMessage")] == [Order("ratelimited"), None]


def test_a_failure_of_any_method_is_taken_by_the_first() -> None:
    orders = Orders()
    orders.add("*", Order("http_503"))
    assert [orders.take("users.info"), orders.take("users.info")] == [Order("http_503"), None]


def test_failures_can_be_called_off() -> None:
    orders = Orders()
    orders.add("*", Order("http_503"))
    orders.clear()
    assert orders.take("users.info") is None


def test_an_unknown_failure_is_refused() -> None:
    with pytest.raises(ValueError, match="no such failure: explode"):
        Orders().add("chat.postMessage", Order("explode"))


@pytest.mark.parametrize(
    ("how", "accepts", "status", "error"),
    [
        ("http_500", False, 500, None),
        ("error:fatal_error", False, None, "fatal_error"),
        ("accept_then_error:fatal_error", True, None, "fatal_error"),
        ("accept_then_http_502", True, 502, None),
        ("drop_before", False, None, None),
        ("drop_after_accepting", True, None, None),
        ("slow", True, None, None),
        ("ratelimited", False, None, None),
    ],
)
def test_an_order_says_what_is_done_and_what_is_answered(
    how: str, accepts: bool, status: int | None, error: str | None
) -> None:
    order = Order(how)
    assert (order.accepts, order.status, order.error) == (accepts, status, error)
