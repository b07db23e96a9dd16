"""Those who are told of every committed change of a document."""

from __future__ import annotations

from collections.abc import Callable

from workbench.model.changes import Changes

Subscriber = Callable[[Changes], None]


class Subscribers:
    """Calls each subscriber, in the order in which they came."""

    def __init__(self) -> None:
        self._subscribers: dict[object, Subscriber] = {}

    def add(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls ``subscriber`` from now on, until the returned function is called."""
        subscription = object()
        self._subscribers[subscription] = subscriber

        def unsubscribe() -> None:
            self._subscribers.pop(subscription, None)

        return unsubscribe

    def clear(self) -> None:
        """Forgets all subscribers."""
        self._subscribers.clear()

    def tell(self, changes: Changes) -> None:
        """Tells all subscribers, even if one fails: the change is on the disk, and no screen must show an old state."""
        failures: list[Exception] = []
        for subscription, subscriber in tuple(self._subscribers.items()):
            if subscription not in self._subscribers:
                continue
            try:
                subscriber(changes)
            except Exception as error:  # noqa: BLE001  # raised again below, once everybody has been told
                failures.append(error)
        if failures:
            raise failures[0]
