import { HandfulError } from '../shared/errors.ts';
import type { FromEngine, PictureKind, ToEngine } from '../shared/hostChannel.ts';
import type { Problem } from '../shared/problem.ts';
import { Connections, type ConnectionListener } from './connections.ts';
import type { EngineProcess, SpawnEngine } from './engineProcess.ts';
import { PictureRequests, type HostPicture } from './pictureRequests.ts';
import { DEATH_LIMIT, Restarts } from './restarts.ts';

export type SupervisorEvent =
  | { readonly type: 'ready'; readonly pid: number }
  /** It died and is started again. */
  | { readonly type: 'died'; readonly how: string }
  /** It died too often; nothing is started any more. */
  | { readonly type: 'gaveUp'; readonly error: HandfulError }
  | { readonly type: 'project'; readonly path: string | null }
  | { readonly type: 'notOpened'; readonly path: string; readonly problem: Problem };

/** A window's way to the engine. */
export interface EngineConnection {
  /** Resolves when the frame is on its way. */
  send(frame: string): Promise<void>;
  close(): void;
}

/** How long the engine may take to close the project before it is killed. */
const CLOSING_MS = 10_000;

/**
 * Keeps an engine process running. When it dies, every connection is closed (the windows connect again), it is started
 * anew, and the project that was open is opened before anybody else is heard.
 */
export class Supervisor {
  readonly #spawn: SpawnEngine;
  readonly #tell: (event: SupervisorEvent) => void;
  readonly #connections = new Connections();
  readonly #pictures = new PictureRequests();
  readonly #restarts = new Restarts();
  #process: EngineProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  /** What is to be sent once the engine is ready and the project is open; undefined from then on. */
  #held: ToEngine[] | undefined = [];
  #project: string | null;
  #isStopping = false;
  #restart: NodeJS.Timeout | undefined;

  /** `project`: what to open at the start. `tell` hears what becomes of the engine. */
  constructor(spawn: SpawnEngine, tell: (event: SupervisorEvent) => void, project: string | null = null) {
    this.#spawn = spawn;
    this.#tell = tell;
    this.#project = project;
  }

  start(): void {
    this.#held = [];
    const engine = this.#spawn();
    this.#process = engine;
    engine.onMessage((message) => this.#take(message));
    this.#exited = new Promise((resolve) => {
      engine.onExit((how) => {
        resolve();
        this.#onDeath(how);
      });
    });
  }

  /** Without an engine the listener is told at once that it is closed. */
  connect(listener: ConnectionListener): EngineConnection {
    const connection = this.#connections.open(listener);
    if (!this.#process) queueMicrotask(() => this.#connections.close(connection));
    void this.#send({ type: 'connect', connection });
    return {
      send: async (data) => {
        if (this.#connections.has(connection)) await this.#send({ type: 'frame', connection, data });
      },
      close: () => {
        if (!this.#connections.has(connection)) return;
        this.#connections.forget(connection);
        void this.#send({ type: 'disconnect', connection });
      },
    };
  }

  /** Rejects with the HandfulError of the engine, or ENGINE_GONE. */
  picture(index: number, kind: PictureKind, hash: string): Promise<HostPicture> {
    if (!this.#process) return Promise.reject(gone());
    return this.#pictures.request((request) => void this.#send({ type: 'picture', request, index, kind, hash }));
  }

  /** Opens a project instead of the one that is open, if any. */
  openProject(path: string): void {
    this.#project = path;
    if (this.#process && !this.#held) void this.#process.send({ type: 'open', path });
  }

  /** Has the engine close the project, and resolves when it has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    const late = setTimeout(() => this.#process?.kill(), CLOSING_MS);
    void this.#process?.send({ type: 'shutdown' });
    await this.#exited;
    clearTimeout(late);
  }

  async #send(message: ToEngine): Promise<void> {
    if (this.#held) this.#held.push(message);
    else await this.#process?.send(message);
  }

  #take(message: FromEngine): void {
    switch (message.type) {
      case 'ready':
        this.#tell(message);
        if (this.#project === null) this.#release();
        else void this.#process?.send({ type: 'open', path: this.#project });
        break;
      case 'frame':
        this.#connections.frame(message.connection, message.data);
        break;
      case 'disconnect':
        this.#connections.close(message.connection);
        break;
      case 'picture':
        this.#pictures.answer(message);
        break;
      case 'project':
        this.#project = message.path;
        this.#tell(message);
        if (message.path !== null) this.#release();
        break;
      case 'notOpened':
        this.#project = null;
        this.#tell(message);
        this.#release();
        break;
    }
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) void this.#process?.send(message);
  }

  #onDeath(how: string): void {
    this.#process = undefined;
    this.#held = [];
    this.#connections.closeAll();
    this.#pictures.rejectAll(gone());
    if (this.#isStopping) return;
    const pauseMs = this.#restarts.pauseAfterDeath(Date.now());
    if (pauseMs === undefined) {
      this.#tell({ type: 'gaveUp', error: diesAgainAndAgain(how) });
      return;
    }
    this.#tell({ type: 'died', how });
    this.#restart = setTimeout(() => this.start(), pauseMs);
  }
}

function gone(): HandfulError {
  return new HandfulError('ENGINE_GONE', 'The engine is not running.', 'It is being started again; wait a moment.');
}

function diesAgainAndAgain(how: string): HandfulError {
  return new HandfulError(
    'ENGINE_GONE',
    `The engine ended ${DEATH_LIMIT} times within a minute, the last time with ${how}.`,
    'What was saved is not lost. Start Handful again; if it happens with one project only, open another one first.',
  );
}
