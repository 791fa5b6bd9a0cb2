"""The look of the window: colours after the system's scheme, fonts, the style sheet of standard widgets."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from desktop.app.style_sheet import STYLE_SHEET
from desktop.app.theme import DARK, LIGHT, Theme

UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
BODY_FAMILIES = (
    "FangSong_GB2312",
    "仿宋_GB2312",
    "FangSong",
    "仿宋",
    "STFangsong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "宋体",
    *UI_FAMILIES,
)
TITLE_FAMILIES = (
    "FZXiaoBiaoSong-B05S",
    "方正小标宋简体",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "STZhongsong",
    "SimSun",
    "宋体",
    *UI_FAMILIES,
)
HEAD_FAMILIES = ("SimHei", "黑体", "STHeiti", *UI_FAMILIES)
KAI_FAMILIES = ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Noto Serif CJK SC", *UI_FAMILIES)

_PX_PER_POINT = 96 / 72


class Look(QObject):
    """Colours and fonts, handed to everything that paints. changed(): the scheme is another one now."""

    changed = Signal()

    def __init__(self, app: QGuiApplication, theme: Theme | None = None) -> None:
        """theme: a fixed one; without it the system's scheme is followed."""
        super().__init__(app)
        self._fixed = theme
        self._hints = app.styleHints()
        self._installed = frozenset(QFontDatabase.families())
        self.theme = theme or self._of_system()
        if theme is None:
            self._hints.colorSchemeChanged.connect(self._scheme_changed)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are on."""
        return self.theme is DARK

    def color(self, name: str, alpha: int = 255) -> QColor:
        """A colour of the table by its name."""
        color = QColor(getattr(self.theme, name))
        color.setAlpha(alpha)
        return color

    def font(self, px: float = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The interface font in this size at 96 dpi; it grows with the system's text size."""
        return self._font(UI_FAMILIES, px, weight)

    def page_font(self, px: float = 17) -> QFont:
        """The body face of the page."""
        return self._font(BODY_FAMILIES, px, QFont.Weight.Normal)

    def families(self, wanted: tuple[str, ...]) -> list[str]:
        """Those of the wanted families that are installed, in order; never empty."""
        found = [family for family in wanted if family in self._installed]
        return found or [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]

    def palette(self) -> QPalette:
        """The palette of the whole program."""
        palette = QPalette()
        role = QPalette.ColorRole
        for name, roles in (
            ("background", (role.Window, role.AlternateBase)),
            ("panel", (role.Base, role.Button, role.ToolTipBase)),
            ("text", (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
            ("muted", (role.PlaceholderText,)),
            ("line", (role.Mid, role.Midlight)),
            ("accent", (role.Highlight, role.Link, role.Accent)),
        ):
            for each in roles:
                palette.setColor(each, self.color(name))
        palette.setColor(role.HighlightedText, self.on_accent)
        palette.setColor(role.Light, self.color("panel"))
        palette.setColor(role.Dark, self.color("muted"))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self.color("muted", 150))
        return palette

    def box_palette(self) -> QPalette:
        """The palette of what has boxes to tick; the style takes their outline from the window colour, made darker."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self.color("muted").lighter(140))
        return palette

    def tree_palette(self) -> QPalette:
        """The same with the selection of lists."""
        palette = self.box_palette()
        palette.setColor(QPalette.ColorRole.Highlight, self.color("accent_soft"))
        palette.setColor(QPalette.ColorRole.HighlightedText, self.color("text"))
        return palette

    @property
    def on_accent(self) -> QColor:
        """The text colour on the accent colour."""
        return self.color("background") if self.dark else QColor("#FFFFFF")

    @property
    def desk(self) -> QColor:
        """What the paper lies on: a shade below the background, so that the paper is the brightest thing."""
        if self.dark:
            return self.color("background").darker(112)
        return mixed(self.color("background"), self.color("line"), 0.5)

    def style_sheet(self) -> str:
        """The style of the standard widgets, all colours from the table."""
        t = self.theme
        colors = {name: getattr(t, name) for name in t.__slots__}
        handle = mixed(self.color("muted"), self.color("panel"), 0.45)
        return STYLE_SHEET.format(**colors, on_accent=self.on_accent.name(), handle=handle.name())

    def _font(self, wanted: tuple[str, ...], px: float, weight: QFont.Weight) -> QFont:
        font = QFont()
        font.setFamilies(self.families(wanted))
        font.setPointSizeF(px / _PX_PER_POINT)
        font.setWeight(weight)
        return font

    def _of_system(self) -> Theme:
        return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    @Slot()
    def _scheme_changed(self) -> None:
        theme = self._of_system()
        if theme is not self.theme:
            self.theme = theme
            self.changed.emit()


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two; share is that of the second."""
    keep = 1 - share
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * share,
        one.greenF() * keep + other.greenF() * share,
        one.blueF() * keep + other.blueF() * share,
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.1, from 1 to 21."""

    def luminance(name: str) -> float:
        color = QColor(name)
        linear = (
            c / 12.92 if c <= 0.04045 else math.pow((c + 0.055) / 1.055, 2.4)
            for c in (color.redF(), color.greenF(), color.blueF())
        )
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
