/** Chapters about making an export. */
import type { Chapter } from "../chapter";

export const firstExport: Chapter = {
  id: "first",
  title: "Your first export",
  lead: "From an empty list to a finished file.",
  sections: [
    {
      title: "With the demo brand",
      blocks: [
        "A demo brand with made-up customers and events is connected from the start, so that you can try everything without your own data. On an empty list, each of the three suggested exports makes a finished file with one click.",
      ],
    },
    {
      title: "Step by step",
      blocks: [
        {
          steps: [
            "Press New export. The wizard opens at Data model: choose what the export is about, such as Customers or Events.",
            "Name the export. The name is proposed from the model and the first filter until you type your own.",
            "Add filters if not every row is wanted, and choose fields if not every column is.",
            "Look at the preview below: it shows the first bytes of the file exactly as they will be written, and how many rows match.",
            "In Review press Create and run now. The export appears in the list and runs in the background.",
            "When it is finished, press Download in its details, or open the folder of the file.",
          ],
        },
        "Steps can be visited in any order. What isn’t finished is kept as a draft, also when the window is closed.",
      ],
    },
    {
      title: "Run it again, change it, copy it",
      blocks: [
        "Run now makes a new file with the data of that moment. Edit changes the definition; earlier runs and their files stay. Clone begins another export that is filled in. Save as template keeps a definition to begin with.",
      ],
    },
    {
      title: "Several exports at once",
      blocks: [
        "Tick the boxes before the names in the list, hold Ctrl or Shift while clicking, or press Shift with the arrow keys. A bar then offers Run, Pause, Resume, Export together, Tags and Delete for all that are selected.",
      ],
    },
    {
      title: "Several exports as one set",
      blocks: [
        "Some partners want customers, cards and transactions together. Select the exports and press Export together: it makes a set, an export of its own with a name, a file name, targets and, in its details, a schedule. Its files are in one zip archive, or side by side.",
        "All of them are read at one moment: from a database in one transaction, from files only if none of them changes meanwhile. If one export fails, no file is made or delivered, and the run says which one it was. The run’s details and its manifest list the rows, bytes and SHA-256 of each.",
        "A set has copies of the exports: it takes all of their rows, without their own schedules, targets and limits to what is new. What is left out is shown below each name.",
      ],
    },
    {
      title: "Tags and favourites",
      blocks: [
        "A row’s menu marks it as a favourite and changes its tags; the bar changes the tags of all rows that are selected. As soon as there are any, Show above the list narrows it to the favourites or to a tag, and the search finds the words of tags. Tags stay in the list: they don’t go into files or definitions.",
      ],
    },
  ],
};

export const filters: Chapter = {
  id: "filters",
  title: "Filters",
  lead: "Which rows are exported.",
  sections: [
    {
      title: "Groups and conditions",
      blocks: [
        "A row is exported if it meets every condition of at least one group: conditions within a group are joined by and, groups by or. Without a group every row is exported. The sentence above the groups says the same in words.",
      ],
    },
    {
      title: "Empty values",
      blocks: [
        "Negative comparisons, such as “is not”, “is none of” and “doesn’t contain”, keep rows without a value. All others leave them out, except “is empty” itself: it finds no value, an empty text and an empty list.",
      ],
    },
    {
      title: "Many values",
      blocks: [
        "“is one of” takes a pasted list: values may stand on lines of their own, or be separated by commas, semicolons or tabs, with or without quotes. The number of values, double ones and unusable ones are said.",
      ],
    },
    {
      title: "Dates",
      blocks: [
        "Days begin at midnight in the export’s time zone. Relative dates, such as “in the last 30 days” or “is in the previous month”, count from the instant of the run; for a scheduled run that is the instant it was planned for, not the one when it began.",
        "Dates may be typed as 2026-03-31, 31.3.2026, 31 Mar 2026 or in the order of your system’s language. What was read is said below the box.",
      ],
    },
    {
      title: "Only new rows",
      blocks: [
        "Below the filters, Rows of each run chooses between every matching row and only new ones. New is what a date says, such as Updated at: a run takes the rows since the last run whose file was delivered to every target. The first run takes everything.",
        "A failed or cancelled run doesn’t count: the next one takes its rows as well. Retry takes the same rows. Missed times leave no gap. Two runs of one export never take the same rows: the second waits until the first has delivered.",
        "Rows that are saved later than they are dated are found with Leave out the last … minutes: each run then ends that much earlier, and the next one takes the rest.",
        "The details show where the next run begins. Full again takes everything once more; Begin the next run here, in the menu of a run, goes back to where that run ended.",
        "A changed row must get a new date, and deleted rows have none. Only changes, by comparing rows finds them without a date: all rows are compared with those that were delivered, and the column _change says whether a row was added, changed or removed. A run stops if more rows than usual would be removed, because a source that lost its rows isn’t one whose rows were removed; the limit can be set.",
        "`{kind}` in the file’s name is full or delta, `{from:YYYYMMDD}` and `{to:YYYYMMDD}` are the ends of the run’s window.",
      ],
    },
    {
      title: "Numbers",
      blocks: [
        "A number such as 1,234 can be one thousand or one and a bit. It is read as your system’s language writes it, and the other reading is offered.",
      ],
    },
  ],
};

export const schedules: Chapter = {
  id: "schedules",
  title: "Schedules and clock rules",
  lead: "When exports run by themselves, and what clocks do to that.",
  sections: [
    {
      title: "Kinds",
      blocks: [
        "An export runs manually, once on a date, daily, on days of the week, or on days of the month; at one or more times of day, in its own time zone. Last is the last day of any month; days 29 to 31 are passed over in shorter months. The wizard shows the next ten runs in that time zone and in yours.",
      ],
    },
    {
      title: "When clocks change",
      blocks: [
        {
          terms: [
            ["A time that is skipped", "A run scheduled in a skipped hour starts the same distance after the gap: 02:30 becomes 03:30."],
            ["A time that comes twice", "It runs once, at the first of the two."],
            ["Two times at one instant", "They run once."],
          ],
        },
      ],
    },
    {
      title: "If the computer was off or asleep",
      blocks: [
        "Runs need Export Desk to be open, also without a window in the tray, or `export-desk-cli serve`. A run that begins more than a minute late was missed. Each schedule says what happens then:",
        {
          terms: [
            ["Catch up once", "One run for the latest missed time."],
            ["Catch up all", "One run per missed time, with the dates it would have used."],
            ["Skip", "It waits for the next time."],
          ],
        },
        "Runs older than a limit, a week unless you say otherwise, aren’t caught up. What passes while a schedule is paused isn’t caught up either.",
      ],
    },
    {
      title: "Never twice",
      blocks: [
        "A planned time is taken in the history in the same step that queues its run. So neither the window and the command line together nor a crash run it twice. A run that a crash interrupts has failed and says so.",
      ],
    },
    {
      title: "When a run fails",
      blocks: [
        "From the first failure on, the export is red in the list and counted in the sidebar and the tray. A schedule can pause itself after a number of failures in a row. Fix the problem, then resume the schedule.",
        "A schedule can also have a deadline, such as 07:00. If the file isn’t there half an hour before, you are told; once the time has passed, the export is red as well, and those who hear of failures by e-mail get one.",
      ],
    },
    {
      title: "When this computer is off",
      blocks: [
        "A computer that is off can’t warn you. A monitoring service such as healthchecks.io can: it waits for a call after each run, and tells you when the call doesn’t come. Create a check there and paste its URL as the heartbeat URL of the schedule.",
        "After a failed run the same URL is called with /fail at its end. If your service has another form, write both words in braces, such as https://status.example.com/push/KEY?status={up|down} for Uptime Kuma. Manual and cancelled runs make no call.",
        "A call that doesn’t get through is tried again for a day or until the next run ends, and the run’s log says so. The URL is a key: logs, manifests and e-mails don’t show it, but a saved definition holds it.",
      ],
    },
    {
      title: "Time zone rules",
      blocks: [
        "Files, filters, schedules and the window go by one time zone database, which About names. When newer rules move the runs of a schedule, the Schedules screen and a notification say so.",
      ],
    },
  ],
};
