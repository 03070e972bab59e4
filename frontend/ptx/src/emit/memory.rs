//! Loads, stores, fences and asynchronous copies (PTX ISA, "Data Movement and Conversion Instructions" and "Memory
//! Consistency Model").

use super::form::no_type;
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::{Kind, Type};

/// NVPTX's number of a state space.
pub(super) fn space_number(name: &str) -> Option<u32> {
    Some(match name {
        "global" => 1,
        // A cluster has one block here.
        "shared" | "shared::cta" | "shared::cluster" => 3,
        "const" => 4,
        "local" => 5,
        _ => return None,
    })
}

const GENERIC: u32 = 0;
const SPACES: [&str; 6] = ["global", "shared", "shared::cta", "shared::cluster", "const", "local"];

/// Takes the modifier of the state space.
pub(super) fn take_space(form: &mut Form<'_>) -> u32 {
    form.one_of(&SPACES).and_then(space_number).unwrap_or(GENERIC)
}

/// Takes hints about caches. `.L2::cache_hint` comes with an operand, the last.
pub(super) fn take_hints(form: &mut Form<'_>) -> bool {
    let policy = form.flag("L2::cache_hint");
    for prefix in ["L1::", "L2::"] {
        form.drop_prefixed(prefix);
    }
    policy
}

/// LLVM's name of a scope.
pub(super) fn scope_name(scope: &str) -> &'static str {
    match scope {
        "cta" => " syncscope(\"block\")",
        "cluster" | "gpu" => " syncscope(\"device\")",
        _ => "",
    }
}

/// How an access is ordered.
struct Access {
    volatile: bool,
    /// LLVM's ordering with its scope, if it is atomic.
    scope: Option<(&'static str, &'static str)>,
    space: u32,
    elements: u32,
    ty: Type,
}

impl Access {
    fn take(form: &mut Form<'_>, ordered: &'static str, caches: &[&'static str]) -> Result<Self, String> {
        form.flag("weak");
        form.flag("mmio");
        let mut volatile = form.flag("volatile");
        let order = form.one_of(&["relaxed", ordered]);
        let scope = match order {
            None => None,
            Some(order) => {
                let scope = scope_name(form.must(&["cta", "cluster", "gpu", "sys"])?);
                Some((if order == "relaxed" { "monotonic" } else { ordered }, scope))
            }
        };
        let space = take_space(form);
        // `.cv` fetches again what may be cached.
        volatile |= form.one_of(caches) == Some("cv");
        take_hints(form);
        let elements = form.one_of(&["v2", "v4", "v8"]).map_or(1, |v| v[1..].parse().unwrap_or(1));
        let ty = form.ty()?;
        if ty.lanes != 1 || !matches!(ty.bits, 8 | 16 | 32 | 64) || ty.kind == Kind::Tensor {
            return no_type();
        }
        Ok(Self { volatile, scope, space, elements, ty })
    }

    /// Bits that one instruction accesses, and how many of those there are. Atomic vectors are accessed in pieces as
    /// large as a device has them: programs rely on it, although the ISA promises atomicity of the elements only.
    fn pieces(&self) -> (u32, u32) {
        let whole = self.ty.bits * self.elements;
        let piece = if self.scope.is_some() { whole.min(64) } else { self.ty.bits };
        (piece, whole / piece)
    }

    /// The ordering of a piece. The first piece of several is read first and written last, so that who sees its new
    /// value there sees the others' too: they carry data, it the flag.
    fn ordering(&self, piece: u32, pieces: u32, ordered: &'static str) -> String {
        let Some((order, scope)) = self.scope else { return String::new() };
        let order = if pieces > 1 && piece == 0 { ordered } else { order };
        format!("{scope} {order}")
    }

    fn head(&self, instruction: &str) -> String {
        let atomic = if self.scope.is_some() { " atomic" } else { "" };
        let volatile = if self.volatile { " volatile" } else { "" };
        format!("{instruction}{atomic}{volatile}")
    }

    fn vector<'o>(&self, operand: &'o Operand) -> Result<Vec<&'o Operand>, String> {
        let parts: Vec<&Operand> = match operand {
            Operand::Vector(parts) => parts.iter().collect(),
            single => vec![single],
        };
        if parts.len() == self.elements as usize {
            Ok(parts)
        } else {
            Err(format!("has {} elements, here are {}", self.elements, parts.len()))
        }
    }
}

impl Body {
    /// A pointer from an address operand, as `ptr addrspace(3) %x`.
    pub(super) fn pointer(&mut self, operand: &Operand, space: u32, extra: u32) -> Result<String, String> {
        let Operand::Address { base, offset } = operand else {
            return Err("needs an address in brackets".to_owned());
        };
        let (value, bits) = match &**base {
            Operand::Integer(number) => (super::registers::integer(*number, 64), 64),
            base => {
                let (slot, bits) = self.slot(base).map_err(|message| match base {
                    Operand::Name { name, .. } => {
                        format!("the variable `{name}` cannot be named in inline PTX")
                    }
                    _ => message,
                })?;
                (self.value(format!("load i{bits}, ptr {slot}")), bits)
            }
        };
        let short = matches!(space, 3 | 5);
        if bits != 64 && !(bits == 32 && short) {
            return Err(format!("an address has {bits} bits, 64 are needed"));
        }
        let ty = if short { format!("ptr addrspace({space})") } else { "ptr".to_owned() };
        let mut pointer = self.value(format!("inttoptr i{bits} {value} to {ty}"));
        if !short && space != GENERIC {
            pointer = self.value(format!("addrspacecast ptr {pointer} to ptr addrspace({space})"));
        }
        let ty = if space == GENERIC { "ptr".to_owned() } else { format!("ptr addrspace({space})") };
        let offset = offset.wrapping_add(i64::from(extra));
        if offset != 0 {
            pointer = self.value(format!("getelementptr i8, {ty} {pointer}, i64 {offset}"));
        }
        Ok(format!("{ty} {pointer}"))
    }
}

/// `[a]`, the other operand, and nothing else but a cache policy.
fn address_and<'f>(form: &Form<'f>, policy: bool) -> Result<(&'f Operand, &'f Operand), String> {
    match form.operands() {
        [a, b] if !policy => Ok((a, b)),
        [a, b, _] if policy => Ok((a, b)),
        _ => Err("has the wrong number of operands".to_owned()),
    }
}

pub(crate) fn ld(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let policy = form.instruction.modifiers.iter().any(|modifier| modifier == "L2::cache_hint");
    form.flag("nc");
    let access = Access::take(form, "acquire", &["ca", "cg", "cs", "lu", "cv"])?;
    let (to, address) = address_and(form, policy)?;
    let targets = access.vector(to)?;
    let (bits, count) = access.pieces();
    let each = bits / access.ty.bits;
    let mut values = Vec::new();
    for piece in 0..count {
        let pointer = body.pointer(address, access.space, piece * bits / 8)?;
        let (head, order) = (access.head("load"), access.ordering(piece, count, "acquire"));
        let word = body.value(format!("{head} i{bits}, {pointer}{order}, align {}", bits / 8));
        for part in 0..each {
            let moved = body.value(format!("lshr i{bits} {word}, {}", part * access.ty.bits));
            values.push(body.truncate(&moved, bits, access.ty.bits));
        }
    }
    // All are loaded before the first is written: the base may be among the targets.
    for (target, value) in targets.into_iter().zip(&values) {
        body.write_wide(target, access.ty, value)?;
    }
    Ok(())
}

pub(crate) fn st(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let policy = form.instruction.modifiers.iter().any(|modifier| modifier == "L2::cache_hint");
    let access = Access::take(form, "release", &["wb", "cg", "cs", "wt"])?;
    let (address, from) = address_and(form, policy)?;
    let sources = access.vector(from)?;
    let (bits, count) = access.pieces();
    let each = bits / access.ty.bits;
    for piece in (0..count).rev() {
        let mut word = String::from("0");
        for part in 0..each {
            let value = body.read_wide(sources[(piece * each + part) as usize], access.ty.bits)?;
            let wide = body.extend(&value, access.ty.bits, bits, false);
            let placed = body.value(format!("shl i{bits} {wide}, {}", part * access.ty.bits));
            word = body.value(format!("or i{bits} {word}, {placed}"));
        }
        let pointer = body.pointer(address, access.space, piece * bits / 8)?;
        let (head, order) = (access.head("store"), access.ordering(piece, count, "release"));
        body.line(&format!("{head} i{bits} {word}, {pointer}{order}, align {}", bits / 8));
    }
    Ok(())
}

/// `membar.level`, `fence.sem.scope`. Asynchronous proxies do not exist here, so that their fences are plain ones.
pub(crate) fn fence(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.exactly::<0>()?;
    let level = if form.flag("proxy") {
        let known = ["alias", "async", "async.global", "async.shared::cta", "async.shared::cluster"];
        form.one_of(&known).ok_or_else(|| "is not supported for this proxy".to_owned())?;
        form.one_of(&["global", "shared::cta", "shared::cluster"]);
        "sys"
    } else if form.flag("mbarrier_init") {
        form.must(&["release"])?;
        form.must(&["cluster"])?;
        "cta"
    } else {
        form.one_of(&["sc", "acq_rel", "acquire", "release"]);
        form.must(&["cta", "cluster", "gpu", "gl", "sys"])?
    };
    let name = match level {
        "cta" => "cta",
        "sys" => "sys",
        _ => "gl",
    };
    body.call("void", &format!("llvm.nvvm.membar.{name}"), &[]);
    Ok(())
}

/// `cp.async`: the copy is done at once, so that waiting for groups of them is nothing.
pub(crate) fn cp(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["async"]).map_err(|_| "is not supported")?;
    if form.flag("mbarrier") {
        return super::barriers::arrive_after_copies(body, form);
    }
    if form.flag("bulk") {
        return super::barriers::bulk_copy(body, form);
    }
    if form.flag("commit_group") || form.flag("wait_all") {
        return form.exactly::<0>().map(|_| ());
    }
    if form.flag("wait_group") {
        return form.exactly::<1>().map(|_| ());
    }
    form.must(&["ca", "cg"])?;
    form.must(&["shared", "shared::cta"])?;
    form.must(&["global"])?;
    let policy = take_hints(form);
    let operands = form.operands();
    let operands = if policy { operands.split_last().map_or(operands, |(_, rest)| rest) } else { operands };
    let (to, from, bytes, source) = match operands {
        [to, from, bytes] => (to, from, bytes, None),
        [to, from, bytes, source] => (to, from, bytes, Some(source)),
        _ => return Err("has the wrong number of operands".to_owned()),
    };
    let Operand::Integer(bytes @ (4 | 8 | 16)) = *bytes else {
        return Err("copies 4, 8 or 16 bytes, which must be a constant".to_owned());
    };
    let bytes = bytes as u32;
    match source {
        None => copy(body, to, from, bytes),
        Some(&Operand::Integer(read)) if read == u64::from(bytes) => copy(body, to, from, bytes),
        Some(source) => partial_copy(body, to, from, bytes, source),
    }
}

fn copy(body: &mut Body, to: &Operand, from: &Operand, bytes: u32) -> Result<(), String> {
    let word = bytes.min(8);
    for offset in (0..bytes).step_by(word as usize) {
        let (from, to) = (body.pointer(from, 1, offset)?, body.pointer(to, 3, offset)?);
        let value = body.value(format!("load i{}, {from}, align {word}", word * 8));
        body.line(&format!("store i{} {value}, {to}, align {word}", word * 8));
    }
    Ok(())
}

/// Copies the first `source` bytes and fills with zeros; a predicate that is true means none.
fn partial_copy(
    body: &mut Body,
    to: &Operand,
    from: &Operand,
    bytes: u32,
    source: &Operand,
) -> Result<(), String> {
    let ignores = matches!(source, Operand::Not(_)) || body.slot(source).is_ok_and(|(_, bits)| bits == 1);
    let count = if ignores {
        let ignore = body.read(source, 1)?;
        body.select(&ignore, "i32", "0", &bytes.to_string())
    } else {
        let count = body.read(source, 32)?;
        body.pick("ult", 32, &count, &bytes.to_string())
    };
    let (all, some, after) = (body.new_label(), body.new_label(), body.new_label());
    let whole = body.value(format!("icmp eq i32 {count}, {bytes}"));
    body.line(&format!("br i1 {whole}, label %{all}, label %{some}"));
    body.text.push_str(&format!("{all}:\n"));
    copy(body, to, from, bytes)?;
    body.line(&format!("br label %{after}"));
    body.text.push_str(&format!("{some}:\n"));
    let (from, to) = (body.pointer(from, 1, 0)?, body.pointer(to, 3, 0)?);
    let count = body.extend(&count, 32, 64, false);
    body.line(&format!("call void @llvm.memset.p3.i64({to}, i8 0, i64 {bytes}, i1 false)"));
    body.line(&format!("call void @llvm.memcpy.p3.p1.i64({to}, {from}, i64 {count}, i1 false)"));
    body.begin(&after);
    Ok(())
}
