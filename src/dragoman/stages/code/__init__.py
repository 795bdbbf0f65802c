"""Event coders, one file each, all behind the Coder protocol."""
