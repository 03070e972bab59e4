//! Special registers (PTX ISA, "Special Registers").

use super::Body;

/// Special registers and how many bits they have; LLVM's intrinsic is `llvm.nvvm.read.ptx.sreg.` and the name.
const SIMPLE: [(&str, u32); 15] = [
    ("laneid", 32),
    ("warpid", 32),
    ("nwarpid", 32),
    ("warpsize", 32),
    ("lanemask_eq", 32),
    ("lanemask_le", 32),
    ("lanemask_lt", 32),
    ("lanemask_ge", 32),
    ("lanemask_gt", 32),
    ("clock", 32),
    ("clock64", 64),
    ("globaltimer", 64),
    ("globaltimer_lo", 32),
    ("dynamic_smem_size", 32),
    ("total_smem_size", 32),
];

/// The value of a special register and its width.
pub(super) fn read(body: &mut Body, name: &str, part: Option<&str>) -> Result<(String, u32), String> {
    if name == "WARP_SZ" {
        return Ok(("32".to_owned(), 32));
    }
    let register = name.trim_start_matches('%');
    let unknown = || Err(format!("the special register `{name}` is not supported"));
    if let Some(axis) = part {
        let known =
            matches!(register, "tid" | "ntid" | "ctaid" | "nctaid") && matches!(axis, "x" | "y" | "z");
        if !known {
            return unknown();
        }
        return Ok((intrinsic(body, &format!("{register}.{axis}"), 32), 32));
    }
    // The upper halves of 64-bit counters.
    if let "clock_hi" | "globaltimer_hi" = register {
        let whole = if register == "clock_hi" { "clock64" } else { "globaltimer" };
        let value = intrinsic(body, whole, 64);
        let upper = body.value(format!("lshr i64 {value}, 32"));
        return Ok((body.truncate(&upper, 64, 32), 32));
    }
    let Some(&(_, bits)) = SIMPLE.iter().find(|(known, _)| *known == register) else { return unknown() };
    let name = register.replace("lanemask_", "lanemask.").replace("timer_lo", "timer.lo");
    Ok((intrinsic(body, &name, bits), bits))
}

fn intrinsic(body: &mut Body, name: &str, bits: u32) -> String {
    body.call(&format!("i{bits}"), &format!("llvm.nvvm.read.ptx.sreg.{name}"), &[])
}
