import type { Tensor } from '../../engine/graph/tensor.ts';
import type { DeviceTensor, Runtime, Session } from '../../services/ports/runtime.ts';
import { cpuDevice } from './devices.ts';
import type { RuntimeOptions } from './runtime.ts';
import type { CreatedSession, KeptValue, WireInput } from './worker/protocol.ts';
import { RuntimeThread } from './worker/thread.ts';
import { ownCopy } from './worker/transfer.ts';

/** A runtime with a thread of its own. */
export interface WorkerRuntime extends Runtime {
  /** Ends the thread, after the run that it is at. Whatever was asked of it rejects with INTERNAL, at once. */
  close(): Promise<void>;
}

/**
 * Runs graphs with onnxruntime in a worker thread, because a run blocks the thread it is called on: this one stays
 * free to answer. The numbers are those of `createRuntime`, bit for bit. Outputs stay in the worker until they are
 * read, and are let go by `dispose` or, failing that, when they are collected here. The thread starts with the first
 * session; when it ends, its sessions are lost and the next one starts another.
 */
export function createWorkerRuntime(options: RuntimeOptions): WorkerRuntime {
  let thread: RuntimeThread | undefined;
  return {
    device: cpuDevice(options.threads),
    async createSession(model) {
      if (!thread || thread.hasEnded) thread = new RuntimeThread(options);
      const copy = model.slice();
      return new WorkerSession(thread, await thread.ask({ kind: 'create', model: copy }, [copy.buffer]));
    },
    async close() {
      await thread?.end();
    },
  };
}

class WorkerSession implements Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly #thread: RuntimeThread;
  readonly #session: number;

  constructor(thread: RuntimeThread, created: CreatedSession) {
    this.#thread = thread;
    this.#session = created.session;
    this.inputNames = created.inputNames;
    this.outputNames = created.outputNames;
  }

  async run(inputs: Readonly<Record<string, Tensor | DeviceTensor>>): Promise<Record<string, DeviceTensor>> {
    const wire: Record<string, WireInput> = {};
    const transfer: ArrayBuffer[] = [];
    for (const [name, input] of Object.entries(inputs)) {
      wire[name] = toWire(input, transfer);
    }
    const outputs = await this.#thread.ask({ kind: 'run', session: this.#session, inputs: wire }, transfer);
    return Object.fromEntries(
      Object.entries(outputs).map(([name, kept]) => [name, new WorkerTensor(this.#thread, kept)]),
    );
  }

  async release(): Promise<void> {
    if (!this.#thread.hasEnded) await this.#thread.ask({ kind: 'release', session: this.#session });
  }
}

/** An output that stays in the worker. */
class WorkerTensor implements DeviceTensor {
  readonly type: Tensor['type'];
  readonly shape: readonly number[];
  readonly handle: number;
  readonly #thread: RuntimeThread;

  constructor(thread: RuntimeThread, { handle, type, shape }: KeptValue) {
    this.#thread = thread;
    this.handle = handle;
    this.type = type;
    this.shape = shape;
    forgotten.register(this, { thread, handle }, this);
  }

  read(): Promise<Tensor> {
    return this.#thread.ask({ kind: 'read', handle: this.handle });
  }

  dispose(): void {
    forgotten.unregister(this);
    this.#thread.free(this.handle);
  }
}

/** Handles of values that nobody can ask for any more. */
const forgotten = new FinalizationRegistry<{ thread: RuntimeThread; handle: number }>(({ thread, handle }) =>
  thread.free(handle),
);

function toWire(input: Tensor | DeviceTensor, transfer: ArrayBuffer[]): WireInput {
  if (input instanceof WorkerTensor) return input.handle;
  const copy = ownCopy(input as Tensor);
  transfer.push(...copy.transfer);
  return copy.tensor;
}
