import threading
import time
from typing import List

import pytest

from helm.common.general import parallel_map


def square(n: int) -> int:
    return n * n


@pytest.mark.parametrize("parallelism", [1, 3, 50])
@pytest.mark.parametrize("items", [[], [5], list(range(40))])
def test_results_are_in_the_order_of_the_items(parallelism: int, items: List[int]) -> None:
    def slow_for_small(n: int) -> int:
        time.sleep(0.002 if n < 10 else 0)
        return square(n)

    assert parallel_map(slow_for_small, items, parallelism) == [n * n for n in items]


def test_processes_give_the_same() -> None:
    assert parallel_map(square, [1, 2, 3], parallelism=2, multiprocessing=True) == [1, 4, 9]


def test_items_are_worked_on_at_the_same_time() -> None:
    everybody = threading.Barrier(4, timeout=10)
    parallel_map(lambda _: everybody.wait(), list(range(8)), parallelism=4)


@pytest.mark.parametrize("parallelism", [1, 4])
def test_after_an_error_nothing_is_begun(parallelism: int) -> None:
    begun: List[int] = []

    def fail_at_third(n: int) -> None:
        begun.append(n)
        if n == 3:
            raise KeyError("third")
        time.sleep(0.01)

    with pytest.raises(KeyError, match="third"):
        parallel_map(fail_at_third, list(range(1000)), parallelism)
    assert len(begun) < 100
