"""Running text: plain or formatted, with pictures, in generous lines of at most 75 letters."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextOption,
    QTextTable,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from station import markup
from station.ui.theme import Look, look_of

LINE_LETTERS = 75
_STEP, _SMALLEST = 0.88, 16  # a table that is too wide gets smaller letters, step by step, but none below 16 pixels
_DENSE_DPI = 192


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a formatted text names as `<img src="name">`, with its bytes and what it shows."""

    name: str
    data: bytes
    description: str = ""


class _Document(QTextDocument):
    """Loads only the pictures that came with the text: never a file, never the network. Its tables have lines."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        super().__init__()
        self._pictures = {picture.name: picture for picture in pictures}
        self._drawn: dict[tuple[str, int], QImage] = {}
        self.tables: list[QTextTable] = []
        self._fitted: tuple[str, int, float, str] | None = None
        self.scale = 1.0
        self.limit = 0

    def fit_pictures(self, limit: int, scale: float) -> None:
        """Take another width and scale; without pictures nothing has to be laid out anew for it."""
        if (self.limit, self.scale) != (limit, scale):
            self.limit, self.scale = limit, scale
            if self._pictures:
                self.markContentsDirty(0, self.characterCount())

    def fit_tables(self, font: QFont, width: int, scale: float, edge: str) -> None:
        """Draw the tables' lines in `edge` and let every table fit: its letters shrink before a word is broken."""
        if (asked := (font.toString(), width, scale, edge)) == self._fitted:
            return
        self._fitted = asked
        self.fit_pictures(width, scale)
        self._set_wrap(QTextOption.WrapMode.WordWrap)
        share, smallest = 1.0, min(1.0, _SMALLEST / font.pixelSize())
        while (needed := self._table_width(font, width, scale, edge, share)) > width and share > smallest:
            # As many steps at once as the width asks for: each lays the whole text out anew.
            steps = max(1, math.floor(math.log(width / needed, _STEP)))
            share = max(smallest, share * _STEP**steps)
        if needed <= width:
            return
        self._set_wrap(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._pictures and self.size().width() > width:
            columns = max(table.columns() for table in self.tables)
            self.fit_pictures(max(40, width // columns - 16), scale)
        over = math.ceil(self.size().width() - width)  # the lines themselves
        if over > 0:
            self.setTextWidth(width - over)

    def _table_width(self, font: QFont, width: int, scale: float, edge: str, share: float) -> float:
        """Pixels that the text needs with its tables' letters in that share of their size."""
        whole = QTextCursor(self)
        whole.beginEditBlock()  # laid out once, not at each touch
        for table in self.tables:
            _dress_table(table, round(font.pixelSize() * share), scale * share, edge)
        whole.endEditBlock()
        self.setTextWidth(width)
        return self.size().width()

    def _set_wrap(self, mode: QTextOption.WrapMode) -> None:
        option = self.defaultTextOption()
        if option.wrapMode() != mode:
            option.setWrapMode(mode)
            self.setDefaultTextOption(option)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 Qt's name
        """The picture of that name in the scale of the letters, within the width of the text, or nothing."""
        picture = self._pictures.get(QUrl(name).toString())
        if kind != QTextDocument.ResourceType.ImageResource.value or picture is None:
            return None
        image = self._drawn.get((picture.name, 0))
        if image is None:
            image = self._drawn[picture.name, 0] = image_of(picture)
        width = round(image.width() * self.scale / density_of(image))
        if self.limit:
            width = min(width, self.limit)
        if not width:
            return image
        if (picture.name, width) not in self._drawn:  # Qt asks at every paint
            self._drawn[picture.name, width] = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        return self._drawn[picture.name, width]


def image_of(picture: Picture) -> QImage:
    """The picture on white ground: black lines on nothing would vanish on the black of high contrast."""
    image = QImage.fromData(picture.data)
    if not image.hasAlphaChannel():
        return image
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)
    ground.setDotsPerMeterX(image.dotsPerMeterX())
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


def density_of(image: QImage) -> int:
    """How many of the picture's dots make one of the screen's at 100 %: drawings are kept twice as fine."""
    return 2 if round(image.dotsPerMeterX() * 0.0254) == _DENSE_DPI else 1


def make_document(
    text: str, is_rich: bool = False, pictures: Sequence[Picture] = (), line_percent: int = 132
) -> QTextDocument:
    """A document of the text, ready to be laid out. Formatted text is HTML without links to the outside."""
    document = _Document(pictures)
    document.setDocumentMargin(0)
    document.setUndoRedoEnabled(False)
    if is_rich:
        document.setHtml(text)
        document.tables = list(_tables_in(document.rootFrame()))
    else:
        document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(line_percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(spacing)
    if is_rich:
        _close_up_pictures(document)
    return document


def _close_up_pictures(document: QTextDocument) -> None:
    """A line that holds a picture is as high as it: generous lines would leave a third of it empty."""
    single = QTextBlockFormat()
    single.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    block = document.begin()
    while block.isValid():
        if "\ufffc" in block.text():
            QTextCursor(block).mergeBlockFormat(single)
        block = block.next()


def _tables_in(frame: QTextFrame) -> Iterator[QTextTable]:
    for inner in frame.childFrames():
        if isinstance(inner, QTextTable):
            yield inner
        yield from _tables_in(inner)


def _dress_table(table: QTextTable, pixels: int, scale: float, edge: str) -> None:
    shape = table.format().toTableFormat()
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(edge)))
    shape.setBorderCollapse(True)
    shape.setCellSpacing(0)
    shape.setCellPadding(round(6 * scale))
    shape.setTopMargin(round(6 * scale))
    shape.setBottomMargin(round(10 * scale))
    table.setFormat(shape)
    letters = QTextCharFormat()
    letters.setProperty(QTextFormat.Property.FontPixelSize.value, pixels)
    cursor = QTextCursor(table.document())
    cursor.setPosition(table.firstPosition())
    cursor.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(letters)
    cursor.mergeBlockCharFormat(letters)


def lay_out(document: QTextDocument, font: QFont, width: int, scale: float = 1.0, edge: str = "#000000") -> None:
    """Give the document its font and width; `edge` is the colour of the lines of its tables."""
    if document.defaultFont() != font:
        document.setDefaultFont(font)
    if isinstance(document, _Document) and document.tables:
        document.fit_tables(font, width, scale, edge)
        return
    if isinstance(document, _Document):
        document.fit_pictures(width, scale)
    if document.textWidth() != width:
        document.setTextWidth(width)


def paint_document(painter: QPainter, document: QTextDocument, palette: QPalette) -> None:
    """Paint in the colours of `palette` at the painter's origin."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = palette
    document.documentLayout().draw(painter, context)


def spoken(text: str, is_rich: bool, pictures: Sequence[Picture]) -> str:
    """What a reader who cannot see hears: the words, and what the pictures in them show."""
    plain = markup.plain(text, is_rich)
    shown = markup.picture_names(text) if is_rich else ()
    described = (
        picture.description for picture in pictures if picture.name in shown and picture.description not in plain
    )
    return "\n".join((plain, *described)).strip()


class Passage(QWidget):
    """A block of running text that takes the height it needs; `base` is the letters' size at 100 %.

    Signals: `picture_pressed(str)` the name of a picture in the text.
    """

    picture_pressed = Signal(str)

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
        self.setAccessibleName(spoken(text, is_rich, pictures))
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A picture was pressed."""
        if name := self._document.documentLayout().imageAt(event.position()):
            self.picture_pressed.emit(name)
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the release where a picture is."""
        if not self._document.documentLayout().imageAt(event.position()):
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def _lay_out(self, width: int) -> None:
        look = look_of(self)
        font = look.font(self._base, self._weight)
        width = min(width, line_width(font))
        lay_out(self._document, font, width, look.scale_percent / 100, look.palette.edge)


def line_width(font: QFont) -> int:
    """Pixels of a line of 75 letters; a Cyrillic letter is about 0.56 of the font's size wide."""
    return int(font.pixelSize() * 0.56 * LINE_LETTERS)
