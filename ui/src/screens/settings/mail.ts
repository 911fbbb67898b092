/** What is wrong with a mail server's settings, in words. */
import type { MailServer } from "../../ipc/backend";
import { tellingText as text } from "../../text/telling";
import { isAddress } from "../telling/email";

export const PORTS: Record<MailServer["security"], number> = { starttls: 587, tls: 465 };

export interface ServerProblems {
  host: string | null;
  port: string | null;
  from: string | null;
  password: string | null;
}

/** `port` as it was typed; `hasPassword` if one was typed or is saved. */
export function checkServer(server: MailServer, port: string, hasPassword: boolean): ServerProblems {
  const number = Number(port.trim());
  return {
    host: server.host === "" ? text.hostMissing : /[\s/:@]/.test(server.host.replace(/^\[[0-9a-f:]+\]$/i, "")) ? text.hostWrong : null,
    port: /^\d+$/.test(port.trim()) && number >= 1 && number <= 65_535 ? null : text.portWrong,
    from: isAddress(senderAddress(server.from)) ? null : text.fromWrong,
    password: server.user === "" || hasPassword ? null : text.passwordMissing,
  };
}

/** The address of a sender, which may be written `Name <address>`. */
export function senderAddress(from: string): string {
  const named = /^[^<>@]*<([^<>]*)>$/.exec(from.trim());
  return named ? (named[1] ?? "") : from;
}

export function hasNoProblem(problems: ServerProblems): boolean {
  return Object.values(problems).every((problem) => problem === null);
}
