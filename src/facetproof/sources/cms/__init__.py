"""The quarterly code files of CMS: what they are called, how they are laid out, where a practice's copies are kept."""
