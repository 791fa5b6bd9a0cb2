"""The least a Qt program does: a window with a text, drawn into the file named. The built program is measured by it."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.setCentralWidget(QPlainTextEdit("对账"))
window.show()
app.processEvents()
saved = window.grab().save(sys.argv[1])
sys.exit(0 if saved else 1)
