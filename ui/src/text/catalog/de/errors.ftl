### Words about what the window didn't expect.

errors-unexpected = Im Fenster ist etwas Unerwartetes passiert
