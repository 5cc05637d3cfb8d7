import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { HandfulError } from '../../../shared/errors.ts';
import type { RuntimeOptions } from '../runtime.ts';
import type { WireError, WorkerAnswers, WorkerReply, WorkerRequest } from './protocol.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread that is asked and answers. It does not keep the process alive while nothing is asked of it. */
export class RuntimeThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #end: Error | undefined;
  #unused: number[] = [];

  constructor(options: RuntimeOptions) {
    this.#worker = new Worker(entry(), { workerData: options, name: 'handful-runtime' });
    this.#worker.unref();
    this.#worker.on('message', (reply: WorkerReply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#endWith(error));
    this.#worker.on('exit', () => this.#endWith(undefined));
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Rejects with the worker's error; with INTERNAL when the thread ended. */
  ask<Request extends WorkerRequest>(
    request: Request,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<WorkerAnswers[Request['kind']]> {
    if (this.#end) return Promise.reject(this.#end);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ ...request, id }, transfer);
    });
  }

  /** Lets go of a value; those of one moment travel together. */
  free(handle: number): void {
    if (this.#unused.length === 0) queueMicrotask(() => this.#freeUnused());
    this.#unused.push(handle);
  }

  /**
   * Ends the thread after the run that is under way: onnxruntime takes the whole process down when its thread is torn
   * away during a run. Whoever waits is told at once.
   */
  async end(): Promise<void> {
    if (this.#end) return;
    const exited = once(this.#worker, 'exit');
    void this.ask({ kind: 'end' }).catch(() => undefined);
    this.#endWith(undefined);
    await exited;
  }

  #freeUnused(): void {
    const handles = this.#unused;
    this.#unused = [];
    // A thread that has ended holds nothing any more.
    this.ask({ kind: 'free', handles }).catch(() => undefined);
  }

  #settle(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id);
    // After `end`, answers still come that nobody waits for.
    if (!waiting) return;
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('error' in reply) waiting.reject(fromWireError(reply.error));
    else waiting.resolve(reply.value as never);
  }

  #endWith(cause: Error | undefined): void {
    this.#end ??= new HandfulError(
      'INTERNAL',
      `The thread that computes ended${cause ? `: ${cause.message}` : '.'}`,
      'What was saved is kept. Start again; a training goes on from where it last saved.',
      { cause },
    );
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
  }
}

/** From the sources a thread needs a loader first; in the bundle it is a file beside this one. */
function entry(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './fromSource.js' : './runtimeWorker.js', import.meta.url);
}

function fromWireError({ code, message, remedy }: WireError): Error {
  return code ? new HandfulError(code, message, remedy) : new Error(message);
}
