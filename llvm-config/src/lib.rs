//! llvm-config.
