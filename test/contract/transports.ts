import { EventEmitter, once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { serveParent } from '../../src/engineHost/channel.ts';
import { directClient } from '../../src/engineHost/directClient.ts';
import { engineFrames } from '../../src/engineHost/frames.ts';
import { nodeMachine } from '../../src/engineHost/machine.ts';
import { ProjectPictures } from '../../src/engineHost/pictures.ts';
import { relayPort } from '../../src/main/relayPort.ts';
import { startServer } from '../../src/server/server.ts';
import { superviseEngine } from '../../src/server/superviseEngine.ts';
import { Workbench } from '../../src/services/workbench/workbench.ts';
import type { EngineClient } from '../../src/shared/contract/contract.ts';
import type { FromEngine, ToEngine } from '../../src/shared/hostChannel.ts';
import type { EngineProcess } from '../../src/supervisor/engineProcess.ts';
import { Supervisor } from '../../src/supervisor/supervisor.ts';
import { sharedRuntime } from '../support/sharedRuntime.ts';

/** An engine, and a window that is connected to it. */
export interface Connected {
  readonly client: EngineClient;
  /** A folder for projects and images. */
  readonly root: string;
  /** Another window, which sends what it likes; where there is a transport. */
  readonly connect?: () => Promise<RawWindow>;
  close(): Promise<void>;
}

export interface RawWindow {
  send(frame: string): void;
  close(): void;
}

export const transports: Readonly<Record<string, () => Promise<Connected>>> = {
  'a direct call': direct,
  'a port of the desktop app': overPort,
  'the socket of the server': overSocket,
};

/** Settings go to a folder of the test, not to that of the user. */
function temporaryRoot(): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'handful-contract-')));
  process.env['HANDFUL_CONFIG'] = path.join(root, 'config');
  return root;
}

async function direct(): Promise<Connected> {
  const root = temporaryRoot();
  const workbench = new Workbench({ ...nodeMachine(), runtime: sharedRuntime });
  return {
    client: directClient({ workbench, host: 'desktop' }),
    root,
    async close() {
      await workbench.close();
      rmSync(root, { recursive: true });
    },
  };
}

/** The whole way of the desktop app, but without a process in between. */
async function overPort(): Promise<Connected> {
  const root = temporaryRoot();
  const supervisor = new Supervisor(engineInProcess, () => undefined);
  supervisor.start();
  const { port1, port2 } = new MessageChannel();
  relayPort(asMainPort(port1), supervisor);
  const client: EngineClient = createORPCClient(
    new PortLink({ port: port2 as unknown as ConstructorParameters<typeof PortLink>[0]['port'] }),
  );
  port2.start();
  return {
    client,
    root,
    async connect() {
      const channel = new MessageChannel();
      relayPort(asMainPort(channel.port1), supervisor);
      return { send: (frame) => channel.port2.postMessage(frame), close: () => channel.port2.close() };
    },
    async close() {
      port2.close();
      await supervisor.stop();
      rmSync(root, { recursive: true });
    },
  };
}

/** Electron hands events to the listeners of its ports, Node their data. */
function asMainPort(port: NodePort): Parameters<typeof relayPort>[0] {
  return {
    on: (event: string, listener: (event: { data: unknown }) => void) =>
      port.on(event as 'message', (data: unknown) => listener({ data })),
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}

function engineInProcess(): EngineProcess {
  const workbench = new Workbench({ ...nodeMachine(), runtime: sharedRuntime });
  const wire = new EventEmitter<{ toEngine: [ToEngine]; fromEngine: [FromEngine] }>();
  const send = (message: FromEngine): void => queueMicrotask(() => wire.emit('fromEngine', message));
  const ended = serveParent(
    { send, onMessage: (listener) => wire.on('toEngine', listener), onGone: () => undefined },
    {
      frames: engineFrames({ workbench, host: 'desktop' }),
      picture: new ProjectPictures(workbench).picture,
      openProject: async (project) => void (await workbench.open(project)),
      close: () => workbench.close(),
    },
  );
  send({ type: 'ready', pid: process.pid });
  return {
    send: async (message) => void wire.emit('toEngine', message),
    onMessage: (listener) => void wire.on('fromEngine', listener),
    onExit: (listener) => void ended.then(() => listener('code 0')),
    kill: () => undefined,
  };
}

/** The real server and a real engine process. */
async function overSocket(): Promise<Connected> {
  const root = temporaryRoot();
  const entry = fileURLToPath(new URL('../../bin/engine.js', import.meta.url));
  const { supervisor, usable } = superviseEngine(entry, undefined, () => undefined, [tmpdir()]);
  supervisor.start();
  await usable;
  const token = 'token-of-the-contract';
  const server = await startServer({ rendererFolder: root, supervisor, token, host: '127.0.0.1', port: 0 });
  const { origin, port } = new URL(server.url);
  const open = (): WebSocket =>
    new WebSocket(`${origin.replace('http', 'ws')}/engine`, {
      origin,
      headers: { cookie: `handful-${port}=${token}` },
    });
  const socket = open();
  const client: EngineClient = createORPCClient(
    new SocketLink({ websocket: socket as unknown as ConstructorParameters<typeof SocketLink>[0]['websocket'] }),
  );
  return {
    client,
    root,
    async connect() {
      const other = open();
      await once(other, 'open');
      // The server cuts it off in the middle of what it sends.
      other.on('error', () => undefined);
      return { send: (frame) => other.readyState === other.OPEN && other.send(frame), close: () => other.close() };
    },
    async close() {
      socket.close();
      await server.close();
      await supervisor.stop();
      rmSync(root, { recursive: true });
    },
  };
}
