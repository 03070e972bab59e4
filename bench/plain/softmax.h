// Softmax of rows.
#pragma once

static void softmax(int rows, int columns, const float *in, float *__restrict out) {
    for (int row = 0; row < rows; row++, in += columns, out += columns) {
        float largest = in[0], sum = 0;
        for (int i = 0; i < columns; i++)
            largest = in[i] > largest ? in[i] : largest;
        for (int i = 0; i < columns; i++)
            sum += expf(in[i] - largest);
        for (int i = 0; i < columns; i++)
            out[i] = expf(in[i] - largest) / sum;
    }
}
