"""The fields of 公文排版: header band, imprint, signature, customs of the office, fonts."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.documents.typeset_settings import Fonts, HeaderBand, Imprint, PageNumber, TypesetSettings

_URGENCY = ("", "特急", "加急")
_SECRECY = ("", "秘密★1年", "机密★5年", "绝密★10年")
_FONTS = {
    "title": ("标题", ("方正小标宋简体", "方正小标宋_GBK", "华文中宋", "宋体")),
    "body": ("正文", ("仿宋_GB2312", "方正仿宋_GBK", "仿宋", "华文仿宋")),
    "first": ("一级标题", ("黑体", "方正黑体_GBK")),
    "second": ("二级标题", ("楷体_GB2312", "方正楷体_GBK", "楷体", "华文楷体")),
    "page": ("页码", ("宋体",)),
    "western": ("数字和西文", ("Times New Roman", "仿宋_GB2312", "Arial")),
}


class TypesetForm(QWidget):
    """All that can be chosen. changed(): something was."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self.issuer = self._line("如：中共清河区水务局党组文件")
        self.number = self._line("如：清水党〔2025〕3号")
        self.copy_number = self._line("六位数字，如：000001")
        self.secrecy = self._combo(_SECRECY, editable=True)
        self.urgency = self._combo(_URGENCY, editable=False)
        self.signers = self._line("上行文才填，多人用顿号隔开")
        self.header = self._box("加版头（红头）")
        self.header_box = QGroupBox("版头")
        head = QFormLayout(self.header_box)
        head.addRow(self.header)
        for name, widget in (
            ("发文机关标志", self.issuer),
            ("发文字号", self.number),
            ("份号", self.copy_number),
            ("密级", self.secrecy),
            ("紧急程度", self.urgency),
            ("签发人", self.signers),
        ):
            self._row(head, name, widget)
        self.signature = self._line("文中没有时填写")
        self.date = self._line("文中没有时填写，如：2025年3月1日")
        self.seal = self._box("加盖印章（成文日期右空四字，署名居中）")
        self.bold_third = self._box("三级标题（1.）加粗")
        self.page_number = self._combo(tuple(form.value for form in PageNumber), editable=False)
        self.text = QGroupBox("正文和落款")
        body = QFormLayout(self.text)
        self._row(body, "署名", self.signature)
        self._row(body, "成文日期", self.date)
        body.addRow(self.seal)
        body.addRow(self.bold_third)
        self._row(body, "页码", self.page_number)
        self.copies = self._line("如：区委巡察办，区纪委监委")
        self.office = self._line("如：清河区水务局办公室")
        self.printed = self._line("如：2025年3月1日")
        self.imprint = self._box("加版记")
        self.imprint_box = QGroupBox("版记")
        foot = QFormLayout(self.imprint_box)
        foot.addRow(self.imprint)
        for name, widget in (("抄送", self.copies), ("印发机关", self.office), ("印发日期", self.printed)):
            self._row(foot, name, widget)
        self.fonts = {name: self._combo(offered, editable=True) for name, (_, offered) in _FONTS.items()}
        self.font_box = QGroupBox("字体")
        letters = QFormLayout(self.font_box)
        for name, combo in self.fonts.items():
            self._row(letters, _FONTS[name][0], combo)
        self.usual = QPushButton("恢复国标字体")
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(self._usual_fonts)
        letters.addRow(self.usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for group in (self.text, self.header_box, self.imprint_box, self.font_box):
            column.addWidget(group)
        column.addStretch(1)
        self._bands = {
            self.header: (self.issuer, self.number, self.copy_number, self.secrecy, self.urgency, self.signers),
            self.imprint: (self.copies, self.office, self.printed),
        }
        for box in self._bands:
            box.toggled.connect(self._enable)
        self._enable()

    def show_settings(self, settings: TypesetSettings) -> None:
        """Fill the fields."""
        self._filling = True
        band, marks = settings.header or HeaderBand(""), settings.imprint or Imprint()
        self.header.setChecked(settings.header is not None)
        self.imprint.setChecked(settings.imprint is not None)
        for field, text in (
            (self.issuer, band.issuer),
            (self.number, band.number),
            (self.copy_number, band.copy_number),
            (self.signers, "、".join(band.signers)),
            (self.copies, marks.copies_to),
            (self.office, marks.office),
            (self.printed, marks.date),
        ):
            field.setText(text)
        self.secrecy.setCurrentText(band.secrecy)
        self.urgency.setCurrentText(band.urgency)
        self.seal.setChecked(settings.seal)
        self.bold_third.setChecked(settings.bold_third)
        self.page_number.setCurrentText(settings.page_number.value)
        for name, combo in self.fonts.items():
            combo.setCurrentText(getattr(settings.fonts, name))
        self._filling = False

    def show_found(self, signature: str, date: str) -> None:
        """What the text has already is not asked for."""
        for field, text in ((self.signature, signature), (self.date, date)):
            field.setText(text)
            field.setReadOnly(bool(text))
            field.setToolTip("文中已有，要改请在正文里改" if text else "")

    def settings(self) -> TypesetSettings:
        """What is chosen."""
        band = HeaderBand(
            self.issuer.text().strip(),
            self.number.text().strip(),
            self.copy_number.text().strip(),
            self.secrecy.currentText().strip(),
            self.urgency.currentText().strip(),
            tuple(name for name in self.signers.text().replace(" ", "、").split("、") if name.strip()),
        )
        usual = Fonts()
        chosen = {name: combo.currentText().strip() or getattr(usual, name) for name, combo in self.fonts.items()}
        return TypesetSettings(
            seal=self.seal.isChecked(),
            bold_third=self.bold_third.isChecked(),
            page_number=PageNumber(self.page_number.currentText()),
            header=band if self.header.isChecked() else None,
            imprint=Imprint(self.copies.text().strip(), self.office.text().strip(), self.printed.text().strip())
            if self.imprint.isChecked()
            else None,
            fonts=Fonts(**chosen),
        )

    def tail(self) -> tuple[str, str]:
        """Signature and date that the text lacks, as typed."""
        return tuple("" if field.isReadOnly() else field.text().strip() for field in (self.signature, self.date))  # type: ignore[return-value]

    def problems(self) -> list[str]:
        """What is still to be filled or looked at, Chinese."""
        told = []
        if self.header.isChecked():
            if not self.issuer.text().strip():
                told.append("版头还没有填发文机关标志。")
            if "〕号" in self.number.text():
                told.append("发文字号还没有填序号。")
            if self.copy_number.text().strip() and not (
                self.copy_number.text().strip().isdecimal() and len(self.copy_number.text().strip()) == 6
            ):
                told.append("份号一般是六位数字。")
            if self.secrecy.currentText().strip():
                told.append("涉密文件只能在符合要求的涉密计算机上处理。")
        return told

    def _line(self, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setMaxLength(200)
        field.textChanged.connect(self._tell)
        return field

    def _combo(self, offered: tuple[str, ...], *, editable: bool) -> QComboBox:
        combo = QComboBox()
        combo.setEditable(editable)
        combo.addItems(offered)
        combo.currentTextChanged.connect(self._tell)
        return combo

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(self._tell)
        return box

    def _row(self, form: QFormLayout, name: str, widget: QWidget) -> None:
        label = QLabel(name)
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        form.addRow(label, widget)

    @Slot()
    def _enable(self, *_: object) -> None:
        """Only what is wanted asks to be filled."""
        for box, fields_of in self._bands.items():
            for widget in fields_of:
                widget.setEnabled(box.isChecked())

    @Slot()
    def _usual_fonts(self) -> None:
        usual = Fonts()
        for each in fields(Fonts):
            self.fonts[each.name].setCurrentText(getattr(usual, each.name))

    @Slot()
    def _tell(self, *_: object) -> None:
        if not self._filling:
            self.changed.emit()
