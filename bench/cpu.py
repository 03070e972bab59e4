"""scripts/bench cpu: builds each kernel in every way of builds.py, runs all of them in turns, prints ratios."""

import concurrent.futures
import json
import os
import pathlib
import statistics
import subprocess
import sys

from builds import BUILDS, RATIOS, REFERENCE
from figures import close, summary
from plot import plot

BENCH = pathlib.Path(__file__).resolve().parent
TARGET = BENCH.parent / "target"
BUILT = TARGET / "bench" / "cpu"
CLANG = os.environ.get("CLANG", "clang++-22")
COMMON = ["-std=c++17", "-O3", "-ffp-contract=fast", "-fno-math-errno"]
WASM = ["--target=wasm32", "-mbulk-memory", "-matomics", "-ffreestanding", "-nostdlib", "-Wl,--no-entry"]
# Timed rounds of one process; the median over the rounds of all processes is taken.
ROUNDS_OF_A_PROCESS = 3


def fail(message):
    sys.exit(f"bench: {message}")


def programs():
    """Name to build, of the builds there are."""
    return {name: build for name, build in BUILDS.items() if build.flags is not None}


def first(build, *fields):
    """The name of the first build with the same fields: builds that differ in others share its program or its run."""
    same = lambda other: all(getattr(other, field) == getattr(build, field) for field in fields)
    return next(name for name, other in BUILDS.items() if same(other))


def program_of(build):
    return first(build, "kind", "flags", "source")


def run_of(build):
    return first(build, "kind", "flags", "source", "variables")


def compile_command(name, build, kernel):
    output = BUILT / name / kernel
    if build.kind == "toolkit":
        nvcc = TARGET / "toolkit/bin/nvcc"
        return [nvcc, "-O3", "-std=c++17", "-arch=sm_90", *build.flags, BENCH / "kernels" / f"{kernel}.cu", "-o", output]
    include = f'-DKERNEL="../{build.source}/{kernel}.h"'
    target = WASM if build.kind == "wasm" else ["-lm"]
    return [CLANG, *COMMON, *build.flags, include, BENCH / "host" / f"{kernel}.cpp", "-o", output, *target]


def compile_all(kernels):
    commands = []
    for name in sorted({program_of(build) for build in programs().values()}):
        (BUILT / name).mkdir(parents=True, exist_ok=True)
        commands += [compile_command(name, BUILDS[name], kernel) for kernel in kernels]
    run = lambda command: subprocess.run(command, capture_output=True, text=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for command, result in zip(commands, pool.map(run, commands)):
            if result.returncode != 0:
                fail(f"{' '.join(map(str, command))} failed:\n{result.stderr}")


def run(name, build, kernel):
    """The line that a program prints."""
    program, rounds = BUILT / program_of(build) / kernel, str(ROUNDS_OF_A_PROCESS)
    command = {
        "toolkit": [program, "cpu", rounds],
        "native": [program, rounds],
        "wasm": [TARGET / "release/anywarp-bench-harness", program, rounds],
    }[build.kind]
    result = subprocess.run(command, env={**os.environ, **build.variables}, capture_output=True, text=True, timeout=300)
    if result.returncode != 0:
        fail(f"{name} of {kernel}: {(result.stderr or result.stdout).strip()}")
    return json.loads(result.stdout)


def measure(kernel, rounds):
    """Milliseconds of each build: medians over the rounds, in each of which every build runs once."""
    times = {name: [] for name in programs()}
    runs = sorted({run_of(build) for build in programs().values()})
    for _ in range(rounds):
        results = {name: run(name, BUILDS[name], kernel) for name in runs}
        for name, result in results.items():
            if not close(result, results[REFERENCE]):
                fail(f"{kernel}: {name} computed {result}, {REFERENCE} {results[REFERENCE]}")
        for name, build in programs().items():
            times[name].append(results[run_of(build)][build.time])
    return {name: statistics.median(values) for name, values in times.items()}


def ratios_of(times):
    """The entries of RATIOS whose builds there are, and the keys of the others."""
    found, missing = {}, []
    for key, (ours, theirs, about) in RATIOS.items():
        kernels = [kernel for kernel in times if about is None or kernel in about]
        if ours not in programs() or theirs not in programs():
            missing.append(key)
        elif kernels:
            found[key] = summary({kernel: times[kernel][ours] / times[kernel][theirs] for kernel in kernels})
    return found, missing


def cpu(arguments):
    known = sorted(path.stem for path in (BENCH / "kernels").glob("*.cu"))
    kernels = arguments.kernels or known
    if unknown := [name for name in kernels if name not in known]:
        fail(f"no such program: {', '.join(unknown)}")
    for needed in ("toolkit/bin/nvcc", "release/anywarp-bench-harness"):
        if not (TARGET / needed).exists():
            fail(f"target/{needed} is not built: run scripts/build --workspace --all-targets")
    compile_all(kernels)
    columns = ["hand_wasm", "hand_sse42", "hand_native", "plain_sse42", "plain_native"]
    print(f"{'wasm_scalar over':20}" + "".join(f"{name:>14}" for name in columns))
    times = {}
    for kernel in kernels:
        times[kernel] = measure(kernel, arguments.rounds)
        ratios = [times[kernel]["wasm_scalar"] / times[kernel][name] for name in columns]
        print(f"{kernel:20}" + "".join(f"{ratio:14.2f}" for ratio in ratios), flush=True)
    ratios, missing = ratios_of(times)
    for key, entry in ratios.items():
        print(f"{key:36} geometric mean {entry['geomean']:.3f}, worst {entry['worst']:.3f} ({entry['worst_kernel']})")
    print(f"not measured, since a build of it is missing: {', '.join(missing)}")
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps({"ratios": ratios}, indent=1) + "\n")
    if arguments.plot:
        pathlib.Path(arguments.plot).write_text(plot(ratios))
