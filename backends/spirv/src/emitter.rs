//! The module under construction: ids, capabilities, and the order of work.

use crate::launch::LaunchRecord;
use crate::types::Shape;
use anywarp_artifact::spirv::Requirement;
use anywarp_diag::{Code, Diagnostic, Diagnostics, Location};
use anywarp_passes::spirv::Kernel;
use llvm_config::ir::{Block, Type, Value};
use rspirv::dr::{Instruction, Module, ModuleHeader, Operand};
use rspirv::spirv::{AddressingModel, Capability, MemoryModel, Op, Word};
use std::collections::{BTreeSet, HashMap};

/// SPIR-V 1.6 as a module's header states it.
const VERSION: u32 = 0x0001_0600;

pub(crate) struct Emitter<'k, 'ctx> {
    pub(crate) kernel: &'k Kernel<'ctx>,
    pub(crate) module: Module,
    next: Word,
    capabilities: BTreeSet<u32>,
    requirements: BTreeSet<Requirement>,
    /// Widths of the floating-point types in use, for float controls.
    pub(crate) float_widths: BTreeSet<u32>,
    pub(crate) shapes: HashMap<Shape, Word>,
    pub(crate) llvm_types: HashMap<Type, Word>,
    pub(crate) constants: HashMap<(Word, u64), Word>,
    pub(crate) nulls: HashMap<Word, Word>,
    pub(crate) undefined: HashMap<Word, Word>,
    pub(crate) values: HashMap<Value, Word>,
    pub(crate) labels: HashMap<Block, Word>,
    pub(crate) special: HashMap<u32, Word>,
    pub(crate) arrays: Vec<Word>,
    pub(crate) inputs: HashMap<&'static str, Word>,
    pub(crate) launch: Option<LaunchRecord>,
    pub(crate) glsl: Word,
    /// Instructions of the block that is being written.
    pub(crate) current: Vec<Instruction>,
    /// Global variables that the entry point declares.
    pub(crate) interface: Vec<Word>,
    pub(crate) files: HashMap<String, Word>,
    pub(crate) errors: Diagnostics,
}

/// The module of a kernel and what it requires.
pub(crate) fn emit(kernel: &Kernel<'_>) -> Result<(Module, Vec<Requirement>), Diagnostics> {
    let mut e = Emitter {
        kernel,
        module: Module::new(),
        next: 1,
        capabilities: BTreeSet::new(),
        requirements: BTreeSet::new(),
        float_widths: BTreeSet::new(),
        shapes: HashMap::new(),
        llvm_types: HashMap::new(),
        constants: HashMap::new(),
        nulls: HashMap::new(),
        undefined: HashMap::new(),
        values: HashMap::new(),
        labels: HashMap::new(),
        special: HashMap::new(),
        arrays: Vec::new(),
        inputs: HashMap::new(),
        launch: None,
        glsl: 0,
        current: Vec::new(),
        interface: Vec::new(),
        files: HashMap::new(),
        errors: Vec::new(),
    };
    e.begin();
    e.arrays();
    let function = e.function()?;
    e.entry_point(function);
    e.finish();
    if e.errors.is_empty() { Ok((e.module, e.requirements.into_iter().collect())) } else { Err(e.errors) }
}

impl Emitter<'_, '_> {
    fn begin(&mut self) {
        self.capability(Capability::Shader);
        self.capability(Capability::PhysicalStorageBufferAddresses);
        self.capability(Capability::VulkanMemoryModel);
        self.glsl = self.id();
        let name = Operand::LiteralString("GLSL.std.450".to_owned());
        self.module.ext_inst_imports.push(Instruction::new(
            Op::ExtInstImport,
            None,
            Some(self.glsl),
            vec![name],
        ));
        let model = vec![
            Operand::AddressingModel(AddressingModel::PhysicalStorageBuffer64),
            Operand::MemoryModel(MemoryModel::Vulkan),
        ];
        self.module.memory_model = Some(Instruction::new(Op::MemoryModel, None, None, model));
    }

    fn finish(&mut self) {
        self.float_controls();
        if self.kernel.whole_warps {
            self.require(Requirement::Subgroup32);
            self.require(Requirement::MaximalReconvergence);
        }
        for &capability in &self.capabilities {
            if let Some(capability) = Capability::from_u32(capability) {
                let operands = vec![Operand::Capability(capability)];
                self.module.capabilities.push(Instruction::new(Op::Capability, None, None, operands));
            }
        }
        let extensions = [
            (Requirement::SubgroupClock, "SPV_KHR_shader_clock"),
            (Requirement::BufferFloat32AtomicAdd, "SPV_EXT_shader_atomic_float_add"),
            (Requirement::BufferFloat64AtomicAdd, "SPV_EXT_shader_atomic_float_add"),
        ];
        for (_, name) in extensions.iter().filter(|(needs, _)| self.requirements.contains(needs)) {
            let name = vec![Operand::LiteralString((*name).to_owned())];
            self.module.extensions.push(Instruction::new(Op::Extension, None, None, name));
        }
        let mut header = ModuleHeader::new(self.next);
        header.version = VERSION;
        self.module.header = Some(header);
    }

    pub(crate) fn id(&mut self) -> Word {
        self.next += 1;
        self.next - 1
    }

    pub(crate) fn capability(&mut self, capability: Capability) {
        self.capabilities.insert(capability as u32);
    }

    pub(crate) fn require(&mut self, requirement: Requirement) {
        self.requirements.insert(requirement);
    }

    /// Appends an instruction with a result to the current block.
    pub(crate) fn op(&mut self, op: Op, ty: Word, operands: Vec<Operand>) -> Word {
        let id = self.id();
        self.current.push(Instruction::new(op, Some(ty), Some(id), operands));
        id
    }

    /// Appends an instruction over ids.
    pub(crate) fn ids(&mut self, op: Op, ty: Word, ids: &[Word]) -> Word {
        self.op(op, ty, ids.iter().map(|&id| Operand::IdRef(id)).collect())
    }

    /// Appends an instruction without a result to the current block.
    pub(crate) fn act(&mut self, op: Op, operands: Vec<Operand>) {
        self.current.push(Instruction::new(op, None, None, operands));
    }

    /// Appends to the types, constants and global variables.
    pub(crate) fn global(&mut self, op: Op, ty: Option<Word>, operands: Vec<Operand>) -> Word {
        let id = self.id();
        self.module.types_global_values.push(Instruction::new(op, ty, Some(id), operands));
        id
    }

    pub(crate) fn decorate(&mut self, id: Word, operands: Vec<Operand>) {
        let mut all = vec![Operand::IdRef(id)];
        all.extend(operands);
        self.module.annotations.push(Instruction::new(Op::Decorate, None, None, all));
    }

    pub(crate) fn unsupported(&mut self, at: Option<Value>, what: String) {
        let location = at.filter(|v| v.is_instruction()).and_then(Value::location);
        let location = location.map(|(file, line, column)| Location { file, line, column });
        let diagnostic =
            Diagnostic::new(Code::Unsupported, format!("{what} is not supported on Vulkan devices"))
                .at(location)
                .note(format!("reached from kernel `{}`", self.kernel.name));
        if !self.errors.contains(&diagnostic) {
            self.errors.push(diagnostic);
        }
    }
}
