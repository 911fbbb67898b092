### Words about what the window didn't expect.

errors-unexpected = The window ran into something it didn't expect
