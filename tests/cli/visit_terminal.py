"""A visit at a terminal: a window of some size, what it shows, what is typed."""
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

SECONDS = 10


class Terminal:
    """A program in a window; `said` is all that it showed, without the terminal's own control sequences."""

    def __init__(self, command, columns=80, rows=24, environment=None):
        self.said = ""
        self.pending = b""
        self.status = None
        self.look = None
        self.left = 0
        self.process, self.window = pty.fork()
        if self.process == 0:
            surroundings = dict(os.environ, TERM="xterm", LC_ALL="C.UTF-8")
            surroundings.pop("COLUMNS", None)
            surroundings.update(environment or {})
            time.sleep(0.02)  # until the window has its size
            os.execvpe(command[0], command, surroundings)
        self.resize(columns, rows)

    def resize(self, columns, rows):
        fcntl.ioctl(self.window, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.process, signal.SIGWINCH)

    def read(self, seconds):
        """True when something came; False at the end or when nothing did."""
        if not select.select([self.window], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self.window, 1 << 16)
        except OSError as fault:
            if fault.errno != errno.EIO:
                raise
            piece = b""
        self.pending += piece
        return piece != b""

    def take(self):
        text = self.pending.decode("utf-8", "replace")
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\x08\x07]", "", text).replace("\r", "")
        self.pending = b""
        self.said += text
        return text

    def until(self, wanted):
        """What came up to a screen that ends in `wanted`."""
        heard = ""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            more = self.read(0.05)
            heard += self.take()
            if heard.rstrip(" ").endswith(wanted.rstrip(" ")) and not more:
                return heard
            if not more and self.ended():
                break
        raise SystemExit(f"no {wanted!r} after:\n{heard[-1500:]}")

    def type(self, words):
        os.write(self.window, words.encode() if isinstance(words, str) else words)

    def answer(self, prompt, words):
        heard = self.until(prompt)
        self.type(words + "\n")
        return heard

    def ended(self):
        if self.status is None:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def finish_with(self, look):
        """The status; `left` is what `look` sees of the window before it is closed."""
        self.look = look
        return self.finish()

    def finish(self):
        """The status, after the rest was read."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and (self.read(0.05) or not self.ended()):
            pass
        while self.read(0):
            pass
        self.take()
        if self.status is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        if self.look is not None:
            self.left = self.look(self.window)
        os.close(self.window)
        return self.status
