"""A pack that was released before its imports were tried."""

import a_module_that_nobody_has  # noqa: F401
