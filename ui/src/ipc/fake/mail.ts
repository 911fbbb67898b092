/** A mail server that takes every message but those of a wrong password. */
import type { MailServer } from "../backend";
import { refusal } from "./refusal";

export class Mail {
  server: MailServer | null = null;
  #password: string | null = null;
  readonly keychainProblem: string | null;

  constructor(parameters: URLSearchParams) {
    this.keychainProblem = parameters.get("keychain") === "none"
      ? "This computer has no keychain that Export Desk can use. Start a secret service such as GNOME Keyring or KWallet, then start Export Desk again."
      : null;
    if (parameters.has("mail")) {
      this.server = { host: "smtp.aurora.example", port: 587, security: "starttls", user: "exports@aurora.example", from: "exports@aurora.example" };
      this.#password = "kept";
    }
  }

  get passwordSaved(): boolean {
    return this.#password !== null;
  }

  save(server: MailServer | null, password: string | null) {
    if (password !== null && password !== "" && this.keychainProblem !== null) {
      throw refusal("keychain", "This computer has no keychain that Export Desk can use", "Start a secret service such as GNOME Keyring or KWallet, then start Export Desk again.");
    }
    this.server = server;
    if (server === null || password === "") this.#password = null;
    else if (password !== null) this.#password = password;
  }

  test(to: string) {
    if (this.server === null) throw refusal("mail", "No mail server is set up", "Fill in the mail server and save it.");
    if (this.server.host.includes("missing")) throw refusal("mail", `Can't reach \`${this.server.host}:${this.server.port}\``, "Check the host and port, or whether a VPN is needed.");
    if (this.#password === "wrong") throw refusal("mail", `\`${this.server.host}\` refused the login of \`${this.server.user}\``, "Check the user and the password.");
    if (to.includes("refused")) throw refusal("mail", `\`${this.server.host}\` doesn't take mail for \`${to}\``, "Check the address.");
  }
}
