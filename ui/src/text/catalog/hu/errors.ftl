### Words about what the window didn't expect.

errors-unexpected = Az ablakban váratlan hiba történt
errors-misunderstood = Az ablak és a motor nem érti egymást: { $error }
    .hint = Indítsa újra az alkalmazást; ha ez megmarad, telepítse újra.
