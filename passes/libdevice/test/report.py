#!/usr/bin/env python3
"""Turns outputs of the test program into the tables of docs/math.md.

python3 report.py ACCURACY.txt [EXHAUSTIVE.txt] > tables.md; the inputs are what `harness accuracy N` and
`harness exhaustive` printed.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def parse(path):
    rows = {}
    for line in open(path):
        name, *fields = line.split()
        rows[name] = dict(field.split("=", 1) for field in fields)
    return rows


def bounds():
    for line in open(os.path.join(HERE, "..", "bounds.txt")):
        if line.strip() and not line.startswith("#"):
            yield line.split()


def accuracy(rows):
    print("| function | guide's bound | largest difference | largest error | inputs |")
    print("|---|---|---|---|---|")
    for name, bound, unit in bounds():
        r = rows[name]
        if unit == "abs":
            print(f"| `{name}` | {bound} absolute | | {float(r['abs']):.1e} absolute | {r['inputs']} |")
        else:
            print(f"| `{name}` | {bound} ulp | {r['diff']} ulp | {float(r['ulp']):.3f} ulp | {r['inputs']} |")


def exhaustive(rows):
    print("\n| function | arguments | largest difference | largest error | not correctly rounded |")
    print("|---|---|---|---|---|")
    for name, r in rows.items():
        n = int(r["inputs"])
        count = "all" if n == 2**32 else str(n)
        print(f"| `{name}` | {count} | {r['diff']} ulp | {float(r['ulp']):.4f} ulp | {r['misrounded']} |")


accuracy(parse(sys.argv[1]))
if len(sys.argv) > 2:
    exhaustive(parse(sys.argv[2]))
