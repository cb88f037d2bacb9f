/*
 * ckd_epi.c - the CKD-EPI 2021 creatinine equation in 64-bit integers, the same bits on every machine.
 *
 *   142 * min(Scr/k, 1)^a * max(Scr/k, 1)^-1.200 * 0.9938^age * 1.012 [female]       mL/min/1.73 m2, Scr in mg/dL
 *   k 0.7 F, 0.9 M; a -0.241 F, -0.302 M                                             source: NKF 2021, NIDDK
 *
 * The logarithm to base 2 of the result is a constant less a slope times the logarithm of the creatinine less so
 * much a year; one power of two then gives the result. Invariant: the logarithm is off by less than 2^-55, the
 * result before it is cut off by less than 10^-13, and on the whole grid of inputs that leaves every whole millionth
 * right. tests/engine/reference_ckd_epi.py shows this at 50 digits for each input, and prints every number of this
 * page with --constants.
 *
 * Adults only, not in pregnancy, not in acute injury: who may be estimated is left to the callers.
 */
#include "claim.h"
#include "renal.h"

/* "Qn": scaled by 2^n. Every number of the tables is rounded to the nearest. */

/* log2(1 + i/64), Q59. */
static const uint64_t LOGARITHMS[] = {
    0x0000000000000000, 0x002dcf2d0b85a453, 0x005aeb4dd63bf61d, 0x008759c4fd14fcd6, 0x00b31fb7d64898b4,
    0x00de4212056d5dd3, 0x0108c588cda79e39, 0x0132ae9e278ae1a2, 0x015c01a39fbd687a, 0x0184c2bd02f03b30,
    0x01acf5e2db4ec93f, 0x01d49ee4c32596fd, 0x01fbc16b902680a2, 0x022260fb5a616eb9, 0x024880f561c0e730,
    0x026e2499d499bd9b, 0x02934f0979a37160, 0x02b803473f7ad0f4, 0x02dc4439b3a19bcb, 0x030014ac62c38a86,
    0x0323775123e2e117, 0x03466ec14fec0a14, 0x0368fd7ee7105415, 0x038b25f5a52b6ad0, 0x03acea7c065d41e0,
    0x03ce4d543cea9a42, 0x03ef50ad1960d9da, 0x040ff6a2e5e65fcd, 0x04304140358ea996, 0x0450327ea87950e8,
    0x046fcc47a5740379, 0x048f107509c9f202, 0x04ae00d1cfdeb43d, 0x04cc9f1aad2729b2, 0x04eaecfea80859b3,
    0x0508ec1fa61aaa5a, 0x05269e12f346e2c0, 0x05440461c22a3e37, 0x05612089a6274cf1, 0x057df3fd07826bae,
    0x059a802391e232f3, 0x05b6c65a9d865276, 0x05d2c7f59381d4f2, 0x05ee863e4d40b902, 0x060a02756f9c1cb7,
    0x06253dd2c1bbe2d0, 0x064039858000b340, 0x065af6b4ab2d7d7c, 0x0675767f54042cda, 0x068fb9fce38607b4,
    0x06a9c23d600534df, 0x06c39049af321af6, 0x06dd2523d54cb693, 0x06f681c7319f9b6d, 0x070fa728b868154d,
    0x072896372a4cc58d, 0x07414fdb4982259d, 0x0759d4f80cba83c0, 0x0772266acffd5b18, 0x078a450b83805008,
    0x07a231acd89a9cab, 0x07b9ed1c6cea541f, 0x07d17822f3c19554, 0x07e8d3845df08cd9,
};

/* 2^(i/64), Q63. */
static const uint64_t POWERS[] = {
    0x8000000000000000, 0x8164d1f3bc030773, 0x82cd8698ac2ba1d7, 0x843a28c3acde4046, 0x85aac367cc487b15,
    0x871f61969e8d1010, 0x88980e8092da8527, 0x8a14d575496efd9a, 0x8b95c1e3ea8bd6e7, 0x8d1adf5b7e5ba9e6,
    0x8ea4398b45cd53c0, 0x9031dc431466b1dc, 0x91c3d373ab11c336, 0x935a2b2f13e6e92c, 0x94f4efa8fef70961,
    0x96942d3720185a00, 0x9837f0518db8a96f, 0x99e0459320b7fa65, 0x9b8d39b9d54e5539, 0x9d3ed9a72cffb751,
    0x9ef5326091a111ae, 0xa0b0510fb9714fc2, 0xa27043030c496819, 0xa43515ae09e6809e, 0xa5fed6a9b15138ea,
    0xa7cd93b4e965356a, 0xa9a15ab4ea7c0ef8, 0xab7a39b5a93ed337, 0xad583eea42a14ac6, 0xaf3b78ad690a4375,
    0xb123f581d2ac2590, 0xb311c412a9112489, 0xb504f333f9de6484, 0xb6fd91e328d17791, 0xb8fbaf4762fb9ee9,
    0xbaff5ab2133e45fb, 0xbd08a39f580c36bf, 0xbf1799b67a731083, 0xc12c4cca66709456, 0xc346ccda24976407,
    0xc5672a115506dadd, 0xc78d74c8abb9b15d, 0xc9b9bd866e2f27a3, 0xcbec14fef2727c5d, 0xce248c151f8480e4,
    0xd06333daef2b2595, 0xd2a81d91f12ae45a, 0xd4f35aabcfedfa1f, 0xd744fccad69d6af4, 0xd99d15c278afd7b6,
    0xdbfbb797daf23755, 0xde60f4825e0e9124, 0xe0ccdeec2a94e111, 0xe33f8972be8a5a51, 0xe5b906e77c8348a8,
    0xe8396a503c4bdc68, 0xeac0c6e7dd24392f, 0xed4f301ed9942b84, 0xefe4b99bdcdaf5cb, 0xf281773c59ffb13a,
    0xf5257d152486cc2c, 0xf7d0df730ad13bb9, 0xfa83b2db722a033a, 0xfd3e0c0cf486c175,
};

/* ln(2)^k / k!, Q64, k from 7 down to 1: (2^g - 1) / g as a polynomial in g. */
static const uint64_t POWER_TERMS[] = {
    0x0000ffe5fe2c4586, 0x000a184897c363c4, 0x005761ff9e299cc4, 0x0276556df749cee5,
    0x0e35846b82505fc6, 0x3d7f7bff058b1d51, 0xb17217f7d1cf79ac,
};

/* 1/7, 1/5, 1/3, Q64: (atanh(z) / z - 1) / z^2 as a polynomial in z^2. */
static const uint64_t LOGARITHM_TERMS[] = {
    0x2492492492492492,
    0x3333333333333333,
    0x5555555555555555,
};

static const uint64_t TWO_OVER_LN_2 = 0xb8aa3b295c17f0bc; /* Q62 */
static const uint64_t YEAR = 0x0126033ad8ce1ae5;          /* -log2(0.9938), Q63 */

/* One side of the knee: log2(142 [* 1.012 for women]) + slope * log2(knee), Q58, and the slope, Q63. */
struct curve {
    uint64_t start;
    uint64_t slope;
};

/* The knee is k in 0.0001 umol/L: 0.7 and 0.9 times 884200. */
struct equation {
    int64_t knee;
    struct curve below;
    struct curve above;
};

static const struct equation EQUATIONS[] = {
    [IFS_FEMALE] = {.knee = 618940,
                    .below = {.start = 0x2f36f3077fe7009e, .slope = 0x1ed916872b020c4a},
                    .above = {.start = 0x79046324bf76aa47, .slope = 0x999999999999999a}},
    [IFS_MALE] = {.knee = 795780,
                  .below = {.start = 0x34473935a0066e48, .slope = 0x26a7ef9db22d0e56},
                  .above = {.start = 0x7ab04a8438983596, .slope = 0x999999999999999a}},
};

/* The upper 64 bits of the product of two 64-bit numbers: of Qa and Qb, Q(a + b - 64). */
static uint64_t multiply_high(uint64_t a, uint64_t b)
{
    uint64_t a_low = (uint32_t)a;
    uint64_t b_low = (uint32_t)b;
    uint64_t a_high = a >> 32;
    uint64_t b_high = b >> 32;
    uint64_t middle = a_high * b_low + (a_low * b_low >> 32);
    uint64_t other = a_low * b_high + (uint32_t)middle;
    return a_high * b_high + (middle >> 32) + (other >> 32);
}

/* terms[0] * x^(count - 1) + ... + terms[count - 1], all Q64 and below one half, for x < 2^-spare. A step keeps 32 bits of the sum and
 * of x, which are one product where multiply_high takes four: off by less than 2^-(31 + spare). */
static uint64_t evaluate(const uint64_t *terms, size_t count, uint64_t x, unsigned spare)
{
    uint64_t upper = x >> (32 - spare);
    uint64_t sum = terms[0];
    for (size_t i = 1; i < count; i++) {
        sum = terms[i] + ((sum >> 32) * upper >> spare);
    }
    return sum;
}

/* log2(n), Q59, for 0 < n < 2^32. n is 2^exponent * m; m is a base 1 + i/64 and a little more; and log2(m / base) =
 * 2/ln(2) * atanh(z) with z = (m - base) / (m + base) < 2^-7. The division is a long one in two steps, for z needs
 * 64 binary places. The first term left out, z^9/9, is below 2^-66; the tail is off by less than 2^-45, which counts times
 * z^3 < 2^-21. */
static uint64_t binary_logarithm(uint64_t n)
{
    uint64_t exponent = 63 - (uint64_t)__builtin_clzll(n);
    uint64_t scaled = n << (31 - exponent);
    uint64_t index = (scaled >> 25) - 64;
    uint64_t excess = scaled & ((UINT64_C(1) << 25) - 1);
    uint64_t sum = 2 * scaled - excess;
    uint64_t z = ((excess << 38) / sum << 26) + ((excess << 38) % sum << 26) / sum;
    uint64_t square = multiply_high(z, z);
    uint64_t tail = evaluate(LOGARITHM_TERMS, COUNT_OF(LOGARITHM_TERMS), square, 14);
    uint64_t arc = z + multiply_high(multiply_high(square, z), tail);
    return (exponent << 59) + LOGARITHMS[index] + (multiply_high(arc, TWO_OVER_LN_2) >> 3);
}

/* Whole millionths of 2^logarithm, logarithm Q58. The whole part is a shift, the next six bits an entry of the
 * table, and the rest g < 2^-6 goes through the polynomial, whose first omitted term is below 2^-67. All but its last two terms
 * count times g^3 < 2^-18: being off by less than 2^-37, they move the power by less than 2^-55. */
static uint64_t binary_power_in_millionths(uint64_t logarithm)
{
    uint64_t exponent = logarithm >> 58;
    uint64_t index = logarithm >> 52 & 63;
    uint64_t g = logarithm << 12 >> 6;
    uint64_t small = evaluate(POWER_TERMS, COUNT_OF(POWER_TERMS) - 2, g, 6);
    uint64_t larger = POWER_TERMS[COUNT_OF(POWER_TERMS) - 2] + multiply_high(small, g);
    uint64_t less_one = multiply_high(POWER_TERMS[COUNT_OF(POWER_TERMS) - 1] + multiply_high(larger, g), g);
    uint64_t power = POWERS[index] + multiply_high(POWERS[index], less_one);
    return multiply_high(power, UINT64_C(1000000) << (exponent + 1));
}

/* The claims are the hard ranges of the facts; within them the logarithm lies between 0.2 and 8. For an adult the
 * true value is never a whole number of millionths, so there is always something cut off: the result is odd. */
int64_t renal_ckd_epi_2021(ifs_sex sex, int64_t age_years, int64_t creatinine)
{
    claim((unsigned)sex <= IFS_MALE);
    claim(age_years >= 0);
    claim(age_years <= 120);
    claim(creatinine >= 88420);
    claim(creatinine <= 17684000);
    const struct equation *equation = &EQUATIONS[sex];
    const struct curve *curve = creatinine < equation->knee ? &equation->below : &equation->above;
    uint64_t creatinine_part = multiply_high(binary_logarithm((uint64_t)creatinine), curve->slope);
    uint64_t age_part = (uint64_t)age_years * YEAR >> 5;
    return (int64_t)(2 * binary_power_in_millionths(curve->start - creatinine_part - age_part) + 1);
}
