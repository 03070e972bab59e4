// Polynomials of the error functions. Written by tables.py; do not edit.
#pragma once

// erf(x)/x - 1 in w = x^2, 0 <= w <= 1; 2^-60.
static const double ERF_SMALL[14] = {
    0x1.06eba8214db69p-3, -0x1.812746b0379e7p-2, 0x1.ce2f21a042bdep-4, -0x1.b82ce312889bep-6,
    0x1.565bcd0e650e1p-8, -0x1.c02db3feedba8p-11, 0x1.f9a326c2864b4p-14, -0x1.f4d2562282ff2p-17,
    0x1.b9e65114fcc87p-20, -0x1.5f6d978de772fp-23, 0x1.fc43a356a068dp-27, -0x1.4e61eb4124ecbp-30,
    0x1.7f0f204500b63p-34, -0x1.29cd9cfb6be5fp-38,
};

// (1 + 2x) erfcx(x) in t = (x - 4)/(x + 4), x >= 0.4; 2^-57.
static const double ERFCX[23] = {
    0x1.3ba5916e9fd7fp+0, -0x1.1df1ad154a28dp-3, 0x1.f7f5df66fde02p-7, 0x1.16ecefcfa51cap-4,
    -0x1.9ddb23c3ebd1fp-4, 0x1.7fee004e17137p-4, -0x1.0fb06dfe0c425p-4, 0x1.3079edf5c880cp-5,
    -0x1.0962388fdfc64p-6, 0x1.49c672c55cb8cp-8, -0x1.8d4a90f3b53b1p-11, -0x1.a1df5982bf880p-13,
    0x1.3bdfa88fe6c26p-13, -0x1.99526de3e257ap-16, -0x1.786bb71d32cc3p-17, 0x1.7ede07e9e9b9dp-18,
    0x1.34219acfe28a6p-22, -0x1.b6f46d415c580p-21, 0x1.6168b3fbe0c6ep-24, 0x1.b50ede3381223p-24,
    -0x1.877773b357c96p-26, -0x1.3a57ed21bcb5ap-27, 0x1.b6122f02415dfp-29,
};

// erfinv(y)/y in t = (2w - 5)/5, w = -ln(1 - y^2) <= 5; 2^-35.
static const double ERFINV_NEAR[13] = {
    0x1.805c5cfd03db4p+0, 0x1.3bb315fd8c360p-1, -0x1.abc1e2d05c7e5p-6, -0x1.40b17a9a265e3p-6,
    0x1.175c8314675bbp-7, -0x1.ff9358121c695p-12, -0x1.b56d82925c9a3p-11, 0x1.325399eb96c81p-12,
    0x1.60c8393e4bdc5p-16, -0x1.5b4ac27ce4cedp-15, 0x1.066b1137397f4p-17, 0x1.89691a15539b2p-19,
    -0x1.487bea80db5e4p-20,
};

// x/s in t mapped from u = 1/s, erfc(x) = e^(-s^2), 1.4 <= s <= 4.2; 2^-36.
static const double ERFINV_MID[13] = {
    0x1.b04f52bcaf414p-1, -0x1.a4361b6ba339bp-4, -0x1.0ac1faf45aca6p-11, 0x1.a3c2f6775c184p-9,
    -0x1.a04b10a150d9dp-11, 0x1.10e9ce17860ccp-13, -0x1.822e00d8e9f17p-16, 0x1.c64cb0d892f7fp-18,
    -0x1.4e0d6b2d46e79p-19, 0x1.a13e4c3aea4bcp-21, -0x1.1a53524b82743p-22, 0x1.9a096b3fd7bfap-23,
    -0x1.47d61fcdbca99p-24,
};

// x/s in t mapped from u = 1/s, erfc(x) = e^(-s^2), 4.2 <= s <= 27.5; 2^-34.
static const double ERFINV_FAR[15] = {
    0x1.f396460470296p-1, -0x1.d8926cf5ff6d5p-6, -0x1.71febabf8960bp-8, 0x1.37625786963e0p-10,
    -0x1.da67207e81ccbp-13, 0x1.15c853d9c94d2p-14, -0x1.a3ad49f268fecp-16, 0x1.4a96d0e4172ebp-17,
    -0x1.17ddba9e4e0a3p-18, 0x1.f97501a81bd3dp-19, -0x1.4879dda483446p-19, -0x1.ff30546afc69ap-21,
    0x1.e16b3d21d9b55p-21, 0x1.0c4fe7b1f2f65p-20, -0x1.6edd4c1c3164ap-21,
};

