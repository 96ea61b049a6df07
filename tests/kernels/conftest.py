from tests.both_kernels import kernels

__all__ = ["kernels"]
