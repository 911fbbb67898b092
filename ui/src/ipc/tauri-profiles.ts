/** Profiles and receivers, asked of the desktop shell. */
import type { FileFormat } from "./backend";
import * as bindings from "./bindings";
import type { Profile, ProfileBackend } from "./profiles";
import { standardFormat } from "./standard-format";

const { commands } = bindings;

interface Asking {
  asked: <T>(answer: Promise<T>) => Promise<T>;
  stoppable: <T>(signal: AbortSignal, work: (request: number) => Promise<T>) => Promise<T>;
}

/** Members whose value is null are as good as absent. */
function present<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null && member !== undefined)) as Partial<T>;
}

function profileOf(value: bindings.Profile): Profile {
  return { ...present(value), version: 1, name: value.name, format: { ...standardFormat, ...(present(value.format ?? {}) as Partial<FileFormat>) } } as Profile;
}

const sent = (profile: Profile) => profile as unknown as bindings.Profile;

export function profileBackend({ asked, stoppable }: Asking): ProfileBackend {
  return {
    receivers: () => asked(commands.receivers()),
    profiles: async () => (await asked(commands.profiles())).map((saved) => ({ ...saved, profile: profileOf(saved.profile) })),
    saveProfile: ({ id, profile }) => asked(commands.saveProfile({ id, profile: sent(profile) })),
    deleteProfile: async (id) => void (await asked(commands.deleteProfile(id))),
    profileVersions: async (id) =>
      (await asked(commands.profileVersions(id))).map((version) => ({ ...version, profile: version.profile && profileOf(version.profile) })),
    profileExports: (name) => asked(commands.profileExports(name)),
    testProfile: (profile, spec, connection, signal) =>
      stoppable(signal, (request) => commands.testProfile(request, sent(profile), spec as unknown as bindings.ExportSpec, connection)),
    async openProfile() {
      const opened = await asked(commands.openProfile());
      return opened && profileOf(opened);
    },
    saveProfileAs: (profile) => asked(commands.saveProfileAs(sent(profile))),
    async recogniseProfile() {
      const found = await asked(commands.recogniseProfile());
      return found && { ...found, profile: profileOf(found.profile) };
    },
  };
}
