//! anywarp-tests.
