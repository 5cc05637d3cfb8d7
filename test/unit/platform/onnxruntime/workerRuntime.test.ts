import { MessageChannel } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { encodeModel } from '../../../../src/engine/onnx/write.ts';
import type { WorkerReply } from '../../../../src/platform/onnxruntime/worker/protocol.ts';
import { serveRuntime } from '../../../../src/platform/onnxruntime/worker/serveRuntime.ts';
import { createWorkerRuntime } from '../../../../src/platform/onnxruntime/workerRuntime.ts';
import type { DeviceTensor, Runtime } from '../../../../src/services/ports/runtime.ts';

const runtime = createWorkerRuntime({ device: 'cpu', threads: 1 });
afterAll(() => runtime.close());

/** y = x W, with a W of `dim` x `dim` zeros that is also an input. */
function productModel(dim: number): Uint8Array {
  const builder = new GraphBuilder();
  const [x, w] = [builder.input('x', 'float32', [dim, dim]), builder.input('w', 'float32', [dim, dim])];
  builder.output('y', builder.op('MatMul', [x, w]));
  return encodeModel(builder.build('product'));
}

describe('createWorkerRuntime', () => {
  it('leaves this thread free while a graph runs', async () => {
    const dim = 1400;
    const session = await runtime.createSession(productModel(dim));
    const matrix = float32Tensor(new Float32Array(dim * dim), [dim, dim]);
    let turns = 0;
    const counting = setInterval(() => turns++);
    await session.run({ x: matrix, w: matrix });
    clearInterval(counting);
    await session.release();
    expect(turns).toBeGreaterThan(10);
  });

  it('takes a copy: the caller goes on with its own memory, part of a larger one or not', async () => {
    const session = await runtime.createSession(productModel(2));
    const memory = Float32Array.of(9, 9, 1, 2, 3, 4, 9);
    const model = productModel(2);
    const x = { type: 'float32' as const, shape: [2, 2], data: memory.subarray(2, 6) };
    const running = session.run({ x, w: float32Tensor([1, 0, 0, 1], [2, 2]) });
    memory.fill(0);
    expect((await (await running)['y']!.read()).data).toEqual(Float32Array.of(1, 2, 3, 4));
    expect(memory).toHaveLength(7);
    await (await runtime.createSession(model)).release();
    expect(model.length).toBeGreaterThan(0);
  });

  it('reads a value as often as asked, and not once it was let go', async () => {
    const session = await runtime.createSession(productModel(1));
    const one = float32Tensor([1], [1, 1]);
    const { y } = await session.run({ x: one, w: one });
    expect(await y!.read()).toEqual(one);
    expect(await y!.read()).toEqual(one);
    y!.dispose();
    await Promise.resolve();
    await expect(y!.read()).rejects.toThrow(/let go/);
    await session.release();
    await expect(session.run({ x: one, w: one })).rejects.toThrow(/released/);
  });

  it('says so when its thread ends, and starts another for the next session', async () => {
    const mortal = createWorkerRuntime({ device: 'cpu', threads: 1 });
    const session = await mortal.createSession(productModel(1));
    const one = float32Tensor([1], [1, 1]);
    const running = session.run({ x: one, w: one });
    const lost = expect(running).rejects.toMatchObject({ code: 'INTERNAL', remedy: expect.stringMatching(/saved/) });
    await mortal.close();
    await lost;
    await session.release();
    const next = await mortal.createSession(productModel(1));
    expect(await (await next.run({ x: one, w: one }))['y']!.read()).toEqual(one);
    await mortal.close();
  });

  it('ends after the run that it is at: torn away during a run, the whole process would go', async () => {
    const busy = createWorkerRuntime({ device: 'cpu', threads: 1 });
    const dim = 1400;
    const session = await busy.createSession(productModel(dim));
    const matrix = float32Tensor(new Float32Array(dim * dim), [dim, dim]);
    const lost = expect(session.run({ x: matrix, w: matrix })).rejects.toMatchObject({ code: 'INTERNAL' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await busy.close();
    await lost;
  });
});

describe('serveRuntime', () => {
  it('keeps a value exactly until it is let go', async () => {
    const kept = new Set<DeviceTensor>();
    const { port1, port2 } = new MessageChannel();
    serveRuntime(countingRuntime(kept), port2);
    const ask = asker(port1);
    const created = await ask({ kind: 'create', model: new Uint8Array(1) });
    const { session } = created as { session: number };
    for (let count = 0; count < 3; count++) await ask({ kind: 'run', session, inputs: {} });
    expect(kept.size).toBe(3);
    const { y } = (await ask({ kind: 'run', session, inputs: {} })) as { y: { handle: number } };
    await ask({ kind: 'free', handles: [y.handle] });
    expect(kept.size).toBe(3);
    port1.close();
  });
});

/** Gives one value a run, and counts those that are not let go. */
function countingRuntime(kept: Set<DeviceTensor>): Runtime {
  const run = async () => {
    const value: DeviceTensor = {
      type: 'float32',
      shape: [1],
      read: async () => float32Tensor([1], [1]),
      dispose: () => kept.delete(value),
    };
    kept.add(value);
    return { y: value };
  };
  const session = { inputNames: [], outputNames: ['y'], run, release: async () => undefined };
  return { device: { name: 'none', kind: 'cpu' }, createSession: async () => session };
}

function asker(port: MessageChannel['port1']): (request: object) => Promise<unknown> {
  let id = 0;
  return (request) =>
    new Promise((resolve) => {
      port.once('message', (reply: WorkerReply) => resolve('value' in reply ? reply.value : reply.error));
      port.postMessage({ ...request, id: ++id });
    });
}
