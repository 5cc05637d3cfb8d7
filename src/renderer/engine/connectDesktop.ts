import { RPCLink } from '@orpc/client/message-port';
import { ENGINE_PORT_MESSAGE, type DesktopBridge } from '../../shared/desktopBridge.ts';
import type { Connect } from './connection.ts';

/** Connects over a port that the desktop app hands to its window. */
export function connectDesktop(bridge: DesktopBridge): Connect {
  return async () => {
    const [port] = await Promise.all([nextPort(), bridge.connect()]);
    const closed = new Promise<void>((resolve) => {
      port.addEventListener('close', () => resolve(), { once: true });
    });
    const link = new RPCLink({ port });
    port.start();
    return { link, closed, close: () => port.close() };
  };
}

function nextPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== ENGINE_PORT_MESSAGE || port === undefined) return;
      window.removeEventListener('message', take);
      resolve(port);
    };
    window.addEventListener('message', take);
  });
}
