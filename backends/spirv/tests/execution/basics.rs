//! The first things that anyone writes in CUDA.

use crate::vulkan::{Arguments, Gpu};
use anywarp_artifact::spirv::{Module, Unit};

/// A compiled program of `programs/`.
pub(crate) struct Program {
    pub(crate) unit: Unit,
    pub(crate) gpu: Gpu,
    pub(crate) data: u64,
}

impl Program {
    pub(crate) fn new(name: &str) -> Self {
        let unit = crate::compile::program(name);
        let mut gpu = Gpu::new();
        let data = gpu.load(&unit);
        Self { unit, gpu, data }
    }

    /// The module, for any device and block, of the kernel whose mangled name contains `name`.
    pub(crate) fn module(&self, name: &str) -> Module {
        let kernel = self.unit.kernels.iter().find(|k| k.name.contains(name)).expect("the kernel exists");
        assert!(!kernel.modules.is_empty(), "{}", kernel.refusal);
        kernel.modules.last().expect("at least one").clone()
    }

    /// One-dimensional launch.
    pub(crate) fn run(&mut self, name: &str, grid: u32, block: u32, shared: u32, arguments: &Arguments) {
        let module = self.module(name);
        let fault = self.gpu.launch(&module, self.data, [grid, 1, 1], [block, 1, 1], shared, arguments);
        assert_eq!(fault, 0);
    }
}

#[test]
fn vectors_are_added() {
    let mut p = Program::new("basics.cu");
    let a: Vec<f32> = (0..1000).map(|i| i as f32).collect();
    let b: Vec<f32> = (0..1000).map(|i| 0.5 * i as f32).collect();
    let (da, db, dc) = (p.gpu.upload(&a), p.gpu.upload(&b), p.gpu.upload(&vec![0f32; 1000]));
    p.run("vadd", 4, 256, 0, &Arguments::default().pointer(da).pointer(db).pointer(dc).int(1000));
    let c: Vec<f32> = p.gpu.download(dc, 1000);
    assert!((0..1000).all(|i| c[i] == a[i] + b[i]));
}

#[test]
fn matrices_are_multiplied_in_tiles() {
    let mut p = Program::new("basics.cu");
    let n = 64usize;
    let a: Vec<f32> = (0..n * n).map(|i| (i % 7) as f32).collect();
    let b: Vec<f32> = (0..n * n).map(|i| (i % 5) as f32 - 2.0).collect();
    let (da, db, dc) = (p.gpu.upload(&a), p.gpu.upload(&b), p.gpu.upload(&vec![0f32; n * n]));
    let arguments = Arguments::default().pointer(da).pointer(db).pointer(dc).int(n as i32);
    let module = p.module("sgemm");
    p.gpu.launch(&module, p.data, [4, 4, 1], [16, 16, 1], 0, &arguments);
    let c: Vec<f32> = p.gpu.download(dc, n * n);
    for row in 0..n {
        for column in 0..n {
            let expected: f32 = (0..n).map(|k| a[row * n + k] * b[k * n + column]).sum();
            assert_eq!(c[row * n + column], expected, "{row} {column}");
        }
    }
}
