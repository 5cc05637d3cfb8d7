import type { EngineClient } from '../../shared/contract/contract.ts';
import type { WorkbenchEvent } from '../../shared/contract/events.ts';
import type { AppInfo } from '../../shared/contract/app.ts';
import type { Connect, Connection } from './connection.ts';
import type { LastingLink } from './lastingLink.ts';

export interface ConnectionListener {
  /** The engine answers; every state follows as events. */
  opened(info: AppInfo): void;
  event(event: WorkbenchEvent): void;
  lost(): void;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3000;

/**
 * Keeps the window connected until `signal` is aborted: connects, listens to the events, and connects again with
 * growing pauses whenever the connection or the stream of events ends.
 */
export async function keepConnected(
  connect: Connect,
  link: LastingLink,
  engine: EngineClient,
  listener: ConnectionListener,
  signal: AbortSignal,
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const connection = await connect().catch(() => undefined);
    if (connection && (await listen(connection, link, engine, listener, signal))) pauseMs = FIRST_PAUSE_MS;
    if (signal.aborted) return;
    listener.lost();
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 1.6, LONGEST_PAUSE_MS);
  }
}

/** Hands on events until the connection ends: whether the engine answered at all. */
async function listen(
  connection: Connection,
  link: LastingLink,
  engine: EngineClient,
  listener: ConnectionListener,
  signal: AbortSignal,
): Promise<boolean> {
  let hasAnswered = false;
  const ended = AbortSignal.any([signal, abortedBy(connection.closed)]);
  ended.addEventListener('abort', () => connection.close(), { once: true });
  try {
    link.attach(connection);
    const info = await engine.app.info(undefined, { signal: ended });
    const events = await engine.events(undefined, { signal: ended });
    hasAnswered = true;
    listener.opened(info);
    for await (const event of events) listener.event(event);
  } catch {
    // A stream that breaks and one that ends both mean that the engine is away: the caller connects again.
  } finally {
    link.detach();
    connection.close();
  }
  return hasAnswered;
}

function abortedBy(closed: Promise<void>): AbortSignal {
  const controller = new AbortController();
  void closed.then(() => controller.abort());
  return controller.signal;
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
