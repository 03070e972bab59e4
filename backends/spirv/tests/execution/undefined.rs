//! What Vulkan leaves to the device and CUDA does not: subnormal numbers, division by zero.

use crate::basics::Program;
use crate::vulkan::Arguments;
use anywarp_artifact::spirv::Module;

/// Numbers of `OpExtInst` and of `FAbs` in GLSL.std.450.
const EXTENDED: u32 = 12;
const MAGNITUDE: u32 = 4;

const BITS: [u32; 12] = [
    0,
    0x8000_0000,
    1,
    0x8000_0001,
    0x0012_3456,
    0x807f_ffff,
    0x0080_0000,
    0x3f80_0001,
    0xff7f_ffff,
    0x7f80_0000,
    0xff80_0000,
    0x7fc0_0000,
];

fn floats() -> Vec<f32> {
    BITS.map(f32::from_bits).to_vec()
}

#[test]
fn subnormal_floats_become_doubles_by_their_bits() {
    let mut p = Program::new("undefined.cu");
    let n = BITS.len();
    let (from, to) = (p.gpu.upload(&floats()), p.gpu.upload(&vec![0f64; n]));
    p.run("widen", 1, n as u32, 0, &Arguments::default().pointer(from).pointer(to));
    let doubles: Vec<f64> = p.gpu.download(to, n);
    for (float, double) in floats().into_iter().zip(doubles) {
        let same = double.to_bits() == f64::from(float).to_bits();
        assert!(same || (float.is_nan() && double.is_nan()), "{float:e} became {double:e}");
    }
}

fn has_magnitude(module: &Module) -> bool {
    let mut rest = &module.words[5..];
    while let Some(&first) = rest.first() {
        let (instruction, after) = rest.split_at((first >> 16) as usize);
        if first & 0xffff == EXTENDED && instruction[4] == MAGNITUDE {
            return true;
        }
        rest = after;
    }
    false
}

#[test]
fn magnitudes_of_bits_are_no_operation_of_floats() {
    let mut p = Program::new("undefined.cu");
    assert!(!has_magnitude(&p.module("magnitudes")));
    let n = BITS.len();
    let (from, to) = (p.gpu.upload(&floats()), p.gpu.upload(&vec![0u32; n]));
    p.run("magnitudes", 1, n as u32, 0, &Arguments::default().pointer(from).pointer(to));
    assert_eq!(p.gpu.download::<u32>(to, n), BITS.map(|bits| (bits & 0x7fff_ffff) + 1));
}

#[test]
fn quotient_and_remainder_by_zero_are_all_ones() {
    let mut p = Program::new("undefined.cu");
    let (a, b) = ([7, -7, 0, i32::MIN, -7], [0, 0, 0, 0, 2]);
    let (da, db, out) = (p.gpu.upload(&a), p.gpu.upload(&b), p.gpu.upload(&[0i32; 20]));
    p.run("divide", 1, 5, 0, &Arguments::default().pointer(da).pointer(db).pointer(out));
    let results: Vec<i32> = p.gpu.download(out, 20);
    assert_eq!(results[..16], [-1; 16]);
    assert_eq!(results[16..], [-3, -1, 0x7fff_fffc, 1]);
}
