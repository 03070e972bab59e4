//! What CUDA adds to C++ and what of C++ is special in device code: a row each with the test that shows it.

/// A feature of the language or of the compiler.
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    /// The code with which each device refuses it, if it does: wasm, Vulkan.
    pub(crate) refused: [Option<&'static str>; 2],
    pub(crate) test: &'static str,
    /// A word of the test that is the feature.
    pub(crate) word: &'static str,
}

const fn both(name: &'static str, test: &'static str, word: &'static str) -> Feature {
    Feature { name, refused: [None, None], test, word }
}

const fn refused(name: &'static str, code: &'static str, test: &'static str, word: &'static str) -> Feature {
    Feature { name, refused: [Some(code), Some(code)], test, word }
}

const fn wasm_only(
    name: &'static str,
    code: &'static str,
    test: &'static str,
    word: &'static str,
) -> Feature {
    Feature { name, refused: [None, Some(code)], test, word }
}

/// In the order of the CUDA C++ Programming Guide.
pub(crate) const FEATURES: &[Feature] = &[
    both("`__global__` functions and `<<<>>>`", "run/vector-add", "__global__"),
    both("launches with every argument form", "run/launch-argument-forms", "cudaStream_t"),
    both("`dim3` and braces in launches", "run/launch-with-braces", "where"),
    both("grids and blocks of three dimensions", "run/grid-3d-indexing", "blockIdx"),
    both("`__device__` functions, recursion excepted", "run/host-device-functions", "__device__"),
    both("`__host__ __device__` functions", "run/host-device-functions", "__host__"),
    wasm_only("recursion in device code", "AW1003", "run/recursion-factorial", "factorial"),
    both("`__device__` variables", "run/device-variables", "__device__"),
    both("`__constant__` variables", "run/constant-memory-symbol-copy", "__constant__"),
    both("`__managed__` variables", "run/managed-variables", "__managed__"),
    both("`__shared__` arrays", "run/matrix-multiply-shared", "__shared__"),
    both("`extern __shared__` arrays of the launch's size", "run/dynamic-shared-memory-two-arrays", "extern"),
    both("static variables of device functions", "run/static-variables-in-functions", "static"),
    both("parameters of 4096 bytes", "run/struct-by-value-4096-bytes", "struct"),
    both("parameters of 32 KiB", "run/struct-by-value-32-kilobytes", "struct"),
    refused("more than 32764 bytes of parameters", "AW2001", "ui/too-many-parameter-bytes", "__global__"),
    refused("more than 48 KiB of static shared memory", "AW2002", "ui/too-much-shared-memory", "__shared__"),
    both("built-in vector types", "run/vector-types-float4", "float4"),
    both("128-bit integers", "run/int128-arithmetic", "__int128"),
    both(
        "`__syncthreads()` in loops and conditions that are uniform",
        "run/barrier-in-nested-loop",
        "__syncthreads",
    ),
    both("`__syncthreads()` in functions that are called", "run/barrier-in-called-function", "__syncthreads"),
    both("threads that return before a barrier", "run/early-return-before-barrier", "return"),
    both("warps that diverge and meet again", "run/vote-under-divergence", "__ballot_sync"),
    both("warp-synchronous code with volatile shared memory", "run/warp-synchronous-shared", "volatile"),
    both("spin locks between lanes of a warp", "run/spin-lock-between-lanes", "atomicCAS"),
    both("blocks that wait for earlier blocks", "run/decoupled-lookback-scan", "look_back"),
    both("shared memory and warps of cooperative groups", "run/cooperative-groups", "tiled_partition"),
    both("`printf` in kernels", "run/printf-of-every-kind", "printf"),
    both("`assert` in kernels", "api/fault-assert", "assert"),
    both("`malloc`, `free`, `new` and `delete` in kernels", "run/malloc-in-kernels", "malloc"),
    both("clocks and `__nanosleep`", "run/clock-and-nanosleep", "clock64"),
    both("inline PTX", "run/ptx-control", "asm"),
    both("function pointers in device code", "run/function-pointer-table", "__device__"),
    both("virtual functions of objects made in kernels", "run/virtual-call", "virtual"),
    both("templates of kernels", "run/template-kernels", "template"),
    both("lambdas in kernels", "run/lambda-inside-kernel", "auto"),
    both("extended lambdas as arguments of kernels", "run/lambda-kernel", "__device__"),
    both("C++17 in device code", "run/cpp17-features", "constexpr"),
    both("C++20 concepts in device code", "run/cpp20-concepts", "concept"),
    both("`nv/target`", "run/nv-target", "NV_IF_TARGET"),
    both("`cuda::std`", "run/cuda-std", "cuda"),
    both("`cuda::atomic`", "run/cuda-atomic", "atomic"),
    both("`cuda::barrier`", "run/cuda-barrier", "barrier"),
    both("`cuda::pipeline`", "run/cuda-pipeline", "pipeline"),
    both("separate compilation (`-rdc=true`)", "run/separate-compilation", "rdc"),
    both("`-use_fast_math`", "run/use-fast-math", "expf"),
    both("per-thread default streams", "run/per-thread-default-stream", "per"),
    refused("kernels that launch kernels", "AW1001", "ui/launch-from-kernel", "__global__"),
    refused("exceptions in device code", "AW0002", "ui/exceptions-in-kernel", "throw"),
    refused("host functions called in kernels", "AW0002", "ui/host-function-in-kernel", "__global__"),
    refused("textures", "AW0002", "ui/texture-object", "cudaTextureObject_t"),
];

/// Device functions that the headers declare and a kernel is refused for: name, code, test.
pub(crate) const REFUSED_FUNCTIONS: &[(&str, &str, &str)] = &[
    ("__isConstant", "AW1001", "ui/constant-address"),
    ("__isGridConstant", "AW1001", "ui/constant-address"),
];
