### Words of the screens that stand before the list.

start-damaged-title = The history can’t be used
start-damaged-text = Export Desk keeps your exports and their runs in one file. It is never overwritten: moving it aside renames it, and a new, empty history begins.
start-move-aside = Set it aside and start with an empty history
start-moved = The old history was moved aside
