### Words about what the window didn't expect.

errors-unexpected = The window ran into something it didn't expect
errors-misunderstood = The window and the engine don't understand each other: { $error }
    .hint = Start the app again; if this stays, install it again.
