//! `mbarrier` and what completes transactions on one (PTX ISA, "Parallel Synchronization and Communication
//! Instructions: mbarrier").
//!
//! The object is opaque to programs: 64 bits, of which ours are
//!
//! | bits | |
//! | --- | --- |
//! | 0–19 | arrivals that the phase still waits for |
//! | 20–39 | arrivals that every phase begins with |
//! | 40–62 | transactions that the phase still waits for, in two's complement |
//! | 63 | parity of the phase |
//!
//! and a state that `arrive` returns is the object before it. A copy is done when its instruction is, so that
//! "asynchronous" arrivals are plain ones.

use super::memory::{take_hints, take_space};
use super::{Body, Form};
use crate::ast::Operand;

/// Where the counts begin.
const EXPECTED: u32 = 20;
const TRANSACTIONS: u32 = 40;
const COUNT_MASK: u64 = 0xf_ffff;
/// Arrivals and transactions that a phase waits for: both are zero when it ends.
const WAITED_MASK: u64 = 0x7fff_ff00_000f_ffff;
const PHASE: u64 = 1 << 63;

const SCOPES: [&str; 2] = ["cta", "cluster"];

pub(crate) fn mbarrier(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let operations = [
        "init",
        "inval",
        "arrive",
        "arrive_drop",
        "expect_tx",
        "complete_tx",
        "test_wait",
        "try_wait",
        "pending_count",
    ];
    match form.must(&operations)? {
        "init" => init(body, form),
        "inval" => {
            take_place(form)?;
            form.exactly::<1>().map(|_| ())
        }
        "expect_tx" => transactions(body, form, 1),
        "complete_tx" => transactions(body, form, -1),
        "test_wait" | "try_wait" => wait(body, form),
        "pending_count" => pending_count(body, form),
        operation => arrive(body, form, operation == "arrive_drop"),
    }
}

/// Takes order, scope, space and `.b64`; gives the space.
fn take_place(form: &mut Form<'_>) -> Result<u32, String> {
    // Every update is as strong as the strongest: on a CPU that costs nothing.
    form.one_of(&["release", "acquire", "relaxed"]);
    form.one_of(&SCOPES);
    let space = take_space(form);
    form.must(&["b64"])?;
    Ok(space)
}

fn init(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let space = take_place(form)?;
    let [address, count] = form.exactly()?;
    let count = body.read(count, 32)?;
    let pointer = body.pointer(address, space, 0)?;
    let arrivals = arrivals(body, &count);
    let later = body.value(format!("shl i64 {arrivals}, {EXPECTED}"));
    let object = body.value(format!("or i64 {arrivals}, {later}"));
    body.line(&format!("store atomic i64 {object}, {pointer} syncscope(\"block\") release, align 8"));
    Ok(())
}

/// A count as it is in an object.
fn arrivals(body: &mut Body, count: &str) -> String {
    let wide = body.extend(count, 32, 64, false);
    body.value(format!("and i64 {wide}, {COUNT_MASK}"))
}

/// `arrive{.expect_tx}{.noComplete} state, [address] {, count}`.
fn arrive(body: &mut Body, form: &mut Form<'_>, drops: bool) -> Result<(), String> {
    form.flag("noComplete");
    let expects = form.flag("expect_tx");
    let space = take_place(form)?;
    let (to, address, operand) = match form.operands() {
        [address @ Operand::Address { .. }] => (None, address, None),
        [address @ Operand::Address { .. }, operand] => (None, address, Some(operand)),
        [to, address] => (Some(to), address, None),
        [to, address, operand] => (Some(to), address, Some(operand)),
        _ => return Err("has the wrong number of operands".to_owned()),
    };
    let operand = operand.map(|operand| body.read(operand, 32)).transpose()?;
    let (count, bytes) = match operand {
        Some(bytes) if expects => ("1".to_owned(), Some(bytes)),
        None if expects => return Err("needs a count of transactions".to_owned()),
        Some(count) => (arrivals(body, &count), None),
        None => ("1".to_owned(), None),
    };
    let mut change = body.value(format!("sub i64 0, {count}"));
    if drops {
        let later = body.value(format!("shl i64 {count}, {EXPECTED}"));
        change = body.value(format!("sub i64 {change}, {later}"));
    }
    if let Some(bytes) = bytes {
        let counted = transaction_change(body, &bytes, 1);
        change = body.value(format!("add i64 {change}, {counted}"));
    }
    let pointer = body.pointer(address, space, 0)?;
    let before = update(body, &pointer, &change);
    to.map_or(Ok(()), |to| body.write(to, 64, &before))
}

/// `expect_tx` and `complete_tx`: change the count of transactions only.
fn transactions(body: &mut Body, form: &mut Form<'_>, sign: i64) -> Result<(), String> {
    let space = take_place(form)?;
    let [address, bytes] = form.exactly()?;
    let bytes = body.read(bytes, 32)?;
    let change = transaction_change(body, &bytes, sign);
    let pointer = body.pointer(address, space, 0)?;
    update(body, &pointer, &change);
    Ok(())
}

fn transaction_change(body: &mut Body, bytes: &str, sign: i64) -> String {
    let wide = body.extend(bytes, 32, 64, false);
    body.value(format!("mul i64 {wide}, {}", sign << TRANSACTIONS))
}

/// Adds `change` to the object, ends the phase if nothing is waited for any more; gives the object before.
///
/// The sum is made field by field: a count of transactions may pass through zero, and its sign is next to the phase.
fn update(body: &mut Body, pointer: &str, change: &str) -> String {
    let slot = body.new_slot(64);
    let first = body.value(format!("load atomic i64, {pointer} syncscope(\"block\") monotonic, align 8"));
    body.line(&format!("store i64 {first}, ptr {slot}"));
    let (again, after) = (body.new_label(), body.new_label());
    body.begin(&again);
    let old = body.value(format!("load i64, ptr {slot}"));
    let sum = body.value(format!("add i64 {old}, {change}"));
    // What the sum carries into the phase is taken out again.
    let counts = body.value(format!("and i64 {sum}, {}", (PHASE - 1) as i64));
    let phase = body.value(format!("and i64 {old}, {}", PHASE as i64));
    let open = body.value(format!("or i64 {counts}, {phase}"));
    let waited = body.value(format!("and i64 {counts}, {WAITED_MASK}"));
    let ended = body.value(format!("icmp eq i64 {waited}, 0"));
    let expected = body.value(format!("lshr i64 {counts}, {EXPECTED}"));
    let fresh = body.value(format!("or i64 {expected}, {counts}"));
    let next_phase = body.value(format!("xor i64 {phase}, {}", PHASE as i64));
    let next = body.value(format!("or i64 {fresh}, {next_phase}"));
    let new = body.select(&ended, "i64", &next, &open);
    let pair =
        body.value(format!("cmpxchg {pointer}, i64 {old}, i64 {new} syncscope(\"block\") acq_rel monotonic"));
    let seen = body.value(format!("extractvalue {{ i64, i1 }} {pair}, 0"));
    let done = body.value(format!("extractvalue {{ i64, i1 }} {pair}, 1"));
    body.line(&format!("store i64 {seen}, ptr {slot}"));
    body.line(&format!("br i1 {done}, label %{after}, label %{again}"));
    body.text.push_str(&format!("{after}:\n"));
    old
}

/// `test_wait{.parity} p, [address], state`. `try_wait` may return at any time, so it does not wait either.
fn wait(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let parity = form.flag("parity");
    let space = take_place(form)?;
    let (to, address, state) = match form.operands() {
        // The hint says how long to suspend the thread at most.
        [to, address, state] | [to, address, state, _] => (to, address, state),
        _ => return Err("has the wrong number of operands".to_owned()),
    };
    let phase = if parity {
        let parity = body.read(state, 32)?;
        let wide = body.extend(&parity, 32, 64, false);
        body.value(format!("shl i64 {wide}, 63"))
    } else {
        body.read(state, 64)?
    };
    let pointer = body.pointer(address, space, 0)?;
    let now = body.value(format!("load atomic i64, {pointer} syncscope(\"block\") acquire, align 8"));
    let differs = body.value(format!("xor i64 {now}, {phase}"));
    let ended = body.value(format!("icmp slt i64 {differs}, 0"));
    body.write(to, 1, &ended)
}

fn pending_count(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["b64"])?;
    let [to, state] = form.exactly()?;
    let state = body.read(state, 64)?;
    let count = body.value(format!("and i64 {state}, {COUNT_MASK}"));
    let count = body.truncate(&count, 64, 32);
    body.write(to, 32, &count)
}

/// `cp.async.mbarrier.arrive{.noinc}`: the copies before it are done. Without `.noinc` it first adds the arrival that it
/// then makes, which together is nothing.
pub(super) fn arrive_after_copies(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["arrive"])?;
    let arrives = form.flag("noinc");
    let space = take_space(form);
    form.must(&["b64"])?;
    let [address] = form.exactly()?;
    let pointer = body.pointer(address, space, 0)?;
    if arrives {
        update(body, &pointer, "-1");
    }
    Ok(())
}

/// `cp.async.bulk` without tensors: the copy is done at once and its bytes are completed on the barrier.
pub(super) fn bulk_copy(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    if form.flag("commit_group") {
        return form.exactly::<0>().map(|_| ());
    }
    if form.flag("wait_group") {
        form.flag("read");
        return form.exactly::<1>().map(|_| ());
    }
    let to_space = take_space(form);
    let from_space = take_space(form);
    let completes = form.flag("mbarrier::complete_tx::bytes");
    if !completes && !form.flag("bulk_group") {
        return Err("is not supported in this form".to_owned());
    }
    let policy = take_hints(form);
    let operands = form.operands();
    let operands = if policy { operands.split_last().map_or(operands, |(_, rest)| rest) } else { operands };
    let (to, from, bytes, barrier) = match operands {
        [to, from, bytes] if !completes => (to, from, bytes, None),
        [to, from, bytes, barrier] if completes => (to, from, bytes, Some(barrier)),
        _ => return Err("has the wrong number of operands".to_owned()),
    };
    let count = body.read(bytes, 32)?;
    let long = body.extend(&count, 32, 64, false);
    let (target, source) = (body.pointer(to, to_space, 0)?, body.pointer(from, from_space, 0)?);
    let aligned = |pointer: &str| pointer.replacen(" %", " align 16 %", 1);
    body.line(&format!(
        "call void @llvm.memcpy.p{to_space}.p{from_space}.i64({}, {}, i64 {long}, i1 false)",
        aligned(&target),
        aligned(&source)
    ));
    if let Some(barrier) = barrier {
        let change = transaction_change(body, &count, -1);
        let pointer = body.pointer(barrier, 3, 0)?;
        update(body, &pointer, &change);
    }
    Ok(())
}
