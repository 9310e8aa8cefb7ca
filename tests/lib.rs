//! Tests of the whole through its published boundaries; see `contract`, `tidy` and `browser` beside this file.
