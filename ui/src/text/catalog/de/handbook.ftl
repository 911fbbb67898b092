### Words around the handbook's chapters.

handbook-title = Handbuch
handbook-chapters = Kapitel
handbook-search = Suchen
handbook-found =
    { $sections ->
        [one] { $sections } Abschnitt
       *[other] { $sections } Abschnitte
    }
handbook-nothing = Nichts gefunden für „{ $search }“
handbook-open = Handbuch (F1)
