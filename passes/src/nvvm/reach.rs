//! Who reaches what: the call graph from kernels, through calls and through function pointers.

use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{ModuleExt, Opcode, Value, ValueKind};
use std::collections::{BTreeMap, HashMap, HashSet};

/// For every function, the functions it may run and the global variables it names.
pub(crate) struct Reach {
    edges: HashMap<Value, Vec<Value>>,
    variables: HashMap<Value, Vec<Value>>,
    address_taken: Vec<Value>,
    indirect: HashSet<Value>,
}

impl Reach {
    pub(crate) fn of(module: &Module<'_>) -> Self {
        let mut reach = Self {
            edges: HashMap::new(),
            variables: HashMap::new(),
            address_taken: Vec::new(),
            indirect: HashSet::new(),
        };
        let mut taken = HashSet::new();
        for function in module.functions().into_iter().filter(|f| !f.is_declaration()) {
            let mut names = Names::default();
            for instruction in function.instructions() {
                names.visit_instruction(instruction);
            }
            if names.calls_indirectly {
                reach.indirect.insert(function);
            }
            taken.extend(names.taken.iter().copied());
            reach.edges.insert(function, names.called);
            reach.variables.insert(function, names.variables);
        }
        for variable in module.variables() {
            let mut names = Names::default();
            if let Some(initializer) = variable.initializer() {
                names.visit_constant(initializer);
            }
            taken.extend(names.taken);
        }
        // In module order, so that results do not depend on hashing.
        reach.address_taken = module.functions().into_iter().filter(|f| taken.contains(f)).collect();
        reach
    }

    /// Functions whose address is stored, passed or otherwise escapes.
    pub(crate) fn address_taken(&self) -> &[Value] {
        &self.address_taken
    }

    /// Everything that `root` may run, itself included, with the caller through which it was first found.
    pub(crate) fn from(&self, root: Value) -> BTreeMap<usize, (Value, Option<Value>)> {
        let mut found: BTreeMap<usize, (Value, Option<Value>)> = BTreeMap::new();
        let mut seen = HashSet::from([root]);
        let mut queue = std::collections::VecDeque::from([(root, None)]);
        while let Some((function, caller)) = queue.pop_front() {
            found.insert(found.len(), (function, caller));
            let direct = self.edges.get(&function).map_or(&[][..], Vec::as_slice);
            let indirect =
                if self.indirect.contains(&function) { self.address_taken.as_slice() } else { &[] };
            for &callee in direct.iter().chain(indirect) {
                if seen.insert(callee) {
                    queue.push_back((callee, Some(function)));
                }
            }
        }
        found
    }

    /// Global variables that `function` itself names.
    pub(crate) fn variables(&self, function: Value) -> &[Value] {
        self.variables.get(&function).map_or(&[], Vec::as_slice)
    }

    /// Functions that `function` itself may call, function pointers included.
    pub(crate) fn callees(&self, function: Value) -> impl Iterator<Item = Value> + '_ {
        let direct = self.edges.get(&function).map_or(&[][..], Vec::as_slice);
        let indirect = if self.indirect.contains(&function) { self.address_taken.as_slice() } else { &[] };
        direct.iter().chain(indirect).copied()
    }
}

#[derive(Default)]
struct Names {
    called: Vec<Value>,
    taken: Vec<Value>,
    variables: Vec<Value>,
    calls_indirectly: bool,
    seen: HashSet<Value>,
}

impl Names {
    fn visit_instruction(&mut self, instruction: Value) {
        let mut operands = instruction.operands();
        if instruction.opcode() == Opcode::LLVMCall {
            let callee = instruction.callee();
            match callee.kind() {
                ValueKind::Function => {
                    self.called.push(callee);
                    operands.pop();
                }
                ValueKind::InlineAsm => {}
                _ => self.calls_indirectly = true,
            }
        }
        for operand in operands {
            self.visit_constant(operand);
        }
    }

    fn visit_constant(&mut self, value: Value) {
        match value.kind() {
            ValueKind::Function => self.taken.push(value),
            ValueKind::GlobalVariable => self.variables.push(value),
            ValueKind::ConstantExpr | ValueKind::ConstantAggregate if self.seen.insert(value) => {
                for operand in value.operands() {
                    self.visit_constant(operand);
                }
            }
            _ => {}
        }
    }
}
