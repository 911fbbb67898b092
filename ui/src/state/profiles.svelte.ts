/** Profiles and receivers, for their screen and the wizard. */
import { toCommandError } from "../errors";
import { backend } from "../ipc";
import type { CommandError, DescribedReceiver, ExportSpec, ReceiverId, SavedProfile } from "../ipc/backend";

class Profiles {
  /** The saved ones, then the built-in ones; null until they were asked. */
  list = $state.raw<SavedProfile[] | null>(null);
  receivers = $state.raw<DescribedReceiver[]>([]);
  problem = $state.raw<CommandError | null>(null);
  readonly saved = $derived(this.list?.filter(({ id }) => id !== null) ?? []);
  readonly builtIn = $derived(this.list?.filter(({ id }) => id === null) ?? []);

  async load(): Promise<void> {
    try {
      [this.list, this.receivers] = await Promise.all([backend.profiles(), backend.receivers()]);
      this.problem = null;
    } catch (thrown) {
      this.problem = toCommandError(thrown);
    }
  }

  named(name: string | undefined): SavedProfile | null {
    return name === undefined ? null : (this.list?.find(({ profile }) => profile.name === name) ?? null);
  }

  /** The definition as its runs have it: what its profile says of names and zone comes before its own. Its schedule stays in its own zone. */
  applied(spec: ExportSpec): ExportSpec {
    const profile = this.named(spec.format.profile)?.profile;
    return {
      ...spec,
      timezone: profile?.timezone ?? spec.timezone,
      file_name: profile?.file_name ?? spec.file_name,
      ...(profile?.entry_name ? { entry_name: profile.entry_name } : {}),
    };
  }

  receiver(id: ReceiverId): string {
    return this.receivers.find((receiver) => receiver.id === id)?.name ?? id;
  }
}

export const profiles = new Profiles();
