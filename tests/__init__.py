"""The tests of the builder, one module each for one of its modules."""
