// Sums of warps, lanes in an array.
#pragma once

static void shuffle_reduction(int n, int warps, const float *in, float *__restrict sums) {
    for (int warp = 0; warp < warps; warp++) {
        float lanes[32] = {};
        for (int start = warp * 32; start < n; start += warps * 32)
            for (int t = 0; t < 32; t++)
                lanes[t] += in[start + t];
        for (int distance = 16; distance > 0; distance /= 2)
            for (int t = 0; t < distance; t++)
                lanes[t] += lanes[t + distance];
        sums[warp] = lanes[0];
    }
}
