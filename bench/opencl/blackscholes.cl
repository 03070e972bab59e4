// Option prices: exp, log, square root and divisions of each element.
float normal(float d) {
    float k = 1.0f / (1.0f + 0.2316419f * fabs(d));
    float poly = k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f))));
    float tail = 0.39894228040143267793994605993438f * exp(-0.5f * d * d) * poly;
    return d > 0 ? 1.0f - tail : tail;
}

kernel void blackscholes(int n, global const float *price, global const float *strike, global const float *years,
                         global float *call, global float *put) {
    const float rate = 0.02f, volatility = 0.3f;
    int i = get_global_id(0);
    if (i >= n)
        return;
    float root = sqrt(years[i]);
    float d1 = (log(price[i] / strike[i]) + (rate + 0.5f * volatility * volatility) * years[i]) / (volatility * root);
    float d2 = d1 - volatility * root;
    float discounted = strike[i] * exp(-rate * years[i]);
    call[i] = price[i] * normal(d1) - discounted * normal(d2);
    put[i] = discounted * (1.0f - normal(d2)) - price[i] * (1.0f - normal(d1));
}
