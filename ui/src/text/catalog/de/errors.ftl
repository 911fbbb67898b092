### Words about what the window didn't expect.

errors-unexpected = Im Fenster ist etwas Unerwartetes passiert
errors-misunderstood = Fenster und Engine verstehen einander nicht: { $error }
    .hint = Starten Sie die App neu; wenn das bleibt, installieren Sie sie neu.
