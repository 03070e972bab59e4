// Option prices, WIDTH at once.
#pragma once

#include "../vector.h"

static inline Floats normal(Floats d) {
    Floats k = 1.0f / (1.0f + 0.2316419f * __builtin_elementwise_abs(d));
    Floats poly = k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
    Floats tail = 0.39894228040143267793994605993438f * exponential(-0.5f * d * d) * poly;
    return d > 0 ? 1.0f - tail : tail;
}

static void blackscholes(int n, const float *price, const float *strike, const float *years, float *__restrict call,
                         float *__restrict put) {
    const float rate = 0.02f, volatility = 0.3f;
    for (int i = 0; i < n; i += WIDTH) {
        Floats p = load(price + i), s = load(strike + i), t = load(years + i), root = square_root(t);
        Floats d1 = (logarithm(p / s) + (rate + 0.5f * volatility * volatility) * t) / (volatility * root);
        Floats d2 = d1 - volatility * root;
        Floats discounted = s * exponential(-rate * t);
        store(call + i, p * normal(d1) - discounted * normal(d2));
        store(put + i, discounted * (1.0f - normal(d2)) - p * (1.0f - normal(d1)));
    }
}
