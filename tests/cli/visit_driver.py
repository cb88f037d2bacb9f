"""Answers a visit by the names its questions show.

A question ends in a line "NAME: " or "NAME (units): " without an end of line; whoever knows the answer to NAME types it.
"""
import os
import subprocess
import tempfile

MOST_QUESTIONS = 400


class Visit:
    """One visit gone through: what was asked, what it said, how it ended."""

    def __init__(self, command, answer, environment=None):
        self.asked = []
        self.said = b""
        with tempfile.TemporaryFile() as errors:  # a pipe nobody reads would hold the program up
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment)
            self.talk(answer)
            self.process.stdin.close()
            self.process.stdout.close()
            self.status = self.process.wait()
            errors.seek(0)
            self.errors = errors.read().decode()

    def talk(self, answer):
        heard = b""
        while True:
            piece = os.read(self.process.stdout.fileno(), 1 << 16)
            self.said += piece
            heard += piece
            if not piece:
                return
            if not heard.endswith(b": "):
                continue
            name = heard[:-2].rsplit(b"\n", 1)[-1].decode().split(" (")[0]
            heard = b""
            self.asked.append(name)
            if len(self.asked) > MOST_QUESTIONS:
                self.process.kill()
                raise SystemExit("asked without end: " + " / ".join(self.asked[-5:]))
            words = answer(name)
            if words is None:
                self.process.stdin.close()
            else:
                self.process.stdin.write(words.encode() + b"\n")
                self.process.stdin.flush()
