//! anywarp-cli.
