/** Words that targets and connections share. */
import { text, texts } from "./say";
export const placesText = texts("places", {
  choose: text,
  chooseFile: (label: string) => ({ label }),
  optional: text,
  savedSecret: text,
  replaceSecret: text,
  replaceNamed: (label: string) => ({ label }),
  keepSecret: text,
  secretHint: text,
  showSecret: (label: string) => ({ label }),
  hideSecret: (label: string) => ({ label }),
  keychainTitle: text,
  otherKind: text,
  chooseKind: text,
  unencrypted: text,
  unreadable: text,
});
