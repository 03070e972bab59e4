//! Addresses: constants, steps, and changes between representations.

use super::flow::Object;
use super::lower::{Lowering, PRIVATE_TAG, Rep, SHARED_TAG};
use super::{dialect, layout};
use crate::nvvm::load::space;
use crate::retarget::data::element_offset;
use anywarp_artifact::spirv::launch;
use llvm_config::ir::{Opcode, Type, TypeKind, Value, ValueKind};

impl Lowering<'_, '_> {
    /// A value that is no instruction of the kernel.
    pub(crate) fn constant(&mut self, old: Value) -> Value {
        match old.kind() {
            ValueKind::ConstantNull | ValueKind::ConstantZero => self.lower_type(old).null(),
            ValueKind::Poison => self.lower_type(old).poison(),
            ValueKind::Undef => self.lower_type(old).undef(),
            ValueKind::Function => {
                let number = self.taken.iter().position(|f| *f == old.name()).map_or(0, |index| index + 1);
                self.i64().constant(number as u64)
            }
            ValueKind::GlobalVariable => self.variable(old),
            ValueKind::ConstantExpr => self.expression(old),
            ValueKind::ConstantAggregate if mentions_address(old) => self.aggregate(old),
            _ => old,
        }
    }

    fn variable(&mut self, variable: Value) -> Value {
        if layout::is_shared(variable) {
            let offset = self.flows.number(variable).map(|object| self.object_offset(object));
            return self.word(offset.unwrap_or(0));
        }
        let base = self.launch_word_pair(launch::DATA);
        let offset = self.offsets.get(&variable.name()).copied().unwrap_or_default();
        self.b.add(base, self.i64().constant(offset))
    }

    /// Place of an object in its array, in units.
    pub(crate) fn object_offset(&self, object: Object) -> u64 {
        self.groups.offsets[object] / self.group(self.flows.find(object)).unit
    }

    pub(crate) fn launch_word(&mut self, word: u32) -> Value {
        let index = self.word(u64::from(word));
        self.pure_marker(dialect::PUSH_WORD, self.i32(), &[index])
    }

    /// Two consecutive words of the launch record as one number.
    pub(crate) fn launch_word_pair(&mut self, word: u32) -> Value {
        if word.is_multiple_of(2) {
            let index = self.word(u64::from(word));
            return self.pure_marker(dialect::PUSH_PAIR, self.i64(), &[index]);
        }
        let (low, high) = (self.launch_word(word), self.launch_word(word + 1));
        self.join_words(low, high)
    }

    pub(crate) fn join_words(&mut self, low: Value, high: Value) -> Value {
        let ty = self.i64();
        let (low, high) = (self.b.zext(low, ty), self.b.zext(high, ty));
        let high = self.b.shl(high, ty.constant(32));
        self.b.or(high, low)
    }

    /// The number of an address; in a space of 32 bits it has no tag.
    pub(crate) fn number_of(&mut self, pointer: Value, ty: Type) -> Value {
        let word = self.pointer_as(pointer, Rep::Tagged);
        if !matches!(pointer.ty().address_space(), space::SHARED | space::LOCAL) {
            return self.b.resize(word, ty);
        }
        let offset = self.b.trunc(word, self.i32());
        self.b.resize(offset, ty)
    }

    /// The tagged form of a number that is an address in a space: one of a space of 32 bits may have lost its tag.
    pub(crate) fn address_in(&mut self, address_space: u32, word: Value) -> Value {
        let tag = match address_space {
            space::SHARED => SHARED_TAG,
            space::LOCAL => PRIVATE_TAG,
            _ => return self.b.resize(word, self.i64()),
        };
        let offset = self.b.resize(word, self.i32());
        let offset = self.b.zext(offset, self.i64());
        self.b.or(offset, self.i64().constant(tag))
    }

    fn expression(&mut self, old: Value) -> Value {
        match old.const_opcode() {
            Opcode::LLVMAddrSpaceCast | Opcode::LLVMBitCast if old.ty().is_pointer() => {
                self.pointer_as(old.operand(0), self.rep(old))
            }
            Opcode::LLVMIntToPtr => {
                let word = self.value(old.operand(0));
                let address = self.address_in(old.ty().address_space(), word);
                self.convert(address, Rep::Tagged, self.rep(old))
            }
            Opcode::LLVMPtrToInt | Opcode::LLVMPtrToAddr => self.number_of(old.operand(0), old.ty()),
            Opcode::LLVMGetElementPtr => self.gep(old),
            opcode => {
                let operands: Vec<Value> = old.operands().into_iter().map(|o| self.value(o)).collect();
                match (opcode, operands.as_slice()) {
                    (Opcode::LLVMAdd, &[a, b]) => self.b.add(a, b),
                    (Opcode::LLVMSub, &[a, b]) => self.b.sub(a, b),
                    (Opcode::LLVMXor, &[a, b]) => self.b.xor(a, b),
                    (Opcode::LLVMTrunc, &[a]) => self.b.trunc(a, old.ty()),
                    (Opcode::LLVMBitCast, &[a]) => self.b.bitcast(a, old.ty()),
                    _ => {
                        // LLVM 22 has no other constant expressions.
                        self.errors.extend(crate::internal(format!("unknown constant expression `{old}`")));
                        old.ty().poison()
                    }
                }
            }
        }
    }

    fn aggregate(&mut self, old: Value) -> Value {
        let ty = self.memory_type(old.ty());
        let mut result = ty.poison();
        for (index, element) in old.operands().into_iter().enumerate() {
            let element = self.stored(element);
            result = if ty.kind() == TypeKind::Vector {
                self.b.insert_element(result, element, self.word(index as u64))
            } else {
                self.b.insert_value(result, element, index as u32)
            };
        }
        result
    }

    /// Address of a `getelementptr` instruction or expression, in its own representation.
    pub(crate) fn gep(&mut self, gep: Value) -> Value {
        if gep.ty().kind() == TypeKind::Vector {
            self.errors.extend(crate::internal("a vector of addresses, although the vectorizers are off"));
            return self.memory_type(gep.ty()).poison();
        }
        let rep = self.rep(gep);
        let mut address = self.pointer_as(gep.operand(0), rep);
        let mut ty = gep.gep_source_type();
        let mut constant = 0i64;
        for index in 1..gep.operand_count() {
            let number = gep.operand(index);
            if index > 1 {
                if ty.kind() == TypeKind::Struct {
                    let field = number.as_uint().unwrap_or(0) as u32;
                    constant += self.layout.field_offset(ty, field) as i64;
                    ty = ty.field(field);
                    continue;
                }
                let inner = ty.element();
                // Elements of vectors are packed.
                if ty.kind() == TypeKind::Vector {
                    let at = number.as_uint().unwrap_or(0) as u32;
                    constant += element_offset(self.layout, ty, at) as i64;
                    ty = inner;
                    continue;
                }
                ty = inner;
            }
            let stride = self.layout.alloc_bytes(ty);
            if let Some(number) = number.as_int() {
                constant = constant.wrapping_add(number.wrapping_mul(stride as i64));
            } else {
                let number = self.value(number);
                let step = self.step(number, stride, rep);
                address = self.b.add(address, step);
            }
        }
        let unit = self.unit(rep) as i64;
        if constant == 0 {
            return address;
        }
        let step = address.ty().constant((constant / unit) as u64);
        self.b.add(address, step)
    }

    /// Bytes that an address in this representation counts by.
    pub(crate) fn unit(&self, rep: Rep) -> u64 {
        match rep {
            Rep::Array(object) => self.group(object).unit,
            Rep::Global | Rep::Tagged => 1,
        }
    }

    /// `index * stride` in units.
    fn step(&mut self, index: Value, stride: u64, rep: Rep) -> Value {
        let ty = self.pointer_type(rep);
        let index = match index.ty().int_width().cmp(&ty.int_width()) {
            std::cmp::Ordering::Less => self.b.sext(index, ty),
            std::cmp::Ordering::Equal => index,
            std::cmp::Ordering::Greater => self.b.trunc(index, ty),
        };
        match stride / self.unit(rep) {
            1 => index,
            units => self.b.mul(index, ty.constant(units)),
        }
    }

    /// An address in another representation. Only what the flows allow is asked for.
    pub(crate) fn convert(&mut self, value: Value, from: Rep, to: Rep) -> Value {
        match (from, to) {
            (Rep::Array(object), Rep::Tagged | Rep::Global) => {
                let unit = self.group(object).unit;
                let bytes = if unit == 1 { value } else { self.b.mul(value, self.word(unit)) };
                let bytes = self.b.zext(bytes, self.i64());
                let tag = match self.group(object).storage {
                    layout::Storage::Private => PRIVATE_TAG,
                    _ => SHARED_TAG,
                };
                self.b.or(bytes, self.i64().constant(tag))
            }
            (Rep::Tagged | Rep::Global, Rep::Array(object)) => {
                let bytes = self.b.trunc(value, self.i32());
                match self.group(object).unit {
                    1 => bytes,
                    unit => self.b.udiv(bytes, self.word(unit)),
                }
            }
            _ => value,
        }
    }
}

fn mentions_address(value: Value) -> bool {
    match value.kind() {
        ValueKind::ConstantExpr | ValueKind::Function | ValueKind::GlobalVariable => true,
        ValueKind::ConstantAggregate => value.operands().into_iter().any(mentions_address),
        _ => value.ty().contains_pointer(),
    }
}
