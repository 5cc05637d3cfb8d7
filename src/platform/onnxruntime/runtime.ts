import { InferenceSession } from 'onnxruntime-node';
import type { DeviceInfo, DeviceTensor, Runtime, Session } from '../../services/ports/runtime.ts';
import { HandfulError } from '../../shared/errors.ts';
import { cpuDevice } from './devices.ts';
import { OrtDeviceTensor, toOrtTensor } from './tensors.ts';

export interface RuntimeOptions {
  /** `auto` takes the best device that training supports, which is the CPU. */
  readonly device: 'auto' | 'cpu';
  /** Threads of one operator; by default as many as the machine offers this process. */
  readonly threads?: number;
}

/** Runs graphs with onnxruntime. */
export function createRuntime({ threads }: RuntimeOptions): Runtime {
  const device = cpuDevice(threads);
  return { device, createSession: (model) => createSession(model, device) };
}

async function createSession(model: Uint8Array, device: DeviceInfo): Promise<Session> {
  const session = await explain('load', () => InferenceSession.create(model, sessionOptions(device)));
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(inputs) {
      const feeds = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, toOrtTensor(tensor)]));
      const outputs = await explain('run', () => session.run(feeds));
      return Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]): [string, DeviceTensor] => [name, new OrtDeviceTensor(tensor)]),
      );
    },
    release: () => session.release(),
  };
}

/**
 * Memory patterns cost a step graph more than a third of its memory and gain no time; spinning threads starve the
 * import and the rest of the machine; deterministic kernels make a run repeatable bit for bit.
 */
function sessionOptions({ threads }: DeviceInfo): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableMemPattern: false,
    logSeverityLevel: 3,
    extra: { session: { use_deterministic_compute: '1', intra_op: { allow_spinning: '0' } } },
  };
}

async function explain<T>(what: 'load' | 'run', action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HandfulError(
      'MODEL_UNSUPPORTED',
      `onnxruntime cannot ${what} the model: ${reason}`,
      'Check the file with `handful encoder check FILE.onnx`, or export it again with standard ONNX operators.',
      { cause: error },
    );
  }
}
