// What host code calls.
#pragma once
void launch_add(float *out, const float *in, int n);
