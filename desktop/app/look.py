"""The look of the window: colours after the system's scheme, fonts, the style sheet of standard widgets."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

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

    @property
    def on_accent(self) -> QColor:
        """The text colour on the accent colour."""
        return self.color("background") if self.dark else QColor("#FFFFFF")

    @property
    def desk(self) -> QColor:
        """What the paper lies on: a shade below the background, so that the paper is the brightest thing."""
        return self.color("background").darker(104 if not self.dark else 112)

    def style_sheet(self) -> str:
        """The style of the standard widgets, all colours from the table."""
        t = self.theme
        return _STYLE.format(**{name: getattr(t, name) for name in t.__slots__}, on_accent=self.on_accent.name())

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


_STYLE = """
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 6px 8px; }}
QMainWindow, QDialog {{ background: {background}; }}
QToolBar {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; padding: 5px 8px; spacing: 2px; }}
QToolBar::separator {{ background: {line}; width: 1px; margin: 8px 8px; }}
QToolBar QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 0 10px; min-height: 34px; color: {text}; }}
QToolBar QToolButton:hover {{ background: {background}; }}
QToolBar QToolButton:pressed, QToolBar QToolButton:open {{ background: {accent_soft}; }}
QToolBar QToolButton:focus {{ border: 1px solid {accent}; }}
QToolBar QToolButton:disabled {{ color: {muted}; }}
QToolBar QToolButton#primary {{ background: {accent}; color: {on_accent}; }}
QToolBar QToolButton#primary:disabled {{ background: {line}; color: {muted}; }}
QToolBar QToolButton::menu-indicator {{ width: 0; }}
QMenu {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QStatusBar {{ background: {panel}; border-top: 1px solid {line}; min-height: 28px; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ padding: 0 10px; }}
QPushButton {{ background: {panel}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 4px 12px; min-height: 18px; }}
QPushButton:hover {{ border-color: {muted}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {muted}; }}
QPushButton:default, QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[primary="true"]:focus, QPushButton:default:focus {{ border: 1px solid {text}; }}
QPushButton[chip="true"] {{ border-radius: 13px; padding: 3px 11px; min-height: 18px; color: {muted}; }}
QPushButton[chip="true"]:checked {{ background: {accent_soft}; color: {accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[link="true"] {{ border: 1px solid transparent; background: transparent; color: {accent}; padding: 2px 6px; }}
QPushButton[link="true"]:hover {{ text-decoration: underline; }}
QPushButton[link="true"]:focus {{ border: 1px solid {accent}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ color: {muted}; background: transparent; border: 1px solid transparent; border-bottom: 0; padding: 0 17px; min-height: 33px; margin: 6px 4px 0 0; border-top-left-radius: 6px; border-top-right-radius: 6px; }}
QTabBar::tab:selected {{ color: {text}; background: {panel}; border-color: {line}; font-weight: 600; }}
QTabBar::tab:hover:!selected {{ color: {text}; }}
QTabBar::tab:focus {{ border-color: {accent}; }}
QListView, QTableView {{ background: {panel}; border: 0; outline: 0; color: {text}; }}
QTableView {{ gridline-color: {line}; selection-background-color: {accent_soft}; selection-color: {text}; border: 1px solid {line}; }}
QHeaderView {{ background: {background}; }}
QHeaderView::section {{ background: {background}; color: {text}; border: 0; border-right: 1px solid {line}; border-bottom: 1px solid {line}; padding: 0 10px; font-weight: 600; }}
QSplitter::handle {{ background: {line}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {muted}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ border: 1px solid {line}; border-radius: 4px; background: {background}; max-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""
