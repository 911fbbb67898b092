### Words of the filters' operators, aggregates and types.

operator-words-is = is
operator-words-is-not = is not
operator-words-contains = contains
operator-words-does-not-contain = doesn’t contain
operator-words-starts-with = starts with
operator-words-ends-with = ends with
operator-words-is-any-of = is one of
operator-words-is-none-of = is none of
operator-words-is-empty = is empty
operator-words-is-not-empty = is not empty
operator-words-greater-than = is greater than
operator-words-greater-or-equal = is at least
operator-words-less-than = is less than
operator-words-less-or-equal = is at most
operator-words-between = is between
operator-words-is-true = is true
operator-words-is-false = is false
operator-words-on = is on
operator-words-not-on = is not on
operator-words-before = is before
operator-words-on-or-before = is on or before
operator-words-after = is after
operator-words-on-or-after = is on or after
operator-words-in-last = is in the last
operator-words-in-next = is in the next
operator-words-today = is today
operator-words-yesterday = is yesterday
operator-words-this-week = is in this week
operator-words-previous-week = is in the previous week
operator-words-this-month = is in this month
operator-words-previous-month = is in the previous month
operator-words-this-quarter = is in this quarter
operator-words-previous-quarter = is in the previous quarter
operator-words-this-year = is in this year
operator-words-previous-year = is in the previous year
operator-words-contains-any-of = contains any of
operator-words-contains-all-of = contains all of
operator-numeric-is = equals
operator-numeric-is-not = doesn’t equal
operator-sentences-is = { $field } is { $value }
operator-sentences-is-not = { $field } is not { $value }
operator-sentences-contains = { $field } contains { $value }
operator-sentences-does-not-contain = { $field } doesn’t contain { $value }
operator-sentences-starts-with = { $field } starts with { $value }
operator-sentences-ends-with = { $field } ends with { $value }
operator-sentences-is-any-of = { $field } is one of { $value }
operator-sentences-is-none-of = { $field } is none of { $value }
operator-sentences-is-empty = { $field } is empty
operator-sentences-is-not-empty = { $field } is not empty
operator-sentences-greater-than = { $field } is greater than { $value }
operator-sentences-greater-or-equal = { $field } is at least { $value }
operator-sentences-less-than = { $field } is less than { $value }
operator-sentences-less-or-equal = { $field } is at most { $value }
operator-sentences-between = { $field } is between { $value }
operator-sentences-is-true = { $field } is true
operator-sentences-is-false = { $field } is false
operator-sentences-on = { $field } is on { $value }
operator-sentences-not-on = { $field } is not on { $value }
operator-sentences-before = { $field } is before { $value }
operator-sentences-on-or-before = { $field } is on or before { $value }
operator-sentences-after = { $field } is after { $value }
operator-sentences-on-or-after = { $field } is on or after { $value }
operator-sentences-in-last = { $field } is in the last { $value }
operator-sentences-in-next = { $field } is in the next { $value }
operator-sentences-today = { $field } is today
operator-sentences-yesterday = { $field } is yesterday
operator-sentences-this-week = { $field } is in this week
operator-sentences-previous-week = { $field } is in the previous week
operator-sentences-this-month = { $field } is in this month
operator-sentences-previous-month = { $field } is in the previous month
operator-sentences-this-quarter = { $field } is in this quarter
operator-sentences-previous-quarter = { $field } is in the previous quarter
operator-sentences-this-year = { $field } is in this year
operator-sentences-previous-year = { $field } is in the previous year
operator-sentences-contains-any-of = { $field } contains any of { $value }
operator-sentences-contains-all-of = { $field } contains all of { $value }
operator-numeric-sentences-is = { $field } equals { $value }
operator-numeric-sentences-is-not = { $field } doesn’t equal { $value }
operator-date-notes-in-last = The last day counted is today.
operator-date-notes-in-next = The first day counted is today.
operator-datetime-notes-on = The whole day, in the export’s time zone.
operator-datetime-notes-on-or-before = A day without a time counts to its end.
operator-datetime-notes-in-last = Counted back from the moment of the run, to the same time of day.
operator-datetime-notes-in-next = From the moment of the run to the same time of day.
operator-datetime-notes-between = Both ends count; a day without a time counts to its end.
operator-notes-between = Both ends count.
operator-notes-this-week = Monday to Sunday, in the export’s time zone.
operator-notes-previous-week = Monday to Sunday, in the export’s time zone.
operator-notes-is-empty = No value, an empty text or an empty list.
operator-notes-today = The day of the run, in the export’s time zone.
operator-notes-yesterday = The day before the run, in the export’s time zone.
operator-keeps-empty = Keeps rows without a value, too.
aggregate-group-name = Group
aggregate-group-meaning = One row for each value
aggregate-count-name = Count
aggregate-count-meaning = Number of rows in the group
aggregate-sum-name = Sum
aggregate-sum-meaning = Exact total of the group
aggregate-average-name = Average
aggregate-average-meaning = Mean of the group’s values
aggregate-min-name = Min
aggregate-min-meaning = Least value in the group
aggregate-max-name = Max
aggregate-max-meaning = Greatest value in the group
type-string = Text
type-numeric = Number
type-boolean = Yes/no
type-select = Choice
type-date = Date
type-datetime = Date and time
type-list = List
type-object = Object
type-url = Link
type-image = Image
unit-days-name = days
unit-days-span =
    { $number ->
        [one] { $number } day
       *[other] { $number } days
    }
unit-weeks-name = weeks
unit-weeks-span =
    { $number ->
        [one] { $number } week
       *[other] { $number } weeks
    }
unit-months-name = months
unit-months-span =
    { $number ->
        [one] { $number } month
       *[other] { $number } months
    }
