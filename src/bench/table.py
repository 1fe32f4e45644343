"""The figures of a benchmark, and their table: medians, and round by round Vedette's share of each peer's."""

import statistics
from collections import defaultdict

# What a row says: its unit, and how its numbers are printed.
UNITS = {
    "rate": ("req/s", "{:,.0f}"),
    "p50": ("p50 ms", "{:.2f}"),
    "p99": ("p99 ms", "{:.2f}"),
    "cpu": ("own CPU µs/req", "{:.1f}"),
    "redis": ("Redis CPU µs/req", "{:.1f}"),
    "per core": ("req/s per Redis core", "{:,.0f}"),
    "errors": ("errors", "{:,.0f}"),
    "first": ("first, s", "{:.2f}"),
    "start": ("s", "{:.2f}"),
    "warm-up": ("s of load", "{:.0f}"),
    "VmRSS": ("now, MB", "{:.0f}"),
    "VmHWM": ("peak, MB", "{:.0f}"),
}


class Table:
    def __init__(self):
        self.samples = defaultdict(list)  # (row, unit, name of the server) -> one number per round

    def add(self, row, unit, server, number):
        self.samples[row, unit, server.name].append(number)

    def print(self, names):
        peers = [name for name in names if name != "Vedette"] if "Vedette" in names else []
        line = "{:<26}{:<21}" + "{:>10}" * len(names) + "{:>26}" * len(peers)
        print(line.format("", "", *names, *(f"Vedette/{peer}" for peer in peers)))
        shown = None
        for row, unit in dict.fromkeys(key[:2] for key in self.samples):
            label, form = UNITS[unit]
            numbers = [self.samples.get((row, unit, name)) for name in names]
            print(line.format(
                row if row != shown else "", label,
                *(total(unit, n, form) for n in numbers),
                *(self._ratio(row, unit, peer) for peer in peers)).rstrip())
            shown = row

    def _ratio(self, row, unit, peer):
        ours, theirs = (self.samples.get((row, unit, name), []) for name in ("Vedette", peer))
        if unit == "errors" or not ours or not theirs or not all(theirs):
            return ""
        return spread([a / b for a, b in zip(ours, theirs)])


def spread(numbers):
    return "{:.2f} ({:.2f}–{:.2f})".format(statistics.median(numbers), min(numbers), max(numbers))


def total(unit, numbers, form):
    if not numbers:
        return "–"
    return form.format(sum(numbers) if unit == "errors" else statistics.median(numbers))
