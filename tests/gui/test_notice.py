"""A notice that changes its kind: icon, ground and words follow together."""

import pytest
from pytestqt.qtbot import QtBot

from station.ui import theme
from station.ui.theme import CALM, Look
from station.ui.widgets.labels import colour_of
from station.ui.widgets.notice import Notice


@pytest.mark.parametrize("kind", ["ok", "warn"])
def test_good_news_after_bad_is_not_written_in_the_colour_of_danger(qtbot: QtBot, kind: str) -> None:
    notice = Notice("danger")
    qtbot.addWidget(notice)
    theme.apply(notice, Look())
    notice.show_words("1", "1")
    notice.show()
    assert notice._text.palette().windowText().color().name() == CALM.danger
    notice.show_words("2", "2", kind=kind)
    assert notice._text.palette().windowText().color().name() == colour_of(CALM, kind)
    assert notice._title.palette().windowText().color().name() == colour_of(CALM, kind)
