/** Whether ? alone shows the shortcuts: who speaks to the computer may not want that. */
export const QUESTION_MARK = "shortcuts.question-mark";

/** What the window remembers of itself: how it was left, not what is worked on. */
export function kept<Value>(name: string, usual: Value): Value {
  try {
    const text = localStorage.getItem(`window.${name}`);
    return text === null ? usual : (JSON.parse(text) as Value);
  } catch {
    return usual;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(`window.${name}`, JSON.stringify(value));
  } catch {
    // Without room for it, the next start begins as usual.
  }
}
