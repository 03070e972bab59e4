"""The builds that scripts/bench cpu compares, one row each, and the ratios of them that it prints."""

import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Build:
    # `toolkit`: the .cu by our nvcc. `native`, `wasm`: bench/host with a kernel of `source`, by clang. `opencl`: bench/host
    # with the .cl of `source`.
    kind: str
    # Options of the compiler; None: there are none yet that would make it.
    flags: list | None
    source: str = ""
    variables: dict = dataclasses.field(default_factory=dict)
    # The time that counts: of the processor, or on the clock (workers beside each other).
    time: str = "cpu_ms"


ONE = {"ANYWARP_DEVICES": "wasm", "ANYWARP_WORKERS": "1"}
TWO = {**ONE, "ANYWARP_WORKERS": "2"}
ICD = "/etc/OpenCL/vendors/pocl.icd"
# PoCL 3.1 makes so many worker threads; its process does nothing else between the launch and the wait.
POCL = {"OCL_ICD_VENDORS": ICD, "POCL_MAX_PTHREAD_COUNT": "1"}

SCALAR = ["-Xanywarp", "--width=scalar"]

# Rows whose options are None wait for options of nvcc that would make them.
BUILDS = {
    "wasm_scalar": Build("toolkit", SCALAR, variables=ONE),
    "wasm_scalar_clock": Build("toolkit", SCALAR, variables=ONE, time="median_ms"),
    "wasm_scalar_two_workers": Build("toolkit", SCALAR, variables=TWO, time="median_ms"),
    "wasm_vector": Build("toolkit", [], variables=ONE),
    "wasm_vector_clock": Build("toolkit", [], variables=ONE, time="median_ms"),
    "wasm_vector_two_workers": Build("toolkit", [], variables=TWO, time="median_ms"),
    "wasm_relaxed": Build("toolkit", None, variables=ONE),
    "native_vector": Build("toolkit", None, variables=ONE),
    "hand_wasm": Build("wasm", ["-msimd128"], "hand"),
    "hand_sse42": Build("native", ["-msse4.2"], "hand"),
    "hand_native": Build("native", ["-march=native"], "hand"),
    "plain_sse42": Build("native", ["-msse4.2"], "plain"),
    "plain_native": Build("native", ["-march=native"], "plain"),
    "pocl": Build("opencl", [], "opencl", POCL),
}


def missing(build):
    """Why a build cannot be measured here; empty if it can."""
    if build.flags is None:
        return "nvcc has no options yet that would make it"
    needed = (ICD, "/usr/include/CL/cl.h") if build.kind == "opencl" else ()
    if any(not pathlib.Path(file).exists() for file in needed):
        return "install pocl-opencl-icd, ocl-icd-opencl-dev and opencl-headers"
    return ""


# The build whose results those of others are compared with.
REFERENCE = "plain_sse42"
COMPUTE_BOUND = {"blackscholes", "mandelbrot", "nbody", "sgemm16", "sgemm32"}
# What work-item loops that a compiler may vectorise are bad at, or good at: tiles, trees, barriers in loops, divergence.
BESIDE_POCL = {"mandelbrot", "nbody", "reduction", "scan", "sgemm16", "sgemm32"}

# (ours, theirs, the kernels it is about; all if None)
RATIOS = {
    "wasm_over_hand_wasm": ("wasm_vector", "hand_wasm", None),
    "wasm_over_hand_sse42": ("wasm_vector", "hand_sse42", None),
    "wasm_over_wasm_scalar": ("wasm_vector", "wasm_scalar", None),
    "two_workers_over_one": ("wasm_vector_two_workers", "wasm_vector_clock", COMPUTE_BOUND),
    "wasm_over_pocl": ("wasm_vector", "pocl", BESIDE_POCL),
    "native_over_pocl": ("native_vector", "pocl", BESIDE_POCL),
    "native_over_hand_native": ("native_vector", "hand_native", None),
    "wasm_scalar_over_hand_wasm": ("wasm_scalar", "hand_wasm", None),
    "wasm_scalar_over_hand_sse42": ("wasm_scalar", "hand_sse42", None),
    "wasm_scalar_over_hand_native": ("wasm_scalar", "hand_native", None),
    "wasm_scalar_over_plain_sse42": ("wasm_scalar", "plain_sse42", None),
    "wasm_scalar_over_plain_native": ("wasm_scalar", "plain_native", None),
    "wasm_scalar_over_pocl": ("wasm_scalar", "pocl", BESIDE_POCL),
    "wasm_scalar_two_workers_over_one": ("wasm_scalar_two_workers", "wasm_scalar_clock", COMPUTE_BOUND),
    "hand_wasm_over_pocl": ("hand_wasm", "pocl", BESIDE_POCL),
    "hand_wasm_over_hand_sse42": ("hand_wasm", "hand_sse42", None),
}

# Programs of bench/costs: what is counted, and how many of them a launch does.
COSTS = {
    "barrier_256": ("ns per barrier of 256 threads", 2000),
    "warp_sum": ("ns per sum of a warp by shuffles", 2000 * 8),
}
