import { expect, test } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Graph, Shape } from '../../../../src/engine/graph/graph.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import type { Value } from '../../../../src/engine/graph/value.ts';
import { builtInEncoders } from '../../../../src/learning/encoders/registry.ts';
import { encoderFiles } from '../../../../src/platform/node/encoderFiles.ts';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { checkEncoder } from '../../../../src/services/encoders/checkEncoder.ts';
import { loadEncoder } from '../../../../src/services/encoders/loadEncoder.ts';
import type { EncoderFiles } from '../../../../src/services/ports/encoderFiles.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });

/** A backbone of one convolution to 5 channels, and what comes after it. */
function backbone(after: (maps: Value) => Value, inputShape: Shape = ['N', 3, 'H', 'W'], outputName = 'out'): Graph {
  const builder = new GraphBuilder();
  const images = builder.input('pixel_values', 'float32', inputShape);
  const weight = builder.constant(
    float32Tensor(new Float32Array(5 * 3 * 3 * 3).fill(0.1), [5, 3, 3, 3]),
    'conv.weight',
  );
  builder.output(outputName, after(builder.op('Conv', [images, weight], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] })));
  return builder.build('backbone');
}

function greyBackbone(): Graph {
  const builder = new GraphBuilder();
  const images = builder.input('images', 'float32', ['N', 1, 'H', 'W']);
  builder.output('out', builder.op('GlobalAveragePool', [images]));
  return builder.build('grey backbone');
}

const from = (graph: Graph): EncoderFiles => ({ builtIn: [], read: async () => graph });
const load = (graph: Graph) => loadEncoder('mine.onnx', from(graph), runtime, { imageSizePx: 16, seed: 0 });

test.each([
  ['maps [N, D, h, w]', backbone((maps) => maps)],
  ['vectors [N, D]', backbone((maps) => maps.builder.op('Flatten', [maps.builder.op('GlobalAveragePool', [maps])]))],
])('%s become representations [N, 5]', async (_, graph) => {
  const encoder = await load(graph);
  expect(encoder).toMatchObject({ representationDim: 5, pretrained: true, parameters: ['conv.weight'] });
});

test('tokens [N, T, D] are averaged over the tokens', async () => {
  const tokens = backbone((maps) => {
    const rows = maps.builder.op('Reshape', [maps, maps.builder.ints([0, 5, -1])]);
    return maps.builder.op('Transpose', [rows], { perm: [0, 2, 1] });
  });
  expect(await load(tokens)).toMatchObject({ representationDim: 5 });
});

test('a backbone that does not normalise its input is given ImageNet pixels', async () => {
  const { graph } = await load(backbone((maps) => maps));
  expect(graph.nodes.slice(0, 2).map((node) => node.opType)).toEqual(['Sub', 'Div']);
});

test.each([
  ['takes one image at a time', backbone((maps) => maps, [1, 3, 'H', 'W']), /free batch size/],
  ['takes grey images only', greyBackbone(), /must have one input/],
])('a model that %s is refused with the reason', async (_, graph, reason) => {
  await expect(load(graph)).rejects.toMatchObject({
    code: 'MODEL_UNSUPPORTED',
    message: expect.stringMatching(reason),
  });
});

test('a model that was exported in training mode is used with its own averages', async () => {
  const training = backbone((maps) => {
    const { builder } = maps;
    const channels = (value: number, name: string) =>
      builder.constant(float32Tensor(new Float32Array(5).fill(value), [5]), name);
    const inputs = [maps, channels(1, 'scale'), channels(0, 'bias'), channels(0, 'mean'), channels(1, 'variance')];
    return builder.op('BatchNormalization', inputs);
  });
  const nodes = training.nodes.map((node) =>
    node.opType === 'BatchNormalization'
      ? Object.assign({}, node, { attributes: { training_mode: { kind: 'int' as const, value: 1 } } })
      : node,
  );
  const { graph } = await load({ ...training, nodes });
  const normalization = graph.nodes.find((node) => node.opType === 'BatchNormalization')!;
  expect(normalization.attributes).not.toHaveProperty('training_mode');
  expect(normalization.outputs).toHaveLength(1);
});

test('an operator without a gradient is named, and the model can still be used frozen', async () => {
  const graph = backbone((maps) => {
    const builder = maps.builder;
    builder.appendVerbatim(
      {
        opType: 'LRN',
        domain: '',
        name: 'norm1',
        inputs: [maps.name],
        outputs: ['normed'],
        attributes: { size: { kind: 'int', value: 3 } },
      },
      { normed: { type: 'float32', shape: maps.shape } },
    );
    return builder.value('normed');
  });
  expect(await checkEncoder('mine.onnx', from(graph), runtime)).toMatchObject({
    usable: true,
    trainable: false,
    problems: [expect.stringContaining('LRN')],
  });
});

test('the built-in encoder passes its own check', async () => {
  const report = await checkEncoder('mobilenet-v2', encoderFiles(builtInEncoders), runtime);
  expect(report).toMatchObject({
    usable: true,
    trainable: true,
    problems: [],
    representationDim: 96,
    parameterCount: 542_528,
  });
});
