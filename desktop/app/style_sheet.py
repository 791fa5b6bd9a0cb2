"""The style sheet of standard widgets, a template over the colour names of a Theme `on_accent` and `handle`."""

from __future__ import annotations

STYLE_SHEET = """
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }}
QMainWindow, QDialog {{ background: {background}; }}
QToolBar {{
    background: {panel};
    border: 0;
    border-bottom: 1px solid {line};
    padding: 5px 8px;
    spacing: 2px;
}}
QToolBar::separator {{ background: {line}; width: 1px; margin: 8px 8px; }}
QToolBar QToolButton {{
    border: 1px solid transparent;
    border-radius: 6px;
    padding: 0 10px;
    min-height: 34px;
    color: {text};
}}
QToolBar QToolButton:hover {{ background: {background}; }}
QToolBar QToolButton:pressed, QToolBar QToolButton:open {{ background: {accent_soft}; }}
QToolBar QToolButton:focus {{ border: 1px solid {accent}; }}
QToolBar QToolButton:disabled {{ color: {muted}; }}
QToolBar QToolButton#primary {{ background: {accent}; color: {on_accent}; }}
QToolBar QToolButton#primary:disabled {{ background: {line}; color: {muted}; }}
QToolBar QToolButton::menu-indicator {{ width: 0; }}
QMenuBar {{ background: {panel}; color: {text}; border: 0; padding: 2px 6px; }}
QMenuBar::item {{ background: transparent; border-radius: 4px; padding: 4px 10px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {accent_soft}; color: {text}; }}
QMenu {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QStatusBar {{ background: {panel}; border-top: 1px solid {line}; min-height: 28px; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ padding: 0 10px; }}
QPushButton {{
    background: {panel};
    color: {text};
    border: 1px solid {line};
    border-radius: 4px;
    padding: 4px 12px;
    min-height: 18px;
}}
QPushButton:hover {{ border-color: {muted}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton::menu-indicator {{ width: 0; image: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QPushButton:disabled {{ color: {muted}; }}
QPushButton:default, QPushButton[primary="true"] {{
    background: {accent};
    color: {on_accent};
    border-color: {accent};
}}
QPushButton[primary="true"]:focus, QPushButton:default:focus {{ border: 1px solid {text}; }}
QPushButton[chip="true"] {{
    border-radius: 13px;
    padding: 3px 11px;
    min-height: 18px;
    color: {muted};
}}
QPushButton[chip="true"]:checked {{
    background: {accent_soft};
    color: {accent};
    border-color: {accent};
    font-weight: 600;
}}
QPushButton[link="true"] {{
    border: 1px solid transparent;
    background: transparent;
    color: {accent};
    padding: 2px 6px;
}}
QPushButton[link="true"]:hover {{ text-decoration: underline; }}
QPushButton[link="true"]:focus {{ border: 1px solid {accent}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
    color: {muted};
    background: transparent;
    border: 1px solid transparent;
    border-bottom: 0;
    padding: 0 17px;
    min-height: 33px;
    margin: 6px 4px 0 0;
    border-top-left-radius: 6px;
    border-top-right-radius: 6px;
}}
QTabBar::tab:selected {{
    color: {text};
    background: {panel};
    border-color: {line};
    font-weight: 600;
}}
QTabBar::tab:hover:!selected {{ color: {text}; }}
QTabBar::tab:focus {{ border-color: {accent}; }}
QListView {{ padding: 6px 0; }}
QListWidget {{ border: 1px solid {line}; padding: 4px; }}
QListWidget::item {{ padding: 0 8px; border-radius: 4px; color: {text}; }}
QListWidget[cards="true"]::item {{ padding: 6px 8px; }}
QListWidget::item:hover {{ background: {background}; }}
QListWidget::item:selected {{ background: {accent_soft}; color: {text}; }}
QListWidget:focus {{ border: 1px solid {accent}; }}
QLineEdit {{
    background: {panel};
    color: {text};
    border: 1px solid {line};
    border-radius: 4px;
    padding: 4px 8px;
    min-height: 20px;
    selection-background-color: {accent};
    selection-color: {on_accent};
}}
QLineEdit:focus {{ border-color: {accent}; }}
QLineEdit:disabled {{ color: {muted}; background: {background}; }}
QAbstractItemView QLineEdit {{ border-radius: 0; padding: 0 4px; }}
QFrame[box="true"] {{ background: {panel}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[box="true"] QLabel {{ background: transparent; border: 0; }}
QFrame[box="true"] QListWidget {{ border: 0; padding: 0; }}
QWidget#overview_page {{ background: {background}; }}
QTextBrowser {{ background: {panel}; color: {text}; border: 0; }}
QListView, QTableView {{ background: {panel}; border: 0; outline: 0; color: {text}; }}
QTableView {{
    gridline-color: {line};
    selection-background-color: {accent_soft};
    selection-color: {text};
    border: 1px solid {line};
}}
QHeaderView {{ background: {background}; }}
QHeaderView::section {{
    background: {background};
    color: {text};
    border: 0;
    border-right: 1px solid {line};
    border-bottom: 1px solid {line};
    padding: 0 10px;
    font-weight: 600;
}}
QSplitter::handle {{ background: {line}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{
    border: 1px solid {line};
    border-radius: 4px;
    background: {background};
    max-height: 8px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""
