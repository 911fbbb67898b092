/** E-mail addresses as they are typed, and the e-mail part of a definition. */
import type { Email } from "../../ipc/backend";

const ADDRESS = /^[^\s@,;<>()[\]"\\]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

export function isAddress(text: string): boolean {
  const [name = "", host = ""] = text.split("@");
  return ADDRESS.test(text) && !`${name}@${host}`.includes("..") && !name.startsWith(".") && !name.endsWith(".") && text.length <= 254;
}

/** The addresses of a text, such as `Ann <ann@x.org>, bob@x.org`. */
export function addressesOf(text: string): string[] {
  return text
    .split(/[,;\n]+/)
    .flatMap((part) => {
      const named = /<([^<>]*)>/.exec(part);
      return named ? [named[1] ?? ""] : part.split(/\s+/);
    })
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Addresses with those of a text added, each once. */
export function withAddresses(to: string[], text: string): string[] {
  const next = [...to];
  for (const address of addressesOf(text)) {
    if (!next.some((other) => other.toLowerCase() === address.toLowerCase())) next.push(address);
  }
  return next;
}

export function newEmail(): Email {
  return { to: [], on: "both" };
}

export function tidyEmail(email: Email): Email {
  return { to: [...email.to], on: email.on, attach: email.attach === true };
}
