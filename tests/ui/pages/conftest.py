"""A page by itself, without the window around it."""

import pytest
import shiboken6

from ui.link.bridge import DocumentBridge


@pytest.fixture
def told():
    """What the user was told."""
    return []


@pytest.fixture
def show_page(qtbot, told):
    """Shows a page of a type for a document. What is typed and not stored at the end of a test is dropped with its file."""
    bridges: list[DocumentBridge] = []

    def show(page_type, document):
        bridge = DocumentBridge(document)
        bridges.append(bridge)
        bridge.messages.told.connect(told.append)
        page = page_type(bridge)
        bridge.setParent(page)
        qtbot.addWidget(page)
        page.resize(660, 520)
        page.show()
        page.entered()
        return page

    yield show
    for bridge in bridges:
        if shiboken6.isValid(bridge):
            bridge.close()
