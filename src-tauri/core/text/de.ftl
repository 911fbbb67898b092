### Was außerhalb der Seite des Fensters gesagt wird.

## Zahlen und Zeiten

count-rows =
    { $count ->
        [one] { $shown } Zeile
       *[other] { $shown } Zeilen
    }
count-bytes =
    { $count ->
        [one] { $shown } Byte
       *[other] { $shown } Bytes
    }
count-attempts =
    { $count ->
        [one] { $shown } Versuch
       *[other] { $shown } Versuche
    }
month =
    { $number ->
        [1] Jan.
        [2] Feb.
        [3] März
        [4] Apr.
        [5] Mai
        [6] Juni
        [7] Juli
        [8] Aug.
        [9] Sept.
        [10] Okt.
        [11] Nov.
       *[12] Dez.
    }
under = unter { $time }
weekday =
    { $number ->
        [1] Mo
        [2] Di
        [3] Mi
        [4] Do
        [5] Fr
        [6] Sa
       *[7] So
    }
day = { $day }. { $month } { $year }
moment = { $day }. { $month } { $year }, { $time } ({ $zone })
moment-short = { $day }. { $month }, { $time }
moment-of-week = { $weekday }, { $day }. { $month }, { $time }

## Was aus einem Export wurde

became-finished = { $name } ist fertig
became-delivered-late = { $name } ist doch noch zugestellt
became-undelivered = { $name } ist erstellt, aber nicht zugestellt
became-failed = { $name } ist fehlgeschlagen
became-caught-up = { $name } ist nachgeholt
became-moved = { $name } läuft zu einer anderen Zeit
became-late = { $name } ist nicht rechtzeitig da
became-not-yet = { $name } ist noch nicht da
became-refused = { $name } hat Zeilen, die der Partner abgelehnt hat
became-unanswered = { $name } bekam keine Antwort vom Partner
several-finished = { $shown } Exporte sind fertig
several-failed = { $shown } Exporte sind fehlgeschlagen
several-moved = { $shown } Zeitpläne laufen zu anderen Zeiten
several-more = und { $shown } weitere
planned-for = geplant für { $at }
due-on = fällig am { $at }
open = Öffnen

## E-Mail

with-rows = { $title }: { $rows }
run-waits = Der Lauf wartet auf seinen Beginn.
run-works = Der Lauf ist noch bei der Arbeit.
run-cancelled = Der Lauf wurde abgebrochen.
had-failed = Er war am { $at } fehlgeschlagen.
fact-programme = Programm
fact-data = Daten
fact-data-of = { $data } aus { $connection }
fact-run = Lauf
fact-run-how = { $number }, { $how }
fact-planned = Geplant für
fact-due = Fällig am
fact-started = Begonnen
fact-took = Dauer
fact-dates = Datumswerte
fact-rows = Zeilen
fact-size = Größe
fact-file = Datei
fact-delivered = Zugestellt an
fact-delivered-on = , am { $at }
fact-delivered-checked = , geprüft durch { $how }
fact-undelivered = Nicht zugestellt
fact-untried = nicht versucht
fact-tries = { $target }: { $reason } { $attempts }
fact-answer = Antwort
fact-awaited = erwartet bis { $at }
fact-attached = Angehängt
fact-not-attached = nein: { $reason }
started-manually = von Hand gestartet
started-by-schedule = nach Zeitplan
started-late = nachgeholt, nachdem der Computer aus war
started-again = von Hand wiederholt
dates-all = alle; kein Filter betrifft ein Datum
dates-outside = { $field } nicht { $bounds }
dates-inside = { $field } { $bounds }
dates-from = ab { $at }
dates-after = nach { $at }
dates-to = bis { $at }
dates-before = vor { $at }
show-it = In Export Desk zeigen
show-it-where = , auf dem Computer, auf dem er läuft: { $link }
test-subject = Export Desk: ein Test
test-of = Das ist ein Test von Export Desk für { $brand }.
test-tells = Mails von dieser Adresse sagen, was aus Exporten wurde. Es ist nichts zu tun.

## Das Symbol in der Leiste

tray-open = Export Desk öffnen
tray-quit = Beenden
tray-pause = Alle Zeitpläne anhalten
tray-resume = Alle Zeitpläne fortsetzen
tray-paused = Alle Zeitpläne sind angehalten
tray-nothing-runs = Nichts läuft
tray-nothing-next = Nichts ist geplant
tray-nothing-fails = Kein geplanter Export schlägt fehl
tray-running = Läuft: { $name } ({ $percent } %)
tray-running-several = { $shown } Exporte laufen
tray-waiting = { $shown } warten
tray-and-waiting = { $running }, { $shown } warten
tray-next = Als Nächstes: { $name } am { $at }
tray-failing = Fehlgeschlagen: { $name }
tray-failing-several = Fehlgeschlagen: { $shown } Exporte

## Dialoge des Systems

dialog-folder = Ordner wählen
dialog-file = Datei wählen
dialog-save-file = Datei speichern
dialog-save-definition = Definition speichern
dialog-save-differences = Unterschiede speichern
dialog-save-report = Bericht speichern
dialog-save-answer = Antwort speichern
dialog-save-profile = Profil speichern
dialog-save-mapping = Zuordnung speichern
dialog-open-profile = Profil öffnen
dialog-open-mapping = Zuordnung öffnen
dialog-open-definition = Definition öffnen
dialog-public-key = Öffentlichen Schlüssel des Partners wählen
dialog-private-key = Eigenen privaten Schlüssel wählen
dialog-sample = Beispieldatei wählen
dialog-test-folder = Ordner für die Testdatei
dialog-zones = Zeitzonen importieren
kind-profiles = Profile
kind-mapping = Zuordnung
kind-definitions = Definitionen

## Beenden

quit-running = „{ $name }“ läuft
quit-running-several = { $shown } Exporte laufen
quit-delivered = „{ $name }“ wird zugestellt
quit-delivered-several = { $shown } Exporte werden zugestellt
quit-stops = Beenden hält an, was läuft, und nichts Unfertiges bleibt.
quit-goes-on = Die Zustellung geht weiter, wenn Export Desk wieder gestartet wird.
quit-schedules = Zeitpläne laufen nicht, solange Export Desk geschlossen ist.
quit-yes = Beenden
quit-no = Abbrechen
goes-on-title = Export Desk läuft in der Leiste weiter
goes-on = Zeitpläne laufen weiter. Öffnen Sie es aus der Leiste oder starten Sie es erneut.
