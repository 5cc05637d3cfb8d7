import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../../src/server/server.ts';
import { HandfulError } from '../../../src/shared/errors.ts';
import type { ConnectionListener } from '../../../src/supervisor/connections.ts';
import type { HostPicture } from '../../../src/supervisor/pictureRequests.ts';

export const TOKEN = 'a-token-of-the-test';
export const HASH = '0123456789ab';

/** An engine that echoes what it is sent. */
function echoingEngine() {
  const connections: { listener: ConnectionListener; isClosed: boolean }[] = [];
  return {
    connections,
    connect(listener: ConnectionListener) {
      const connection = { listener, isClosed: false };
      connections.push(connection);
      return {
        send: (frame: string) => Promise.resolve(listener.frame(`echo ${frame}`)),
        close: () => void (connection.isClosed = true),
      };
    },
    picture(index: number, kind: string, hash: string): Promise<HostPicture> {
      if (index === 5) return Promise.reject(new HandfulError('ENGINE_GONE', 'No engine.', 'Wait.'));
      if (index > 0) return Promise.reject(new HandfulError('IMAGE_UNREADABLE', 'It is gone.', 'Look for it.'));
      return Promise.resolve({ bytes: Buffer.from(`${kind} ${hash}`), mimeType: 'image/webp' });
    },
  };
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** A server for a window of two files, beside which lies a secret. */
export async function testServer() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'handful-server-')));
  const rendererFolder = join(root, 'renderer');
  mkdirSync(join(rendererFolder, 'assets'), { recursive: true });
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html>the page');
  writeFileSync(join(rendererFolder, 'assets/index-1a2b.js'), 'the script');
  writeFileSync(join(root, 'secret.txt'), 'a secret');
  const engine = echoingEngine();
  const options = { rendererFolder, supervisor: engine, token: TOKEN, host: '127.0.0.1' };
  const server = await startServer({ ...options, port: 0 });
  const { origin, hostname, port } = new URL(server.url);
  return {
    engine,
    options,
    origin,
    port,
    url: server.url,
    cookie: { cookie: `handful-${port}=${TOKEN}` },
    /** One request as it stands, whatever a client would make of the path. */
    get: (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> =>
      new Promise((resolve, reject) => {
        const sent = request({ hostname, port, path, headers, method }, (response) => {
          let body = '';
          response.on('data', (piece: Buffer) => (body += piece.toString()));
          response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
        });
        sent.on('error', reject);
        sent.end();
      }),
    async close(): Promise<void> {
      await server.close();
      rmSync(root, { recursive: true });
    },
  };
}
