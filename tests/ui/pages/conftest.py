"""A page by itself, without the window around it."""

import pytest

from ui.link.bridge import DocumentBridge


@pytest.fixture
def told():
    """What the user was told."""
    return []


@pytest.fixture
def show_page(qtbot, told):
    """Shows a page of a type for a document."""

    def show(page_type, document):
        bridge = DocumentBridge(document)
        bridge.messages.told.connect(told.append)
        page = page_type(bridge)
        bridge.setParent(page)
        qtbot.addWidget(page)
        page.resize(660, 520)
        page.show()
        page.entered()
        return page

    return show
