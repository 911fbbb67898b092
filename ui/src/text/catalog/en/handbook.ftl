### Words around the handbook's chapters.

handbook-title = Handbook
handbook-chapters = Chapters
handbook-search = Search the handbook
handbook-found =
    { $sections ->
        [one] { $sections } section
       *[other] { $sections } sections
    }
handbook-nothing = Nothing found for “{ $search }”
handbook-open = Handbook (F1)
