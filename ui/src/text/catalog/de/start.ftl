### Words of the screens that stand before the list.

start-damaged-title = Der Verlauf lässt sich nicht verwenden
start-damaged-text = Export Desk bewahrt Ihre Exporte und deren Läufe in einer Datei auf. Sie wird nie überschrieben: Beim Beiseitelegen wird sie umbenannt, und ein neuer, leerer Verlauf beginnt.
start-move-aside = Beiseitelegen und mit leerem Verlauf beginnen
start-moved = Der alte Verlauf wurde beiseitegelegt
