### Words in which numbers, sizes, durations and days are written.

formats-today = Heute
formats-yesterday = Gestern
formats-tomorrow = Morgen
formats-bytes =
    { $number ->
        [one] { $number } Byte
       *[other] { $number } Bytes
    }
formats-under-tenth = unter { $seconds } s
formats-milliseconds = { $number } ms
formats-seconds = { $seconds } s
formats-minutes = { $minutes } min
formats-minutes-and-seconds = { $minutes } min { $seconds } s
formats-hours = { $hours } h
formats-hours-and-minutes = { $hours } h { $minutes } min
