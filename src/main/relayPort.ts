import type { Supervisor } from '../supervisor/supervisor.ts';

/** Our end of a port to a window: Electron's `MessagePortMain`. */
export interface WindowPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: string): void;
  start(): void;
  close(): void;
}

/** Hands messages back and forth between a window and the engine, without looking into them. */
export function relayPort(port: WindowPort, supervisor: Pick<Supervisor, 'connect'>): void {
  const connection = supervisor.connect({
    frame: (data) => port.postMessage(data),
    closed: () => port.close(),
  });
  port.on('message', ({ data }) => {
    if (typeof data === 'string') void connection.send(data);
    else port.close();
  });
  port.on('close', () => connection.close());
  port.start();
}
