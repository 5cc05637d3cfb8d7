import type { WorkbenchEvent } from '../../shared/contract/events.ts';

type Listener = (event: WorkbenchEvent) => void;

/** Tells every listener what happens, in order. */
export class EventHub {
  readonly #listeners = new Set<Listener>();

  readonly publish = (event: WorkbenchEvent): void => {
    for (const listener of this.#listeners) listener(event);
  };

  /** Returns what ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
