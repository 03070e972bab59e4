// Polynomials of the Bessel functions of the first and second kind. Written by tables.py; do not edit.
#pragma once

// J0(x) in w = x^2, x <= 1.5; 2^-60.
static const double J0_0[9] = {
    0x1.0000000000000p+0, -0x1.fffffffffffffp-3, 0x1.fffffffffff63p-7, -0x1.c71c71c716dc5p-12,
    0x1.c71c71c3eb056p-18, -0x1.234566830707ap-24, 0x1.02e7f8d77e086p-31, -0x1.51fe8e65adde5p-39,
    0x1.47c0b9de50d6fp-47,
};

// J0(x)/(x - z), z = 0x1.33d152e971b40p+1 + -0x1.0f539d7da258ep-53 in t, 1.5 <= x <= 4; 2^-60.
static const double J0_1[16] = {
    -0x1.e6f1cfa935caap-2, 0x1.6f8f60a7c88efp-3, 0x1.2796680b55ea9p-4, -0x1.6ad53e32d9a5bp-6,
    -0x1.0aa4487145c01p-8, 0x1.125c11402e451p-10, 0x1.fa476bb449402p-14, -0x1.bf60980fffd1bp-16,
    -0x1.28988f9ff9946p-19, 0x1.cac8e1d95a935p-22, 0x1.d75113a7a3270p-26, -0x1.43e105061274fp-28,
    -0x1.0e6a60e684d91p-32, 0x1.4e3c68caa9dfdp-35, 0x1.cb63853a36112p-40, -0x1.0203f2eb7f8bep-42,
};

// J0(x)/(x - z), z = 0x1.6148f5b2c2e45p+2 + 0x1.75054cd60a517p-54 in t, 4 <= x <= 6.75; 2^-57.
static const double J0_2[16] = {
    0x1.5fdab8aa18e2cp-2, -0x1.5600a2bd02d45p-6, -0x1.a7b4945e1745ap-4, 0x1.1800c576ea0c7p-7,
    0x1.15891d926bc53p-7, -0x1.57af66cbd21c8p-11, -0x1.5e3d21d743ca7p-12, 0x1.8787c1d6cf2b5p-16,
    0x1.06c71f203e738p-17, -0x1.087698ad7cad6p-21, -0x1.065f085338094p-23, 0x1.ddb8cba6581c5p-28,
    0x1.7630182cd99e3p-30, -0x1.36291f45208a0p-34, -0x1.868a2741c8926p-37, 0x1.28cf8f8f23658p-41,
};

// J0(x) in t, 6.75 <= x <= 8; 2^-59.
static const double J0_3[14] = {
    0x1.2001106334647p-2, -0x1.07a528bece2c1p-4, -0x1.aba9e73cbc528p-5, 0x1.6e3a723b8f9dep-8,
    0x1.8eebf02d1bd76p-10, -0x1.080b258254185p-13, -0x1.1eb63d86e0d45p-16, 0x1.4597632e26c57p-20,
    0x1.bd5b1ec12c818p-24, -0x1.c109e8a5eb691p-28, -0x1.b561fb3780213p-32, 0x1.8e647253ab115p-36,
    0x1.2767ffe715f7ep-40, -0x1.eba3f69427d2ap-45,
};

// J1(x)/x in w = x^2, x <= 2; 2^-65.
static const double J1_0[10] = {
    0x1.0000000000000p-1, -0x1.0000000000000p-4, 0x1.555555555554fp-9, -0x1.c71c71c71c24ap-15,
    0x1.6c16c16bf763fp-21, -0x1.845c89fe3e0efp-28, 0x1.27e4f74c588d0p-35, -0x1.5228cbdbe395ep-43,
    0x1.2c4721ad81684p-51, -0x1.987e973e4bcddp-60,
};

// J1(x)/(x - z), z = 0x1.ea75575af6f09p+1 + -0x1.60155a9d1b256p-53 in t, 2 <= x <= 5.25; 2^-58.
static const double J1_1[17] = {
    -0x1.a52ba9733012dp-2, 0x1.8dec5362d1757p-5, 0x1.2f0ab8379ddc4p-3, -0x1.cb5ef39cf86afp-7,
    -0x1.1043307f7ce3fp-6, 0x1.555a1a3bccf53p-10, 0x1.e1abba1f95e20p-11, -0x1.00a028570943ap-14,
    -0x1.fcd7994f069fdp-16, 0x1.d6bdb37844034p-20, 0x1.65c9858f47b75p-21, -0x1.2436725455312p-25,
    -0x1.67358d60dfc9ap-27, 0x1.065017c7a65c1p-31, 0x1.0e4f35a601237p-33, -0x1.59039311df3c3p-38,
    -0x1.32847d8281955p-40,
};

// J1(x)/(x - z), z = 0x1.c0ff5f3b47250p+2 + -0x1.b226d9d243827p-54 in t, 5.25 <= x <= 8; 2^-56.
static const double J1_2[16] = {
    0x1.3465571d81f66p-2, 0x1.6d707c9c9e501p-6, -0x1.78c3a5049fabbp-4, -0x1.92d48547aa6bdp-11,
    0x1.06cc3e17cf988p-7, -0x1.27814531ae9e2p-14, -0x1.5b6730a6837dep-12, 0x1.4235ae700a917p-18,
    0x1.0d5cca0b3237ep-17, -0x1.1a70333f93791p-23, -0x1.137134fab1a7cp-23, 0x1.2796bb3a31dacp-29,
    0x1.8fea342dde319p-30, -0x1.a6839a50ecbbfp-36, -0x1.a71242977bfe9p-37, 0x1.b037cd1465540p-43,
};

// Y0(x) - 2/pi ln(x) J0(x) in w = x^2, x <= 0.45; 2^-62.
static const double Y0_0[7] = {
    -0x1.2e4d699cbd01fp-4, 0x1.6bbcb41034286p-3, -0x1.075b1bbf41316p-6, 0x1.1a6206b7a77c3p-11,
    -0x1.3e997902a08c3p-17, 0x1.bce3c06254a76p-24, -0x1.a551e52fef233p-31,
};

// Y0(x)/(x - z), z = 0x1.c982eb8d417eap-1 + 0x1.ea9d270347f83p-56 in t, 0.45 <= x <= 1.1; 2^-56.
static const double Y0_1[24] = {
    0x1.e1f1a83ea3e93p-1, -0x1.71d18ea98e97ap-3, 0x1.17fc059a5597dp-5, -0x1.9cd5a78a5ed60p-7,
    0x1.22168fb4e89f3p-8, -0x1.95d45db1c9f0ep-10, 0x1.24308c7df6dc2p-11, -0x1.ad4834f8faba6p-13,
    0x1.402058d47975fp-14, -0x1.e344797d905bcp-16, 0x1.706890b4b6f23p-17, -0x1.1b2b123eef134p-18,
    0x1.b6355fc0a3425p-20, -0x1.552131981814dp-21, 0x1.0c1ab37644f2cp-22, -0x1.a62ad830c6de4p-24,
    0x1.3ea60e55277c2p-25, -0x1.f2b7912564d68p-27, 0x1.02ca3f5e2de32p-27, -0x1.ad12f4f513ac2p-29,
    0x1.49e6db7083e1ap-34, 0x1.4abd6f5ea55dep-36, 0x1.e26f8653fd9b1p-32, -0x1.96602e8ad09afp-33,
};

// Y0(x) in t, 1.1 <= x <= 2.6; 2^-55.
static const double Y0_2[24] = {
    0x1.f3934d9602e28p-2, 0x1.29afb4893c5d0p-3, -0x1.555a5da486155p-3, 0x1.a5fff3e24a4d2p-7,
    0x1.2987acf1789bfp-10, 0x1.32bea39018f66p-10, -0x1.0dbdd959f6092p-11, 0x1.49242c9cdf27fp-13,
    -0x1.cfa51dae0e20fp-15, 0x1.54ed03c121c12p-16, -0x1.f5135355d7dddp-18, 0x1.72c6d89fddb7ap-19,
    -0x1.146a09355a551p-20, 0x1.9ebf6455ce566p-22, -0x1.39ba45730a668p-23, 0x1.dc09f04d40aaep-25,
    -0x1.5f4b74f2f1ff5p-26, 0x1.0a286e8a749c0p-27, -0x1.f3fcea0a9a92cp-29, 0x1.8c9b64b9387dep-30,
    -0x1.ec8f6ced21244p-34, 0x1.be8525529781bp-36, -0x1.89919ed0c92f8p-33, 0x1.3f06ed0c47675p-34,
};

// Y0(x)/(x - z), z = 0x1.fa9534d98569cp+1 + -0x1.f06ae7804384ep-54 in t, 2.6 <= x <= 5.5; 2^-57.
static const double Y0_3[22] = {
    -0x1.96e40c42b62fap-2, 0x1.6d2439def1229p-4, 0x1.e6b48d6a4b908p-4, -0x1.7dae82e5cd62bp-6,
    -0x1.2e4e2a4934c3fp-7, 0x1.760248debb30ap-10, 0x1.d0c2bf471a083p-12, -0x1.21213c75b602fp-14,
    -0x1.8fc00429b6a0dp-18, -0x1.6b36c08c6526fp-23, 0x1.583f1a430cc2fp-21, -0x1.756ce1492dea8p-23,
    0x1.aa8f7d86b7931p-25, -0x1.26b9494587e66p-26, 0x1.907e1ed2296acp-28, -0x1.0d32949e61238p-29,
    0x1.80c70e61edbcap-31, -0x1.07e2b1798755fp-32, 0x1.d749833bb99e6p-35, -0x1.2e78271095665p-36,
    0x1.3765c976132d8p-36, -0x1.b900f8602c998p-38,
};

// Y0(x)/(x - z), z = 0x1.c581dc4e72103p+2 + -0x1.9774a495f56cfp-54 in t, 5.5 <= x <= 8; 2^-57.
static const double Y0_4[15] = {
    0x1.34eee4b2f27c7p-2, 0x1.e6eea30e390b7p-7, -0x1.3f0b6a143d0dbp-4, 0x1.150879f13cba4p-11,
    0x1.7503673704bbep-8, -0x1.11fcc03838885p-13, -0x1.9337e0e70bc7cp-13, 0x1.50ab145bb92c2p-18,
    0x1.015dfa8b5bc06p-18, -0x1.be5e009792fa7p-24, -0x1.ab9bb1ec7ed67p-25, 0x1.5480d024e4058p-30,
    0x1.05d6ceb86e362p-31, -0x1.ce01ef5d0ceffp-37, -0x1.8ff381023f9e0p-39,
};

// (Y1(x) - 2/pi (ln(x) J1(x) - 1/x))/x in w = x^2, x <= 1.25; 2^-66.
static const double Y1_0[9] = {
    -0x1.91866143cbc8ap-3, 0x1.bd3975c75b4a7p-5, -0x1.835b97894be56p-9, 0x1.2c7dbffcde5a2p-14,
    -0x1.0a780ac74423ap-20, 0x1.32e5a4aef5e79p-27, -0x1.f0ce01c1c4da2p-35, 0x1.2a3deb123d9cap-42,
    -0x1.0ee9abed3b2d5p-50,
};

// Y1(x) in t, 1.25 <= x <= 2; 2^-56.
static const double Y1_1[19] = {
    -0x1.53a7b3f0dfb71p-2, 0x1.e62c2dd28d6cep-3, -0x1.a6bc54e291485p-7, 0x1.06802ced088a6p-10,
    -0x1.1161a1962a6ffp-10, 0x1.123c4b00bc494p-12, -0x1.dca1c7de97d80p-15, 0x1.bb07e4d8a4661p-17,
    -0x1.9d8876e06543fp-19, 0x1.7f97828fbecbbp-21, -0x1.633f9b5e0c59fp-23, 0x1.48ba347f6bd87p-25,
    -0x1.3004728074ee0p-27, 0x1.19a18ec83ff09p-29, -0x1.04621f18d9155p-31, 0x1.d024c8e849619p-34,
    -0x1.aae3f042c1e66p-36, 0x1.0939df0e2f210p-37, -0x1.f098eb128e54dp-40,
};

// Y1(x)/(x - z), z = 0x1.193bed4dff243p+1 + -0x1.bd1e50d219bfdp-55 in t, 2 <= x <= 3.75; 2^-56.
static const double Y1_2[21] = {
    0x1.b355c91df8009p-2, -0x1.2334de328bb34p-3, -0x1.5e595ec500f54p-6, 0x1.4c3a16817f26bp-8,
    0x1.9567d880dd39bp-10, -0x1.b08296e8c36edp-12, 0x1.070c68eb9c7a8p-14, -0x1.5bcbffe5c63d9p-16,
    0x1.e0b9a2301f8a4p-18, -0x1.255eba9de33aep-19, 0x1.645dc4d006eb3p-21, -0x1.b45512afb00e1p-23,
    0x1.0ad4d7e60d3f8p-24, -0x1.456e398594af6p-26, 0x1.8d127a8fad90cp-28, -0x1.ee4744e828101p-30,
    0x1.2e817ff29f18bp-31, -0x1.32781471cca3dp-33, 0x1.6d63eb549106dp-35, -0x1.bc696c000a78ep-36,
    0x1.15547a91dc512p-37,
};

// Y1(x)/(x - z), z = 0x1.5b7fe4e87b02ep+2 + 0x1.dfe7bac228e8cp-52 in t, 3.75 <= x <= 6.75; 2^-58.
static const double Y1_3[20] = {
    -0x1.608b89a3f3ab9p-2, 0x1.3792d39e6df87p-6, 0x1.e643b59c1beffp-4, -0x1.1b4862c3c1b13p-7,
    -0x1.7957bd5116368p-7, 0x1.7952819bac775p-11, 0x1.27f1ca0252c14p-11, -0x1.2637a4c9c7f89p-15,
    -0x1.f213721b14a29p-17, 0x1.3088e3520d505p-21, 0x1.8aa43a6a6212dp-22, -0x1.2c80cb9383992p-25,
    0x1.28fa9dfff72e2p-29, -0x1.b5d07363eee17p-30, 0x1.2fcd0e2127ec8p-31, -0x1.48ab607df97c5p-33,
    0x1.49b30c90f40a6p-35, -0x1.78121efed36c9p-37, 0x1.745ad4418fc92p-38, -0x1.b3f31bf403adep-40,
};

// Y1(x) in t, 6.75 <= x <= 8; 2^-59.
static const double Y1_4[14] = {
    -0x1.1adaf3f61957ep-2, 0x1.36724aa81a2d8p-4, 0x1.9786d3eae5948p-5, -0x1.8fea1833b9443p-8,
    -0x1.73288ea4756c7p-10, 0x1.0f569a74b24ddp-13, 0x1.0a8da18b39a3ap-16, -0x1.44f9749f086e8p-20,
    -0x1.a2973dee5a831p-24, 0x1.bd3d19fd17525p-28, 0x1.9c2e78ffe907bp-32, -0x1.8657ea0dc8e69p-36,
    -0x1.1c34684f5d365p-40, 0x1.eb8079414fec9p-45,
};

// Hankel's P0 in w = 1/x^2, x >= 8; 2^-53.
static const double P0[11] = {
    0x1.fffffffffffffp-1, -0x1.1fffffffde05bp-4, 0x1.cb5ffe9b7bea1p-4, -0x1.251e2f2835bb0p-1,
    0x1.848af90977262p+2, -0x1.b3fadb9df970cp+6, 0x1.5fcb6e7fcc96cp+11, -0x1.4a4b34d070435p+16,
    0x1.189a6fb5e67b5p+21, -0x1.4e70c1f0daae5p+25, 0x1.84fff18b55f75p+28,
};

// Hankel's Q0 x in w = 1/x^2, x >= 8; 2^-54.
static const double Q0[14] = {
    -0x1.0000000000000p-3, 0x1.2bfffffffd197p-4, -0x1.d11dffe73bd4ep-3, 0x1.ba4c44726cd30p+0,
    -0x1.8611e8c33fb55p+4, 0x1.135763bb950abp+9, -0x1.196d6998fbaa6p+14, 0x1.765a902842725p+19,
    -0x1.180107ef7504dp+25, 0x1.904a8e4794597p+30, -0x1.da418ff5be1d3p+35, 0x1.9b25885736abep+40,
    -0x1.c1a41f27d0577p+44, 0x1.cab215f021032p+47,
};

// Hankel's P1 in w = 1/x^2, x >= 8; 2^-53.
static const double P1[11] = {
    0x1.0000000000001p+0, 0x1.dfffffffdbd3ap-4, -0x1.274fff4243273p-3, 0x1.5a69934ea1674p-1,
    -0x1.b85cb9e60cccap+2, 0x1.e20b7521be437p+6, -0x1.7f1345a9792dbp+11, 0x1.64842d0fda0bap+16,
    -0x1.2d75ce4fb83bfp+21, 0x1.6665a4f06b1ffp+25, -0x1.a045cafaf0501p+28,
};

// Hankel's Q1 x in w = 1/x^2, x >= 8; 2^-53.
static const double Q1[13] = {
    0x1.7ffffffffffffp-2, -0x1.a3fffffff2f30p-4, 0x1.1c3cffcff9864p-2, -0x1.fe57d23ada589p+0,
    0x1.b3ed9deca051dp+4, -0x1.2d1f3e6260870p+9, 0x1.2c114a3b3ef82p+14, -0x1.7976cffe62d05p+19,
    0x1.f6f0dd7b57321p+24, -0x1.28d331b35bcb4p+30, 0x1.095557bd6c6d4p+35, -0x1.2fc03b90a0b97p+39,
    0x1.4612321b37440p+42,
};

