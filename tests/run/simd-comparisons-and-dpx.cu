// about: every comparison of bytes and halves in a word, and every DPX function, against the definition on the host
#include <cstdint>
#include <cstdio>

const int COUNT = 64, FORMS = 100;

__device__ uint32_t device_results[FORMS][COUNT];

static uint32_t inputs[3][COUNT];
static uint32_t expected[FORMS][COUNT];
static const char *names[FORMS];
static int forms = 0;

// Lanes of a word: `f` of each, put together again.
template <class T, class F> static uint32_t lanes(uint32_t a, uint32_t b, uint32_t c, F f) {
    const int bits = 8 * sizeof(T);
    uint64_t mask = (1ull << bits) - 1, result = 0;
    for (int at = 0; at < 32; at += bits)
        result |= ((uint64_t)f((T)(a >> at), (T)(b >> at), (T)(c >> at)) & mask) << at;
    return (uint32_t)result;
}

#define COMPARISONS(X, name, T, op) \
    X(__vcmp##name, T, (uint32_t)(x op y ? -1 : 0)) \
    X(__vset##name, T, (uint32_t)(x op y))
#define OF_TWO(X) \
    COMPARISONS(X, eq2, uint16_t, ==) COMPARISONS(X, eq4, uint8_t, ==) COMPARISONS(X, ne2, uint16_t, !=) \
    COMPARISONS(X, ne4, uint8_t, !=) COMPARISONS(X, ges2, int16_t, >=) COMPARISONS(X, ges4, int8_t, >=) \
    COMPARISONS(X, geu2, uint16_t, >=) COMPARISONS(X, geu4, uint8_t, >=) COMPARISONS(X, gts2, int16_t, >) \
    COMPARISONS(X, gts4, int8_t, >) COMPARISONS(X, gtu2, uint16_t, >) COMPARISONS(X, gtu4, uint8_t, >) \
    COMPARISONS(X, les2, int16_t, <=) COMPARISONS(X, les4, int8_t, <=) COMPARISONS(X, leu2, uint16_t, <=) \
    COMPARISONS(X, leu4, uint8_t, <=) COMPARISONS(X, lts2, int16_t, <) COMPARISONS(X, lts4, int8_t, <) \
    COMPARISONS(X, ltu2, uint16_t, <) COMPARISONS(X, ltu4, uint8_t, <) \
    X(__vimax_s32_relu, int32_t, clamp(high(x, y))) X(__vimin_s32_relu, int32_t, clamp(low(x, y))) \
    X(__vimax_s16x2_relu, int16_t, clamp(high(x, y))) X(__vimin_s16x2_relu, int16_t, clamp(low(x, y)))

#define OF_THREE(X) \
    X(__vimax3_s32, int32_t, high(high(x, y), z)) X(__vimin3_s32, int32_t, low(low(x, y), z)) \
    X(__vimax3_u32, uint32_t, high(high(x, y), z)) X(__vimin3_u32, uint32_t, low(low(x, y), z)) \
    X(__vimax3_s16x2, int16_t, high(high(x, y), z)) X(__vimin3_s16x2, int16_t, low(low(x, y), z)) \
    X(__vimax3_u16x2, uint16_t, high(high(x, y), z)) X(__vimin3_u16x2, uint16_t, low(low(x, y), z)) \
    X(__vimax3_s32_relu, int32_t, clamp(high(high(x, y), z))) X(__vimin3_s32_relu, int32_t, clamp(low(low(x, y), z))) \
    X(__vimax3_s16x2_relu, int16_t, clamp(high(high(x, y), z))) \
    X(__vimin3_s16x2_relu, int16_t, clamp(low(low(x, y), z))) \
    X(__viaddmax_s32, int32_t, high(sum(x, y), z)) X(__viaddmin_s32, int32_t, low(sum(x, y), z)) \
    X(__viaddmax_u32, uint32_t, high(sum(x, y), z)) X(__viaddmin_u32, uint32_t, low(sum(x, y), z)) \
    X(__viaddmax_s16x2, int16_t, high(sum(x, y), z)) X(__viaddmin_s16x2, int16_t, low(sum(x, y), z)) \
    X(__viaddmax_u16x2, uint16_t, high(sum(x, y), z)) X(__viaddmin_u16x2, uint16_t, low(sum(x, y), z)) \
    X(__viaddmax_s32_relu, int32_t, clamp(high(sum(x, y), z))) X(__viaddmin_s32_relu, int32_t, clamp(low(sum(x, y), z))) \
    X(__viaddmax_s16x2_relu, int16_t, clamp(high(sum(x, y), z))) \
    X(__viaddmin_s16x2_relu, int16_t, clamp(low(sum(x, y), z)))

// The first of two, as the predicates have it: of equal ones the first.
#define WITH_PREDICATE(X, Y) \
    X(__vibmax_s32, int32_t, >=, high) X(__vibmin_s32, int32_t, <=, low) X(__vibmax_u32, uint32_t, >=, high) \
    X(__vibmin_u32, uint32_t, <=, low) Y(__vibmax_s16x2, int16_t, >=, high) Y(__vibmin_s16x2, int16_t, <=, low) \
    Y(__vibmax_u16x2, uint16_t, >=, high) Y(__vibmin_u16x2, uint16_t, <=, low)

template <class T> static T high(T a, T b) { return a > b ? a : b; }
template <class T> static T low(T a, T b) { return a < b ? a : b; }
template <class T> static T clamp(T a) { return a > 0 ? a : 0; }
template <class T> static T sum(T a, T b) { return (T)((uint32_t)a + (uint32_t)b); }

__global__ void run(const uint32_t *a, const uint32_t *b, const uint32_t *c) {
    int i = threadIdx.x, form = 0;
    uint32_t x = a[i], y = b[i], z = c[i];
#define TWO(name, T, expression) device_results[form++][i] = (uint32_t)name(x, y);
#define THREE(name, T, expression) device_results[form++][i] = (uint32_t)name(x, y, z);
#define ONE_PREDICATE(name, T, op, best) \
    { \
        bool first; \
        uint32_t r = (uint32_t)name((T)x, (T)y, &first); \
        device_results[form++][i] = r * 2 + first; \
    }
#define TWO_PREDICATES(name, T, op, best) \
    { \
        bool hi, lo; \
        uint32_t r = name(x, y, &hi, &lo); \
        device_results[form++][i] = r * 4 + hi * 2 + lo; \
    }
    OF_TWO(TWO) OF_THREE(THREE) WITH_PREDICATE(ONE_PREDICATE, TWO_PREDICATES)
}

template <class T, class F> static void expect(const char *name, F f) {
    names[forms] = name;
    for (int i = 0; i < COUNT; ++i)
        expected[forms][i] = lanes<T>(inputs[0][i], inputs[1][i], inputs[2][i], f);
    ++forms;
}

int main() {
    const uint32_t edges[] = {0, 1, 0x7fff7fff, 0x80008000, 0xffffffff, 0x7fffffff, 0x80000000, 0x00ff80fe};
    uint32_t random = 12345;
    for (int input = 0; input < 3; ++input)
        for (int i = 0; i < COUNT; ++i) {
            random = random * 1664525 + 1013904223;
            inputs[input][i] = i % 8 < 4 ? edges[(i / 8 * (input + 1) + i) % 8] : random;
        }
    uint32_t *on_device;
    cudaMalloc(&on_device, sizeof inputs);
    cudaMemcpy(on_device, inputs, sizeof inputs, cudaMemcpyHostToDevice);
    run<<<1, COUNT>>>(on_device, on_device + COUNT, on_device + 2 * COUNT);
    static uint32_t results[FORMS][COUNT];
    cudaMemcpyFromSymbol(results, device_results, sizeof results);
#define EXPECT(name, T, expression) expect<T>(#name, [](T x, T y, T z) { (void)z; return expression; });
    OF_TWO(EXPECT) OF_THREE(EXPECT)
#define EXPECT_ONE(name, T, op, best) \
    names[forms] = #name; \
    for (int i = 0; i < COUNT; ++i) { \
        T x = (T)inputs[0][i], y = (T)inputs[1][i]; \
        expected[forms][i] = (uint32_t)best(x, y) * 2 + (x op y); \
    } \
    ++forms;
#define EXPECT_TWO(name, T, op, best) \
    names[forms] = #name; \
    for (int i = 0; i < COUNT; ++i) { \
        uint32_t a = inputs[0][i], b = inputs[1][i]; \
        uint32_t r = lanes<T>(a, b, 0, [](T x, T y, T) { return best(x, y); }); \
        expected[forms][i] = r * 4 + ((T)(a >> 16) op (T)(b >> 16)) * 2 + ((T)a op (T)b); \
    } \
    ++forms;
    WITH_PREDICATE(EXPECT_ONE, EXPECT_TWO)
    int wrong = 0;
    for (int form = 0; form < forms; ++form)
        for (int i = 0; i < COUNT; ++i)
            if (results[form][i] != expected[form][i] && ++wrong < 10)
                printf("%s(%08x, %08x, %08x) is %08x, not %08x\n", names[form], inputs[0][i], inputs[1][i], inputs[2][i],
                       results[form][i], expected[form][i]);
    printf("%d functions, %d wrong\n", forms, wrong);
    puts(wrong == 0 ? "PASS" : "FAIL");
    return wrong == 0 ? 0 : 1;
}
