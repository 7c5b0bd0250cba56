"""Tests of the engine that links registers."""
