"""The plot of scripts/bench cpu: ratios of each kernel on a logarithmic scale, as SVG."""

import math

SERIES = {
    "wasm_scalar_over_hand_wasm": ("#1b6ca8", "scalar mode over hand-written, wasm"),
    "wasm_scalar_over_hand_sse42": ("#d1495b", "scalar mode over hand-written, SSE4.2"),
    "wasm_scalar_over_plain_sse42": ("#66a182", "scalar mode over plain C++, SSE4.2"),
    "wasm_scalar_over_pocl": ("#8e6bbf", "scalar mode over PoCL"),
    "wasm_over_hand_wasm": ("#edae49", "vector mode over hand-written, wasm"),
    "wasm_over_pocl": ("#30343f", "vector mode over PoCL"),
}
LEFT, TOP, ROW, WIDTH, RIGHT = 150, 30, 20, 480, 20


def plot(ratios):
    series = {key: style for key, style in SERIES.items() if key in ratios}
    kernels = list(dict.fromkeys(kernel for key in series for kernel in ratios[key]["per_kernel"]))
    values = [ratio for key in series for ratio in ratios[key]["per_kernel"].values()]
    low, high = math.floor(math.log2(min([*values, 1]))), math.ceil(math.log2(max([*values, 2])))
    place = lambda ratio: LEFT + WIDTH * (math.log2(ratio) - low) / (high - low)
    bottom = TOP + ROW * len(kernels)
    height = bottom + 30 + 16 * len(series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + RIGHT}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{LEFT}" y="14">time over the reference\'s (less is better)</text>',
    ]
    for power in range(low, high + 1):
        x = place(2.0**power)
        stroke = "black" if power == 0 else "#ccc"
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}" stroke="{stroke}"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 14}" text-anchor="middle">{2.0**power:g}</text>')
    for row, kernel in enumerate(kernels):
        y = TOP + ROW * (row + 0.5)
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{kernel}</text>')
        for key, (colour, _) in series.items():
            if kernel in ratios[key]["per_kernel"]:
                x = place(ratios[key]["per_kernel"][kernel])
                parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}" fill-opacity="0.8"/>')
    for row, (colour, label) in enumerate(series.values()):
        y = bottom + 32 + 16 * row
        parts.append(f'<circle cx="{LEFT + 6}" cy="{y - 4}" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{LEFT + 16}" y="{y}">{label}</text>')
    return "\n".join([*parts, "</svg>", ""])
