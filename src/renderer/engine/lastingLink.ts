import { fromWire } from '../../shared/contract/errors.ts';
import type { ClientLink, ClientOptions } from '@orpc/client';
import type { Connection } from './connection.ts';
import { isRead } from './reads.ts';

type Options = ClientOptions<Record<never, never>>;

/** How long a call waits for the engine to come back before it fails with ENGINE_GONE. */
const PATIENCE_MS = 20_000;

/** How often a call that only reads is made when the engine goes away under it; more would kill it again and again. */
const READ_ATTEMPTS = 3;

/**
 * A link that outlives its connections: a call made while the engine is away waits for the next connection. A call
 * that was under way when the connection broke is made again if it only reads; one that changes something fails with
 * ENGINE_GONE, because it may have been carried out.
 */
export class LastingLink implements ClientLink<Record<never, never>> {
  private connection: Connection | undefined;
  private readonly waiting = new Set<(connection: Connection) => void>();

  attach(connection: Connection): void {
    this.connection = connection;
    for (const resume of this.waiting) resume(connection);
    this.waiting.clear();
  }

  detach(): void {
    this.connection = undefined;
  }

  /** Throws HandfulError, or the reason of `options.signal` when that was aborted. */
  async call(path: readonly string[], input: unknown, options: Options): Promise<unknown> {
    const attempts = isRead(path) ? READ_ATTEMPTS : 1;
    for (let attempt = 1; ; attempt++) {
      const connection = this.connection ?? (await this.next(options.signal));
      try {
        return await connection.link.call(path, input, options);
      } catch (error) {
        if (options.signal?.aborted) throw options.signal.reason;
        const problem = fromWire(error);
        if (problem.code !== 'ENGINE_GONE' || attempt === attempts) throw problem;
        if (this.connection === connection) this.connection = undefined;
      }
    }
  }

  /** The next connection. Throws ENGINE_GONE when none comes in time, or the reason of `signal`. */
  private next(signal: AbortSignal | undefined): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const settle = (connection?: Connection): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        this.waiting.delete(settle);
        if (connection) resolve(connection);
        else reject(signal?.aborted ? signal.reason : fromWire(new Error('No connection to the engine.')));
      };
      const giveUp = (): void => settle();
      const timer = setTimeout(giveUp, PATIENCE_MS);
      signal?.addEventListener('abort', giveUp);
      this.waiting.add(settle);
    });
  }
}
