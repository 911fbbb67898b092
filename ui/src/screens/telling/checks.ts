/** What is wrong with the e-mail part of a definition, in words. */
import type { Email, Problem } from "../../ipc/backend";
import { tellingText } from "../../text/telling";
import { isAddress } from "./email";

const text = tellingText.checks;
const MOST = 50;

export function checkEmail(email: Email): Problem[] {
  if (email.to.length === 0) return [{ path: "email.to", ...text.nobody }];
  const wrong = email.to.flatMap((address, place) => (isAddress(address) ? [] : [{ path: `email.to[${place}]`, ...text.wrong(address) }]));
  return email.to.length > MOST ? [{ path: "email.to", ...text.tooMany }, ...wrong] : wrong;
}
