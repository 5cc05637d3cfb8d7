import type { WorkbenchEvent } from '../../shared/contract/events.ts';

/**
 * Events that a window has not taken yet. Of what only the newest state matters for (the project, columns, one
 * activity, the map) the newest is kept, so that a slow window falls behind in nothing but time.
 */
export class EventBacklog {
  readonly #events: WorkbenchEvent[] = [];
  #wake: (() => void) | undefined;
  #isEnded = false;

  add(event: WorkbenchEvent): void {
    const place = this.#events.findIndex((waiting) => replaces(event, waiting));
    if (place < 0) this.#events.push(event);
    else this.#events[place] = merged(this.#events[place]!, event);
    this.#wake?.();
  }

  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  /** The oldest event, once there is one; undefined at the end. */
  async next(): Promise<WorkbenchEvent | undefined> {
    while (this.#events.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#isEnded ? undefined : this.#events.shift();
  }
}

function replaces(event: WorkbenchEvent, waiting: WorkbenchEvent): boolean {
  if (event.type === 'activity') return waiting.type === 'activity' && waiting.activity.id === event.activity.id;
  return event.type === waiting.type && event.type !== 'relabelled';
}

function merged(waiting: WorkbenchEvent, event: WorkbenchEvent): WorkbenchEvent {
  if (event.type !== 'training' || waiting.type !== 'training') return event;
  return { ...event, metrics: [...waiting.metrics, ...event.metrics] };
}
