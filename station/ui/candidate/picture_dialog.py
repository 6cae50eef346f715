"""A picture of a question, as large as the window allows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from resources.texts import Texts
from station.ui.theme import look_of
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.passage import Picture


def show_picture(over: QWidget, picture: Picture, texts: Texts) -> Dialog:
    """Open the picture over the window; Escape or the button closes it."""
    look, window = look_of(over), over.window()
    width = window.width() - 2 * look.gap(24)
    dialog = Dialog(
        over,
        picture.description or texts.get("Picture"),
        buttons=[("close", texts.get("Close the picture"), "secondary")],
        cancel="close",
        width=round(width * 100 / look.scale_percent),
    )
    pixmap = QPixmap()
    pixmap.loadFromData(picture.data)
    room = window.height() - look.px(46) - look.px(40) - 2 * look.gap(80)
    shown = QLabel()
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    shown.setAccessibleName(picture.description)
    if not pixmap.isNull():
        shown.setPixmap(
            pixmap.scaled(
                width - 2 * look.gap(40),
                max(100, room),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    dialog.body.addWidget(shown)
    dialog.open()
    return dialog
