import type { Tensor } from '../../engine/graph/tensor.ts';

/** A value that lives where the session computes; on a GPU it stays there between steps. */
export interface DeviceTensor {
  readonly type: Tensor['type'];
  readonly shape: readonly number[];
  /** Copies the elements to this process. */
  read(): Promise<Tensor>;
  /** Lets go of the value at once, where waiting for the garbage collector would pile up memory. Not to be used then. */
  dispose(): void;
}

/** A graph ready to run. Inputs may be tensors of this process or outputs of an earlier run. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: Readonly<Record<string, Tensor | DeviceTensor>>): Promise<Record<string, DeviceTensor>>;
  release(): Promise<void>;
}

export interface DeviceInfo {
  readonly name: string;
  readonly kind: 'cpu' | 'gpu';
  readonly threads?: number;
  readonly note?: string;
}

/** What runs graphs. `model` is an encoded ONNX file. Rejects with MODEL_UNSUPPORTED when it cannot be run. */
export interface Runtime {
  readonly device: DeviceInfo;
  createSession(model: Uint8Array): Promise<Session>;
}
