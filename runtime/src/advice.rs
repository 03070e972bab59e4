//! What programs have said about ranges of managed memory, for them to ask back: it changes nothing here.

use std::collections::BTreeSet;
use std::sync::Mutex;

/// `cudaMemLocation`: kind (0 none, 1 device, 2 host, 3 and 4 NUMA nodes of the host) and number.
pub(crate) type Place = (i32, i32);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Advice {
    pub(crate) read_mostly: bool,
    pub(crate) preferred: Place,
    /// Devices, and -1 for the host.
    pub(crate) accessed_by: BTreeSet<i32>,
    pub(crate) prefetched: Place,
}

/// Disjoint ranges in ascending order; what lies between them has no advice.
#[derive(Default)]
struct Ranges(Vec<(usize, usize, Advice)>);

static RANGES: Mutex<Ranges> = Mutex::new(Ranges(Vec::new()));

/// Changes the advice of a range.
pub(crate) fn change(start: usize, bytes: usize, change: impl Fn(&mut Advice)) {
    RANGES.lock().expect("not poisoned").change(start, start + bytes, change);
}

/// Forgets the advice of a range that is freed.
pub(crate) fn forget(start: usize, bytes: usize) {
    let mut ranges = RANGES.lock().expect("not poisoned");
    // Allocations begin and end where ranges do.
    ranges.0.retain(|&(low, end, _)| end <= start || start + bytes <= low);
}

/// The advice of each part of a range.
pub(crate) fn over(start: usize, bytes: usize) -> Vec<Advice> {
    let mut ranges = RANGES.lock().expect("not poisoned");
    // Parts without advice become parts with empty advice.
    ranges.change(start, start + bytes, |_| {});
    let inside = |range: &&(usize, usize, Advice)| start <= range.0 && range.1 <= start + bytes;
    ranges.0.iter().filter(inside).map(|(_, _, advice)| advice.clone()).collect()
}

impl Ranges {
    fn change(&mut self, start: usize, end: usize, change: impl Fn(&mut Advice)) {
        let changed = |mut advice: Advice| {
            change(&mut advice);
            advice
        };
        let mut ranges = Vec::with_capacity(self.0.len() + 2);
        // What lies before this address has been dealt with.
        let mut at = start;
        for (low, high, advice) in std::mem::take(&mut self.0) {
            if high <= start || end <= low {
                ranges.push((low, high, advice));
                continue;
            }
            if low < start {
                ranges.push((low, start, advice.clone()));
            }
            if at < low {
                ranges.push((at, low, changed(Advice::default())));
            }
            if end < high {
                ranges.push((end, high, advice.clone()));
            }
            at = high.min(end);
            ranges.push((low.max(start), at, changed(advice)));
        }
        if at < end {
            ranges.push((at, end, changed(Advice::default())));
        }
        ranges.sort_by_key(|range| range.0);
        self.0 = ranges;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_cut_ranges_and_fill_gaps() {
        let mut ranges = Ranges::default();
        let mostly = |ranges: &Ranges| {
            ranges.0.iter().map(|(low, end, advice)| (*low, *end, advice.read_mostly)).collect::<Vec<_>>()
        };
        ranges.change(10, 20, |advice| advice.read_mostly = true);
        ranges.change(30, 40, |advice| advice.read_mostly = true);
        ranges.change(15, 35, |advice| advice.preferred = (2, 0));
        let parts = [(10, 15, true), (15, 20, true), (20, 30, false), (30, 35, true), (35, 40, true)];
        assert_eq!(mostly(&ranges), parts);
        assert_eq!(ranges.0[2].2.preferred, (2, 0));
        ranges.change(12, 13, |advice| advice.read_mostly = false);
        assert_eq!(mostly(&ranges)[..3], [(10, 12, true), (12, 13, false), (13, 15, true)]);
    }
}
