### status.ts

status-names-pending = Függőben
status-names-processing = Feldolgozás
status-names-finished = Kész
status-names-failed = Sikertelen
status-names-active = Aktív
status-names-inactive = Szünetel
status-names-cancelled = Megszakítva
status-progress-processing = Feldolgozás { $percent }
stage-names-waiting = Sorára vár
stage-names-preparing = Előkészítés
stage-names-exporting = Exportálás
stage-names-publishing = A fájl befejezése
stage-names-delivering = Kézbesítés
trigger-names-scheduled = ütemezve
trigger-names-catch-up = pótolva
trigger-names-retry = újrapróbálás
