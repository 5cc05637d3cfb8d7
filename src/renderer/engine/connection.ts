import type { ClientLink } from '@orpc/client';

type Link = ClientLink<Record<never, never>>;

/** One connection to the engine, of whatever kind. */
export interface Connection {
  readonly link: Link;
  /** Settles when the connection is lost. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Opens a connection; rejects when the engine cannot be reached. */
export type Connect = () => Promise<Connection>;
