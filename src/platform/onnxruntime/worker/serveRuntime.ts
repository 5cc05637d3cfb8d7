import type { MessagePort } from 'node:worker_threads';
import type { DeviceTensor, Runtime, Session } from '../../../services/ports/runtime.ts';
import { HandfulError } from '../../../shared/errors.ts';
import type { NumberedRequest, WireError, WorkerAnswers, WorkerReply, WorkerRequest } from './protocol.ts';
import { ownCopy } from './transfer.ts';

type Port = Pick<MessagePort, 'on' | 'postMessage' | 'close'>;

/** Answers requests with the sessions of `runtime` until it is told to end: the side of the worker thread. */
export function serveRuntime(runtime: Runtime, port: Port): void {
  const keeper = new Keeper(runtime);
  let queue: Promise<void> = Promise.resolve();
  port.on('message', (request: NumberedRequest) => {
    queue = queue.then(() => answer(keeper, request, port));
  });
}

async function answer(keeper: Keeper, request: NumberedRequest, port: Port): Promise<void> {
  const { id } = request;
  try {
    const { value, transfer } = await keeper.handle(request);
    port.postMessage({ id, value } satisfies WorkerReply, transfer);
  } catch (error) {
    port.postMessage({ id, error: toWireError(error) } satisfies WorkerReply);
  }
  // Nothing else keeps the thread alive.
  if (request.kind === 'end') port.close();
}

function toWireError(error: unknown): WireError {
  if (error instanceof HandfulError) return { code: error.code, message: error.message, remedy: error.remedy };
  return { message: error instanceof Error ? error.message : String(error), remedy: '' };
}

interface Answer {
  readonly value: WorkerAnswers[keyof WorkerAnswers];
  readonly transfer?: ArrayBuffer[];
}

/** Sessions and values by number. */
class Keeper {
  readonly #runtime: Runtime;
  readonly #sessions = new Map<number, Session>();
  readonly #values = new Map<number, DeviceTensor>();
  #nextNumber = 1;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async handle(request: WorkerRequest): Promise<Answer> {
    switch (request.kind) {
      case 'create':
        return this.#create(request.model);
      case 'run':
        return this.#run(request.session, request.inputs);
      case 'read': {
        const { tensor, transfer } = ownCopy(await this.#value(request.handle).read());
        return { value: tensor, transfer };
      }
      case 'free':
        for (const handle of request.handles) this.#free(handle);
        return { value: undefined };
      case 'release':
        await this.#sessions.get(request.session)?.release();
        this.#sessions.delete(request.session);
        return { value: undefined };
      case 'end':
        return { value: undefined };
    }
  }

  async #create(model: Uint8Array): Promise<Answer> {
    const created = await this.#runtime.createSession(model);
    const session = this.#nextNumber++;
    this.#sessions.set(session, created);
    return { value: { session, inputNames: created.inputNames, outputNames: created.outputNames } };
  }

  async #run(session: number, inputs: (WorkerRequest & { kind: 'run' })['inputs']): Promise<Answer> {
    const runner = this.#sessions.get(session);
    if (!runner) throw new Error('The session was released before it was asked to run.');
    const given = Object.entries(inputs).map(([name, input]) => [
      name,
      typeof input === 'number' ? this.#value(input) : input,
    ]);
    const outputs = await runner.run(Object.fromEntries(given));
    const kept = Object.entries(outputs).map(([name, value]) => {
      const handle = this.#nextNumber++;
      this.#values.set(handle, value);
      return [name, { handle, type: value.type, shape: value.shape }];
    });
    return { value: Object.fromEntries(kept) };
  }

  #value(handle: number): DeviceTensor {
    const value = this.#values.get(handle);
    if (value) return value;
    throw new Error('A value was used after it had been let go.');
  }

  #free(handle: number): void {
    this.#values.get(handle)?.dispose();
    this.#values.delete(handle);
  }
}
