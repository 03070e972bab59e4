// Polynomials of the logarithm of the gamma function. Written by tables.py; do not edit.
#pragma once

// lgamma(x)/(x - 1) in x - 1, 0.7 <= x <= 1.4; 2^-57.
static const double LGAMMA_1[22] = {
    -0x1.2788cfc6fb619p-1, 0x1.a51a6625307d3p-1, -0x1.9a4d55beab304p-2, 0x1.151322ac7d906p-2,
    -0x1.a8b9c17a9ecccp-3, 0x1.5b40cb0ff403ep-3, -0x1.2703a1e088667p-3, 0x1.010b36bb229c5p-3,
    -0x1.c8066e9ec4552p-4, 0x1.9a01dd6bcfa4ep-4, -0x1.748c740fe41f6p-4, 0x1.556bc8a398da3p-4,
    -0x1.3b1844206def3p-4, 0x1.247fd3dd4e79cp-4, -0x1.11518994e1205p-4, 0x1.01590b8c2b34cp-4,
    -0x1.df7781a69f10ep-5, 0x1.af89bb25f6af6p-5, -0x1.a7f82c9209a86p-5, 0x1.018b7456465c0p-4,
    -0x1.0475eb786f726p-4, 0x1.ebc526ccd102cp-6,
};

// lgamma(x)/(x - 2) in x - 2, 1.4 <= x <= 2.6; 2^-59.
static const double LGAMMA_2[21] = {
    0x1.b0ee6072093cep-2, 0x1.4a34cc4a60fa6p-2, -0x1.13e001a557604p-4, 0x1.51322ac7d8768p-6,
    -0x1.e404fc21907b4p-8, 0x1.7add6ead60795p-9, -0x1.38ac5c2b399fep-10, 0x1.0b36afab0f514p-11,
    -0x1.d3fd4cfaabb5ap-13, 0x1.a1279fb0a4387p-14, -0x1.78de4162f1110p-15, 0x1.58103ae05f773p-16,
    -0x1.3cbfe2dae66a6p-17, 0x1.256158fb4f624p-18, -0x1.116f9b90abbcbp-19, 0x1.035f1d579dab0p-20,
    -0x1.e9357ec84d9e3p-22, 0x1.94fa02feca65cp-23, -0x1.792334bd382ecp-24, 0x1.3f990674fad60p-24,
    -0x1.37801ffa7cc94p-25,
};

