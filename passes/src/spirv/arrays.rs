//! Accesses to arrays: of whole elements, of several, or of part of one.

use super::access::Place;
use super::dialect;
use super::layout::Storage;
use super::lower::Lowering;
use llvm_config::ir::{Type, Value};

impl Lowering<'_, '_> {
    pub(super) fn load_from_array(&mut self, ty: Type, object: usize, place: Place) -> Value {
        let element = self.group(object).element;
        let bytes = u64::from(ty.int_width() / 8);
        let (index, shift) = self.element_index(object, place, bytes);
        if bytes <= element {
            let whole = self.load_element(object, index, place.volatile);
            let whole = match shift {
                Some(shift) => {
                    let shift = self.b.resize(shift, whole.ty());
                    self.b.lshr(whole, shift)
                }
                None => whole,
            };
            return self.b.resize(whole, ty);
        }
        self.join(ty, element, |l, offset| {
            let index = l.b.add(index, l.word(offset / element));
            l.load_element(object, index, place.volatile)
        })
    }

    pub(crate) fn load_element(&mut self, object: usize, index: Value, volatile: bool) -> Value {
        let group = self.group(object);
        let (array, ty) = (self.word(group.array.into()), self.void().int(group.element as u32 * 8));
        let name = format!("{}{}", dialect::LOAD_ARRAY, dialect::suffix(ty));
        let volatile = self.word(volatile.into());
        self.marker(&name, ty, &[array, index, volatile])
    }

    fn store_element(&mut self, value: Value, object: usize, index: Value, volatile: bool) {
        let array = self.word(self.group(object).array.into());
        let name = format!("{}{}", dialect::STORE_ARRAY, dialect::suffix(value.ty()));
        let volatile = self.word(volatile.into());
        self.marker(&name, self.void(), &[value, array, index, volatile]);
    }

    /// Index of the element at a place, and the position in bits within it of something narrower.
    pub(crate) fn element_index(
        &mut self,
        object: usize,
        place: Place,
        bytes: u64,
    ) -> (Value, Option<Value>) {
        let (unit, element) = (self.group(object).unit, self.group(object).element);
        if unit == element {
            return (place.address, None);
        }
        let per_element = self.word(element / unit);
        let index = self.b.udiv(place.address, per_element);
        let shift = (bytes < element).then(|| {
            let within = self.b.urem(place.address, per_element);
            self.b.mul(within, self.word(unit * 8))
        });
        (index, shift)
    }

    pub(super) fn store_to_array(&mut self, bits: Value, object: usize, place: Place) {
        let (element, storage) = (self.group(object).element, self.group(object).storage);
        let bytes = u64::from(bits.ty().int_width() / 8);
        let (index, shift) = self.element_index(object, place, bytes);
        if bytes < element {
            let shift = shift.unwrap_or_else(|| self.word(0));
            return self.store_within(bits, object, index, shift, storage);
        }
        for offset in (0..bytes).step_by(element as usize) {
            let value = if bytes == element { bits } else { self.slice(bits, offset, element) };
            let index = if offset == 0 { index } else { self.b.add(index, self.word(offset / element)) };
            self.store_element(value, object, index, place.volatile);
        }
    }

    /// Changes part of an element. In shared memory other threads may change the rest at the same time, so the bits are
    /// cleared and set atomically.
    fn store_within(&mut self, bits: Value, object: usize, index: Value, shift: Value, storage: Storage) {
        let ty = self.void().int(self.group(object).element as u32 * 8);
        let shift = self.b.resize(shift, ty);
        let ones = self.b.resize(bits.ty().all_ones(), ty);
        let mask = self.b.shl(ones, shift);
        let keep = self.b.not(mask);
        let wide = self.b.resize(bits, ty);
        let set = self.b.shl(wide, shift);
        if storage == Storage::Private {
            let old = self.load_element(object, index, false);
            let kept = self.b.and(old, keep);
            let new = self.b.or(kept, set);
            return self.store_element(new, object, index, false);
        }
        self.atomic_on_array("and", object, index, keep, false);
        self.atomic_on_array("or", object, index, set, false);
    }
}
