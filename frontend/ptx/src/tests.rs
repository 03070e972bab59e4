//! Small texts through the whole translation.

use super::*;
