#!/usr/bin/env python3
"""Writes the polynomial tables of the special functions (needs mpmath): python3 tables.py

Every table is a Chebyshev interpolation in high precision, converted to powers of the mapped variable and rounded to
double. The comment above a table gives the variable, the interval and the largest relative error of the unrounded
polynomial. The short polynomials in the C files come from Sollya's fpminimax; their comments say of which function.
"""

import os
from mpmath import (mp, mpf, besseli, besselj, besseljzero, bessely, besselyzero, cos, erf, erfc, exp, log, loggamma,
                    pi, sqrt)

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


def pieces(out, name, f, zeros, bounds):
    """f on [bounds[i], bounds[i+1]], divided by x - zero where the piece has one."""
    for i, (lo, hi) in enumerate(zip(bounds, bounds[1:])):
        inside = [z for z in zeros if lo < z < hi]
        if inside:
            z = inside[0]
            c, e = fit(lambda x: f(x) / (x - z), lo, hi, 55)
            high = mpf(float(z))
            what = f"{name}(x)/(x - z), z = {float(z).hex()} + {float(z - high).hex()}"
        else:
            c, e = fit(f, lo, hi, 55)
            what = f"{name}(x)"
        table(out, f"{name}_{i + 1}", f"{what} in t, {lo} <= x <= {hi}", c, e)


def small(out, name, f, top, what):
    c, e = fit(lambda w: f(sqrt(w)), mpf(10) ** -24, mpf(top) ** 2, 57, centre=0)
    table(out, f"{name}_0", f"{what} in w = x^2, x <= {top}", c, e)


def amplitude(nu, part):
    """The slowly varying factors of Hankel's expansion, from the functions themselves."""
    def value(w):
        x = 1 / sqrt(w)
        chi = x - (2 * nu + 1) * pi / 4
        j, y = besselj(nu, x), bessely(nu, x)
        if part == "P":
            return sqrt(pi * x / 2) * (j * cos(chi) + y * mp.sin(chi))
        return sqrt(pi * x / 2) * (y * cos(chi) - j * mp.sin(chi)) * x
    return value


def bessel_tables():
    out = header("bessel_tables.h", "Polynomials of the Bessel functions of the first and second kind.")
    j0, j1 = (lambda x: besselj(0, x)), (lambda x: besselj(1, x))
    y0, y1 = (lambda x: bessely(0, x)), (lambda x: bessely(1, x))
    small(out, "J0", j0, 1.5, "J0(x)")
    pieces(out, "J0", j0, [besseljzero(0, k) for k in (1, 2)], [1.5, 4, 6.75, 8])
    small(out, "J1", lambda x: j1(x) / x, 2, "J1(x)/x")
    pieces(out, "J1", j1, [besseljzero(1, k) for k in (1, 2)], [2, 5.25, 8])
    small(out, "Y0", lambda x: y0(x) - 2 / pi * log(x) * j0(x), 0.45, "Y0(x) - 2/pi ln(x) J0(x)")
    pieces(out, "Y0", y0, [besselyzero(0, k) for k in (1, 2, 3)], [0.45, 1.1, 2.6, 5.5, 8])
    small(out, "Y1", lambda x: (y1(x) - 2 / pi * (log(x) * j1(x) - 1 / x)) / x, 1.25,
          "(Y1(x) - 2/pi (ln(x) J1(x) - 1/x))/x")
    pieces(out, "Y1", y1, [besselyzero(1, k) for k in (1, 2)], [1.25, 2, 3.75, 6.75, 8])
    for nu in (0, 1):
        for part in "PQ":
            c, e = fit(amplitude(nu, part), mpf(10) ** -9, mpf(1) / 64, 52, centre=0)
            table(out, f"{part}{nu}", f"Hankel's {part}{nu}{' x' if part == 'Q' else ''} in w = 1/x^2, x >= 8", c, e)


def bessel_i_tables():
    out = header("bessel_i_tables.h", "Polynomials of the modified Bessel functions.")
    for nu in (0, 1):
        c, e = fit(lambda w: besseli(nu, sqrt(w)) / sqrt(w) ** nu, mpf(10) ** -24, 64, 56, centre=0)
        table(out, f"I{nu}_SMALL", f"I{nu}(x)/x^{nu} in w = x^2, x <= 8", c, e)
        c, e = fit(lambda u: sqrt(1 / u) * exp(-1 / u) * besseli(nu, 1 / u), mpf(1) / 1000, mpf(1) / 8, 56)
        table(out, f"I{nu}_LARGE", f"sqrt(x) e^-x I{nu}(x) in t mapped from u = 1/x, 8 <= x <= 1000", c, e)


if __name__ == "__main__":
    erf_tables()
    gamma_tables()
    bessel_tables()
    bessel_i_tables()
