### Words in which numbers, sizes, durations and days are written.

formats-today = Today
formats-yesterday = Yesterday
formats-tomorrow = Tomorrow
formats-bytes =
    { $number ->
        [one] { $number } byte
       *[other] { $number } bytes
    }
formats-under-tenth = under { $seconds } s
formats-milliseconds = { $number } ms
formats-seconds = { $seconds } s
formats-minutes = { $minutes } min
formats-minutes-and-seconds = { $minutes } min { $seconds } s
formats-hours = { $hours } h
formats-hours-and-minutes = { $hours } h { $minutes } min
