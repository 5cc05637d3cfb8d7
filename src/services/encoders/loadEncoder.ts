import type { Graph, ValueInfo } from '../../engine/graph/graph.ts';
import { runningStatistics, trainableParameters } from '../../engine/graph/parameters.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import { createEncoder, isScratchEncoder } from '../../learning/encoders/createEncoder.ts';
import { HandfulError } from '../../shared/errors.ts';
import type { EncoderFiles } from '../ports/encoderFiles.ts';
import type { Runtime } from '../ports/runtime.ts';
import { adaptEncoder, inferenceForm, normalisesItself } from './adaptEncoder.ts';

/** An encoder ready to be trained or used: `images` [N, 3, S, S] in [0, 1] -> [N, D]. */
export interface LoadedEncoder {
  readonly name: string;
  readonly graph: Graph;
  readonly representationDim: number;
  /** Whether its weights have seen images before; an encoder from scratch has not. */
  readonly pretrained: boolean;
  readonly parameters: readonly string[];
  readonly runningStatistics: readonly string[];
}

export interface LoadEncoderOptions {
  readonly imageSizePx: number;
  readonly seed: number;
}

/** Names of outputs that are representations, where a backbone has several outputs. */
const REPRESENTATION_NAMES = new Set(['representations', 'embeddings', 'pooler_output', 'image_embeds', 'features']);

/**
 * Reads the encoder of this name or file and tries it on two blank images. Throws MODEL_UNREADABLE or
 * MODEL_UNSUPPORTED with what to do about it.
 */
export async function loadEncoder(
  nameOrPath: string,
  files: EncoderFiles,
  runtime: Runtime,
  { imageSizePx, seed }: LoadEncoderOptions,
): Promise<LoadedEncoder> {
  const scratch = isScratchEncoder(nameOrPath);
  const builtIn = files.builtIn.includes(nameOrPath);
  const graph = scratch
    ? createEncoder(nameOrPath, { imageSizePx, seed })
    : inferenceForm(await files.read(nameOrPath));
  const input = imageInput(graph, nameOrPath);
  const { output, shape } = await tryOut(graph, input, imageSizePx, runtime, nameOrPath);
  const scaling = scratch || builtIn || normalisesItself(graph, input.name) ? 'unit' : 'imagenet';
  const adapted = adaptEncoder(graph, input, output, shape.length, scaling);
  return {
    name: nameOrPath,
    graph: adapted,
    representationDim: shape.length === 3 ? shape[2]! : shape[1]!,
    pretrained: !scratch,
    parameters: trainableParameters(adapted),
    runningStatistics: runningStatistics(adapted),
  };
}

/** The size an encoder insists on, or undefined when it takes any. Throws MODEL_UNSUPPORTED. */
export function requiredSizePx(graph: Graph, name: string): number | undefined {
  const [, , height, width] = imageInput(graph, name).shape ?? [];
  if (typeof height !== 'number' || typeof width !== 'number') return undefined;
  if (height !== width) throw unsupported(name, `takes ${width} x ${height} px images; only square ones are supported`);
  return height;
}

/** The input that takes images: float32 [N, 3, H, W]. */
function imageInput(graph: Graph, name: string): ValueInfo {
  const candidates = graph.inputs.filter(
    ({ type, shape }) => type === 'float32' && shape?.length === 4 && (shape[1] === 3 || typeof shape[1] === 'string'),
  );
  if (candidates.length === 1 && graph.inputs.length === 1) {
    const [batch] = candidates[0]!.shape!;
    if (typeof batch === 'string') return candidates[0]!;
    throw unsupported(
      name,
      `takes exactly ${batch} image(s) at a time; export it with a free batch size (dynamic axes)`,
    );
  }
  const inputs = graph.inputs.map((input) => `${input.name} ${input.type} [${input.shape?.join(', ') ?? '?'}]`);
  throw unsupported(name, `must have one input, float32 [N, 3, H, W]; it has ${inputs.join('; ') || 'none'}`);
}

async function tryOut(
  graph: Graph,
  input: ValueInfo,
  imageSizePx: number,
  runtime: Runtime,
  name: string,
): Promise<{ output: ValueInfo; shape: readonly number[] }> {
  const session = await runtime.createSession(encodeModel(graph));
  try {
    const shape = [2, 3, imageSizePx, imageSizePx];
    const data = new Float32Array(2 * 3 * imageSizePx * imageSizePx).fill(0.5);
    const outputs = await session.run({ [input.name]: { type: 'float32', shape, data } });
    const usable = graph.outputs.filter((info) => {
      const { type, shape: dims } = outputs[info.name]!;
      return type === 'float32' && dims[0] === 2 && dims.length >= 2 && dims.length <= 4;
    });
    const named = usable.find((info) => REPRESENTATION_NAMES.has(info.name));
    const output = named ?? usable.find((info) => outputs[info.name]!.shape.length === 2) ?? usable[0];
    if (!output) throw unsupported(name, 'has no output of shape [N, D], [N, T, D] or [N, D, h, w]');
    return { output, shape: outputs[output.name]!.shape };
  } finally {
    await session.release();
  }
}

function unsupported(name: string, problem: string): HandfulError {
  return new HandfulError(
    'MODEL_UNSUPPORTED',
    `The encoder '${name}' ${problem}.`,
    'See docs/adding-an-encoder.md for the form an encoder needs, and try `handful encoder check FILE.onnx`.',
  );
}
