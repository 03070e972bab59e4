//! anywarp-frontend.
