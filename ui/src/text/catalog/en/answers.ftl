### Words of what partners answer to delivered files.

answers-await = Wait for the partner’s answer
answers-await-hint = For partners who put a file with results or rejected rows on the server.
answers-path = Path of the answer
answers-path-hint = Relative to the delivered file’s folder. Begin with / for a path from the server’s root. {"{file}"} is the delivered file’s name, {"{stem}"} the name without extension, * any text.
answers-path-missing = Type the path, such as {"{stem}"}_result*.csv.
answers-path-alone = That is the delivered file. Add what the answer’s name has.
answers-path-unnamed = Use {"{file}"} or {"{stem}"}, so that each answer is matched to its file.
answers-path-parts = Only {"{file}"} and {"{stem}"} can stand in braces.
answers-path-leaves = Leave out . and .. and empty parts. Begin with / for another folder.
answers-path-slash = Separate folders with /.
answers-path-stars = Use * once, in the file’s name.
answers-means = What it contains
answers-means-choices-rejects = Rejected rows; no file means none were rejected
answers-means-choices-result = A result; the file must arrive
answers-within = Wait at most
answers-days =
    { $number ->
        [one] { $number } day
       *[other] { $number } days
    }
answers-hours =
    { $number ->
        [one] { $number } hour
       *[other] { $number } hours
    }
answers-minutes =
    { $number ->
        [one] { $number } minute
       *[other] { $number } minutes
    }
answers-title = Answers from { $target }
answers-status-awaited = Waiting for the partner’s answer until { INSIDE($until) }
answers-status-came = Answer received: { $answer }
answers-status-refused = Rows were rejected: { $answer }
answers-status-accepted = No rows were rejected by { INSIDE($until) }
answers-status-missing = No answer by { INSIDE($until) }
answers-lines =
    { $number ->
        [one] { $number } line
       *[other] { $number } lines
    }
answers-look = Check now
answers-looked = Checking for answers
answers-show = Show answer
answers-hide = Hide answer
answers-show-of = Show answer { $name }
answers-hide-of = Hide answer { $name }
answers-save = Save answer…
answers-save-of = Save answer { $name }
answers-saved = Saved as { $path }
answers-more = The answer has more lines. Save it to read all of them.
answers-empty = The answer is empty.
answers-not-text = The answer isn’t text. Save it to open it with another program.
answers-refused-toast = The partner rejected rows of “{ $name }”
answers-missing-toast = The partner didn’t answer to “{ $name }”
