/** The statement of accessibility: each criterion with its evidence, and what isn't met. */
import type { Chapter } from "../chapter";

export const accessibility: Chapter = {
  id: "accessibility",
  title: "Barrierefreiheit",
  lead: "Erklärung zur Barrierefreiheit: wie sich das Fenster bedienen lässt, was wie geprüft wurde und was nicht erfüllt ist.",
  sections: [
    {
      title: "Konformität",
      blocks: [
        "Diese Erklärung folgt EN 301 549 V4.1.1, deren Anforderungen an Software die der WCAG 2.2, Stufen A und AA, sind. Das Fenster ist teilweise konform: 2.2.1, 2.4.11 und 1.4.10 sind teilweise erfüllt, wie unten beschrieben. Es handelt sich um eine Selbstbewertung mit automatischen Tests; eine unabhängige Prüfung gab es nicht.",
        "Jedes anwendbare Kriterium steht hier mit dem Namen des Tests, der es zeigt. Tests, deren Name mit `test_` beginnt, bedienen das echte Fenster unter Linux und lesen über AT-SPI, was es Screenreadern mitteilt. Die anderen bedienen dieselben Seiten in Chromium, mit den Regeln von axe-core.",
      ],
    },
    {
      title: "Worauf Sie sich verlassen können",
      blocks: [
        {
          list: [
            "Alles lässt sich allein mit der Tastatur tun. Drücken Sie Strg / oder ? für die Tastenkürzel.",
            "Bedienelemente haben Namen und Rollen, die Screenreader vorlesen; Fortschritt, Ergebnisse und Probleme werden angesagt.",
            "Text lässt sich mit Strg + auf bis zu 200 % vergrößern und folgt der Textgröße des Systems.",
            "Helle, dunkle und kontrastreiche (erzwungene) Farben werden übernommen. Keine Bedeutung wird allein durch Farbe vermittelt.",
            "Bewegung entfällt, wo das System weniger davon verlangt.",
            "Nichts Eingegebenes geht durch eine Taste, einen Klick oder ein Zeitlimit verloren.",
          ],
        },
      ],
    },
    {
      title: "Wahrnehmbar",
      blocks: [
        {
          terms: [
            ["1.1.1 Nicht-Text-Inhalt", "Erfüllt. Symbole stehen neben Wörtern oder haben Namen. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["1.2 Zeitbasierte Medien", "Nicht anwendbar: Es gibt weder Ton noch Video."],
            ["1.3.1 Info und Beziehungen", "Erfüllt. Überschriften, Tabellen, Gruppen, Beschriftungen und Landmarken werden als solche mitgeteilt. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["1.3.2 Bedeutungstragende Reihenfolge", "Erfüllt. Die mitgeteilte Reihenfolge ist die angezeigte. `test_an_export_is_made_by_keys_alone`"],
            ["1.3.3 Sensorische Eigenschaften", "Erfüllt. Keine Anweisung spricht allein von einer Form, einer Farbe oder einem Ort. Durch Lesen der Texte geprüft."],
            ["1.3.4 Ausrichtung", "Erfüllt. Das Fenster nimmt jede Größe ab 900 × 600 an."],
            ["1.3.5 Eingabezweck bestimmen", "Nicht anwendbar: Kein Feld fragt nach Daten über die Person, die die App benutzt, außer nach dem Namen, der als Ersteller angezeigt wird."],
            ["1.4.1 Verwendung von Farbe", "Erfüllt. Neben der Farbe eines Zustands steht ein Wort. `what is on looks other than what is off`"],
            ["1.4.3 Kontrast (Minimum)", "Erfüllt in hellem und dunklem Design, nach axe-core in jedem Bereich. `every step`, `every screen stays readable`"],
            ["1.4.4 Textgröße ändern", "Erfüllt bis 200 %, durch Zoom und durch die Textgröße des Systems. `test_it_zooms_and_stays_so`, `every screen fits, and its heading is in sight`, `every step of the wizard can be read and left`"],
            ["1.4.5 Bilder von Text", "Erfüllt. Es gibt keine."],
            ["1.4.10 Umfließen (Reflow)", "Teilweise. Bei 200 % von 1280 × 800 wird nichts außer Tabellen und der Vorschau in zwei Richtungen gescrollt. Eine Breite von 320 Pixeln wird nicht unterstützt: Das kleinste Fenster ist 900 Pixel breit. `every screen fits, and its heading is in sight`"],
            ["1.4.11 Nicht-Text-Kontrast", "Erfüllt. Felder, Häkchen und der Fokus haben 3:1. Mit den Werten der Farben geprüft; bei erzwungenen Farben `the row that the keys are at, the open row and the step are marked by lines`"],
            ["1.4.12 Textabstand", "Erfüllt. `nothing is lost when text is spaced out`"],
            ["1.4.13 Inhalt bei Hover oder Fokus", "Erfüllt. Tooltips wiederholen den Namen einer Schaltfläche, verschwinden mit Esc und verdecken nichts, wozu sie gehören. Aktionen, die neben einer Zeile erscheinen, stehen auch in ihrem Menü."],
          ],
        },
      ],
    },
    {
      title: "Bedienbar",
      blocks: [
        {
          terms: [
            ["2.1.1 Tastatur", "Erfüllt. `test_an_export_is_made_by_keys_alone`, `an export is made with the keyboard alone`"],
            ["2.1.2 Keine Tastaturfalle", "Erfüllt. Esc verlässt Dialoge, Menüs und Listen. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["2.1.4 Tastenkürzel aus einem Zeichen", "Erfüllt. Das einzige Tastenkürzel ohne Zusatztaste, ?, lässt sich in der Liste der Tastenkürzel ausschalten. `the question mark can be switched off`"],
            ["2.2.1 Zeiteinteilung anpassbar", "Teilweise. Gute Nachrichten verschwinden nach 6 Sekunden und ein Angebot, etwas rückgängig zu machen, nach 10; die Zeit steht still, während der Zeiger oder der Fokus darauf ist, lässt sich aber nicht einstellen. Fehler und Warnungen bleiben, bis sie ausgeblendet werden. Sonst hat nichts ein Zeitlimit."],
            ["2.2.2 Pausieren, beenden, ausblenden", "Erfüllt. Nur der Fortschritt bewegt sich von selbst, und er lässt sich ausblenden. Bewegung entfällt, wo das System weniger davon verlangt."],
            ["2.3.1 Dreimaliges Blitzen", "Erfüllt. Nichts blitzt."],
            ["2.4.3 Fokus-Reihenfolge", "Erfüllt. Ein neuer Schritt wird von seiner Überschrift an gelesen; ein Dialog gibt den Fokus zurück. `test_every_step_is_told_and_read_from_its_heading`, `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["2.4.4 Linkzweck", "Erfüllt. Schaltflächen von Zeilen und Karten nennen, worum es geht. `test_every_screen_says_what_is_on_it`"],
            ["2.4.6 Überschriften und Beschriftungen", "Erfüllt. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["2.4.7 Fokus sichtbar", "Erfüllt. Jede Station auf dem Weg durch den Assistenten zeigt einen Umriss. `test_an_export_is_made_by_keys_alone`"],
            ["2.4.11 Fokus nicht verdeckt", "Teilweise. Meldungen stehen über den Schaltflächen eines Bereichs und neben Dialogen, können aber am Ende einer langen Seite ein Bedienelement verdecken, bis gescrollt oder die Meldung ausgeblendet wird. `test_a_message_covers_no_button_of_a_dialog`"],
            ["2.5.1 Zeigergesten, 2.5.4 Betätigung durch Bewegung", "Erfüllt. Es gibt keine."],
            ["2.5.2 Abbruch der Zeigeraktion", "Erfüllt. Schaltflächen wirken beim Loslassen; ein Ziehen aus der Liste heraus ändert nichts."],
            ["2.5.3 Beschriftung im Namen", "Erfüllt. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["2.5.7 Ziehbewegungen", "Erfüllt. Spalten werden mit Schaltflächen in ihren Einstellungen verschoben, und die Vorschau ändert ihre Größe mit einem Klick. `nothing has to be dragged`"],
            ["2.5.8 Zielgröße (Minimum)", "Erfüllt, nach axe-core in jedem Bereich. `every step`"],
          ],
        },
      ],
    },
    {
      title: "Verständlich",
      blocks: [
        {
          terms: [
            ["3.1.1 Sprache", "Erfüllt. Die Seite sagt, in welcher Sprache sie ist, auch nachdem eine andere gewählt wurde. Daten behalten ihre eigene Schreibrichtung. `Settings changes the language of everything at once`, `right-to-left text keeps its order and place`"],
            ["3.2.1 Bei Fokus, 3.2.2 Bei Eingabe", "Erfüllt. Nichts öffnet oder bewegt sich oder wird gespeichert, weil etwas den Fokus oder einen Wert bekommen hat. `test_an_export_is_made_by_keys_alone`"],
            ["3.2.6 Konsistente Hilfe", "Erfüllt. F1 öffnet das Handbuch in jedem Bereich bei dem, was angezeigt wird. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["3.3.1 Fehlererkennung, 3.3.3 Fehlerempfehlung", "Erfüllt. Was falsch ist, steht in Worten neben seinem Feld, mit einem Ausweg, und wird mit dem Feld mitgeteilt. `test_a_wrong_value_is_said_where_it_is`"],
            ["3.3.2 Beschriftungen oder Anweisungen", "Erfüllt. `test_every_step_is_told_and_read_from_its_heading`"],
            ["3.3.4 Fehlervermeidung", "Erfüllt. Die Übersicht zeigt alles, bevor ein Export erstellt wird; beim Löschen wird gefragt, und es lässt sich rückgängig machen."],
            ["3.3.7 Redundante Eingabe", "Erfüllt. Nichts muss zweimal eingegeben werden; ein Entwurf bleibt erhalten."],
            ["3.3.8 Barrierefreie Authentifizierung", "Erfüllt. Passwörter lassen sich einfügen und liegen im Schlüsselbund des Systems."],
          ],
        },
      ],
    },
    {
      title: "Robust",
      blocks: [
        {
          terms: [
            ["4.1.2 Name, Rolle, Wert", "Erfüllt. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`, `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["4.1.3 Statusmeldungen", "Erfüllt. Beginn und Ende eines Laufs, jedes Viertel davon, die Anzahl der Zeilen und die der Probleme werden angesagt, ohne den Fokus zu bewegen. `test_a_first_file_is_told_from_its_start_to_its_end`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["Interoperabilität mit assistiven Technologien", "Erfüllt unter Linux (AT-SPI), durch die oben genannten Tests. Unter Windows (UI Automation) und macOS (Accessibility) teilt die Webansicht des Systems dieselbe Seite mit; dort gibt es keine Tests."],
            ["Einstellungen des Systems", "Erfüllt. Farben, Kontrastdesigns, Textgröße und reduzierte Bewegung werden übernommen. `what is on looks other than what is off`"],
            ["Dokumentation", "Erfüllt. Dieses Handbuch ist Teil des Fensters und wird mitgeteilt wie jeder andere Bereich. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
          ],
        },
      ],
    },
    {
      title: "Bekannte Grenzen",
      blocks: [
        {
          list: [
            "Die Namen von Datenmodellen und Feldern und was andere Programme und Server antworten, bleiben in ihrer eigenen Sprache.",
            "Tests lesen, was Screenreadern mitgeteilt wird; kein Test hört einen Screenreader sprechen, und eine Prüfung mit Menschen, die Screenreader benutzen, gab es noch nicht.",
            "Die eigenen Fenster des Systems (Dateiauswahl, Menü im Infobereich) sind die des Systems.",
            "Der Zoom endet bei 200 %.",
          ],
        },
      ],
    },
  ],
};
