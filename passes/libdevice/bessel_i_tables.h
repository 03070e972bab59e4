// Polynomials of the modified Bessel functions. Written by tables.py; do not edit.
#pragma once

// I0(x)/x^0 in w = x^2, x <= 8; 2^-61.
static const double I0_SMALL[17] = {
    0x1.0000000000000p+0, 0x1.0000000000000p-2, 0x1.0000000000002p-6, 0x1.c71c71c71c6dfp-12,
    0x1.c71c71c71cbebp-18, 0x1.23456789a82b6p-24, 0x1.02e85c08d2b69p-31, 0x1.522a43f14ed5bp-39,
    0x1.522a44465db87p-47, 0x1.0b312ee0b62c8p-55, 0x1.5601c817fb294p-64, 0x1.69c761327b691p-73,
    0x1.41b6d2a3ef29ep-82, 0x1.e56ec2a042a81p-92, 0x1.46a6fe00cd6ffp-101, 0x1.31c4039a69bf6p-111,
    0x1.20de50ee937a2p-120,
};

// sqrt(x) e^-x I0(x) in t mapped from u = 1/x, 8 <= x <= 1000; 2^-57.
static const double I0_LARGE[25] = {
    0x1.9bdb3571c28e1p-2, 0x1.b53bf03d3afb2p-9, 0x1.19aaa1c8509cfp-13, 0x1.6e8ecca38c5f7p-17,
    0x1.84d668a3f142ap-20, 0x1.372ab26993582p-22, 0x1.744d8efc1d2e7p-24, 0x1.4aac7e4bd609ep-25,
    0x1.6396f01067757p-26, 0x1.bd62322da604bp-28, -0x1.f819356c985d6p-28, -0x1.b4da56c43d11ap-27,
    -0x1.1dac337061970p-28, 0x1.02bd443899edap-27, 0x1.abd3272bc5d8ep-28, -0x1.03100ae5b395ap-28,
    -0x1.595bf912fcce7p-28, 0x1.e8340f8bbcb03p-30, 0x1.a47417229dbb8p-29, -0x1.86982be79d24ap-31,
    -0x1.73f56f6b47dbep-30, 0x1.b0550685ff86ap-33, 0x1.a23089359457fp-32, -0x1.d217169d9e0bdp-36,
    -0x1.b94e241066115p-35,
};

// I1(x)/x^1 in w = x^2, x <= 8; 2^-59.
static const double I1_SMALL[16] = {
    0x1.0000000000000p-1, 0x1.0000000000001p-4, 0x1.5555555555540p-9, 0x1.c71c71c71c9f2p-15,
    0x1.6c16c16c13a31p-21, 0x1.845c8a0d2769ep-28, 0x1.27e4fb73ec47ep-35, 0x1.522a443bfc5e8p-43,
    0x1.2c97551e62e0ap-51, 0x1.ab8235081a452p-60, 0x1.f172556758d22p-69, 0x1.e29108846b664p-78,
    0x1.8a6efe52fa2efp-87, 0x1.1dc64f2e4590cp-96, 0x1.1ebc3216bf4cfp-106, 0x1.20ebdb99edb53p-115,
};

// sqrt(x) e^-x I1(x) in t mapped from u = 1/x, 8 <= x <= 1000; 2^-57.
static const double I1_LARGE[25] = {
    0x1.8eaa0505a50ecp-2, -0x1.3d084fea84cc2p-7, -0x1.c530ac060ad5ap-13, -0x1.ee86cbccc59edp-17,
    -0x1.e0a1039ca7eacp-20, -0x1.6c5ce17518931p-22, -0x1.a36657b872c95p-24, -0x1.6a85ecfff6c29p-25,
    -0x1.82030d2828eaep-26, -0x1.f51d21600404fp-28, 0x1.fae144a922dc8p-28, 0x1.ca36a1758c110p-27,
    0x1.408f3765c8e5ap-28, -0x1.0716a41ad1eb2p-27, -0x1.c89bb39083fc4p-28, 0x1.00628ce8e57a5p-28,
    0x1.6bc2f53df8a8ap-28, -0x1.d9ad694afd63bp-30, -0x1.b884aab7b8fdcp-29, 0x1.770bc81051845p-31,
    0x1.84dde2a5ffc36p-30, -0x1.9d823bf3b5edfp-33, -0x1.b4d3c000808edp-32, 0x1.bd71e06350759p-36,
    0x1.ccd5a54e9f1b0p-35,
};

