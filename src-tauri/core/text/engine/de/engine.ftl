### Was die Engine selbst sagt: über Läufe, Zustellungen, Zeitpläne, die Kopie und das, was jetzt nicht geht.

## Antworten der Partner

engine-ask-partner = Fragen Sie den Partner, ob er die Datei übernommen hat.
engine-target-deleted = das Ziel „{ $target }“ wurde gelöscht
engine-answer-not-known = es lässt sich nicht mehr lesen, auf welche Antwort gewartet wurde
engine-answer-not-kept = Die Antwort des Partners lässt sich noch nicht speichern. { $reason }
engine-answer-not-fetched = Die Antwort des Partners lässt sich jetzt nicht abholen. { $reason }
engine-answer-still-written = `{ $file }` wird noch geschrieben.
engine-answer-refused-rows = hat Zeilen abgelehnt
engine-answer-answered = hat geantwortet
engine-answer-came = „{ $target }“ { $did } (`{ $file }`): `{ $answer }`, { $much }
engine-answer-refused-none = „{ $target }“ hat bis { $until } keine Zeilen von `{ $file }` abgelehnt
engine-answer-none-because = Keine Antwort von „{ $target }“ auf `{ $file }` bis { $until }. { $reason }
engine-answer-none-of-name = Keine Antwort von „{ $target }“ auf `{ $file }` bis { $until }: `{ $wanted }` fehlt
engine-answer-none = Keine Antwort von „{ $target }“ auf `{ $file }` bis { $until }

## Zustellungen

engine-delivery-cancelled = Während der Zustellung abgebrochen; die Datei bleibt
engine-delivery-interrupted = Die Zustellung wurde unterbrochen
engine-of-target = „{ $target }“: { $reason }
engine-made-not-delivered = Erstellt, nicht zugestellt an { $targets }
engine-written-over = `{ $path }` bleibt bei „{ $target }“, weil es über eine ältere Datei geschrieben wurde
engine-path-may-stay = `{ $path }` bleibt vielleicht bei „{ $target }“ zurück; die nächste Zustellung dorthin entfernt es
engine-delivery-begins-anew = „{ $target }“ ist ein anderer Ort als beim letzten Versuch, deshalb beginnt die Zustellung dort von vorn
engine-not-delivered = Nicht zugestellt an „{ $target }“: { $reason }
engine-not-delivered-yet = Noch nicht zugestellt an „{ $target }“: { $reason }. Neuer Versuch in { $wait }
engine-part-may-stay = Ein Teil der Datei bleibt vielleicht bei „{ $target }“ als `{ $path }` zurück; die nächste Zustellung dorthin entfernt ihn
engine-choose-target-and-run = Wählen Sie ein anderes Ziel für den Export und führen Sie ihn dann noch einmal aus.
engine-attempt-number = , Versuch { $number }
engine-delivering = Zustellung an „{ $target }“ ({ $kind }: { $place }){ $again }
engine-server-fingerprint = , Server { $fingerprint }
engine-delivered = Zugestellt an „{ $target }“: `{ $path }`, { $size }, geprüft durch { $verified }{ $server }, in { $seconds } s
engine-renamed-first = „{ $target }“ kann nicht auf einen vorhandenen Namen umbenennen, deshalb wurde die Datei dieses Namens zuerst umbenannt und danach entfernt
engine-part-not-removed = „{ $target }“ gibt `{ $part }` nicht frei; die nächste Zustellung dorthin versucht, es zu entfernen
engine-delivered-again = Erneut zugestellt, manuell
engine-earlier-attempt = einen früheren Versuch

## Exporte, die nur Neues nehmen

engine-window-changed = das Zeitfenster des Exports wurde geändert, während der Lauf begann
engine-takes-everything = das Feld des Zeitfensters, die Spalten, die Masken, der Schlüssel, das Datenmodell, die Verbindung oder die Zeitzone wurde geändert, deshalb nimmt dieser Lauf alles
engine-later-take-new = Die Läufe danach nehmen wieder nur, was neu ist.
engine-choose-full-again = Wählen Sie Wieder vollständig, um alle zu exportieren.
engine-source-changed-since = die Einstellungen der Verbindung, ihre Zuordnung oder das Datenmodell wurden geändert: Zeilen von vor { $until }, die damals nicht da waren, sind nicht in dieser Datei
engine-filters-changed-since = die Filter oder der Beginn wurden geändert: Zeilen von vor { $until }, die erst die neuen durchlassen, sind nicht in dieser Datei
engine-copy-has-latest-only = die Kopie auf diesem Computer hat nur die neuesten Zeilen, und die anderen würden als entfernt gelten
engine-copy-all-or-live = Kopieren Sie alle Zeilen des Datenmodells, oder lesen Sie die Verbindung selbst.
engine-copy-before-window = die Kopie auf diesem Computer enthält nur die neuesten Zeilen, und Zeilen dieses Zeitfensters können älter sein
engine-window-after-copy = das Zeitfenster endet nach { $at } UTC, als die Kopie auf diesem Computer entstand
engine-refresh-or-end-then = Aktualisieren Sie zuerst die Kopie, oder lassen Sie das Zeitfenster dann enden.
engine-copy-of-last-days = die Kopie enthält nur Zeilen der letzten { $days } Tage, nach `{ $field }`
engine-state-other-order = ihre Zeilen sind anders geordnet als die jetzigen: { $error }
engine-delta-since-run = Änderungen: Zeilen, die sich seit Lauf { $run } geändert haben
engine-full-all-rows = Vollständig: alle Zeilen
engine-several-exports-called = mehrere Exporte heißen „{ $name }“
engine-do-it-in-window = Machen Sie es im Fenster, oder geben Sie ihnen verschiedene Namen.

## Dateien der Läufe

engine-different-mask-keys = Die beiden Läufe haben { $columns } mit verschiedenen Schlüsseln maskiert, deshalb sind gleiche Werte verschieden geschrieben.
engine-different-releases = Der frühere Lauf verwendete die Zeitzonendatenbank { $before } und der spätere { $after }, deshalb können gleiche Zeitpunkte verschieden geschrieben sein.
engine-file-changed = Die Datei wurde nach dem Lauf geändert
engine-files-unchanged = Die Dateien sind Byte für Byte die, die der Lauf erstellt hat
engine-file-unchanged = Die Datei ist Byte für Byte die, die der Lauf erstellt hat
engine-file-rows-differ =
    { $rows ->
        [one] Die Datei hat eine Zeile, und der Lauf hat { $written } geschrieben
       *[other] Die Datei hat { $rows } Zeilen, und der Lauf hat { $written } geschrieben
    }
engine-file-not-read-back = Die Zeilen der Datei lassen sich nicht zurücklesen: { $problem }
engine-file-removed-after = Die Datei wurde entfernt: fertige Dateien werden { $kept } aufbewahrt
engine-file-gone = Die Datei ist nicht mehr da
engine-file-changed-stays = Die Datei wurde nach dem Lauf geändert, deshalb bleibt sie und wird nicht mehr verwaltet

## Heartbeats, E-Mail und Benachrichtigungen

engine-heartbeat-of-failed = : der Lauf ist fehlgeschlagen
engine-heartbeat-sent = Heartbeat gesendet an { $place }{ $of }
engine-tried-for-day = Es wurde einen Tag lang versucht.
engine-heartbeat-not-sent = Der Heartbeat wurde nicht gesendet.{ $tried } { $reason } { $hint }
engine-heartbeat-not-yet = Der Heartbeat ist noch nicht gesendet. { $reason } Neuer Versuch in { $minutes } min, einen Tag lang oder bis der nächste Lauf endet
engine-heartbeat-overtaken = Der Heartbeat wurde nicht gesendet. { $reason } Der eines späteren Laufs tritt an seine Stelle
engine-mail-sent = E-Mail gesendet an { $people }{ $attached }
engine-mail-not-yet = Die E-Mail an { $people } ist noch nicht gesendet. { $reason } Neuer Versuch in { $minutes } min, einen Tag lang
engine-mail-not-sent = Die E-Mail an { $people } wurde nicht gesendet.{ $tried } { $reason } { $hint }
engine-mail-with-file = mit der Datei
engine-mail-without-file = ohne die Datei: { $reason }
engine-several-files = es sind mehrere Dateien
engine-attach-removed = sie wurde entfernt
engine-attach-no-rows = keine Zeile passte, deshalb gibt es keine
engine-attach-too-large = sie ist größer als { $megabytes } MB
engine-attach-unreadable = sie lässt sich nicht lesen
engine-attach-changed = sie wurde nach dem Lauf geändert
engine-no-notification-service = Es ließ sich keine Benachrichtigung zeigen, weil kein Benachrichtigungsdienst antwortet ({ $reason }). Den Lauf betrifft das nicht; es wird nur einmal gesagt

## Zuordnungen

engine-no-mapping = `{ $file }` ist keine Zuordnung: { $problem }
engine-choose-mapping-file = Wählen Sie eine Datei, die aus der Zuordnung einer Verbindung gespeichert wurde.
engine-how-table-read = wie `{ $table }` gelesen wird: { $problem }
engine-choose-character = Wählen Sie ein anderes Zeichen.
engine-model-mapped-twice = das Datenmodell `{ $id }` ist zweimal zugeordnet
engine-leave-one = Behalten Sie nur eines der beiden.
engine-model-no-table = das Datenmodell `{ $id }` hat keine Tabelle
engine-choose-or-remove = Wählen Sie eine, oder entfernen Sie es.
engine-model-already = ein Datenmodell `{ $id }` gibt es schon
engine-other-model-id = Geben Sie dem Modell der Tabelle eine andere ID.
engine-model-id-differs = das Datenmodell `{ $id }` heißt innen `{ $own }`
engine-same-model-id = Geben Sie beiden dieselbe ID.
engine-remove-or-add-model = Entfernen Sie es aus der Zuordnung, oder fügen Sie die Datei des Modells hinzu.
engine-model-no-fields = das Datenmodell `{ $id }` hat keine Felder
engine-field-twice = das Feld `{ $field }` von `{ $id }` ist zweimal da
engine-other-field-id = Geben Sie einem der beiden eine andere ID.
engine-key-no-field = der Schlüssel von `{ $id }` nennt `{ $key }`, aber das ist kein Feld
engine-choose-key-again = Wählen Sie die Felder des Schlüssels neu.
engine-field-no-column = das Feld `{ $field }` von `{ $id }` hat keine Spalte
engine-choose-column = Wählen Sie eine Spalte, oder lassen Sie das Feld weg.

## Einstellungen und Tags

engine-default-used = { $problem }; der Standardwert wird verwendet
engine-run-interrupted = Der Lauf wurde unterbrochen: Export Desk oder der Computer ist mittendrin stehen geblieben
engine-run-it-again = Führen Sie ihn noch einmal aus; es ist nichts Unfertiges geblieben.
engine-choose-zone = Wählen Sie eine Zeitzone wie Europe/Budapest.
engine-user-no-name = der Benutzer hat keinen Namen
engine-type-user-name = Geben Sie den Namen der Person ein, die Exporte erstellt.
engine-choose-finished-folder = Wählen Sie den Ordner für fertige Dateien.
engine-kept-zero-days = Dateien lassen sich nicht 0 Tage lang aufbewahren
engine-keep-a-day = Bewahren Sie sie einen Tag oder länger auf.
engine-runs-at-once = { $runs } Läufe gleichzeitig sind nicht möglich
engine-choose-1-to-16 = Wählen Sie 1 bis 16.
engine-mail-too-large = { $megabytes } MB sind zu viel für eine E-Mail
engine-attach-less = Hängen Sie höchstens 100 MB an; die meisten Server nehmen 10 bis 25.
engine-memory-too-small = { $megabytes } MB Arbeitsspeicher reichen nicht, um Zeilen zu sortieren
engine-allow-64 = Erlauben Sie 64 MB oder mehr.
engine-demo-brand = Demomarke
engine-tag-empty = das Tag ist leer
engine-tag-type-word = Geben Sie ein Wort ein.
engine-tag-too-long = das Tag ist zu lang
engine-tag-use-40 = Verwenden Sie höchstens 40 Zeichen.
engine-tag-divides = das Tag enthält Zeichen, die Tags trennen
engine-tag-use-letters = Verwenden Sie Buchstaben, Ziffern und Leerzeichen.
engine-no-armored-key = `{ $file }` ist kein Schlüssel in ASCII-Armor

## Die Kopie auf diesem Computer

engine-nothing-to-copy = es wird kein Datenmodell kopiert
engine-zero-days-between = 0 Tage zwischen vollständigen Kopien sind kein Abstand
engine-day-or-no-full = Wählen Sie einen Tag oder mehr, oder keine vollständigen Kopien.
engine-copied-twice = { $model } wird zweimal kopiert
engine-no-datetime-field-of = `{ $field }` ist kein Feld mit Datum und Uhrzeit von { $model }
engine-choose-changed-field = Wählen Sie das Feld, das sagt, wann eine Zeile geändert wurde.
engine-zero-days-no-rows = 0 Tage von { $model } sind keine Zeilen
engine-day-or-all-rows = Wählen Sie einen Tag oder mehr, oder alle Zeilen.
engine-no-datetime-field = { $model } hat kein Feld mit Datum und Uhrzeit
engine-copy-all-rows = Kopieren Sie alle Zeilen davon.
engine-copy-not-refreshed = die Kopie von „{ $name }“ wird nicht aktualisiert: { $reason }
engine-nothing-copied = von „{ $name }“ wird nichts kopiert
engine-choose-what-copied = Wählen Sie, was kopiert wird.
engine-copy-being-refreshed = die Kopie von „{ $name }“ wird gerade aktualisiert
engine-wait-or-stop = Warten Sie, bis sie fertig ist, oder stoppen Sie sie.
engine-other-program-refreshes = ein anderes Programm aktualisiert die Kopie von „{ $name }“
engine-wait-until-done = Warten Sie, bis es fertig ist.
engine-copy-taken-over = die Kopie von „{ $name }“ wurde von einem anderen Prozess übernommen
engine-refresh-again = Aktualisieren Sie sie noch einmal.
engine-from-copy = Aus der Kopie auf diesem Computer, erstellt { $at } UTC

## Was jetzt nicht geht

engine-export-gone = den Export gibt es nicht mehr
engine-run-gone = den Lauf gibt es nicht mehr
engine-connection-gone = die Verbindung gibt es nicht mehr
engine-staging-gone = die Verbindung des Zwischen-Buckets gibt es nicht mehr
engine-staging-choose = Bearbeiten Sie die Verbindung, und wählen Sie einen anderen Bucket oder einen Ordner.
engine-staging-used = große Ergebnisse von „{ $other }“ gehen durch „{ $name }“
engine-staging-choose-first = Wählen Sie dafür zuerst einen anderen Zwischen-Bucket.
engine-no-connection = es gibt keine Verbindung „{ $name }“
engine-running-already = „{ $name }“ läuft schon
engine-not-in-copy = `{ $model }` ist nicht in der Kopie auf diesem Computer, aus der andere Exporte des Pakets gelesen werden
engine-no-schedule = „{ $name }“ hat keinen Zeitplan
engine-run-no-file = der Lauf hat keine Datei erstellt
engine-path-gone = `{ $file }` ist nicht mehr da
engine-path-changed = `{ $file }` wurde nach dem Lauf geändert
engine-connection-built-in = die Verbindung „{ $name }“ ist eingebaut
engine-connection-used = die Verbindung „{ $name }“ wird verwendet: { $exports }
engine-connection-already = eine Verbindung „{ $name }“ gibt es schon
engine-connection-no-name = die Verbindung hat keinen Namen
engine-target-gone = das Ziel gibt es nicht mehr
engine-target-already = ein Ziel „{ $name }“ gibt es schon
engine-target-used = das Ziel „{ $name }“ wird verwendet: { $exports }
engine-profile-gone = das Profil gibt es nicht mehr
engine-profile-already = ein Profil „{ $name }“ gibt es schon
engine-profile-used = das Profil „{ $name }“ wird verwendet: { $exports }
engine-nothing-to-deliver = Lauf { $number } hat nichts zuzustellen
engine-needs-history = die Namen oder Nummern hängen von früheren Läufen ab, und von denen gibt es keinen Verlauf
engine-delta-needs-history = dieser Export nimmt, was seit seinem letzten Lauf neu ist, und es gibt keinen Verlauf davon
engine-window-behind = der letzte zugestellte Lauf nahm Zeilen bis { $from }, und dieser würde bei { $to } enden
engine-window-passed = Zeilen aus dem Zeitfenster von Lauf { $number } wurden von einem späteren Lauf zugestellt, oder sein Zeitfenster wurde geändert
engine-no-window = Lauf { $number } hat kein Zeitfenster von Zeilen zugestellt
engine-no-row-states = die Zeilen, die Lauf { $number } zugestellt hat, werden nicht mehr aufbewahrt
engine-name-used = ein früherer Lauf dieses Exports hat den Namen `{ $name }` verwendet
engine-sequence-busy = die Nummer { $number } der Sequenz „{ $sequence }“ gehört zu einem Lauf, der noch nicht beendet ist
engine-sequence-unknown = niemand weiß, ob die Nummer { $number } der Sequenz „{ $sequence }“ zugestellt wurde
engine-sequence-passed = die Nummer { $number } der Sequenz „{ $sequence }“ wurde seitdem einem anderen Lauf gegeben
engine-sequence-used-up = die Sequenz „{ $sequence }“ hat keine Nummer mehr
engine-no-mask-key = es gibt keinen Maskierungsschlüssel „{ $name }“
engine-mask-key-already = einen anderen Maskierungsschlüssel „{ $name }“ gibt es schon
engine-mask-key-used = der Maskierungsschlüssel „{ $name }“ wird verwendet: { $exports }
engine-choose-export = Wählen Sie einen anderen Export; vielleicht wurde dieser gelöscht.
engine-choose-run = Wählen Sie einen anderen Lauf.
engine-edit-choose-connection = Bearbeiten Sie den Export und wählen Sie eine andere Verbindung.
engine-use-known-connection = Verwenden Sie eine von diesen: { $known }; oder demo, file://, sqlite://, postgres://, mysql://, s3:// oder sc://.
engine-copy-as-well = Kopieren Sie auch seine Daten, oder verwenden Sie die Kopie nicht.
engine-wait-or-cancel = Warten Sie, bis er fertig ist, oder brechen Sie ihn ab.
engine-give-one-first = Geben Sie ihm zuerst einen.
engine-choose-finished-run = Wählen Sie einen fertigen Lauf.
engine-add-own-connection = Fügen Sie stattdessen eine eigene Verbindung hinzu.
engine-delete-users-first = Löschen Sie zuerst, was sie verwendet, oder ändern Sie dort die Verbindung.
engine-choose-profile = Wählen Sie ein anderes Profil.
engine-make-mask-key = Erzeugen Sie ihn in den Einstellungen der maskierten Spalte, geben Sie ihn dort ein, oder übergeben Sie ihn dem Befehl in EXPORT_DESK_MASK_KEY_NAME.
engine-name-or-delete-key = Wählen Sie einen anderen Namen, oder löschen Sie zuerst jenen Schlüssel.
engine-choose-key-first = Wählen Sie für sie zuerst einen anderen Schlüssel.
engine-choose-profile-first = Wählen Sie für sie zuerst ein anderes Profil.
engine-choose-target = Wählen Sie ein anderes Ziel.
engine-choose-target-first = Wählen Sie für sie zuerst ein anderes Ziel.
engine-choose-undelivered-run = Wählen Sie einen Lauf, dessen Datei erstellt und nicht zugestellt wurde.
engine-run-with-history = Führen Sie ihn mit Verlauf aus: im Fenster oder mit dem Befehl.
engine-run-in-window = Führen Sie ihn im Fenster aus; einer nach Datum läuft mit --to und --from auch hier.
engine-check-clock = Prüfen Sie die Uhr dieses Computers; setzen Sie den Export dann auf einen früheren Lauf zurück, oder führen Sie ihn wieder vollständig aus.
engine-choose-later-run = Wählen Sie einen späteren Lauf, oder führen Sie den Export wieder vollständig aus.
engine-choose-run-with-window = Wählen Sie einen fertigen Lauf, der ein Zeitfenster hat.
engine-put-into-name = Setzen Sie { $seq }, { $run } oder Datum und Uhrzeit in den Namen.
engine-run-after-deliveries = Führen Sie ihn noch einmal aus, wenn die Zustellungen jenes Laufs beendet sind, oder brechen Sie diese ab.
engine-set-next-number = Sehen Sie am Ziel nach, ob sie da ist: Wenn ja, setzen Sie die nächste Nummer mit `export-desk-cli sequence set "{ $sequence }" { $next }`, sonst mit `export-desk-cli sequence set "{ $again }" { $number }`.
engine-set-lower-number = Setzen Sie eine niedrigere nächste Nummer, etwa `export-desk-cli sequence set "{ $sequence }" 1`.

## Profile und Ziele

engine-the-connection = die Verbindung „{ $name }“
engine-the-profile = das Profil „{ $name }“
engine-the-target = das Ziel „{ $name }“
engine-did-you-mean = Meinten Sie „{ $near }“?
engine-target-twice = das Ziel „{ $name }“ ist zweimal genannt
engine-other-host-key = `{ $host }` zeigt einen anderen Schlüssel als bisher
engine-test-says-line = Testen Sie das Ziel: Der Test sagt, welche Zeile welcher Datei den alten Schlüssel kennt.
engine-target-elsewhere = „{ $target }“ ist ein anderer Ort als bisher
engine-left-at-old-place = Was am alten Ort geblieben ist, wird entfernt, sobald das Ziel wieder dessen Adresse hat.
engine-target-no-name = das Ziel hat keinen Namen
engine-add-target-first = Fügen Sie es zuerst zu den Zielen hinzu, oder entfernen Sie es hier.
engine-use-target-of = Möglich sind: { $names }; oder fügen Sie es zu den Zielen hinzu.
engine-no-target = es gibt kein Ziel „{ $name }“

## Vorlagen

engine-recipe-customers-text = Aktive Kunden mit einlösbaren Punkten, höchster Punktestand zuerst.
engine-recipe-customers = Aktive Kunden mit Punkten
engine-recipe-stores-text = Einkäufe, Umsatz und Punkte jedes Geschäfts im Vormonat.
engine-recipe-stores = Punkte nach Geschäft, Vormonat
engine-recipe-webhooks-text = Nachrichten an andere Systeme, die in den letzten 30 Tagen fehlgeschlagen sind.
engine-recipe-webhooks = Fehlgeschlagene Webhooks, 30 Tage
engine-recipe-own-set = Eigene: { $exports } gemeinsam.
engine-recipe-own = Eigene: { $model }, { $fields }.
engine-all-fields = alle Felder

## Läufe und ihr Protokoll

engine-how-manually = manuell
engine-how-by-schedule = nach Zeitplan
engine-how-caught-up = zum Nachholen
engine-how-retry = erneut
engine-queued = Eingereiht, { $how }
engine-cancelled-before = Abgebrochen, bevor er begann
engine-cancelled = Abgebrochen
engine-closed-starts-again = Gestoppt, weil Export Desk geschlossen wurde; er startet erneut, wenn Export Desk wieder offen ist
engine-closed-cancelled = Abgebrochen, weil Export Desk geschlossen wurde
engine-is-delivered = wird gerade zugestellt
engine-is-running = läuft
engine-export-does = „{ $name }“ { $doing }
engine-export-runs-at = „{ $name }“ läuft um { $time }
engine-run-of = Lauf { $number }: { $what }
engine-set-of = { $exports } aus { $connection } gemeinsam: { $names }
engine-every-row = alle Zeilen
engine-grouped = , gruppiert
engine-demo-made-first = Zuerst wird die Demomarke erstellt, nur dieses eine Mal
engine-zone-by-release = Zeitzone { $zone }, nach der Zeitzonendatenbank { $release }{ $origin }
engine-profile-version = Profil „{ $profile }“, Version { $version }
engine-member-profile-version = „{ $name }“: Profil „{ $profile }“, Version { $version }
engine-on-cluster = Auf dem Cluster fertig: { $stagesDone } von { $stages }, { $tasksDone } von { $tasks }
engine-fields-left-out = Weggelassen, weil die Daten keine solchen Felder haben: { $fields }
engine-no-row-no-file = Keine Zeile passt, deshalb gibt es keine Datei
engine-read-and-written = { $read } gelesen, { $written } geschrieben: { $text } Text, gepackt { $packed }
engine-changes = { $added } hinzugefügt, { $changed } geändert, { $removed } entfernt, { $unchanged } unverändert
engine-member-file = „{ $name }“: { $rows }, `{ $file }`, { $bytes }, SHA-256 { $sha256 }
engine-number-of-sequence = Nummer { $number } seiner Sequenz
engine-saved-as = Gespeichert als `{ $file }` in { $seconds } s

## Zeitpläne

engine-schedule-does-not-run = { $problem }. Sein Zeitplan läuft nicht
engine-never-ran = Er lief nie, geplant für { $planned }
engine-queued-by-schedule = Nach Zeitplan eingereiht, geplant für { $planned }
engine-caught-up = Nachgeholt, geplant für { $planned }, { $ago } verspätet
engine-deadline-passed = Seine Frist, { $at }, ist ohne Datei verstrichen
engine-deadline-close = Seine Frist, { $at }, ist nahe, und es gibt noch keine Datei
engine-passed-over = { $slots } übersprungen, wie der Zeitplan es vorgibt: { $from }{ $to }
engine-or-more = oder mehr
engine-passed-over-old = Zu lange her und übersprungen: { $slots }{ $more }
engine-it-failed = Er ist fehlgeschlagen
engine-it-failed-times = Er ist { $failures } Mal in Folge fehlgeschlagen
engine-schedule-paused = { $because }, deshalb ist sein Zeitplan pausiert. Beheben Sie das Problem und setzen Sie ihn dann fort
engine-answer-target-elsewhere = Ziel „{ $target }“ ist ein anderer Ort als der, an den die Datei zugestellt wurde
engine-answer-gone = `{ $name }` war da und wurde entfernt, bevor die Datei gelesen war.
engine-mail-file-refused = der E-Mail-Server lehnt sie ab: { $answer }
engine-mail-given-up = Fragen Sie die Administration des E-Mail-Servers, warum die Nachricht nicht angenommen wird.

## Die Demomarke wird erstellt

engine-demo-size = mit { $customers } Kunden und { $events } Ereignissen lässt sich keine Marke erstellen
engine-demo-not-a-folder = `{ $path }` ist kein Ordner
engine-demo-parquet = `{ $path }` kann nicht als Parquet geschrieben werden: { $reason }
engine-demo-cancelled = das Erstellen der Demomarke wurde abgebrochen
engine-demo-choose-size = Geben Sie 1 bis 4 Milliarden Kunden an, und höchstens 1000 Ereignisse pro Kunde.
engine-demo-free-space = Schaffen Sie Platz, oder wählen Sie einen anderen Datenträger, und erstellen Sie sie dann erneut.
engine-demo-choose-folder = Wählen Sie einen Ordner, oder verschieben Sie die Datei, die seinen Namen hat.
engine-demo-check-disk = Prüfen Sie, ob der Datenträger des Ordners verbunden ist, und erstellen Sie sie dann erneut.
engine-demo-report = Melden Sie dies mit den Größen und dem Startwert.
engine-demo-again = Erstellen Sie sie erneut; was da ist, wird ersetzt.
