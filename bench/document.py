"""What scripts/bench cpu --document writes: the section of docs/benchmarks.md between two markers, its plot, and the numbers."""

import datetime
import json
import math
import os
import pathlib
import platform
import statistics

from plot import plot

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- scripts/bench cpu --document: begin -->", "<!-- scripts/bench cpu --document: end -->"
NAMES = {
    "hand_wasm": "by hand, wasm",
    "hand_sse42": "by hand, SSE4.2",
    "hand_native": "by hand, host",
    "plain_sse42": "plain, SSE4.2",
    "plain_native": "plain, host",
    "pocl": "PoCL",
    "wasm_scalar": "scalar mode",
}


def columns(builds):
    """The build of ours that the table is about, the vector mode if there is one, and those it is compared with."""
    ours = "wasm_vector" if "wasm_vector" in builds else "wasm_scalar"
    return [ours, *(name for name in NAMES if name in builds and name != ours)]


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def figure(number):
    return f"{number:.2f}" if number < 100 else f"{number:.0f}"


def kernels(times):
    ours, *others = columns(next(iter(times.values())))
    rows, ratios = [], {name: [] for name in others}
    for kernel, of_it in times.items():
        for name in others:
            ratios[name].append(of_it[ours] / of_it[name])
        rows.append([kernel, figure(of_it[ours]), *(figure(ratios[name][-1]) for name in others)])
    means = [math.exp(statistics.fmean(map(math.log, ratios[name]))) for name in others]
    rows.append(["geometric mean", "", *map(figure, means)])
    return table(["kernel", "ms", *(NAMES[name] for name in others)], rows)


def totals(ratios):
    rows = []
    for key, entry in ratios.items():
        worst = f"{figure(entry['worst'])} ({entry['worst_kernel']})"
        rows.append([f"`{key}`", str(len(entry["per_kernel"])), figure(entry["geomean"]), worst])
    return table(["ratio", "kernels", "geometric mean", "worst"], rows)


def costs(entries):
    builds = sorted({build for entry in entries.values() for build in entry if build != "unit"})
    text = lambda entry, build: figure(entry[build]) if build in entry else ""
    rows = [[entry["unit"], *(text(entry, build) for build in builds)] for entry in entries.values()]
    return table(["", *(f"`{build}`" for build in builds)], rows)


def reasons(entries):
    for reason in dict.fromkeys(entries.values()):
        yield ", ".join(f"`{name}`" for name, its in entries.items() if its == reason) + f": {reason}"


def processor():
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def section(report):
    day, host = datetime.date.today(), f"{os.cpu_count()} processors ({processor()})"
    what = "vector mode" if "wasm_vector" in next(iter(report["milliseconds"].values())) else "scalar mode"
    parts = [
        f"{day.day} {day:%B %Y}, {host}, {report['rounds']} rounds; the device in its {what}.",
        kernels(report["milliseconds"]),
        "![time over the reference of each kernel](benchmarks-cpu.svg)",
        totals(report["ratios"]),
    ]
    if report["costs"]:
        parts.append(costs(report["costs"]))
    if report["not_measured"]:
        parts.append("Not measured: " + "; ".join(reasons(report["not_measured"])) + ".")
    return "\n\n".join(parts)


def write(report):
    before, rest = PAGE.read_text().split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n{section(report)}\n\n{END}{after}")
    (ROOT / "docs" / "benchmarks-cpu.svg").write_text(plot(report["ratios"]))
    (ROOT / "bench" / "results" / "cpu.json").write_text(json.dumps(report, indent=1) + "\n")
