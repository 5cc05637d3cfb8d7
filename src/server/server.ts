import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { HandfulError } from '../shared/errors.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { Access } from './access.ts';
import { LONGEST_FRAME_BYTES, relay } from './relay.ts';
import { sentence, type Answer } from './web/answer.ts';
import { createSite, type Site } from './web/site.ts';

export interface ServerOptions {
  /** The built window. */
  readonly rendererFolder: string;
  readonly supervisor: Pick<Supervisor, 'connect' | 'picture'>;
  /** What lets a browser in. */
  readonly token: string;
  /** The address to listen on: '127.0.0.1' unless others are to come in. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

export interface RunningServer {
  /** Opens the window in a browser; carries the token. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts to listen. Throws USAGE when the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer();
  const port = await listen(server, options.host, options.port);
  const access = new Access(options.token, options.host, port);
  const site = createSite(options.rendererFolder, options.supervisor);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_FRAME_BYTES });
  server.on('request', (request, response) => void respond(request, response, access, site));
  server.on('upgrade', (request, stream, head) => {
    const refusal = upgradeRefusal(request, access);
    if (refusal) refuse(stream, refusal);
    else sockets.handleUpgrade(request, stream, head, (socket) => relay(socket, options.supervisor));
  });
  return {
    url: `http://${isWildcard(options.host) ? 'localhost' : bracketed(options.host)}:${port}/?token=${options.token}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, access: Access, site: Site): Promise<void> {
  const { status, headers, body } = await answerTo(request, access, site).catch((error: unknown) =>
    sentence(500, `A fault of Handful: ${error instanceof Error ? error.message : String(error)}`),
  );
  response.writeHead(status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answerTo(request: IncomingMessage, access: Access, site: Site): Promise<Answer> {
  if (!access.isOwnName(request)) return sentence(421, 'This server does not go by that name.');
  const url = addressOf(request);
  if (!url) return sentence(400, 'This is not an address.');
  const token = url.searchParams.get('token');
  if (url.pathname === '/' && token !== null && access.isToken(token)) {
    return sentence(303, 'Opening Handful.', { location: '/', 'set-cookie': access.cookie(token) });
  }
  if (!access.hasCookie(request)) {
    return sentence(401, 'Open Handful with the whole address that it printed when it was started, token included.');
  }
  return site(request.method ?? 'GET', url);
}

/** Why a WebSocket is not taken, if so. */
function upgradeRefusal(request: IncomingMessage, access: Access): number | undefined {
  if (!access.isOwnName(request)) return 421;
  if (!access.isOwnOrigin(request)) return 403;
  if (!access.hasCookie(request)) return 401;
  return addressOf(request)?.pathname === '/engine' ? undefined : 404;
}

function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => undefined);
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function addressOf(request: IncomingMessage): URL | undefined {
  const address = `http://handful${request.url ?? ''}`;
  return request.url?.startsWith('/') && URL.canParse(address) ? new URL(address) : undefined;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(host, port, error)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): HandfulError {
  const reasons: Record<string, string> = {
    EADDRINUSE: 'another program uses it',
    EACCES: 'it may not be used (no permission)',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'there is no such name',
  };
  return new HandfulError(
    'USAGE',
    `Port ${port} of ${host} cannot be had: ${reasons[error.code ?? ''] ?? error.message}.`,
    'Choose another with --port, or leave it out and any free one is taken.',
    { cause: error },
  );
}

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
