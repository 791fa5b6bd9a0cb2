"""What every test of this folder starts from."""

from garbage import garbage_on_this_thread

__all__ = ["garbage_on_this_thread"]
