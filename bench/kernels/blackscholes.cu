// Option prices: exp, log, square root and divisions of each element.
#include "../bench.h"

__device__ float normal(float d) {
    float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
    float poly = k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
    float tail = 0.39894228040143267793994605993438f * expf(-0.5f * d * d) * poly;
    return d > 0 ? 1.0f - tail : tail;
}

__global__ void blackscholes(int n, const float *price, const float *strike, const float *years, float *call, float *put) {
    const float rate = 0.02f, volatility = 0.3f;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n)
        return;
    float root = sqrtf(years[i]);
    float d1 = (logf(price[i] / strike[i]) + (rate + 0.5f * volatility * volatility) * years[i]) / (volatility * root);
    float d2 = d1 - volatility * root;
    float discounted = strike[i] * expf(-rate * years[i]);
    call[i] = price[i] * normal(d1) - discounted * normal(d2);
    put[i] = discounted * (1.0f - normal(d2)) - price[i] * (1.0f - normal(d1));
}

int main(int argc, char **argv) {
    Bench bench("blackscholes", argc, argv);
    int n = bench.size(1 << 18, 1 << 26);
    Array<float> price(bench.random(n, 5, 30)), strike(bench.random(n, 1, 100)), years(bench.random(n, 0.25f, 10));
    Array<float> call(n), put(n);
    bench.time([&] { blackscholes<<<(n + 127) / 128, 128>>>(n, price, strike, years, call, put); });
    return bench.report(call.host());
}
