### Words in which numbers, sizes, durations and days are written.

formats-today = Ma
formats-yesterday = Tegnap
formats-tomorrow = Holnap
formats-bytes = { $number } bájt
formats-under-tenth = kevesebb mint { $seconds } mp
formats-milliseconds = { $number } ms
formats-seconds = { $seconds } mp
formats-minutes = { $minutes } perc
formats-minutes-and-seconds = { $minutes } perc { $seconds } mp
formats-hours = { $hours } óra
formats-hours-and-minutes = { $hours } óra { $minutes } perc
