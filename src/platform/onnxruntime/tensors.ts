import { Tensor as OrtTensor } from 'onnxruntime-node';
import type { Tensor, TensorData } from '../../engine/graph/tensor.ts';
import type { DeviceTensor } from '../../services/ports/runtime.ts';
import { HandfulError } from '../../shared/errors.ts';

/** An output of a session. Given to another run it is passed on as it is, without a copy. */
export class OrtDeviceTensor implements DeviceTensor {
  readonly ort: OrtTensor;

  constructor(ort: OrtTensor) {
    this.ort = ort;
  }

  get type(): Tensor['type'] {
    return this.ort.type as Tensor['type'];
  }

  get shape(): readonly number[] {
    return this.ort.dims;
  }

  async read(): Promise<Tensor> {
    return { type: this.type, shape: this.shape, data: asEngineData(await this.ort.getData()) };
  }

  dispose(): void {
    this.ort.dispose();
  }
}

/** The onnxruntime form of an input; numeric data is shared, not copied. Throws MODEL_UNSUPPORTED for bfloat16. */
export function toOrtTensor(tensor: Tensor | DeviceTensor): OrtTensor {
  if (tensor instanceof OrtDeviceTensor) return tensor.ort;
  const { type, shape, data } = tensor as Tensor;
  if (type === 'bfloat16') {
    throw new HandfulError(
      'MODEL_UNSUPPORTED',
      'The model has a bfloat16 input, which onnxruntime cannot be given.',
      'Export the model with float32 inputs.',
    );
  }
  return new OrtTensor(type as 'float32', data as Float32Array, shape);
}

/** Where the platform has Float16Array, onnxruntime uses it; the engine holds the bits. */
function asEngineData(data: OrtTensor.DataType): TensorData {
  if (Array.isArray(data)) return data;
  if (data.constructor.name !== 'Float16Array') return data as TensorData;
  const { buffer, byteOffset, length } = data as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}
