// Option prices, one after the other.
#pragma once

static inline float normal(float d) {
    float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
    float poly = k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
    float tail = 0.39894228040143267793994605993438f * expf(-0.5f * d * d) * poly;
    return d > 0 ? 1.0f - tail : tail;
}

static void blackscholes(int n, const float *price, const float *strike, const float *years, float *__restrict call,
                         float *__restrict put) {
    const float rate = 0.02f, volatility = 0.3f;
    for (int i = 0; i < n; i++) {
        float p = price[i], s = strike[i], t = years[i], root = sqrtf(t);
        float d1 = (logf(p / s) + (rate + 0.5f * volatility * volatility) * t) / (volatility * root);
        float d2 = d1 - volatility * root;
        float discounted = s * expf(-rate * t);
        call[i] = p * normal(d1) - discounted * normal(d2);
        put[i] = discounted * (1.0f - normal(d2)) - p * (1.0f - normal(d1));
    }
}
