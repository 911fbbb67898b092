/** The e-mail part of a definition as a sentence. */
import type { Email } from "../../ipc/backend";
import { tellingText } from "../../text/telling";
import { listed } from "../wizard/wording";

/** `E-mail to a@x.org and b@x.org when a run fails, with the file`. */
export function emailSentence(email: Email): string {
  const people = email.to.length === 0 ? tellingText.nobodyYet : listed(email.to, "and", 5);
  const attached = email.attach && email.on !== "failure" ? tellingText.sentenceAttached : "";
  return tellingText.sentence(people, tellingText.sentenceWhen[email.on], attached);
}
