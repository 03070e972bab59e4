//! Threads that meet: barriers, atomics, warp operations, against Rust.

use crate::basics::Program;
use crate::kernels::{map, numbers};
use crate::vulkan::Arguments;

#[test]
fn threads_may_return_before_a_barrier() {
    let mut p = Program::new("control.cu");
    let input: Vec<i32> = (0..64).map(|i| if i % 5 == 0 { -1 } else { i }).collect();
    let (from, to) = (p.gpu.upload(&input), p.gpu.upload(&[0i32; 64]));
    p.run("early_return", 1, 64, 0, &Arguments::default().pointer(from).pointer(to).int(6));
    let mut values = input.clone();
    let mut sums = vec![0i32; 64];
    let mut done: Vec<bool> = input.iter().map(|x| *x < 0).collect();
    for round in 0..6usize {
        for t in (0..64).filter(|&t| !done[t]) {
            sums[t] += values[(t + round) & 63];
        }
        for t in 0..64 {
            done[t] |= input[t] == round as i32;
            if !done[t] {
                values[t] += 1;
            }
        }
    }
    let expected: Vec<i32> = (0..64).map(|t| if done[t] { 0 } else { sums[t] }).collect();
    assert_eq!(p.gpu.download::<i32>(to, 64), expected);
}

#[test]
fn blocks_vote_and_trap() {
    let mut p = Program::new("control.cu");
    let input: Vec<i32> = (0..48).map(|i| i - 20).collect();
    let out: Vec<i32> = map(&mut p, "votes", 48, &input, 144);
    assert!(out.chunks(3).all(|v| v == [27, 1, 0]), "{out:?}");
    let (module, to) = (p.module("trap"), p.gpu.upload(&[0i32; 8]));
    let fault = p.gpu.launch(&module, p.data, [1, 1, 1], [8, 1, 1], 0, &Arguments::default().pointer(to));
    assert_eq!((fault, p.gpu.download::<i32>(to, 8)), (1, vec![1, 1, 1, 0, 1, 1, 1, 1]));
}

#[test]
fn atomics_of_every_type_lose_nothing() {
    let mut p = Program::new("numbers.cu");
    let i = p.gpu.upload(&[0i32, 0, 0, 0, 0]);
    let u = p.gpu.upload(&[0u32, 0, 0]);
    let l = p.gpu.upload(&[0u64, 0]);
    let (f, d, s) = (p.gpu.upload(&[0f32]), p.gpu.upload(&[0f64, 0.0]), p.gpu.upload(&[9u16, 100, 8, 7]));
    let arguments = Arguments::default().pointer(i).pointer(u).pointer(l).pointer(f).pointer(d).pointer(s);
    p.run("atomics", 1, 64, 0, &arguments);
    assert_eq!(p.gpu.download::<i32>(i, 5), [2016, 49, -63, 0, 63]);
    assert_eq!(p.gpu.download::<u32>(u, 3), [4, 6, 0xffff]);
    assert_eq!(p.gpu.download::<u64>(l, 2), [2016 << 30, 63 << 33]);
    assert_eq!(p.gpu.download::<f32>(f, 1), [32.0]);
    assert_eq!(p.gpu.download::<f64>(d, 2), [16.0, 96.0]);
    assert_eq!(p.gpu.download::<u16>(s, 4), [9, 292, 8, 7]);
}

#[test]
fn warps_exchange_values() {
    let mut p = Program::new("warps.cu");
    let input = numbers(64);
    let out: Vec<i32> = map(&mut p, "shuffles", 64, &input, 384);
    for (t, o) in out.chunks(6).enumerate() {
        let (lane, warp) = (t % 32, &input[t / 32 * 32..][..32]);
        let ballot = (0..32).fold(0u32, |m, i| m | ((warp[i] & 1) as u32) << i);
        let all = i32::from(warp.iter().all(|x| *x >= 0)) + 2 * i32::from(warp.contains(&17));
        let expected = [
            warp[5],
            warp[if lane >= 3 { lane - 3 } else { lane }],
            warp[if lane % 16 + 4 < 16 { lane + 4 } else { lane }],
            warp[lane ^ 9],
            ballot as i32,
            all,
        ];
        assert_eq!(o, expected, "thread {t}");
    }
    let input = numbers(1000);
    let (from, to) = (p.gpu.upload(&input), p.gpu.upload(&[0i32]));
    p.run("sum", 8, 128, 0, &Arguments::default().pointer(from).pointer(to).int(1000));
    assert_eq!(p.gpu.download::<i32>(to, 1), [input.iter().sum::<i32>()]);
}

#[test]
fn diverging_lanes_exchange_values() {
    let mut p = Program::new("warps.cu");
    let input: Vec<i32> = numbers(64).iter().map(|x| x.abs()).collect();
    let out: Vec<i32> = map(&mut p, "diverging", 64, &input, 128);
    for (t, o) in out.chunks(2).enumerate() {
        let (lane, warp) = (t % 32, &input[t / 32 * 32..][..32]);
        let expected = if lane < 12 { warp[lane / 2] + 1000 } else { warp[12..].iter().sum() };
        let same = (0..32).fold(0u32, |m, i| m | u32::from(warp[i] % 3 == warp[lane] % 3) << i);
        assert_eq!(o, [expected, same as i32], "thread {t}");
    }
}
