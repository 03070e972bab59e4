// Managed variables that two sources share.
#pragma once

struct Record {
    long count;
    float values[6];
};

extern __managed__ int defined_in_main;
extern __device__ __managed__ Record record;
extern __managed__ char text[16];

__device__ int twice();
void from_other_host();
void launch_other();
