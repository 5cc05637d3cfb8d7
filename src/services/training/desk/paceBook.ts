import type { ProjectStore } from '../../ports/projectStore.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { TrainSettings } from '../settings.ts';
import type { Pace } from '../workload.ts';

const BLOB = 'training-pace.json';

/** How fast trainings were, by device, encoder and size; kept with the project. */
export class PaceBook {
  readonly #store: ProjectStore;
  /** Of short trials, which say less: forgotten when the project is closed. */
  readonly #tried = new Map<string, Pace>();

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  async find(key: string): Promise<Pace | undefined> {
    return (await this.#all())[key] ?? this.#tried.get(key);
  }

  noteTrial(key: string, pace: Pace): void {
    this.#tried.set(key, pace);
  }

  /** Throws DISK_FULL. */
  async note(key: string, pace: Pace): Promise<void> {
    const all = { ...(await this.#all()), [key]: pace };
    await this.#store.writeBlob(BLOB, new TextEncoder().encode(JSON.stringify(all)));
  }

  async #all(): Promise<Record<string, Pace>> {
    const bytes = await this.#store.readBlob(BLOB);
    return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, Pace>) : {};
  }
}

/** What decides how fast a training is. */
export function paceKey({ device }: Runtime, settings: TrainSettings, sizePx: number): string {
  const what = settings.trainEncoder ? 'whole' : 'heads';
  return [device.name, device.threads ?? 1, settings.encoder, what, sizePx].join('|');
}
