"""From a document that was edited to the small HTML of `station.markup`: tags only, no style of the editor's own."""

from html import escape

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from station import markup

_ORDERED = (
    QTextListFormat.Style.ListDecimal, QTextListFormat.Style.ListLowerAlpha, QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman, QTextListFormat.Style.ListUpperRoman,
)  # fmt: skip
_RAISED = {
    QTextCharFormat.VerticalAlignment.AlignSuperScript: "sup",
    QTextCharFormat.VerticalAlignment.AlignSubScript: "sub",
}


def html_of(document: QTextDocument) -> str:
    """Clean HTML of everything that stands in the document; "" where nothing does."""
    return markup.clean(_frame(document.rootFrame()))


def plain_of(document: QTextDocument) -> str:
    """The words alone, a line end per paragraph, without blanks at the ends."""
    return document.toPlainText().replace("\u2028", "\n").replace("\ufffc", "").strip()


def is_formatted(document: QTextDocument) -> bool:
    """Whether anything stands there that plain text cannot say."""
    if document.rootFrame().childFrames():
        return True
    block = document.begin()
    while block.isValid():
        if block.textList() is not None or any(_tags(form) or form.isImageFormat() for _text, form in _parts(block)):
            return True
        block = block.next()
    return False


def _frame(frame: QTextFrame) -> str:
    """Paragraphs, lists and tables of a frame, in their order."""
    if isinstance(frame, QTextTable):
        return _table(frame)
    return _content(frame.begin())


def _content(step: QTextFrame.iterator) -> str:
    made, lists = [], _Lists()
    while not step.atEnd():
        inner, block = step.currentFrame(), step.currentBlock()
        if inner is not None:
            made += [lists.end(), _frame(inner)]
        elif block.isValid():
            found = block.textList()
            if found is None:
                made += [lists.end(), f"<p>{_inline(block)}</p>"]
            else:
                made.append(lists.item(found, _inline(block)))
        step += 1
    made.append(lists.end())
    return "".join(made)


def _table(table: QTextTable) -> str:
    rows = []
    for row in range(table.rows()):
        cells = []
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            if (cell.row(), cell.column()) != (row, column):
                continue  # covered by a cell that reaches here
            spans = f' colspan="{cell.columnSpan()}"' if cell.columnSpan() > 1 else ""
            spans += f' rowspan="{cell.rowSpan()}"' if cell.rowSpan() > 1 else ""
            inner = _content(cell.begin())
            if inner.count("<p>") == 1 and inner.startswith("<p>") and inner.endswith("</p>"):
                inner = inner[3:-4]
            cells.append(f"<td{spans}>{inner}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


class _Lists:
    """Opens and closes lists, one within the other by their indent."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []  # indent and tag

    def item(self, found: QTextList, inner: str) -> str:
        """The markup up to and with an item, left open: a list within it may follow."""
        form = found.format()
        tag, indent = "ol" if form.style() in _ORDERED else "ul", form.indent()
        made = ""
        while self._open and self._open[-1][0] > indent:
            made += self._close()
        if self._open and self._open[-1] != (indent, tag) and self._open[-1][0] == indent:
            made += self._close()
        if self._open and self._open[-1][0] == indent:
            made += "</li>"
        else:
            made += f"<{tag}>"
            self._open.append((indent, tag))
        return f"{made}<li>{inner}"

    def end(self) -> str:
        """Close all."""
        made = ""
        while self._open:
            made += self._close()
        return made

    def _close(self) -> str:
        return f"</li></{self._open.pop()[1]}>"


def _parts(block: QTextBlock) -> list[tuple[str, QTextCharFormat]]:
    found, step = [], block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        if fragment.isValid():
            found.append((fragment.text(), fragment.charFormat()))
        step += 1
    return found


def _tags(form: QTextCharFormat) -> list[str]:
    tags = []
    if form.fontWeight() >= QFont.Weight.DemiBold:
        tags.append("b")
    if form.fontItalic():
        tags.append("i")
    if form.fontUnderline() and not form.isAnchor():
        tags.append("u")
    if form.verticalAlignment() in _RAISED:
        tags.append(_RAISED[form.verticalAlignment()])
    return tags


def _inline(block: QTextBlock) -> str:
    made = []
    for text, form in _parts(block):
        if form.isImageFormat():
            image = form.toImageFormat()
            words = str(image.property(_ALT) or "")
            alt = f' alt="{escape(words)}"' if words else ""
            made.append(f'<img src="{escape(image.name())}"{alt}>' * text.count("\ufffc"))
            continue
        said = escape(text.replace("\ufffc", ""), quote=False).replace("\u2028", "<br>")
        tags = _tags(form)
        before, after = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        made.append(f"{before}{said}{after}" if said else "")
    return "".join(made)


_ALT = QTextCharFormat.Property.ImageAltText.value


def put_html(cursor: QTextCursor, html: str) -> None:
    """Insert foreign HTML where the cursor stands, as far as it is allowed."""
    cursor.insertHtml(markup.clean(html))
