"""What scripts/bench says of measurements: whether two results are the same, ratios of many kernels in four figures."""

import math
import statistics


def close(a, b):
    # A sum may cancel, so its error is judged by the magnitude of what was summed.
    return all(abs(a[key] - b[key]) <= 1e-4 * max(a["magnitude"], b["magnitude"], 1e-30) for key in ("sum", "magnitude"))


def summary(ratios):
    worst = max(ratios, key=ratios.get)
    return {
        "geomean": math.exp(statistics.fmean(math.log(ratio) for ratio in ratios.values())),
        "worst": ratios[worst],
        "worst_kernel": worst,
        "per_kernel": ratios,
    }
