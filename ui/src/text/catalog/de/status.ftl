### status.ts

status-names-pending = Ausstehend
status-names-processing = In Arbeit
status-names-finished = Fertig
status-names-failed = Fehlgeschlagen
status-names-active = Aktiv
status-names-inactive = Pausiert
status-names-cancelled = Abgebrochen
status-progress-processing = In Arbeit { $percent }
stage-names-waiting = Wartet, bis er dran ist
stage-names-preparing = Vorbereiten
stage-names-exporting = Exportieren
stage-names-publishing = Datei abschließen
stage-names-delivering = Zustellen
trigger-names-scheduled = nach Zeitplan
trigger-names-catch-up = nachgeholt
trigger-names-retry = Wiederholung
