//! What kernels compute, against Rust.

use crate::basics::Program;
use crate::vulkan::Arguments;

pub(crate) fn numbers(count: usize) -> Vec<i32> {
    let mut state = 12345u32;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as i32 % 1000
        })
        .collect()
}

/// Runs `name` with the arguments (input, output, extra numbers) and returns the output.
pub(crate) fn map<I: Copy, O: Copy + Default>(
    p: &mut Program,
    name: &str,
    block: u32,
    input: &[I],
    count: usize,
) -> Vec<O> {
    let (from, to) = (p.gpu.upload(input), p.gpu.upload(&vec![O::default(); count]));
    p.run(name, 1, block, 0, &Arguments::default().pointer(from).pointer(to));
    p.gpu.download(to, count)
}

#[test]
fn structures_travel_by_value() {
    let mut p = Program::new("memory.cu");
    let out = p.gpu.upload(&[0i32; 32]);
    let mut pair = vec![7u8, 0, 0, 0, 0, 0, 0, 0];
    pair.extend(2.5f64.to_le_bytes());
    pair.extend(out.to_le_bytes());
    let mut arguments = Arguments(pair.clone());
    arguments = arguments.int(20);
    p.run("by_value", 1, 32, 0, &arguments);
    let expected: Vec<i32> =
        (0..32).map(|i| if i < 20 { (2.5 * f64::from(i)) as i32 + 7 } else { 0 }).collect();
    assert_eq!(p.gpu.download::<i32>(out, 32), expected);
    let mut many = Vec::new();
    for weight in [10.0f64, 20.0, 30.0, 40.0] {
        many.extend(&pair[..8]);
        many.extend(weight.to_le_bytes());
        many.extend(out.to_le_bytes());
    }
    p.run("big_parameters", 1, 8, 0, &Arguments(many).int(2).pointer(out));
    assert_eq!(p.gpu.download::<i32>(out, 8), [30, 40, 10, 20, 30, 40, 10, 20]);
}

#[test]
fn variables_keep_their_values_between_launches() {
    let mut p = Program::new("memory.cu");
    let out = p.gpu.upload(&[0i32; 32]);
    p.run("variables", 1, 32, 0, &Arguments::default().pointer(out));
    let table = [3, 1, 4, 1, 5, 9, 2, 6];
    assert_eq!(p.gpu.download::<i32>(out, 32), (0..32).map(|i| table[i % 8] * 10).collect::<Vec<_>>());
    p.run("read_cells", 1, 1, 0, &Arguments::default().pointer(out));
    assert_eq!(p.gpu.download::<i32>(out, 3), [37, 77, 2]);
}

#[test]
fn private_arrays_are_indexed() {
    let mut p = Program::new("memory.cu");
    let out = p.gpu.upload(&[0i32; 32]);
    p.run("private_array", 1, 32, 0, &Arguments::default().pointer(out).int(40));
    let expected: Vec<i32> = (0..32i32)
        .map(|t| {
            let mut local: Vec<i32> = (0..16).map(|i| i * i + t).collect();
            for round in 0..40i32 {
                let add = local[((round * 3) & 15) as usize];
                let at = ((round * 7 + t) & 15) as usize;
                local[at] = local[at].wrapping_add(add);
            }
            local.iter().fold(0i32, |sum, x| sum.wrapping_mul(31).wrapping_add(*x))
        })
        .collect();
    assert_eq!(p.gpu.download::<i32>(out, 32), expected);
    let input: Vec<u8> = (0..64).map(|i| (i * 37 + 11) as u8).collect();
    let from = p.gpu.upload(&input);
    p.run("private_bytes", 1, 32, 0, &Arguments::default().pointer(out).pointer(from));
    let expected: Vec<u32> = (0..32u32)
        .map(|t| {
            let mut bytes = [0u8; 64];
            for (i, byte) in input.iter().enumerate() {
                bytes[(i * 5) & 63] = byte ^ t as u8;
            }
            let words: Vec<u32> =
                bytes.chunks(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
            (0..16).fold(0u32, |sum, i| sum.wrapping_mul(17).wrapping_add(words[(i + t as usize) & 15]))
        })
        .collect();
    assert_eq!(p.gpu.download::<u32>(out, 32), expected);
}

#[test]
fn shared_memory_is_reduced_and_counted() {
    let mut p = Program::new("memory.cu");
    let input = numbers(1000);
    let (from, out) = (p.gpu.upload(&input), p.gpu.upload(&[0i32; 256]));
    p.run("reduce", 8, 128, 0, &Arguments::default().pointer(from).pointer(out).int(1000));
    assert_eq!(p.gpu.download::<i32>(out, 1)[0], input.iter().sum::<i32>());
    let bytes: Vec<u8> = input.iter().map(|x| *x as u8).collect();
    let from = p.gpu.upload(&bytes);
    p.run("histogram", 1, 64, 1024, &Arguments::default().pointer(from).pointer(out).int(1000));
    let mut bins = vec![0u32; 256];
    bytes.iter().for_each(|b| bins[*b as usize] += 1);
    assert_eq!(p.gpu.download::<u32>(out, 256), bins);
    let input = &input[..64];
    let (from, out) = (p.gpu.upload(input), p.gpu.upload(&[0i32; 64]));
    p.run("mixed_shared", 1, 64, 64 * 6, &Arguments::default().pointer(from).pointer(out));
    let expected: Vec<i32> = (0..64)
        .map(|t| {
            let x = input[63 - t];
            x + i32::from((x * 3) as i16) * 1000
        })
        .collect();
    assert_eq!(p.gpu.download::<i32>(out, 64), expected);
}

#[test]
fn pointers_may_point_anywhere() {
    let mut p = Program::new("memory.cu");
    let (device, out) = (p.gpu.upload(&[1i32, 2, 3, 4]), p.gpu.upload(&[0i32; 32]));
    p.run("generic", 1, 32, 0, &Arguments::default().pointer(device).pointer(out));
    let expected: Vec<i32> = (0..32).map(|t| [10, 600, 4 * t + 6][t as usize % 3]).collect();
    assert_eq!(p.gpu.download::<i32>(out, 32), expected);
    p.run("chain", 1, 32, 0, &Arguments::default().pointer(out));
    let expected: Vec<i32> = (0..32).map(|t| ((t & 3)..4).fold(0i32, |sum, i| sum * 10 + i + t)).collect();
    assert_eq!(p.gpu.download::<i32>(out, 32), expected);
}

#[test]
fn vectors_move_whole() {
    let mut p = Program::new("memory.cu");
    let floats: Vec<f32> = (0..128).map(|i| i as f32).collect();
    let bytes: Vec<u8> = (0..128).map(|i| (i * 3) as u8).collect();
    let (from, to) = (p.gpu.upload(&floats), p.gpu.upload(&[0f32; 128]));
    let (small, pairs) = (p.gpu.upload(&bytes), p.gpu.upload(&[0i32; 64]));
    p.run("vectors", 1, 32, 0, &Arguments::default().pointer(from).pointer(to).pointer(small).pointer(pairs));
    let expected: Vec<f32> =
        floats.chunks(4).flat_map(|v| v.iter().rev().copied().collect::<Vec<_>>()).collect();
    assert_eq!(p.gpu.download::<f32>(to, 128), expected);
    let expected: Vec<i32> = bytes
        .chunks(4)
        .flat_map(|b| [i32::from(b[0]) + i32::from(b[1]), i32::from(b[2]) * i32::from(b[3])])
        .collect();
    assert_eq!(p.gpu.download::<i32>(pairs, 64), expected);
}

fn loops(start: i32) -> i32 {
    let (mut n, mut sum) = (start, 0i32);
    'outer: for i in 0..n {
        if i % 3 == 1 {
            continue;
        }
        if i > 20 {
            break;
        }
        let mut j = i;
        while j < n {
            if (i ^ j) == 9 {
                continue 'outer;
            }
            sum += j;
            if sum > 500 {
                sum -= 1000;
                break;
            }
            j += 2;
        }
        sum ^= i;
    }
    loop {
        sum = sum.wrapping_mul(3).wrapping_add(1);
        n -= 1;
        if !(n > 0 && sum % 7 != 0) {
            return sum;
        }
    }
}

fn switches(n: i32) -> i32 {
    let mut value = 1i32;
    for i in 0..10 {
        match (n + i) % 6 {
            0 => value = (value + 3) * 2,
            1 => value *= 2,
            2 if value > 100 => value -= 90,
            2 => value += 7,
            4 => value ^= 0x55,
            5 if i == 7 => return -value,
            _ => value += 1,
        }
    }
    value
}

fn irreducible(mut n: i32) -> i32 {
    let (mut a, mut b, mut second) = (0i32, 1i32, n & 1 != 0);
    loop {
        if !second {
            a += b;
            if a > 60 {
                return a * 1000 + b;
            }
        }
        b += 2 + (n & 3);
        second = false;
        if b % 5 != 0 {
            continue;
        }
        a ^= 7;
        let again = n > 0;
        n -= 1;
        if !again {
            return a * 1000 + b;
        }
        second = true;
    }
}

#[test]
fn control_flow_is_structured() {
    let mut p = Program::new("control.cu");
    let input: Vec<i32> = (0..64).collect();
    for (name, oracle) in
        [("loops", loops as fn(i32) -> i32), ("switches", switches), ("irreducible", irreducible)]
    {
        let out: Vec<i32> = map(&mut p, name, 64, &input, 64);
        assert_eq!(out, input.iter().map(|&n| oracle(n)).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn functions_are_called_through_pointers() {
    let mut p = Program::new("control.cu");
    let input: Vec<i32> = (0..32).map(|i| i * 5).collect();
    let out: Vec<i32> = map(&mut p, "pointers", 32, &input, 32);
    assert_eq!(out, (0..32).map(|i| [i + 3, i - 3, i * 3][(i * 5 % 3) as usize]).collect::<Vec<_>>());
    let to = p.gpu.upload(&[0i32; 32]);
    p.run("shapes", 1, 32, 0, &Arguments::default().pointer(to));
    let expected: Vec<i32> = (0..32).map(|i| if i % 2 == 1 { i * i } else { i * 3 }).collect();
    assert_eq!(p.gpu.download::<i32>(to, 32), expected);
}

macro_rules! mix {
    ($p:ident, $name:literal, $t:ty) => {{
        let a: Vec<$t> =
            numbers(64).iter().map(|&x| (x as i64).wrapping_mul(0x1234_5678_9abd) as $t).collect();
        let b: Vec<$t> = numbers(99)[35..].iter().map(|&x| (x - 500) as $t).collect();
        let (da, db, out) = ($p.gpu.upload(&a), $p.gpu.upload(&b), $p.gpu.upload(&[0 as $t; 64]));
        $p.run(concat!("mix_", $name), 1, 64, 0, &Arguments::default().pointer(da).pointer(db).pointer(out));
        let expected: Vec<$t> = a
            .iter()
            .zip(&b)
            .map(|(&a, &b)| {
                let mut r = a.wrapping_mul(3).wrapping_add(b);
                r ^= a >> 3;
                r = r.wrapping_add(b << 2);
                if b != 0 {
                    r = r.wrapping_add(a.wrapping_div(b));
                    r ^= a.wrapping_rem(b);
                }
                if a < b { r } else { !r }
            })
            .collect();
        assert_eq!($p.gpu.download::<$t>(out, 64), expected, $name);
    }};
}

#[test]
fn integers_of_every_width_are_exact() {
    let mut p = Program::new("numbers.cu");
    mix!(p, "i8", i8);
    mix!(p, "u8", u8);
    mix!(p, "i16", i16);
    mix!(p, "u16", u16);
    mix!(p, "i32", i32);
    mix!(p, "u32", u32);
    mix!(p, "i64", i64);
    mix!(p, "u64", u64);
    let input: Vec<u64> = (0..32)
        .map(|i| if i == 0 { 0 } else { 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(i) >> (i % 40) })
        .collect();
    let out: Vec<u32> = map(&mut p, "bits", 32, &input, 256);
    for (x, o) in input.iter().zip(out.chunks(8)) {
        let (low, high) = (*x as u32, (*x >> 32) as u32);
        let byte = |n: u32| ((if n < 4 { low >> (8 * n) } else { high >> (8 * (n - 4)) }) & 255) as u8;
        let expected = [
            x.count_ones(),
            x.leading_zeros(),
            if *x == 0 { 0 } else { x.trailing_zeros() + 1 },
            (x.reverse_bits() >> 13) as u32,
            low.leading_zeros(),
            u32::from_le_bytes([byte(1), byte(4), byte(3), byte(5)]),
            high << 9 | low >> 23,
            ((u128::from(*x) * u128::from(x.wrapping_mul(3).wrapping_add(1))) >> 64) as u32,
        ];
        assert_eq!(o, expected, "{x:x}");
    }
}

#[test]
fn functions_of_the_math_library_are_within_their_bounds() {
    let mut p = Program::new("numbers.cu");
    check_math(&mut p);
    p.gpu.exact_division = 0;
    check_math(&mut p);
}

fn check_math(p: &mut Program) {
    let input: Vec<f64> = (0..32).map(|i| f64::from(i) * 7.3 - 100.1).collect();
    let (from, out, outf) = (p.gpu.upload(&input), p.gpu.upload(&[0f64; 256]), p.gpu.upload(&[0f32; 192]));
    p.run("math", 1, 32, 0, &Arguments::default().pointer(from).pointer(out).pointer(outf));
    let (wide, narrow): (Vec<f64>, Vec<f32>) = (p.gpu.download(out, 256), p.gpu.download(outf, 192));
    for (i, &x) in input.iter().enumerate() {
        let expected = [
            x.sin(),
            (x * 0.1).exp(),
            (x.abs() + 1.0).ln(),
            x.abs().powf(1.5),
            x.abs().sqrt(),
            x.floor() + x.round_ties_even(),
            x.mul_add(x, -x),
            x % 3.0,
        ];
        // CUDA C++ Programming Guide, "Mathematical Functions": at most 2 ulp, 0 from sqrt on.
        for (n, e) in expected.iter().enumerate() {
            let ulps = (wide[i * 8 + n].to_bits() as i64 - e.to_bits() as i64).abs();
            assert!(ulps <= if n < 4 { 2 } else { 0 }, "{n} of {x}: {} is not {e}", wide[i * 8 + n]);
        }
        let y = x as f32;
        let expected = [
            f64::from(y).sin() as f32,
            f64::from(y * 0.1).exp() as f32,
            y.abs().sqrt(),
            y / 7.0,
            y.mul_add(y, -y),
            y.min(1.0) + y.max(-1.0),
        ];
        for (n, e) in expected.iter().enumerate() {
            let ulps = (narrow[i * 6 + n].to_bits() as i32 - e.to_bits() as i32).abs();
            assert!(ulps <= if n < 2 { 2 } else { 0 }, "{n} of {y}f: {} is not {e}", narrow[i * 6 + n]);
        }
    }
}
