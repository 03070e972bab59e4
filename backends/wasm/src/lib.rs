//! anywarp-backend-wasm.
