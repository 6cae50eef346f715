"""Running text: plain or formatted, with pictures, in generous lines of at most 75 letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.ui.theme import Look, look_of

LINE_LETTERS = 75


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a formatted text names as `<img src="name">`, with its bytes and what it shows."""

    name: str
    data: bytes
    description: str = ""


class _Document(QTextDocument):
    """Loads only the pictures that came with the text: never a file, never the network."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        super().__init__()
        self._pictures = {picture.name: picture for picture in pictures}
        self.scale = 1.0
        self.limit = 0

    def fit_pictures(self, limit: int, scale: float) -> None:
        """Take another width and scale; without pictures nothing has to be laid out anew for it."""
        if (self.limit, self.scale) != (limit, scale):
            self.limit, self.scale = limit, scale
            if self._pictures:
                self.markContentsDirty(0, self.characterCount())

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 Qt's name
        """The picture of that name in the scale of the letters, within the width of the text, or nothing."""
        picture = self._pictures.get(QUrl(name).toString())
        if kind != QTextDocument.ResourceType.ImageResource.value or picture is None:
            return None
        image = QImage.fromData(picture.data)
        width = round(image.width() * self.scale)
        if self.limit:
            width = min(width, self.limit)
        return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) if width else image


def make_document(
    text: str, is_rich: bool = False, pictures: Sequence[Picture] = (), line_percent: int = 132
) -> QTextDocument:
    """A document of the text, ready to be laid out. Formatted text is HTML without links to the outside."""
    document = _Document(pictures)
    document.setDocumentMargin(0)
    document.setUndoRedoEnabled(False)
    if is_rich:
        document.setHtml(text)
    else:
        document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(line_percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(spacing)
    return document


def lay_out(document: QTextDocument, font: QFont, width: int, scale: float = 1.0) -> None:
    """Give the document its font and width."""
    if isinstance(document, _Document):
        document.fit_pictures(width, scale)
    if document.defaultFont() != font:
        document.setDefaultFont(font)
    if document.textWidth() != width:
        document.setTextWidth(width)


def paint_document(painter: QPainter, document: QTextDocument, palette: QPalette) -> None:
    """Paint in the colours of `palette` at the painter's origin."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = palette
    document.documentLayout().draw(painter, context)


class Passage(QWidget):
    """A block of running text that takes the height it needs; `base` is the letters' size at 100 %."""

    def __init__(
        self, base: int = 18, weight: QFont.Weight = QFont.Weight.Normal, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._base, self._weight = base, weight
        self._document = make_document("")
        self._heights: dict[tuple[Look, int], int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str, is_rich: bool = False, pictures: Sequence[Picture] = ()) -> None:
        """Show this text; readers get it without its formatting."""
        self._document = make_document(text, is_rich, pictures)
        self._heights.clear()
        described = [picture.description for picture in pictures if picture.description]
        plain = self._document.toPlainText().replace("\ufffc", " ").strip()
        self.setAccessibleName("\n".join([plain, *described]))
        self.updateGeometry()
        self.update()

    @property
    def plain_text(self) -> str:
        """What it says, without formatting."""
        return self._document.toPlainText()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that the text needs at that width; kept, since Qt's layouts ask many times."""
        look = look_of(self)
        if (look, width) not in self._heights:
            self._lay_out(width)
            self._heights[look, width] = int(self._document.size().height() + 0.999)
        return self._heights[look, width]

    def sizeHint(self) -> QSize:
        """The whole text at its present width."""
        width = self.width() if self.width() > 50 else 600
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow; then it is high."""
        return QSize(80, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in the look's colour."""
        self._lay_out(self.width())
        look = look_of(self)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, look.palette.text)
        painter = QPainter(self)
        painter.setClipRect(QRectF(event.rect()))
        paint_document(painter, self._document, palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def _lay_out(self, width: int) -> None:
        look = look_of(self)
        font = look.font(self._base, self._weight)
        lay_out(self._document, font, min(width, line_width(font)), look.scale_percent / 100)


def line_width(font: QFont) -> int:
    """Pixels of a line of 75 letters; a Cyrillic letter is about 0.56 of the font's size wide."""
    return int(font.pixelSize() * 0.56 * LINE_LETTERS)
