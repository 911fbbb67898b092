/** Words about what the window didn't expect. */
import { problem, text, texts } from "./say";

export const errorsText = texts("errors", {
  unexpected: text,
  misunderstood: problem((error: string) => ({ error })),
});
