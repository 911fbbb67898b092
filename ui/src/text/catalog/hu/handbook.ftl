### Words around the handbook's chapters.

handbook-title = Kézikönyv
handbook-chapters = Fejezetek
handbook-search = Keresés
handbook-found = { $sections } szakasz
handbook-nothing = Nincs találat erre: „{ $search }”
handbook-open = Kézikönyv (F1)
