//! Which modules a kernel gets, and what its barriers order.

use crate::compile::program;
use anywarp_artifact::spirv::{Module, Requirement, Unit};

/// Numbers of instructions, of `Exp2` in GLSL.std.450, and the bit `UniformMemory` of memory semantics.
const EXTENDED: u32 = 12;
const INTEGER_TYPE: u32 = 21;
const CONSTANT: u32 = 43;
const CONTROL_BARRIER: u32 = 224;
const MEMORY_BARRIER: u32 = 225;
const ATOMIC_LOAD: u32 = 227;
const PHI: u32 = 245;
const EXP2: u32 = 29;
const UNIFORM_MEMORY: u32 = 0x40;

fn modules<'u>(unit: &'u Unit, name: &str) -> &'u [Module] {
    let kernel = unit.kernels.iter().find(|kernel| kernel.name.contains(name)).expect("the kernel exists");
    assert!(!kernel.modules.is_empty(), "{}", kernel.refusal);
    &kernel.modules
}

fn instructions(module: &Module) -> Vec<&[u32]> {
    let mut instructions = Vec::new();
    let mut rest = &module.words[5..];
    while let Some(&first) = rest.first() {
        let (instruction, after) = rest.split_at((first >> 16) as usize);
        instructions.push(instruction);
        rest = after;
    }
    instructions
}

/// Memory semantics of each barrier.
fn barriers(module: &Module) -> Vec<u32> {
    let instructions = instructions(module);
    let value = |id: u32| {
        let constant = |i: &&&[u32]| i[0] & 0xffff == CONSTANT && i[2] == id;
        instructions.iter().find(constant).expect("semantics are constants")[3]
    };
    instructions.iter().filter(|i| i[0] & 0xffff == CONTROL_BARRIER).map(|i| value(i[3])).collect()
}

#[test]
fn subgroups_are_warps_where_all_lanes_are_there() {
    let unit = program("choices.cu");
    for name in ["all_here", "returned", "by_warp", "named_by_activemask"] {
        let [native, any] = modules(&unit, name) else { panic!("{name}: two modules") };
        assert!(native.whole_warps && !any.whole_warps, "{name}");
        assert!(native.requirements.contains(&Requirement::Subgroup32), "{name}");
        assert!(native.requirements.contains(&Requirement::MaximalReconvergence), "{name}");
        assert!(!any.requirements.contains(&Requirement::Subgroup32), "{name}");
    }
    for name in ["half_a_warp", "loop_left_by_some", "not_everyone_comes"] {
        let [any] = modules(&unit, name) else { panic!("{name}: one module") };
        assert!(!any.whole_warps, "{name}");
    }
}

#[test]
fn barriers_order_device_memory_where_it_matters() {
    let unit = program("choices.cu");
    for (name, device) in [("through_shared", false), ("in_place", true), ("through_device_memory", true)] {
        let barriers = barriers(&modules(&unit, name)[0]);
        assert_eq!(barriers.len(), 1, "{name}");
        assert_eq!(barriers[0] & UNIFORM_MEMORY != 0, device, "{name}");
    }
    // A loop that waits makes it a kernel with a meeting loop, whose barriers, but for the one at the start, pass on what
    // one thread has seen.
    let waiting = barriers(&modules(&unit, "one_waits_for_all")[0]);
    assert!(waiting.len() > 1 && waiting[1..].iter().all(|semantics| semantics & UNIFORM_MEMORY != 0));
}

#[test]
fn barriers_are_not_copied() {
    let unit = program("choices.cu");
    assert_eq!(barriers(&modules(&unit, "one_writes_between")[0]).len(), 3);
}

#[test]
fn addresses_are_counted_up_where_the_index_never_wraps() {
    let unit = program("choices.cu");
    let counted = |name: &str| {
        let instructions = instructions(&modules(&unit, name)[0]);
        let wide =
            instructions.iter().find(|i| i[0] & 0xffff == INTEGER_TYPE && i[2] == 64).expect("addresses")[1];
        instructions.iter().filter(|i| i[0] & 0xffff == PHI && i[1] == wide).count()
    };
    assert!(counted("counted_address") > 0);
    assert_eq!(counted("wrapping_index"), 0);
}

#[test]
fn equal_calls_of_the_math_library_become_one() {
    let unit = program("choices.cu");
    let instructions = instructions(&modules(&unit, "exponentials")[0]);
    assert_eq!(instructions.iter().filter(|i| i[0] & 0xffff == EXTENDED && i[4] == EXP2).count(), 1);
}

#[test]
fn atomic_loads_are_atomic_and_ordered_by_fences() {
    let unit = program("choices.cu");
    let instructions = instructions(&modules(&unit, "atomic_loads")[0]);
    let count = |number: u32| instructions.iter().filter(|i| i[0] & 0xffff == number).count();
    assert_eq!(count(ATOMIC_LOAD), 2);
    assert_eq!(count(MEMORY_BARRIER), 1);
}
