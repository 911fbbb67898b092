/** How people are told what became of a run: notifications, e-mail, the tray. */

/** Part of an export's definition. */
export interface Email {
  to: string[];
  on: "success" | "failure" | "both";
  /** Whether the file is attached, if it is small enough. */
  attach?: boolean;
}

export interface MailServer {
  host: string;
  port: number;
  security: "starttls" | "tls";
  /** Empty when the server asks for no login. */
  user: string;
  from: string;
}

export interface NotifyOn {
  finished: boolean;
  failed: boolean;
  caught_up: boolean;
}

/** What belongs to it in the settings. */
export interface TellingSettings {
  notify: boolean;
  notify_on: NotifyOn;
  /** Closing the window leaves the app in the tray. */
  keep_in_tray: boolean;
  start_at_login: boolean;
  mail: MailServer | null;
  /** Megabytes up to which files are attached. */
  mail_attach_limit_mb: number;
}

export interface Telling {
  /** Null forgets the server and its password; a null password keeps the saved one. */
  saveMail(mail: MailServer | null, password: string | null): Promise<void>;
  /** Sends a message by the saved server. */
  sendTestMail(to: string): Promise<void>;
  mailPasswordSaved(): Promise<boolean>;
  /** Why the system's keychain can't be used, in words; null when it can. */
  keychainProblem(): Promise<string | null>;
  /** Why closing the window can't keep the app in a tray, in words; null when it can. */
  trayProblem(): Promise<string | null>;
}
