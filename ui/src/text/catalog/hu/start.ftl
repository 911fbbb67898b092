### Words of the screens that stand before the list.

start-damaged-title = Az előzmények nem használhatók
start-damaged-text = Az Export Desk egyetlen fájlban tartja az exportokat és a futásaikat. Ez sosem íródik felül: félretételkor átneveződik, és új, üres előzmények kezdődnek.
start-move-aside = Félretétel, és kezdés üres előzményekkel
start-moved = A régi előzmények félretéve
