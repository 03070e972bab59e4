//! As crates with kernels do: `cc` finds nvcc on the path and links the CUDA runtime.
fn main() {
    println!("cargo::rerun-if-changed=src/kernels.cu");
    let mut build = cc::Build::new();
    build.cuda(true).cudart("static").flag("-gencode").flag("arch=compute_80,code=sm_80").file("src/kernels.cu");
    build.compile("kernels");
    let nvcc = std::env::var("CUDA_HOME").expect("the test names it");
    println!("cargo::rustc-link-search=native={nvcc}/lib64");
}
