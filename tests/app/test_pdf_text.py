"""Text of a PDF is found by the characters that people type."""

from desktop.app.pdf_text import with_characters

TABLE = b"begincmap\n3 beginbfrange\n<2F49> <2F49> <0000>\n<0001> <0004> [<2F49> <4E2D> <2ED3> <2E81>]\nendcmap"


def test_radicals_become_the_characters_they_look_like():
    fixed = with_characters(b"%PDF " + TABLE + b" <2F49>")
    assert fixed == b"%PDF " + TABLE.replace(b"[<2F49>", b"[<6708>").replace(b"<2ED3>", b"<957F>") + b" <2F49>"


def test_numbers_of_glyphs_and_everything_else_stay():
    for data in (b"", b"[<2F49>]", b"begincmap <2F49> <2F4A> endcmap"):
        assert with_characters(data) == data
