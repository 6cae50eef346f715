"""A field of formatted text: what leaves it is the small HTML of `station.markup`, or plain words."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from question_bank.model import Picture
from station import markup
from station.ui.bank.rich_html import html_of, is_formatted, plain_of
from station.ui.bank.shortcuts import control_letter
from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed

_PASTED = 400_000  # letters of HTML; more is taken as plain text
_SHOWN = 320  # pixels of a picture's width at most: the preview shows it whole


class EditDocument(QTextDocument):
    """Loads only the question's own pictures: never a file, never the network."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, Picture] = {}

    def loadResource(self, kind: int, name: object) -> object:  # noqa: N802 Qt's name
        """The picture of that name, or nothing."""
        text = name.toString() if hasattr(name, "toString") else str(name)
        picture = self.pictures.get(text)
        if picture is None:
            return QImage()
        image = QImage.fromData(picture.data)
        if image.width() > _SHOWN:
            image = image.scaledToWidth(_SHOWN, Qt.TransformationMode.SmoothTransformation)
        return image


class RichEdit(Dressed, QTextEdit):
    """Grows with its text from `least` to `most` lines. Tab leaves it; Ctrl+B, I and U format.

    Signals: `edited()` the text changed by hand; `taken(object)` it got the keys, with itself.
    """

    edited = Signal()
    taken = Signal(object)

    def __init__(self, least: int = 1, most: int = 14) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._original = ("", False)
        self._is_filling = False
        self._own = EditDocument()
        self.setDocument(self._own)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.textChanged.connect(self._tell)
        self._own.documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    # --- what stands in it ---

    def set_content(self, text: str, is_rich: bool, pictures: Sequence[Picture] = ()) -> None:
        """Fill it; nothing of this can be undone by typing back."""
        self._is_filling = True
        self._original = (text, is_rich)
        self._own.pictures = {picture.name: picture for picture in pictures}
        if is_rich:
            self._own.setHtml(text)
        else:
            self._own.setPlainText(text)
        self._dress_tables()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._own.clearUndoRedoStacks()
        self._own.setModified(False)
        self._is_filling = False
        self.updateGeometry()

    def keep(self, is_rich: bool) -> None:
        """What stands there is what is stored now; cursor and undo stay."""
        self._original = (self.content(is_rich), is_rich)
        self._own.setModified(False)

    def add_picture(self, picture: Picture) -> None:
        """Know a picture of the question, whichever field shows it."""
        self._own.pictures[picture.name] = picture

    @property
    def is_touched(self) -> bool:
        """Whether something was typed since it was filled; not after all of it was undone."""
        return self._own.isModified()

    @property
    def is_formatted(self) -> bool:
        """Whether plain text could not say it."""
        if not self.is_touched and not self._original[1]:
            return False
        return is_formatted(self._own)

    def content(self, is_rich: bool) -> str:
        """Its text as HTML or as plain words. What nobody touched is given back letter for letter."""
        if not self.is_touched and (self._original[1] == is_rich):
            return self._original[0]
        return html_of(self._own) if is_rich else plain_of(self._own)

    @property
    def words(self) -> str:
        """What it says, without formatting."""
        return plain_of(self._own)

    # --- formatting ---

    def toggle(self, what: str) -> None:
        """Format what is marked, or what is typed next: b, i, u, sub, sup."""
        form, now = QTextCharFormat(), self.currentCharFormat()
        if what == "b":
            form.setFontWeight(QFont.Weight.Normal if self.has(what) else QFont.Weight.Bold)
        elif what == "i":
            form.setFontItalic(not now.fontItalic())
        elif what == "u":
            form.setFontUnderline(not now.fontUnderline())
        else:
            place = QTextCharFormat.VerticalAlignment
            wanted = place.AlignSubScript if what == "sub" else place.AlignSuperScript
            form.setVerticalAlignment(place.AlignNormal if self.has(what) else wanted)
        self.mergeCurrentCharFormat(form)

    def has(self, what: str) -> bool:
        """Whether the letters at the cursor are formatted so."""
        now, place = self.currentCharFormat(), QTextCharFormat.VerticalAlignment
        return {
            "b": now.fontWeight() >= QFont.Weight.DemiBold,
            "i": now.fontItalic(),
            "u": now.fontUnderline(),
            "sub": now.verticalAlignment() == place.AlignSubScript,
            "sup": now.verticalAlignment() == place.AlignSuperScript,
            "list": self._list_style() == QTextListFormat.Style.ListDisc,
            "numbers": self._list_style() == QTextListFormat.Style.ListDecimal,
            "table": self.table is not None,
        }[what]

    def toggle_list(self, is_numbered: bool) -> None:
        """Make the marked paragraphs a list, or paragraphs again."""
        style = QTextListFormat.Style.ListDecimal if is_numbered else QTextListFormat.Style.ListDisc
        cursor = self.textCursor()
        cursor.beginEditBlock()
        found = cursor.currentList()
        if found is not None and found.format().style() == style:
            block = self._own.findBlock(cursor.selectionStart())
            while block.isValid() and block.position() <= cursor.selectionEnd():
                if block.textList() is not None:
                    block.textList().remove(block)
                    cursor.setPosition(block.position())
                    flat = cursor.blockFormat()
                    flat.setIndent(0)
                    cursor.setBlockFormat(flat)
                block = block.next()
        else:
            cursor.createList(style)
        cursor.endEditBlock()

    def _list_style(self) -> QTextListFormat.Style | None:
        found = self.textCursor().currentList()
        return found.format().style() if found is not None else None

    @property
    def table(self) -> QTextTable | None:
        """The table that the cursor stands in."""
        return self.textCursor().currentTable()

    def insert_table(self, rows: int, columns: int) -> None:
        """Put a table where the cursor stands; the cursor goes into its first cell."""
        cursor = self.textCursor()
        table = cursor.insertTable(rows, columns, _table_format(look_of(self).palette.edge))
        self.setTextCursor(table.cellAt(0, 0).firstCursorPosition())

    def insert_picture(self, picture: Picture, alt: str) -> None:
        """Put a picture where the cursor stands."""
        self.add_picture(picture)
        form = QTextImageFormat()
        form.setName(picture.name)
        if alt:
            form.setProperty(QTextCharFormat.Property.ImageAltText.value, alt)
        self.textCursor().insertImage(form)

    # --- keys and the clipboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with B, I, U formats, with Z and Y undoes and redoes, whatever the layout; Ctrl with others is the
        screen's."""
        letter = control_letter(event)
        if letter in ("b", "i", "u") and not self.isReadOnly():
            self.toggle(letter)
        elif letter == "z":
            self.undo()
        elif letter == "y":
            self.redo()
        elif letter and letter not in "acvx":
            event.ignore()
            return
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell who has the keys."""
        super().focusInEvent(event)
        self.taken.emit(self)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 Qt's name
        """Paste: of formatted text only what a question may have, whatever program it comes from."""
        html = source.html() if source.hasHtml() else ""
        if html and len(html) <= _PASTED:
            foreign = EditDocument()
            foreign.setHtml(html)
            clean = html_of(foreign)
            names = {name: "" for name in markup.picture_names(clean) if name not in self._own.pictures}
            cursor = self.textCursor()
            cursor.beginEditBlock()
            cursor.insertHtml(markup.clean(clean, names))
            self._dress_tables()
            cursor.endEditBlock()
            self.ensureCursorVisible()
        elif source.hasText():
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 Qt's name
        """Text only; pictures come by their button."""
        return source.hasText() or source.hasHtml()

    # --- size ---

    def sizeHint(self) -> QSize:
        """As high as the text, within the bounds."""
        look = look_of(self)
        line, edges = self.fontMetrics().lineSpacing(), look.gap(16) + 12
        height = round(self._own.size().height()) + look.gap(16) + 6
        height = min(max(height, self._least * line + edges), self._most * line + edges)
        return QSize(look.px(160), height)

    def minimumSizeHint(self) -> QSize:
        """Its height is not squeezed."""
        return QSize(look_of(self).px(120), self.sizeHint().height())

    def _restyle(self) -> None:
        was_touched = self._own.isModified()
        self._is_filling = True
        self._dress_tables()
        self._own.setModified(was_touched)
        self._is_filling = False
        self.updateGeometry()

    def _dress_tables(self) -> None:
        """Tables have lines here as they have before the candidate; foreign widths go."""
        edge = look_of(self).palette.edge
        for frame in self._own.rootFrame().childFrames():
            if isinstance(frame, QTextTable) and frame.format().borderBrush().color().name() != edge:
                frame.setFormat(_table_format(edge))

    def _tell(self) -> None:
        if not self._is_filling:
            self.edited.emit()


def _table_format(edge: str) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderBrush(QBrush(QColor(edge)))
    form.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
    form.setCellPadding(4)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return form
