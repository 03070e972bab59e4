//! Instructions by class.

mod arithmetic;
mod atomics;
mod calls;
mod composite;
mod conversions;
mod memory;
mod subgroups;
