"""What is said while tests run."""


def pytest_runtest_logstart(nodeid):
    """On a line of its own, so that the watchdog of `cargo xtask` can name a test that hangs."""
    print(f"\nRunning {nodeid}", flush=True)
