//! Writes the first draft.
