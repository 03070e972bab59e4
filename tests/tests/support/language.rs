//! What CUDA adds to C++ and what of C++ is special in device code: a row each with the test that shows it.

/// A feature of the language or of the compiler.
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    /// The code with which each device refuses it, if it does: wasm, Vulkan.
    pub(crate) refused: [Option<&'static str>; 2],
    pub(crate) test: &'static str,
    /// What of the test's text is the feature: only a program with the feature says it.
    pub(crate) text: &'static str,
}

const fn both(name: &'static str, test: &'static str, text: &'static str) -> Feature {
    Feature { name, refused: [None, None], test, text }
}

const fn refused(name: &'static str, code: &'static str, test: &'static str, text: &'static str) -> Feature {
    Feature { name, refused: [Some(code), Some(code)], test, text }
}

const fn wasm_only(
    name: &'static str,
    code: &'static str,
    test: &'static str,
    text: &'static str,
) -> Feature {
    Feature { name, refused: [None, Some(code)], test, text }
}

/// In the order of the CUDA C++ Programming Guide.
pub(crate) const FEATURES: &[Feature] = &[
    both("`__global__` functions and `<<<>>>`", "run/vector-add", "__global__ void"),
    both("launches with every argument form", "run/launch-argument-forms", "<<<unsigned(1), dim3{2, 2}>>>"),
    both("`dim3` and braces in launches", "run/launch-with-braces", "<<<{3, 2, 1}, {8, 4}>>>"),
    both(
        "grids and blocks of three dimensions",
        "run/grid-3d-indexing",
        "int z = blockIdx.z * blockDim.z + threadIdx.z",
    ),
    both(
        "`__device__` functions, recursion excepted",
        "run/host-device-functions",
        "__host__ __device__ inline int side()",
    ),
    both(
        "`__host__ __device__` functions",
        "run/host-device-functions",
        "__host__ __device__ Fraction harmonic",
    ),
    wasm_only("recursion in device code", "AW1003", "run/recursion-factorial", "n * factorial(n - 1)"),
    both("`__device__` variables", "run/device-variables", "__device__ double zero[100];"),
    both("`__constant__` variables", "run/constant-memory-symbol-copy", "__constant__ int table[64] ="),
    both("`__managed__` variables", "run/managed-variables", "__managed__ float table[1000];"),
    both("`__shared__` arrays", "run/matrix-multiply-shared", "__shared__ float as[TILE][TILE]"),
    both(
        "`extern __shared__` arrays of the launch's size",
        "run/dynamic-shared-memory-two-arrays",
        "extern __shared__ unsigned char arena[];",
    ),
    both(
        "static variables of device functions",
        "run/static-variables-in-functions",
        "    static int counter = 100;",
    ),
    both("parameters of 4096 bytes", "run/struct-by-value-4096-bytes", "sizeof(int *) + sizeof(Big) <= 4096"),
    both("parameters of 32 KiB", "run/struct-by-value-32-kilobytes", "double values[4090];"),
    refused(
        "more than 32764 bytes of parameters",
        "AW2001",
        "ui/too-many-parameter-bytes",
        "int values[8191];",
    ),
    refused(
        "more than 48 KiB of static shared memory",
        "AW2002",
        "ui/too-much-shared-memory",
        "__shared__ int large[12289];",
    ),
    both("built-in vector types", "run/vector-types-float4", "float4 v = in[t];"),
    both("128-bit integers", "run/int128-arithmetic", "typedef unsigned __int128 Wide;"),
    both(
        "`__syncthreads()` in loops and conditions that are uniform",
        "run/barrier-in-nested-loop",
        "for (int j = 0; j <= i; j++) {",
    ),
    both(
        "`__syncthreads()` in functions that are called",
        "run/barrier-in-called-function",
        "__device__ __noinline__ int exchange(",
    ),
    both("threads that return before a barrier", "run/early-return-before-barrier", "        return;\n"),
    both(
        "warps that diverge and meet again",
        "run/vote-under-divergence",
        "row[1] = __ballot_sync(0x55555555u",
    ),
    both(
        "warp-synchronous code with volatile shared memory",
        "run/warp-synchronous-shared",
        "__shared__ volatile int s[64];",
    ),
    both(
        "spin locks between lanes of a warp",
        "run/spin-lock-between-lanes",
        "if (atomicCAS(&lock, 0, 1) == 0)",
    ),
    both(
        "blocks that wait for earlier blocks",
        "run/decoupled-lookback-scan",
        "before = look_back(states, block);",
    ),
    both(
        "shared memory and warps of cooperative groups",
        "run/cooperative-groups",
        "cg::tiled_partition<32>(block)",
    ),
    both("`printf` in kernels", "run/printf-of-every-kind", "printf"),
    both("`assert` in kernels", "api/fault-assert", "assert("),
    both(
        "`malloc`, `free`, `new` and `delete` in kernels",
        "run/malloc-of-eight-threads",
        "(Node *)malloc(sizeof(Node))",
    ),
    both("clocks and `__nanosleep`", "run/clock-and-nanosleep", "__nanosleep(1000);"),
    both("inline PTX", "run/ptx-control", "asm volatile(\"exit;\")"),
    both("function pointers in device code", "run/function-pointer-table", "__device__ Operation table[5] ="),
    both(
        "virtual functions of objects made in kernels",
        "run/virtual-call",
        "__device__ virtual int area() const",
    ),
    both(
        "templates of kernels",
        "run/template-kernels",
        "template <class T, int N, class F> __global__ void",
    ),
    both("lambdas in kernels", "run/lambda-inside-kernel", "auto counted = [&calls, t](auto x)"),
    both("extended lambdas as arguments of kernels", "run/lambda-kernel", "[=] __device__(int i)"),
    both("C++17 in device code", "run/cpp17-features", "if constexpr (std::is_floating_point_v<T>)"),
    both("C++20 concepts in device code", "run/cpp20-concepts", "concept Number ="),
    both("`nv/target`", "run/nv-target", "NV_IF_TARGET("),
    both("`cuda::std`", "run/cuda-std", "cuda/std/"),
    both("`cuda::atomic`", "run/cuda-atomic-of-eight-threads", "#include <cuda/atomic>"),
    both("`cuda::barrier`", "run/cuda-atomic-of-eight-threads", "#include <cuda/barrier>"),
    both("`cuda::pipeline`", "run/cuda-pipeline", "cuda::make_pipeline()"),
    both("separate compilation (`-rdc=true`)", "run/separate-compilation", "// nvcc: -rdc=true"),
    both("`-use_fast_math`", "run/use-fast-math", "// nvcc: -use_fast_math"),
    both(
        "per-thread default streams",
        "run/per-thread-default-stream",
        "// nvcc: --default-stream per-thread",
    ),
    refused(
        "kernels that launch kernels",
        "AW1001",
        "ui/launch-from-kernel",
        "parent(int *out) { child<<<1, 1>>>(out); }",
    ),
    refused("exceptions in device code", "AW0002", "ui/exceptions-in-kernel", "throw x;"),
    refused(
        "host functions called in kernels",
        "AW0002",
        "ui/host-function-in-kernel",
        "*out = host_only(1);",
    ),
    refused("textures", "AW0002", "ui/texture-object", "cudaTextureObject_t"),
];

/// A function that a device refuses.
pub(crate) struct RefusedFunction {
    pub(crate) name: &'static str,
    /// The code with which each device refuses it, if it does: wasm, Vulkan.
    pub(crate) refused: [Option<&'static str>; 2],
    pub(crate) test: &'static str,
}

const fn function(name: &'static str, code: &'static str, test: &'static str) -> RefusedFunction {
    RefusedFunction { name, refused: [Some(code), Some(code)], test }
}

/// Functions that the headers declare, or the runtime has, and a use of which is refused.
pub(crate) const REFUSED_FUNCTIONS: &[RefusedFunction] = &[
    function("__cluster_barrier_arrive", "AW1002", "ui/cluster-barrier"),
    function("__cluster_barrier_arrive_relaxed", "AW1002", "ui/cluster-barrier"),
    function("__cluster_barrier_wait", "AW1002", "ui/cluster-barrier"),
    function("__cudaRegisterManagedVar", "AW0004", "api/registration-by-others"),
    RefusedFunction {
        name: "__globaltimer",
        refused: [None, Some("AW1001")],
        test: "run/timer-of-the-device",
    },
    RefusedFunction {
        name: "cudaLaunchCooperativeKernel",
        refused: [None, Some("cudaErrorNotSupported")],
        test: "api/cooperative-launch",
    },
    function("__isConstant", "AW1001", "ui/constant-address"),
    function("__isGridConstant", "AW1001", "ui/constant-address"),
];
