"""scripts/bench cpu: builds each kernel in every way of builds.py, runs all of them in turns, prints ratios."""

import concurrent.futures
import json
import os
import pathlib
import statistics
import subprocess
import sys

import document
from builds import BUILDS, COSTS, RATIOS, REFERENCE, missing
from figures import close, summary
from plot import plot

BENCH = pathlib.Path(__file__).resolve().parent
TARGET = BENCH.parent / "target"
BUILT = TARGET / "bench" / "cpu"
CLANG = os.environ.get("CLANG", "clang++-22")
COMMON = ["-std=c++17", "-O3", "-ffp-contract=fast", "-fno-math-errno"]
# Options of each kind that clang compiles.
KINDS = {
    "native": ["-lm"],
    "opencl": ["-DOPENCL", "-lOpenCL"],
    "wasm": ["--target=wasm32", "-mbulk-memory", "-matomics", "-ffreestanding", "-nostdlib", "-Wl,--no-entry"],
}
# Timed rounds of one process; the median over the rounds of all processes is taken.
ROUNDS_OF_A_PROCESS = 3


def fail(message):
    sys.exit(f"bench: {message}")


def programs():
    """Name to build, of the builds that can be measured."""
    return {name: build for name, build in BUILDS.items() if not missing(build)}


def first(build, *fields):
    """The name of the first build with the same fields: builds that differ in others share its program or its run."""
    same = lambda other: all(getattr(other, field) == getattr(build, field) for field in fields)
    return next(name for name, other in BUILDS.items() if same(other))


def program_of(build):
    return first(build, "kind", "flags", "source")


def run_of(build):
    return first(build, "kind", "flags", "source", "variables")


def sources():
    """Every program that is CUDA C++, by its name."""
    folders = [BENCH / "kernels", BENCH / "costs"]
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.cu"))}


def toolkit_command(flags, source, output):
    return [TARGET / "toolkit/bin/nvcc", "-O3", "-std=c++17", "-arch=sm_90", *flags, source, "-o", output]


def compile_command(name, build, kernel):
    output = BUILT / name / kernel
    if build.kind == "toolkit":
        return toolkit_command(build.flags, sources()[kernel], output)
    include = f'-DKERNEL="../{build.source}/{kernel}.h"'
    return [CLANG, *COMMON, *build.flags, include, BENCH / "host" / f"{kernel}.cpp", "-o", output, *KINDS[build.kind]]


def compile_all(kernels):
    commands = []
    for name in sorted({program_of(build) for build in programs().values()}):
        (BUILT / name).mkdir(parents=True, exist_ok=True)
        commands += [compile_command(name, BUILDS[name], kernel) for kernel in kernels]
        if BUILDS[name].kind == "toolkit":
            commands.append(toolkit_command(BUILDS[name].flags, BENCH / "runtime/launch.cu", BUILT / name / "launch"))
    run = lambda command: subprocess.run(command, capture_output=True, text=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for command, result in zip(commands, pool.map(run, commands)):
            if result.returncode != 0:
                fail(f"{' '.join(map(str, command))} failed:\n{result.stderr}")


def run(name, build, kernel, arguments):
    """The line that a program prints."""
    command = [BUILT / program_of(build) / kernel, *arguments]
    if build.kind == "wasm":
        command.insert(0, TARGET / "release/anywarp-bench-harness")
    cache = BUILT / "pocl-cache"
    cache.mkdir(exist_ok=True)
    environment = {**os.environ, "POCL_CACHE_DIR": str(cache), **build.variables}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    if result.returncode != 0:
        fail(f"{name} of {kernel}: {(result.stderr or result.stdout).strip()}")
    return json.loads(result.stdout)


def measure(kernel, rounds):
    """Milliseconds of each build: medians over the rounds, in each of which every build runs once."""
    times = {name: [] for name in programs()}
    runs = sorted({run_of(build) for build in programs().values()})
    for _ in range(rounds):
        results = {}
        for name in runs:
            arguments = ["cpu"] if BUILDS[name].kind == "toolkit" else []
            results[name] = run(name, BUILDS[name], kernel, [*arguments, str(ROUNDS_OF_A_PROCESS)])
        for name, result in results.items():
            if not close(result, results[REFERENCE]):
                fail(f"{kernel}: {name} computed {result}, {REFERENCE} {results[REFERENCE]}")
        for name, build in programs().items():
            times[name].append(results[run_of(build)][build.time])
    return {name: statistics.median(values) for name, values in times.items()}


def launches(rounds):
    """Microseconds of an empty kernel and a wait for it, on the clock: medians over the rounds, each a median of 2000."""
    devices = {name: build for name, build in programs().items() if build.kind == "toolkit" and build.time == "cpu_ms"}
    times = {name: [] for name in devices}
    for _ in range(rounds):
        for name, build in devices.items():
            times[name].append(run(name, build, "launch", ["2000"])["median_us"])
    return {name: statistics.median(values) for name, values in times.items()}


def ratios_of(times):
    """The entries of RATIOS whose builds were measured, and the keys of the others."""
    found, without = {}, []
    for key, (ours, theirs, about) in RATIOS.items():
        kernels = [kernel for kernel in times if about is None or kernel in about]
        if ours not in programs() or theirs not in programs():
            without.append(key)
        elif kernels:
            found[key] = summary({kernel: times[kernel][ours] / times[kernel][theirs] for kernel in kernels})
    return found, without


def costs_of(chosen, rounds):
    """What a barrier, a sum of a warp, and a launch cost in each build: name to (unit, build to number)."""
    costs = {}
    for name in chosen:
        unit, count = COSTS[name]
        times = measure(name, rounds)
        costs[name] = {"unit": unit, **{build: 1e6 * times[build] / count for build in times if BUILDS[build].time == "cpu_ms"}}
    if chosen:
        costs["launch"] = {"unit": "µs per empty launch and wait", **launches(rounds)}
    for entry in costs.values():
        print(f"{entry['unit']}: " + ", ".join(f"{build} {entry[build]:.1f}" for build in entry if build != "unit"))
    return costs


def cpu(arguments):
    chosen = arguments.kernels or list(sources())
    if unknown := [name for name in chosen if name not in sources()]:
        fail(f"no such program: {', '.join(unknown)}")
    if arguments.document and len(chosen) < len(sources()):
        fail("--document is about all programs: name none")
    for needed in ("toolkit/bin/nvcc", "release/anywarp-bench-harness"):
        if not (TARGET / needed).exists():
            fail(f"target/{needed} is not built: run scripts/build --workspace --all-targets")
    compile_all(chosen)
    times = {}
    columns = document.columns(programs())
    print(f"{columns[0] + ' over':20}" + "".join(f"{name:>14}" for name in columns[1:]))
    for kernel in [name for name in chosen if name not in COSTS]:
        times[kernel] = measure(kernel, arguments.rounds)
        ratios = [times[kernel][columns[0]] / times[kernel][name] for name in columns[1:]]
        print(f"{kernel:20}" + "".join(f"{ratio:14.2f}" for ratio in ratios), flush=True)
    ratios, without = ratios_of(times)
    for key, entry in ratios.items():
        print(f"{key:36} geometric mean {entry['geomean']:.3f}, worst {entry['worst']:.3f} ({entry['worst_kernel']})")
    costs = costs_of([name for name in chosen if name in COSTS], arguments.rounds)
    reasons = {name: missing(build) for name, build in BUILDS.items() if missing(build)}
    for name, reason in reasons.items():
        print(f"{name}: not measured: {reason}")
    print(f"no ratio, since a build of it was not measured: {', '.join(without)}")
    report = {"rounds": arguments.rounds, "ratios": ratios, "costs": costs, "milliseconds": times, "not_measured": reasons}
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(report, indent=1) + "\n")
    if arguments.plot:
        pathlib.Path(arguments.plot).write_text(plot(ratios))
    if arguments.document:
        document.write(report)
