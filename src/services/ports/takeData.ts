import type { TensorData } from '../../engine/graph/tensor.ts';
import type { DeviceTensor } from './runtime.ts';

/** The elements of a value, which is let go of: nobody needs it any more where it was computed. */
export async function takeData(value: DeviceTensor): Promise<TensorData> {
  const { data } = await value.read();
  value.dispose();
  return data;
}
