/** Keys and passwords of encrypted files, asked of the desktop shell. */
import * as bindings from "./bindings";
import type { SealingBackend } from "./sealing";

const { commands } = bindings;

interface Asking {
  asked: <T>(answer: Promise<T>) => Promise<T>;
}

export function sealingBackend({ asked }: Asking): SealingBackend {
  return {
    pgpKeys: (text) => asked(commands.pgpKeys(text)),
    openPgpKeys: () => asked(commands.openPgpKeys()),
    hasZipPassword: (name) => asked(commands.hasZipPassword(name)),
    saveZipPassword: async (name, password, short) => void (await asked(commands.saveZipPassword(name, password, short))),
    signingKey: (name) => asked(commands.signingKey(name)),
    saveSigningKey: (name, passphrase) => asked(commands.saveSigningKey(name, passphrase)),
    forgetSigningKey: async (name) => void (await asked(commands.forgetSigningKey(name))),
  };
}
