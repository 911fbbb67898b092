/** The statement of accessibility: each criterion with its evidence, and what isn't met. */
import type { Chapter } from "../chapter";

export const accessibility: Chapter = {
  id: "accessibility",
  title: "Accessibility",
  lead: "Statement of accessibility: how the window can be used, what was checked and how, and what isn’t met.",
  sections: [
    {
      title: "Conformance",
      blocks: [
        "This statement follows EN 301 549 V4.1.1, whose requirements for software are those of WCAG 2.2, levels A and AA. The window conforms partly: 2.2.1, 2.4.11 and 1.4.10 are met in part, as said below. It is a self-assessment with automatic tests; no independent review was made.",
        "Each criterion that applies stands here with the name of the test that shows it. Tests whose names begin with `test_` drive the real window on Linux and read what it tells screen readers, through AT-SPI. The others drive the same pages in Chromium, with the rules of axe-core.",
      ],
    },
    {
      title: "What you can rely on",
      blocks: [
        {
          list: [
            "Everything can be done with the keyboard alone. Press Ctrl / or ? for the shortcuts.",
            "Controls have names and roles that screen readers speak; progress, results and problems are announced.",
            "Text can be enlarged to 200 % with Ctrl +, and follows the text size of the system.",
            "Light, dark and high-contrast (forced) colours are followed. No meaning is given by colour alone.",
            "Motion stops where the system asks for less of it.",
            "Nothing that was typed is lost by a key, a click or a time limit.",
          ],
        },
      ],
    },
    {
      title: "Perceivable",
      blocks: [
        {
          terms: [
            ["1.1.1 Non-text content", "Met. Icons stand beside words or have names. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["1.2 Time-based media", "Doesn’t apply: there is no audio and no video."],
            ["1.3.1 Info and relationships", "Met. Headings, tables, groups, labels and landmarks are told as such. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["1.3.2 Meaningful sequence", "Met. The order told is the order shown. `test_an_export_is_made_by_keys_alone`"],
            ["1.3.3 Sensory characteristics", "Met. No instruction speaks of a shape, a colour or a place alone. Checked by reading the texts."],
            ["1.3.4 Orientation", "Met. The window takes any size from 900 × 600 on."],
            ["1.3.5 Identify input purpose", "Doesn’t apply: no box asks for data about the person who uses the app, except the name shown as Created by."],
            ["1.4.1 Use of colour", "Met. A state has a word beside its colour. `what is on looks other than what is off`"],
            ["1.4.3 Contrast (minimum)", "Met in light and dark, by axe-core on every screen. `every step`, `every screen stays readable`"],
            ["1.4.4 Resize text", "Met up to 200 %, by zoom and by the system’s size of text. `test_it_zooms_and_stays_so`, `every screen fits, and its heading is in sight`, `every step of the wizard can be read and left`"],
            ["1.4.5 Images of text", "Met. There are none."],
            ["1.4.10 Reflow", "Partly. Nothing but tables and the preview is scrolled in two directions at 200 % of 1280 × 800. A width of 320 pixels isn’t supported: the smallest window is 900 pixels wide. `every screen fits, and its heading is in sight`"],
            ["1.4.11 Non-text contrast", "Met. Boxes, ticks and the focus have 3:1. Checked with the colours’ values; in forced colours `the row that the keys are at, the open row and the step are marked by lines`"],
            ["1.4.12 Text spacing", "Met. `nothing is lost when text is spaced out`"],
            ["1.4.13 Content on hover or focus", "Met. Tooltips repeat a button’s name, leave with Esc and cover nothing that they belong to. Actions that appear beside a row are in its menu as well."],
          ],
        },
      ],
    },
    {
      title: "Operable",
      blocks: [
        {
          terms: [
            ["2.1.1 Keyboard", "Met. `test_an_export_is_made_by_keys_alone`, `an export is made with the keyboard alone`"],
            ["2.1.2 No keyboard trap", "Met. Esc leaves dialogs, menus and lists. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["2.1.4 Character key shortcuts", "Met. The one shortcut without a modifier, ?, can be switched off in the list of shortcuts. `the question mark can be switched off`"],
            ["2.2.1 Timing adjustable", "Partly. Good news leaves after 6 seconds and an offer to undo after 10; the time stands still while the pointer or the focus is on them, but can’t be set. Errors and warnings stay until they are dismissed. Nothing else is timed."],
            ["2.2.2 Pause, stop, hide", "Met. Only progress moves by itself, and it can be hidden. Motion stops where the system asks for less of it."],
            ["2.3.1 Three flashes", "Met. Nothing flashes."],
            ["2.4.3 Focus order", "Met. A new step is read from its heading on; a dialog gives the focus back. `test_every_step_is_told_and_read_from_its_heading`, `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["2.4.4 Link purpose", "Met. Buttons of rows and cards name what they are about. `test_every_screen_says_what_is_on_it`"],
            ["2.4.6 Headings and labels", "Met. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["2.4.7 Focus visible", "Met. Each stop on the way through the wizard shows an outline. `test_an_export_is_made_by_keys_alone`"],
            ["2.4.11 Focus not obscured", "Partly. Messages stand above a screen’s buttons and beside dialogs, but may cover a control at the end of a long page until it is scrolled or the message is dismissed. `test_a_message_covers_no_button_of_a_dialog`"],
            ["2.5.1 Pointer gestures, 2.5.4 Motion actuation", "Met. There are none."],
            ["2.5.2 Pointer cancellation", "Met. Buttons act when they are released; a drag outside of the list changes nothing."],
            ["2.5.3 Label in name", "Met. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["2.5.7 Dragging movements", "Met. Columns are moved by buttons in their settings, and the preview is resized by a click. `nothing has to be dragged`"],
            ["2.5.8 Target size (minimum)", "Met, by axe-core on every screen. `every step`"],
          ],
        },
      ],
    },
    {
      title: "Understandable",
      blocks: [
        {
          terms: [
            ["3.1.1 Language", "Met. The page says in which language it is, also after another was chosen. Data keep their own direction. `Settings changes the language of everything at once`, `right-to-left text keeps its order and place`"],
            ["3.2.1 On focus, 3.2.2 On input", "Met. Nothing opens, moves or is saved because something got the focus or a value. `test_an_export_is_made_by_keys_alone`"],
            ["3.2.6 Consistent help", "Met. F1 opens the handbook at what is shown, on every screen. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["3.3.1 Error identification, 3.3.3 Error suggestion", "Met. What is wrong stands beside its box in words, with a way out, and is told with the box. `test_a_wrong_value_is_said_where_it_is`"],
            ["3.3.2 Labels or instructions", "Met. `test_every_step_is_told_and_read_from_its_heading`"],
            ["3.3.4 Error prevention", "Met. Review shows everything before an export is made; deleting asks, and can be undone."],
            ["3.3.7 Redundant entry", "Met. Nothing has to be typed twice; a draft is kept."],
            ["3.3.8 Accessible authentication", "Met. Passwords can be pasted, and are kept in the system’s keychain."],
          ],
        },
      ],
    },
    {
      title: "Robust",
      blocks: [
        {
          terms: [
            ["4.1.2 Name, role, value", "Met. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`, `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["4.1.3 Status messages", "Met. The start and the end of a run, each quarter of it, counts of rows and of problems are announced without moving the focus. `test_a_first_file_is_told_from_its_start_to_its_end`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["Interoperability with assistive technology", "Met on Linux (AT-SPI), by the tests named above. On Windows (UI Automation) and macOS (Accessibility) the system’s web view tells the same page; there are no tests there."],
            ["Preferences of the system", "Met. Colours, contrast themes, the size of text and reduced motion are followed. `what is on looks other than what is off`"],
            ["Documentation", "Met. This handbook is part of the window and is told like every other screen. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
          ],
        },
      ],
    },
    {
      title: "Known limits",
      blocks: [
        {
          list: [
            "The names of data models and fields, and what other programs and servers answer, are in the language that they come in.",
            "Tests read what is told to screen readers; no test listens to one speaking, and no review with people who use screen readers was made yet.",
            "The system’s own windows (choosing a file, the tray’s menu) are those of the system.",
            "Zoom ends at 200 %.",
          ],
        },
      ],
    },
  ],
};
