import type { WorkbenchEvent } from '../../shared/contract/events.ts';
import type { EventHub } from '../../services/workbench/eventHub.ts';
import { engine } from './engine.ts';
import { EventBacklog } from './eventBacklog.ts';

export const eventsProcedure = engine.events.handler(async function* ({ context: { workbench }, signal }) {
  yield* stream(workbench.events, signal, () => workbench.asEvents());
});

/** What there is, then all that happens until `signal` says that nobody listens any more. */
async function* stream(
  hub: EventHub,
  signal: AbortSignal | undefined,
  first: () => WorkbenchEvent[],
): AsyncGenerator<WorkbenchEvent> {
  const backlog = new EventBacklog();
  const end = hub.listen((event) => backlog.add(event));
  const stop = (): void => backlog.end();
  signal?.addEventListener('abort', stop);
  for (const event of first()) backlog.add(event);
  try {
    for (let event = await backlog.next(); event; event = await backlog.next()) yield event;
  } finally {
    end();
    signal?.removeEventListener('abort', stop);
  }
}
