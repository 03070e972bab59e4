//! Kernels as CUDA C++: functions and statements.

use std::fmt::Write;

use crate::ast::{Atomic, Case, Expr, Function, Kernel, NOBODY, Node, Reduce, Shuffle, Stmt, Vote, WarpOp};
use crate::ast::{MASK, PLACES, Type};
use crate::print_expr::{expr, type_name};

/// How many of a kernel's variables are part of its result.
pub const RESULTS: usize = 8;

/// Prints the functions of kernel `number` of a program, the kernel last.
pub fn kernel(kernel: &Kernel, number: usize) -> String {
    let mut text = String::new();
    for (index, function) in kernel.functions.iter().enumerate().rev() {
        let mut printer =
            Printer { kernel, function, number, index, depth: 1, graphs: 0, text: String::new() };
        printer.function();
        text += &printer.text;
    }
    text
}

struct Printer<'k> {
    kernel: &'k Kernel,
    function: &'k Function,
    number: usize,
    index: usize,
    depth: usize,
    graphs: usize,
    text: String,
}

impl Printer<'_> {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{:1$}{line}", "", self.depth * 2);
    }

    fn expr(&self, e: &Expr) -> String {
        expr(e, self.kernel.threads())
    }

    fn function(&mut self) {
        let number = self.number;
        if self.index == 0 {
            let _ = writeln!(self.text, "__global__ void k{number}(const u32 *in, u64 *out, u32 *atom)\n{{");
            self.kernel_head();
        } else {
            let inline = if self.function.inline { "__forceinline__" } else { "__noinline__" };
            let _ = writeln!(
                self.text,
                "__device__ {inline} u32 k{number}f{}(u32 v0, u32 v1, u32 v2, const u32 *in, u32 *atom, u32 *s, \
                 u32 *sa, u32 tid, u32 lane)\n{{",
                self.index
            );
        }
        for (variable, t) in self.function.variables.iter().enumerate().skip(MASK + 1) {
            self.line(&format!("{} v{variable} = {variable};", type_name(*t)));
        }
        for array in &self.function.arrays {
            let (t, length) = (type_name(array.element), array.length);
            self.line(&format!("{t} a{}[{length}];", array.number));
            self.line(&format!("for (u32 i = 0; i < {length}; ++i) a{}[i] = ({t})(i * 3);", array.number));
        }
        let body = &self.function.body;
        self.statements(body);
        if self.index == 0 {
            self.kernel_tail();
        } else {
            self.line("return v0;");
        }
        self.text.push_str("}\n");
    }

    fn kernel_head(&mut self) {
        let threads = self.kernel.threads();
        self.line("const u32 tid = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);");
        self.line("const u32 lane = tid & 31;");
        self.line(&format!("const u32 gid = blockIdx.x * {threads} + tid;"));
        if self.kernel.meets {
            self.line(&format!("__shared__ u32 s[{threads}], sa[{}];", Atomic::ALL.len()));
            self.line("s[tid] = tid;");
            for op in Atomic::ALL {
                self.line(&format!("if (tid == 0) sa[{}] = {:#x};", op.number(), op.neutral()));
            }
            self.line("__syncthreads();");
        } else {
            self.line("u32 *s = nullptr, *sa = nullptr;");
        }
        self.line("u32 v0 = tid, v1 = in[gid & 63];");
        self.line(&format!(
            "u32 v{MASK} = {threads} - (tid - lane) >= 32 ? 0xffffffffu : (1u << ({threads} & 31)) - 1;"
        ));
    }

    fn kernel_tail(&mut self) {
        self.line(&format!("u64 h = {};", self.results()));
        for array in &self.function.arrays {
            self.line(&format!(
                "for (u32 i = 0; i < {}; ++i) h = h * 31 + (u64)a{}[i];",
                array.length, array.number
            ));
        }
        if self.kernel.meets {
            self.line("__syncthreads();");
            self.line(&format!("h = h * 31 + s[tid] + sa[tid % {}];", Atomic::ALL.len()));
        }
        self.line("out[gid] = h;");
    }

    fn results(&self) -> String {
        let variables = 0..self.function.variables.len().min(RESULTS);
        variables.fold("0ull".to_owned(), |sum, variable| format!("({sum}) * 31 + (u64)v{variable}"))
    }

    fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn block(&mut self, head: &str, body: &[Stmt], tail: &str) {
        self.line(&format!("{head}{{"));
        self.depth += 1;
        self.statements(body);
        self.depth -= 1;
        self.line(&format!("}}{tail}"));
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Assign(variable, e) => self.line(&format!("v{variable} = {};", self.expr(e))),
            Stmt::SetElement(array, index, e) => {
                let (number, last) = (array.number, array.length - 1);
                self.line(&format!("a{number}[({}) & {last}] = {};", self.expr(index), self.expr(e)));
            }
            Stmt::Break => self.line("break;"),
            Stmt::Continue => self.line("continue;"),
            Stmt::Return(value) => self.leave(value),
            Stmt::Switch { value, cases } => self.switch(value, cases),
            Stmt::Graph { fuel, count, nodes } => self.graph(*fuel, *count, nodes),
            Stmt::Call { result, function, arguments, mask } => {
                let [a, b] = arguments.each_ref().map(|argument| self.expr(argument));
                let number = self.number;
                self.line(&format!(
                    "v{result} = k{number}f{function}({a}, {b}, v{mask}, in, atom, s, sa, tid, lane);"
                ));
            }
            Stmt::Atomic { op, shared, place, value } => {
                let (number, place) = (op.number(), self.expr(place));
                let address = if *shared {
                    format!("sa + {number}")
                } else {
                    format!("atom + {} + (({place}) & {})", number * PLACES as usize, PLACES - 1)
                };
                self.line(&format!("atomic{op:?}({address}, {});", self.expr(value)));
            }
            Stmt::SetShared(value) => self.line(&format!("s[tid] = {};", self.expr(value))),
            Stmt::Exchange { write, read } => {
                self.statements(write);
                self.line("__syncthreads();");
                self.statements(read);
                self.line("__syncthreads();");
            }
            Stmt::Barrier => self.line("__syncthreads();"),
            Stmt::Vote { result, vote, value } => {
                let name = match vote {
                    Vote::Count => "count",
                    Vote::And => "and",
                    Vote::Or => "or",
                };
                // Any other value than 0 is true to `and` and `or`, but what they return then is not specified.
                let value = self.expr(value);
                let truth = if *vote == Vote::Count { "" } else { " != 0" };
                self.line(&format!("v{result} = __syncthreads_{name}({value}){truth};"));
            }
            Stmt::Warp { op, result, mask, value, lane } => self.warp(*op, *result, *mask, value, lane),
            _ => self.nested(statement),
        }
    }

    fn nested(&mut self, statement: &Stmt) {
        match statement {
            Stmt::If { condition, then, other } => {
                self.block(&format!("if ({}) ", self.expr(condition)), then, "");
                if !other.is_empty() {
                    self.block("else ", other, "");
                }
            }
            Stmt::For { counter: c, count, condition, body } => {
                let condition = self.expr(condition);
                self.block(&format!("for (v{c} = 0; v{c} < {count} && ({condition}); ++v{c}) "), body, "");
            }
            Stmt::DoWhile { counter: c, count, condition, body } => {
                self.line(&format!("v{c} = 0;"));
                let condition = self.expr(condition);
                self.block("do ", body, &format!(" while (++v{c} < {count} && ({condition}));"));
            }
            Stmt::MaskedIf { condition, mask, yes, no, then, other } => {
                let condition = self.expr(condition);
                self.line(&format!("v{yes} = __ballot_sync(v{mask}, {condition});"));
                self.line(&format!("v{no} = v{mask} & ~v{yes};"));
                self.block(&format!("if ({condition}) "), then, "");
                self.block("else ", other, "");
            }
            Stmt::MaskedLoop { counter: c, count, condition, mask, inner, body } => {
                let condition = self.expr(condition);
                self.line(&format!("v{inner} = v{mask};"));
                self.line(&format!("for (v{c} = 0; v{c} < {count}; ++v{c}) {{"));
                self.depth += 1;
                self.line(&format!("const i32 c = ({condition}) != 0;"));
                self.line(&format!("v{inner} = __ballot_sync(v{inner}, c);"));
                self.line("if (!c) break;");
                self.statements(body);
                self.depth -= 1;
                self.line("}");
            }
            Stmt::MaskedReturn { condition, mask, value } => {
                self.line("{");
                self.depth += 1;
                self.line(&format!("const i32 c = ({}) != 0;", self.expr(condition)));
                self.line(&format!("const u32 left = __ballot_sync(v{mask}, !c);"));
                self.line(&format!("v{mask} = left;"));
                self.line("if (c) {");
                self.leave(value);
                self.line("}");
                self.depth -= 1;
                self.line("}");
            }
            _ => unreachable!("statement() prints the others"),
        }
    }

    fn leave(&mut self, value: &Expr) {
        let value = self.expr(value);
        if self.index == 0 {
            self.line(&format!("{{ out[gid] = ({}) * 31 + ({value}); return; }}", self.results()));
        } else {
            self.line(&format!("return {value};"));
        }
    }

    fn switch(&mut self, value: &Expr, cases: &[Case]) {
        self.line(&format!("switch (({}) % {}u) {{", self.expr(value), cases.len()));
        for (number, case) in cases.iter().enumerate() {
            let label =
                if number + 1 == cases.len() { "default".to_owned() } else { format!("case {number}") };
            let tail = if case.falls_through { "" } else { " break;" };
            self.block(&format!("{label}: "), &case.body, tail);
        }
        self.line("}");
    }

    fn graph(&mut self, fuel: usize, count: u32, nodes: &[Node]) {
        self.graphs += 1;
        let graph = self.graphs;
        self.line(&format!("v{fuel} = 0;"));
        for (number, node) in nodes.iter().enumerate() {
            self.line(&format!("g{graph}n{number}:"));
            self.line(&format!("if (v{fuel}++ >= {count}) goto g{graph}n{};", nodes.len()));
            self.block("", &node.body, "");
            let condition = self.expr(&node.condition);
            let [yes, no] = node.next;
            self.line(&format!("if ({condition}) goto g{graph}n{yes}; else goto g{graph}n{no};"));
        }
        self.line(&format!("g{graph}n{}:;", nodes.len()));
    }

    fn warp(&mut self, op: WarpOp, result: usize, mask: usize, value: &Expr, lane: &Expr) {
        let t = type_name(value.type_of());
        let (value, lane) = (self.expr(value), self.expr(lane));
        let line = match op {
            WarpOp::Shuffle(shuffle, width) => {
                return self.shuffle(shuffle, width, [result, mask], t, &value, &lane);
            }
            WarpOp::Ballot => format!("v{result} = __ballot_sync(v{mask}, {value});"),
            WarpOp::All => format!("v{result} = __all_sync(v{mask}, {value}) != 0;"),
            WarpOp::Any => format!("v{result} = __any_sync(v{mask}, {value}) != 0;"),
            WarpOp::MatchAny => format!("v{result} = __match_any_sync(v{mask}, {value});"),
            WarpOp::MatchAll => {
                format!(
                    "{{ i32 p; v{result} = __match_all_sync(v{mask}, {value}, &p); v{result} ^= p != 0; }}"
                )
            }
            WarpOp::Reduce(reduce) => {
                let name = match reduce {
                    Reduce::Add => "add",
                    Reduce::Min => "min",
                    Reduce::Max => "max",
                    Reduce::And => "and",
                    Reduce::Or => "or",
                    Reduce::Xor => "xor",
                };
                format!("v{result} = __reduce_{name}_sync(v{mask}, {value});")
            }
            WarpOp::Sync => format!("__syncwarp(v{mask});"),
            WarpOp::Exchange => format!(
                "{{ s[tid] = {value}; __syncwarp(v{mask}); const u32 from = ({lane}) & 31; \
                 v{result} = s[v{mask} >> from & 1 ? tid - lane + from : tid]; __syncwarp(v{mask}); }}"
            ),
        };
        self.line(&line);
    }

    fn shuffle(
        &mut self,
        op: Shuffle,
        width: u32,
        [result, mask]: [usize; 2],
        t: &str,
        value: &str,
        lane: &str,
    ) {
        let (name, from) = match op {
            Shuffle::Index => ("", "first + (n & (w - 1))"),
            Shuffle::Up => ("_up", "lane >= first + n ? lane - n : lane"),
            Shuffle::Down => ("_down", "lane + n < first + w ? lane + n : lane"),
            Shuffle::Xor => ("_xor", "(lane ^ n) < first + w ? lane ^ n : lane"),
        };
        self.line(&format!(
            "{{ const u32 n = ({lane}) & 31, w = {width}, first = lane & ~(w - 1); (void)first; \
             const {t} r = __shfl{name}_sync(v{mask}, {value}, n, {width}); \
             v{result} = v{mask} >> ({from}) & 1 ? ({t})r : ({t}){NOBODY}; }}"
        ));
    }
}

/// The type of what a warp operation gives each lane.
pub fn result_of(op: WarpOp, value: Type) -> Type {
    match op {
        WarpOp::Shuffle(..) | WarpOp::Reduce(_) => value,
        WarpOp::All | WarpOp::Any => Type::I32,
        _ => Type::U32,
    }
}
