//! Whole programs: kernels, and a `main` that launches them and prints or checks what they give.

use std::fmt::Write;

use crate::ast::{Atomic, INPUTS, Kernel, PLACES};
use crate::interpret::Outcome;
use crate::print;
use crate::print_expr::TYPES;

/// Elements of the memory for atomic operations.
fn atomics() -> usize {
    Atomic::ALL.len() * PLACES as usize
}

fn numbers<T: Into<u64> + Copy>(values: &[T]) -> String {
    values.iter().map(|value| format!("{:#x}", (*value).into())).collect::<Vec<_>>().join(",")
}

/// The kernels, and how to launch each.
fn device_part(kernels: &[&Kernel]) -> String {
    let mut text = format!("#include <cstdio>\n#include <cstdlib>\n\n{TYPES}\n");
    for (number, kernel) in kernels.iter().enumerate() {
        text += &print::kernel(kernel, number);
        let _ = writeln!(text, "static const u32 in{number}[{INPUTS}] = {{{}}};\n", numbers(&kernel.input));
    }
    text += "struct Launch {\n  void (*kernel)(const u32 *, u64 *, u32 *);\n  const u32 *in;\n  dim3 block;\n  \
             u32 blocks;\n};\nstatic const Launch launches[] = {\n";
    for (number, kernel) in kernels.iter().enumerate() {
        let [x, y, z] = kernel.block;
        let _ = writeln!(text, "  {{k{number}, in{number}, dim3({x}, {y}, {z}), {}}},", kernel.blocks);
    }
    text += "};\n\n";
    let neutral: Vec<_> = Atomic::ALL.iter().map(|op| op.neutral()).collect();
    let _ = writeln!(text, "static const u32 neutral[] = {{{}}};", numbers(&neutral));
    let count = atomics();
    let _ = write!(
        text,
        r"
// Launches a kernel and waits for it; the results are in `out` and `atom`, an error is returned.
static cudaError_t launch(const Launch &it, u64 *out, u32 *atom) {{
  const u32 threads = it.block.x * it.block.y * it.block.z * it.blocks;
  for (int i = 0; i < {count}; ++i) atom[i] = neutral[i / {PLACES}];
  for (u32 i = 0; i < threads; ++i) out[i] = 0;
  u32 *in, *d_atom;
  u64 *d_out;
  cudaMalloc(&in, {INPUTS} * sizeof(u32));
  cudaMalloc(&d_atom, {count} * sizeof(u32));
  cudaMalloc(&d_out, threads * sizeof(u64));
  cudaMemcpy(in, it.in, {INPUTS} * sizeof(u32), cudaMemcpyHostToDevice);
  cudaMemcpy(d_atom, atom, {count} * sizeof(u32), cudaMemcpyHostToDevice);
  cudaMemcpy(d_out, out, threads * sizeof(u64), cudaMemcpyHostToDevice);
  it.kernel<<<it.blocks, it.block>>>(in, d_out, d_atom);
  cudaError_t error = cudaGetLastError();
  if (!error) error = cudaDeviceSynchronize();
  if (!error) error = cudaMemcpy(atom, d_atom, {count} * sizeof(u32), cudaMemcpyDeviceToHost);
  if (!error) error = cudaMemcpy(out, d_out, threads * sizeof(u64), cudaMemcpyDeviceToHost);
  cudaFree(in);
  cudaFree(d_out);
  cudaFree(d_atom);
  return error;
}}
"
    );
    text
}

/// A program that prints what each kernel gives: a line with its number, the error of its launch, the numbers of its
/// threads and the atomics. Arguments choose kernels by their numbers.
pub fn printing(kernels: &[&Kernel]) -> String {
    let mut text = device_part(kernels);
    let count = atomics();
    let _ = write!(
        text,
        r#"
static void show(u32 number) {{
  static u64 out[4096];
  static u32 atom[{count}];
  const Launch &it = launches[number];
  const cudaError_t error = launch(it, out, atom);
  printf("%u %d", number, (int)error);
  const u32 threads = it.block.x * it.block.y * it.block.z * it.blocks;
  for (u32 i = 0; i < threads; ++i) printf(" %llx", out[i]);
  for (int i = 0; i < {count}; ++i) printf(" %x", atom[i]);
  printf("\n");
  fflush(stdout);
}}

int main(int argc, char **argv) {{
  for (int i = 1; i < argc; ++i) show(atoi(argv[i]));
  for (u32 i = 0; argc == 1 && i < sizeof(launches) / sizeof(launches[0]); ++i) show(i);
}}
"#
    );
    text
}

/// A program that checks one kernel; `about` is the first line's comment.
pub fn checking(kernel: &Kernel, outcome: &Outcome, about: &str) -> String {
    let mut text = format!("// {about}\n{}", device_part(&[kernel]));
    let (threads, count) = (outcome.out.len(), atomics());
    let _ = write!(
        text,
        r#"
static const u64 expected[] = {{{}}};
static const u32 expected_atom[] = {{{}}};

int main() {{
  static u64 out[{threads}];
  static u32 atom[{count}];
  const cudaError_t error = launch(launches[0], out, atom);
  int wrong = error != cudaSuccess;
  if (wrong) printf("%s\n", cudaGetErrorString(error));
  for (int i = 0; i < {threads}; ++i) wrong += out[i] != expected[i];
  for (int i = 0; i < {count}; ++i) wrong += atom[i] != expected_atom[i];
  if (wrong) printf("%d differences\n", wrong);
  puts(wrong ? "FAIL" : "PASS");
  return wrong != 0;
}}
"#,
        numbers(&outcome.out),
        numbers(&outcome.atom)
    );
    text
}
