/** What a window's connection hears from the engine. */
export interface ConnectionListener {
  frame(data: string): void;
  /** The engine is gone, or could not read what was sent. Nothing comes after it. */
  closed(): void;
}

/** The windows that are connected to the engine that runs now, by number. */
export class Connections {
  readonly #listeners = new Map<number, ConnectionListener>();
  #count = 0;

  open(listener: ConnectionListener): number {
    const connection = ++this.#count;
    this.#listeners.set(connection, listener);
    return connection;
  }

  frame(connection: number, data: string): void {
    this.#listeners.get(connection)?.frame(data);
  }

  has(connection: number): boolean {
    return this.#listeners.has(connection);
  }

  /** Forgets a connection that the window has closed itself. */
  forget(connection: number): void {
    this.#listeners.delete(connection);
  }

  close(connection: number): void {
    const listener = this.#listeners.get(connection);
    this.#listeners.delete(connection);
    listener?.closed();
  }

  closeAll(): void {
    for (const connection of this.#listeners.keys()) this.close(connection);
  }
}
