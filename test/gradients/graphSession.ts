import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Graph } from '../../src/engine/graph/graph.ts';
import type { ElementType, Tensor } from '../../src/engine/graph/tensor.ts';
import { encodeModel } from '../../src/engine/onnx/write.ts';

/** A graph in onnxruntime, on one thread: the graphs of these tests are tiny. */
export interface GraphSession {
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}

export async function openGraph(graph: Graph): Promise<GraphSession> {
  const session = await InferenceSession.create(encodeModel(graph), { intraOpNumThreads: 1, logSeverityLevel: 4 });
  return {
    async run(inputs) {
      const feeds = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, toOrt(tensor)]));
      const outputs = await session.run(feeds);
      return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, fromOrt(tensor)]));
    },
    release: () => session.release(),
  };
}

function toOrt({ type, data, shape }: Tensor): OrtTensor {
  return new OrtTensor(type as 'float32', data as Float32Array, shape);
}

function fromOrt({ type, data, dims }: OrtTensor): Tensor {
  return { type: type as ElementType, shape: dims, data: data as Tensor['data'] };
}
