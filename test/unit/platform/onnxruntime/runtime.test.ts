import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { elementCount, float32Tensor, stringTensor, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import { encodeModel } from '../../../../src/engine/onnx/write.ts';
import { listDevices } from '../../../../src/platform/onnxruntime/devices.ts';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { createWorkerRuntime } from '../../../../src/platform/onnxruntime/workerRuntime.ts';
import type { Runtime, Session } from '../../../../src/services/ports/runtime.ts';

const direct = createRuntime({ device: 'auto', threads: 1 });
const inWorker = createWorkerRuntime({ device: 'auto', threads: 1 });
const open: Session[] = [];

async function sessionOf(runtime: Runtime, graph: Graph): Promise<Session> {
  const session = await runtime.createSession(encodeModel(graph));
  open.push(session);
  return session;
}

function graphOf(build: (builder: GraphBuilder) => void): Graph {
  const builder = new GraphBuilder();
  build(builder);
  return builder.build('test');
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.release()));
});
afterAll(() => inWorker.close());

describe.each([
  ['on this thread', direct],
  ['in a worker thread', inWorker],
])('a runtime %s', (_, runtime) => {
  it('runs a graph, and takes an output as the next input', async () => {
    const session = await sessionOf(
      runtime,
      graphOf((builder) => {
        const x = builder.input('x', 'float32', [2]);
        builder.output('y', builder.op('Mul', [x, builder.scalar(3)]));
      }),
    );
    expect(session.inputNames).toEqual(['x']);
    expect(session.outputNames).toEqual(['y']);
    const { y: once } = await session.run({ x: float32Tensor([1, 2], [2]) });
    const { y: twice } = await session.run({ x: once! });
    expect([once!.type, once!.shape]).toEqual(['float32', [2]]);
    expect(await once!.read()).toEqual(float32Tensor([3, 6], [2]));
    expect(await twice!.read()).toEqual(float32Tensor([9, 18], [2]));
  });

  const samples: Tensor[] = [
    float32Tensor([0.5, -0.25], [1, 2]),
    { type: 'float64', shape: [1], data: Float64Array.of(1e-300) },
    { type: 'float16', shape: [2], data: Uint16Array.of(0x3c00, 0xc000) },
    { type: 'int8', shape: [1], data: Int8Array.of(-7) },
    { type: 'uint8', shape: [2], data: Uint8Array.of(0, 255) },
    { type: 'int16', shape: [1], data: Int16Array.of(-300) },
    { type: 'uint16', shape: [1], data: Uint16Array.of(60000) },
    { type: 'int32', shape: [], data: Int32Array.of(-70000) },
    { type: 'uint32', shape: [1], data: Uint32Array.of(4e9) },
    { type: 'int64', shape: [1], data: BigInt64Array.of(-(2n ** 60n) - 1n) },
    { type: 'uint64', shape: [1], data: BigUint64Array.of(2n ** 63n) },
    { type: 'bool', shape: [2], data: Uint8Array.of(1, 0) },
    { ...stringTensor(['tumour', 'Gewebe äöü']) },
    float32Tensor([], [0, 3]),
  ];
  it.each(samples)('passes $type $shape through unchanged', async (tensor) => {
    const session = await sessionOf(
      runtime,
      graphOf((builder) => builder.output('y', builder.input('x', tensor.type, tensor.shape))),
    );
    const result = await (await session.run({ x: tensor })).y!.read();
    expect(result).toEqual(tensor);
    expect(result.data).toHaveLength(elementCount(tensor.shape));
  });

  it('says what to do about a file that onnxruntime refuses', async () => {
    const attempt = runtime.createSession(Uint8Array.of(1, 2, 3, 4));
    await expect(attempt).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED', remedy: expect.stringMatching(/check/) });
  });

  it('says what was wrong with an input', async () => {
    const session = await sessionOf(
      runtime,
      graphOf((builder) => builder.output('y', builder.input('x', 'float32', [2]))),
    );
    const attempt = session.run({ x: float32Tensor([1], [1]) });
    await expect(attempt).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED', message: expect.stringMatching(/run/) });
  });
});

describe('listDevices', () => {
  it('lists the processor first, with its threads, and says that graphics providers are not used yet', () => {
    const [cpu, ...others] = listDevices();
    expect(cpu).toMatchObject({ kind: 'cpu', threads: expect.any(Number) });
    expect(others.every(({ kind, note }) => kind === 'gpu' && /CPU/.test(note!))).toBe(true);
  });
});
