// Work-efficient scans, level by level.
#pragma once

static const int ELEMENTS = 512;

static void scan(int n, const float *in, float *__restrict out) {
    for (int base = 0; base < n; base += ELEMENTS) {
        float values[ELEMENTS];
        __builtin_memcpy(values, in + base, sizeof values);
        int offset = 1;
        for (int active = ELEMENTS / 2; active > 0; active /= 2, offset *= 2)
            for (int t = 0; t < active; t++)
                values[offset * (2 * t + 2) - 1] += values[offset * (2 * t + 1) - 1];
        values[ELEMENTS - 1] = 0;
        for (int active = 1; active < ELEMENTS; active *= 2) {
            offset /= 2;
            for (int t = 0; t < active; t++) {
                int low = offset * (2 * t + 1) - 1, high = offset * (2 * t + 2) - 1;
                float value = values[low];
                values[low] = values[high];
                values[high] += value;
            }
        }
        __builtin_memcpy(out + base, values, sizeof values);
    }
}
