import type { Picture } from '../services/ports/pictures.ts';
import type { FromEngine, PictureKind, ToEngine } from '../shared/hostChannel.ts';
import { problemOf } from '../shared/problem.ts';

/** The process that started the engine. */
export interface ParentPort {
  send(message: FromEngine): void;
  onMessage(listener: (message: ToEngine) => void): void;
  /** The parent is gone, however it ended. */
  onGone(listener: () => void): void;
}

/** One window, as the handler of the contract sees it: a socket of which only `send` is used. */
export interface FrameSocket {
  send(frame: string): void;
  addEventListener(): void;
}

/** The engine, as far as the process that carries it has to know it. */
export interface Engine {
  readonly frames: {
    /** Carries out one encoded message. Rejects when it cannot be read. */
    message(socket: FrameSocket, frame: string): Promise<void>;
    /** Ends everything that was begun over this connection. */
    close(socket: FrameSocket): void;
  };
  /** Throws NO_PROJECT, IMAGE_UNREADABLE, and REQUEST_INVALID when the image is not of that content. */
  picture(index: number, kind: PictureKind, hash: string): Promise<Picture>;
  openProject(path: string): Promise<void>;
  /** Lets go of the project. */
  close(): Promise<void>;
}

/** Serves the parent until it asks for the end or is gone; resolves when the engine has let go of everything. */
export function serveParent(parent: ParentPort, engine: Engine): Promise<void> {
  const sockets = new Map<number, FrameSocket>();
  return new Promise((resolve) => {
    const end = (): void => void engine.close().finally(resolve);
    parent.onGone(end);
    parent.onMessage((message) => {
      switch (message.type) {
        case 'connect':
          sockets.set(message.connection, socketOf(parent, message.connection));
          break;
        case 'frame':
          take(message.connection, message.data);
          break;
        case 'disconnect':
          drop(message.connection);
          break;
        case 'picture':
          void answerPicture(parent, engine, message);
          break;
        case 'open':
          void open(parent, engine, message.path);
          break;
        case 'shutdown':
          end();
          break;
      }
    });
  });

  function take(connection: number, frame: string): void {
    const socket = sockets.get(connection);
    if (!socket) return;
    // Whoever sends what cannot be read would wait for an answer for ever.
    engine.frames.message(socket, frame).catch(() => {
      drop(connection);
      parent.send({ type: 'disconnect', connection });
    });
  }

  function drop(connection: number): void {
    const socket = sockets.get(connection);
    sockets.delete(connection);
    if (socket) engine.frames.close(socket);
  }
}

function socketOf(parent: ParentPort, connection: number): FrameSocket {
  return { send: (data) => parent.send({ type: 'frame', connection, data }), addEventListener: () => undefined };
}

async function answerPicture(
  parent: ParentPort,
  engine: Engine,
  { request, index, kind, hash }: Extract<ToEngine, { type: 'picture' }>,
): Promise<void> {
  try {
    const { bytes, mimeType } = await engine.picture(index, kind, hash);
    const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    parent.send({ type: 'picture', request, mimeType, base64 });
  } catch (error) {
    parent.send({ type: 'picture', request, problem: problemOf(error) });
  }
}

async function open(parent: ParentPort, engine: Engine, path: string): Promise<void> {
  try {
    await engine.openProject(path);
  } catch (error) {
    parent.send({ type: 'notOpened', path, problem: problemOf(error) });
  }
}
