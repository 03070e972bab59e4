#!/usr/bin/env python3
"""Writes the polynomial tables of the special functions (needs mpmath): python3 tables.py

Every table is a Chebyshev interpolation in high precision, converted to powers of the mapped variable and rounded to
double. The comment above a table gives the variable, the interval and the largest relative error of the unrounded
polynomial. The short polynomials in the C files come from Sollya's fpminimax; their comments say of which function.
"""

import os
from mpmath import (mp, mpf, besseli, besselj, bessely, besseljzero, besselyzero, cos, erf, erfc, exp, findroot, log,
                    loggamma, pi, quad, sqrt, taylor)

mp.prec = 240
HERE = os.path.dirname(os.path.abspath(__file__))
NODES = 64


def chebyshev(f, lo, hi, degree):
    """Coefficients in powers of t = (2x - lo - hi) / (hi - lo), and the truncation error relative to the largest."""
    n = NODES
    angles = [pi * (k + mpf(1) / 2) / n for k in range(n)]
    values = [f((hi - lo) / 2 * cos(a) + (hi + lo) / 2) for a in angles]
    c = [2 * sum(v * cos(j * a) for v, a in zip(values, angles)) / n for j in range(n)]
    c[0] /= 2
    error = sum(abs(x) for x in c[degree + 1:]) / min(abs(v) for v in values)
    t0, t1 = [mpf(1)], [mpf(0), mpf(1)]
    out = [mpf(0)] * (degree + 1)
    for j in range(degree + 1):
        for i, x in enumerate(t0):
            out[i] += c[j] * x
        t2 = [mpf(0)] + [2 * x for x in t1]
        for i, x in enumerate(t0):
            t2[i] -= x
        t0, t1 = t1, t2
    return out, error


def shift(coefficients, lo, hi, centre):
    """From powers of t to powers of x - centre."""
    scale, offset = 2 / mpf(hi - lo), (2 * mpf(centre) - lo - hi) / mpf(hi - lo)
    out = [mpf(0)]
    for c in reversed(coefficients):
        nxt = [mpf(0)] * (len(out) + 1)
        for i, x in enumerate(out):
            nxt[i] += x * offset
            nxt[i + 1] += x * scale
        nxt[0] += c
        out = nxt
    return out[:len(coefficients)]


def fit(f, lo, hi, bits, centre=None, limit=40):
    """The lowest degree whose truncation error is below 2^-bits."""
    lo, hi = mpf(lo), mpf(hi)
    for degree in range(3, limit):
        c, error = chebyshev(f, lo, hi, degree)
        if error < mpf(2) ** -bits:
            return (c if centre is None else shift(c, lo, hi, centre)), error
    raise SystemExit(f"no fit on [{lo}, {hi}]: {error}")


def table(out, name, comment, coefficients, error):
    out.write(f"// {comment}; 2^{float(log(error, 2)):.0f}.\n")
    out.write(f"static const double {name}[{len(coefficients)}] = {{\n")
    for i in range(0, len(coefficients), 4):
        out.write("    " + " ".join(float(c).hex() + "," for c in coefficients[i:i + 4]) + "\n")
    out.write("};\n\n")


def header(name, purpose):
    out = open(os.path.join(HERE, name), "w")
    out.write(f"// {purpose} Written by tables.py; do not edit.\n#pragma once\n\n")
    return out


def erf_tables():
    out = header("erf_tables.h", "Polynomials of the error functions.")
    c, e = fit(lambda w: erf(sqrt(w)) / sqrt(w) - 1, mpf(10) ** -30, 1, 55, centre=0)
    table(out, "ERF_SMALL", "erf(x)/x - 1 in w = x^2, 0 <= w <= 1", c, e)

    def scaled(t):
        x = 4 * (1 + t) / (1 - t)
        return (1 + 2 * x) * exp(x * x) * erfc(x) if x < 60 else (1 + 2 * x) * erfcx_far(x)

    # x from 0.4 on: t from (0.4 - 4) / (0.4 + 4).
    c, e = fit(scaled, mpf(-0.82), mpf(1) - mpf(10) ** -12, 56, centre=0)
    table(out, "ERFCX", "(1 + 2x) erfcx(x) in t = (x - 4)/(x + 4), x >= 0.4", c, e)

    def inverse_w(w):  # y with -ln(1 - y^2) = w
        y = sqrt(-mp.expm1(-w))
        return mp.erfinv(y) / y if w > mpf(10) ** -20 else sqrt(pi) / 2

    c, e = fit(inverse_w, mpf(10) ** -25, 5, 34)
    table(out, "ERFINV_NEAR", "erfinv(y)/y in t = (2w - 5)/5, w = -ln(1 - y^2) <= 5", c, e)

    def tail(s):  # erfc(x) = e^(-s^2); x/s
        q = -s * s
        x = s
        for _ in range(60):
            d = (log(mp.erfc(x)) - q) * mp.erfc(x) / (2 / sqrt(pi) * exp(-x * x))
            x += d
            if abs(d) < mpf(10) ** -50:
                break
        return x / s

    for name, lo, hi in (("ERFINV_MID", 1.4, 4.2), ("ERFINV_FAR", 4.2, 27.5)):
        c, e = fit(lambda u: tail(1 / u), 1 / mpf(hi), 1 / mpf(lo), 34)
        table(out, name, f"x/s in t mapped from u = 1/s, erfc(x) = e^(-s^2), {lo} <= s <= {hi}", c, e)


def erfcx_far(x):
    t = mpf(0)
    for k in range(60, 0, -1):
        t = mpf(k) / 2 / (x + t)
    return 1 / (sqrt(pi) * (x + t))


def gamma_tables():
    out = header("gamma_tables.h", "Polynomials of the logarithm of the gamma function.")
    c, e = fit(lambda x: loggamma(x) / (x - 1) if x != 1 else -mp.euler, 0.7, 1.4, 57, centre=1)
    table(out, "LGAMMA_1", "lgamma(x)/(x - 1) in x - 1, 0.7 <= x <= 1.4", c, e)
    c, e = fit(lambda x: loggamma(x) / (x - 2) if x != 2 else 1 - mp.euler, 1.4, 2.6, 57, centre=2)
    table(out, "LGAMMA_2", "lgamma(x)/(x - 2) in x - 2, 1.4 <= x <= 2.6", c, e)


if __name__ == "__main__":
    erf_tables()
    gamma_tables()
