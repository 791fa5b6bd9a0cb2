"""打印预览: the pages as they will be printed, each drawn when it is looked at."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressDialog,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.app.look import Look
from desktop.app.page_layout import Layout
from desktop.app.page_paint import UNITS_PER_INCH, PageFonts, font_note, page_layout, paint_page
from desktop.documents.page_model import Printable
from desktop.panels.page_view import PageView
from desktop.windows import dialogs

_WHOLE, _WIDTH = "整页", "适合宽度"
_VIEWS = (_WHOLE, _WIDTH, "50%", "75%", "100%", "150%", "200%")
_NO_PRINTER = "这台电脑没有装打印机。可以先导出 PDF，拿到有打印机的电脑上打印。"
_PATIENCE_MS = 800


class PrintPreview(QDialog):
    """Pages, and what to do with them. pdf_asked(): write them into a file."""

    pdf_asked = Signal()

    def __init__(
        self, printable: Printable, layout: Layout, fonts: PageFonts, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览 — {printable.title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(980, 860).boundedTo(room - QSize(40, 60)))
        self._pages, self._fonts = layout, fonts
        self._printer = self._new_printer(printable.title)
        self.view = PageView(look, fonts)
        self.view.show_layout(layout)
        self.view.turned.connect(self._turned)
        self.area = QScrollArea()
        self.area.setAccessibleName("各页")
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self.view)
        self.area.setWidgetResizable(True)
        self.print_button = QPushButton("打印…")
        self.print_button.setDefault(True)
        self.print_button.clicked.connect(self.print)
        self.pdf_button = QPushButton("导出 PDF…")
        self.pdf_button.clicked.connect(self.pdf_asked)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("显示比例")
        self.zoom.addItems(_VIEWS)
        self.zoom.currentTextChanged.connect(self.set_view)
        self.page = QSpinBox()
        self.page.setAccessibleName("第几页")
        self.page.setRange(1, max(1, len(layout.pages)))
        self.page.setPrefix("第 ")
        self.page.setSuffix(f" 页，共 {len(layout.pages)} 页")
        self.page.valueChanged.connect(self.view.turn)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        bar = QHBoxLayout()
        for widget in (self.print_button, self.pdf_button):
            bar.addWidget(widget)
        bar.addSpacing(16)
        bar.addWidget(self.zoom)
        bar.addWidget(self.page)
        bar.addStretch(1)
        bar.addWidget(close)
        for button in (self.pdf_button, close):
            button.setAutoDefault(False)
        note = font_note(printable, fonts)
        self.note = QLabel(note)
        self.note.setWordWrap(True)
        self.note.setVisible(bool(note))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self.note)
        column.addWidget(self.area, 1)
        for key, step in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self.page.stepBy(step))

    @Slot(str)
    def set_view(self, name: str) -> None:
        """One of the ways to look at a page."""
        whole = name == _WHOLE
        self.area.setWidgetResizable(whole)
        if whole:
            return
        setup = self._pages.setup
        inch = self.logicalDpiX() / UNITS_PER_INCH
        if name == _WIDTH:
            width = self.area.viewport().width() - self.area.verticalScrollBar().sizeHint().width()
        else:
            width = round(setup.width * inch * int(name.rstrip("%")) / 100) + self.view.EDGES
        height = round((width - self.view.EDGES) * setup.height / setup.width) + self.view.EDGES
        self.view.resize(width, height)

    @Slot()
    def print(self) -> None:
        """Ask for the printer, then print the pages that were chosen."""
        if not QPrinterInfo.availablePrinterNames():
            dialogs.show_error(self, _NO_PRINTER)
            return
        dialog = QPrintDialog(self._printer, self)
        dialog.setWindowTitle("打印")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self._pages.pages))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            first, last = self._printer.fromPage() or 1, self._printer.toPage() or len(self._pages.pages)
            if self.paint(self._printer, first, last):
                self.accept()

    def paint(self, printer: QPrinter, first: int, last: int) -> bool:
        """Draw these 1-based pages on a printer; whether all of them were."""
        printer.setPageLayout(page_layout(self._pages.setup))
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            dialogs.show_error(self, "打印没有开始：打印机没有响应。请检查打印机是否开机、连好，再试一次。")
            return False
        last = min(last, len(self._pages.pages))
        progress = QProgressDialog("正在送往打印机…", "取消", first, last + 1, self)
        progress.setWindowTitle("打印")
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_PATIENCE_MS)
        scale = printer.resolution() / UNITS_PER_INCH
        for number in range(first, last + 1):
            progress.setValue(number)
            if progress.wasCanceled():
                printer.abort()
                break
            if number > first:
                printer.newPage()
            painter.resetTransform()
            painter.scale(scale, scale)
            paint_page(painter, self._pages, number, self._fonts)
        painter.end()
        cancelled = progress.wasCanceled()
        progress.close()
        progress.deleteLater()
        return not cancelled

    def _new_printer(self, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not printer.isValid():
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setDocName(title)
        printer.setCreator("对账")
        printer.setPageLayout(page_layout(self._pages.setup))
        printer.setFullPage(True)
        return printer

    @Slot(int)
    def _turned(self, number: int) -> None:
        self.area.verticalScrollBar().setValue(0)
        self.page.blockSignals(True)
        self.page.setValue(number)
        self.page.blockSignals(False)
