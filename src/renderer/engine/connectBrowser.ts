import { RPCLink } from '@orpc/client/websocket';
import type { Connection } from './connection.ts';

/** Connects over a WebSocket to the server that the page came from. */
export async function connectBrowser(): Promise<Connection> {
  const url = new URL('engine', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  url.hash = '';
  url.search = '';
  const websocket = new WebSocket(url);
  await opened(websocket);
  return {
    link: new RPCLink({ websocket }),
    closed: new Promise((resolve) => {
      websocket.addEventListener('close', () => resolve(), { once: true });
    }),
    close: () => websocket.close(),
  };
}

function opened(websocket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true });
    websocket.addEventListener('close', () => reject(new Error('The server did not take the connection.')), {
      once: true,
    });
  });
}
