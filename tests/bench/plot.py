"""plot.py - the costs of costs_main as a plot: two panels side by side, both axes logarithmic, a legend above each.

Reads lines "panel,series,x,seconds", writes SVG. Invariant: every point that was measured is drawn, and nothing between them is
smoothed. What was measured, and how, is left to costs_main.c.
"""
import math
import sys

PANELS = {"checks": "number of checks in the protocol (logarithmic)", "patients": "number of patients (logarithmic)"}
COLOURS = ["#1b4f8a", "#b3541e", "#3b7a3b"]
WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP, RIGHT = 430, 320, 88, 108, 56, 124, 44


def seconds_in_words(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)):
        if seconds >= size * 0.999:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0e} s"


def read(path):
    panels = {panel: {} for panel in PANELS}
    with open(path, encoding="utf-8") as file:
        for line in file:
            panel, rest = line.strip().split(",", 1)
            series, x, seconds = rest.rsplit(",", 2)
            panels[panel].setdefault(series, []).append((float(x), float(seconds)))
    return panels


def text(x, y, words, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{words}</text>'


class Panel:
    def __init__(self, left, series):
        points = [point for line in series.values() for point in line]
        self.left, self.series = left, series
        self.most_x = math.ceil(math.log10(max(x for x, _ in points)) * 10) / 10
        self.low = math.floor(math.log10(min(y for _, y in points)))
        self.high = math.ceil(math.log10(max(y for _, y in points)))

    def x(self, count):
        return self.left + WIDTH * math.log10(count) / self.most_x

    def y(self, seconds):
        return TOP + HEIGHT * (self.high - math.log10(seconds)) / (self.high - self.low)

    def frame(self, label, ticks):
        yield f'<rect x="{self.left}" y="{TOP}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#444"/>'
        for power in range(self.low, self.high + 1):
            y = self.y(10.0 ** power)
            yield f'<path d="M{self.left} {y:.1f}h{WIDTH}" stroke="#ddd"/>'
            yield text(self.left - 8, y + 4, seconds_in_words(10.0 ** power), 'text-anchor="end"')
        for tick in ticks:
            yield f'<path d="M{self.x(tick):.1f} {TOP + HEIGHT}v5" stroke="#444"/>'
            yield text(self.x(tick), TOP + HEIGHT + 20, f"{tick:,}", 'text-anchor="middle"')
        yield text(self.left + WIDTH / 2, TOP + HEIGHT + 44, label, 'text-anchor="middle"')
        at = f"{self.left - 62} {TOP + HEIGHT / 2}"
        yield f'<text transform="translate({at}) rotate(-90)" text-anchor="middle">time (logarithmic)</text>'

    def lines(self):
        for colour, points in zip(COLOURS, self.series.values()):
            path = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in points)
            yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
            for x, y in points:
                yield f'<circle cx="{self.x(x):.1f}" cy="{self.y(y):.1f}" r="3" fill="{colour}"/>'

    def legend(self):
        for i, (colour, name) in enumerate(zip(COLOURS, self.series)):
            y = TOP - 12 - 18 * (len(self.series) - 1 - i)
            yield f'<path d="M{self.left} {y - 4}h22" stroke="{colour}" stroke-width="2"/>'
            yield text(self.left + 28, y, name, f'fill="{colour}"')


def draw(panels):
    total = 2 * WIDTH + LEFT + GAP + RIGHT
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {TOP + HEIGHT + BOTTOM}" width="{total}" '
           f'height="{TOP + HEIGHT + BOTTOM}" font-family="sans-serif" font-size="13">')
    yield f'<rect width="{total}" height="{TOP + HEIGHT + BOTTOM}" fill="white"/>'
    ticks = {"checks": [1, 2, 4, 8, 16, 32, 64], "patients": [1, 10, 100, 1000, 10000, 100000, 1000000]}
    titles = {"checks": "Time for one protocol and one patient", "patients": "Time for all patients together"}
    for i, (name, label) in enumerate(PANELS.items()):
        panel = Panel(LEFT + i * (WIDTH + GAP), panels[name])
        yield text(panel.left, 28, titles[name], 'font-size="16"')
        yield from panel.frame(label, ticks[name])
        yield from panel.lines()
        yield from panel.legend()
    yield "</svg>"


with open(sys.argv[2], "w", encoding="utf-8") as svg:
    svg.write("\n".join(draw(read(sys.argv[1]))) + "\n")
