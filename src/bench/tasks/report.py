"""What was found, as a table."""

import statistics
from collections import defaultdict

# Row, way, the way or number it is compared with, figure, what the ratio should be.
GOALS = [
    ("submit", "Vedette", "direct", "rate", "≥ 0.35"),
    ("submit", "none", "direct", "rate", "≥ 0.35"),
    ("batch", "Vedette", "direct", "rate", "≥ 0.6"),
    ("batch", "none", "direct", "rate", "≥ 0.6"),
    ("work", "Vedette", "direct", "rate", "≥ 0.5"),
    ("work", "none", "direct", "rate", "≥ 0.5"),
    ("life", "Vedette", "BullMQ", "rate", "≥ 1.0"),
    ("single", "Vedette", "BullMQ", "rate", "≥ 0.5"),
    ("single", "Vedette", "Celery", "rate", "≥ 3"),
    ("single", "Vedette", "RQ", "rate", "≥ 20"),
    ("submit", "Vedette", "none", "rate", "≥ 0.7"),
    ("batch", "Vedette", "none", "rate", "≥ 0.7"),
    ("work", "Vedette", "none", "rate", "≥ 0.7"),
    ("life", "Vedette", "none", "rate", "≥ 0.7"),
    ("single", "Vedette", "none", "rate", "≥ 0.7"),
    ("kept", "all", "1 %", "rate", "≥ 0.95"),
    ("push", "Vedette", "BullMQ", "rate", ""),
    ("push", "Vedette", "none", "rate", ""),
    ("arrival", "Vedette", "BullMQ", "p99", ""),
    ("dead", "beside", "alone", "rate", "≥ 0.83"),
    ("submit, capped", "two", "one", "rate", "≥ 1.5"),
    ("life, capped", "two", "one", "rate", "≥ 1.5"),
]


class Report:
    def __init__(self):
        self.samples = defaultdict(lambda: defaultdict(list))  # (row, way) -> figure -> one number per round

    def add(self, row, way, found):
        for figure, value in flat(found):
            self.samples[row, way][figure].append(value)

    def add_transitions(self, found):
        for step in found["rows"]:
            self.add("transitions", step["name"], {"micros": step["micros"], "cpu": step["cpu"]})
        self.add("transitions", "bytes", {**found["bytes"], **found["parts"]})

    def print(self):
        print("| row | way | medians |\n| --- | --- | --- |")
        for (row, way), figures in self.samples.items():
            medians = (f"{name} {shown(statistics.median(values))}" for name, values in figures.items())
            print(f"| {row} | {way} | {', '.join(medians)} |")
        print("\n| row | ratio | median | rounds | goal |\n| --- | --- | --- | --- | --- |")
        for row, way, other, figure, goal in GOALS:
            mine, theirs = (self.samples[row, one][figure] for one in (way, other))
            ratios = [a / b for a, b in zip(mine, theirs)]
            if ratios:
                least, most = min(ratios), max(ratios)
                print(f"| {row} | {way} / {other} | {statistics.median(ratios):.2f} | {least:.2f} – {most:.2f} | {goal} |")


def flat(found, root=""):
    for name, value in found.items():
        if isinstance(value, dict):
            yield from flat(value, f"{root}{name} ")
        elif isinstance(value, (int, float)):
            yield root + name, value


def shown(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
