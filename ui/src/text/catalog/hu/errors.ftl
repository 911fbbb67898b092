### Words about what the window didn't expect.

errors-unexpected = Az ablakban váratlan hiba történt
