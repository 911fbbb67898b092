/** Words about what the window didn't expect. */
import { text, texts } from "./say";

export const errorsText = texts("errors", {
  unexpected: text,
});
