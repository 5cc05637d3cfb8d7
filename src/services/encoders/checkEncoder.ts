import { gradients } from '../../engine/autodiff/gradients.ts';
import { EngineError } from '../../engine/errors.ts';
import { mul, reduceSum } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import { inlineGraph } from '../../engine/graph/inline.ts';
import { elementCount } from '../../engine/graph/tensor.ts';
import { HandfulError } from '../../shared/errors.ts';
import type { EncoderFiles } from '../ports/encoderFiles.ts';
import type { Runtime } from '../ports/runtime.ts';
import { loadEncoder, requiredSizePx, type LoadedEncoder } from './loadEncoder.ts';

/** What `handful encoder check` says of a file. */
export interface EncoderReport {
  readonly name: string;
  /** It can at least be used as it is, with only the heads trained. */
  readonly usable: boolean;
  /** The whole of it can be trained. */
  readonly trainable: boolean;
  readonly problems: readonly string[];
  readonly representationDim?: number;
  /** Trainable numbers. */
  readonly parameterCount?: number;
  /** The size it insists on; absent when it takes any. */
  readonly imageSizePx?: number;
  /** How often each operator occurs. */
  readonly operators?: Readonly<Record<string, number>>;
}

/** Size to try an encoder with that takes any. */
const TRIAL_SIZE_PX = 64;

/** Reads an encoder, runs it, and builds its backward pass; never throws for a fault of the file, but reports it. */
export async function checkEncoder(nameOrPath: string, files: EncoderFiles, runtime: Runtime): Promise<EncoderReport> {
  try {
    const sizePx = files.builtIn.includes(nameOrPath)
      ? undefined
      : requiredSizePx(await files.read(nameOrPath), nameOrPath);
    const encoder = await loadEncoder(nameOrPath, files, runtime, { imageSizePx: sizePx ?? TRIAL_SIZE_PX, seed: 0 });
    const problem = trainingProblem(encoder, sizePx ?? TRIAL_SIZE_PX);
    return {
      name: nameOrPath,
      usable: true,
      trainable: problem === undefined,
      problems: problem === undefined ? [] : [problem],
      representationDim: encoder.representationDim,
      parameterCount: parameterCount(encoder),
      ...(sizePx === undefined ? {} : { imageSizePx: sizePx }),
      operators: operatorCounts(encoder),
    };
  } catch (error) {
    if (!(error instanceof HandfulError || error instanceof EngineError)) throw error;
    return { name: nameOrPath, usable: false, trainable: false, problems: [error.message] };
  }
}

/** Why an encoder cannot be trained, or undefined when it can: builds the gradients of its output. */
export function trainingProblem(encoder: LoadedEncoder, imageSizePx: number): string | undefined {
  if (encoder.parameters.length === 0) return 'It has no weights that could be trained.';
  try {
    const builder = new GraphBuilder();
    const input = encoder.graph.inputs[0]!.name;
    const bindings = new Map([[input, builder.input('views', 'float32', [4, 3, imageSizePx, imageSizePx])]]);
    for (const name of encoder.parameters) {
      bindings.set(name, builder.input(`parameter/${name}`, 'float32', encoder.graph.initializers.get(name)!.shape));
    }
    const { outputs } = inlineGraph(builder, encoder.graph, bindings, { batchStatistics: true });
    const representations = outputs[0]!;
    const loss = reduceSum(mul(representations, representations), [0, 1], false);
    gradients(
      loss,
      encoder.parameters.map((name) => bindings.get(name)!),
    );
    return undefined;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}

function parameterCount({ graph, parameters }: LoadedEncoder): number {
  return parameters.reduce((sum, name) => sum + elementCount(graph.initializers.get(name)!.shape), 0);
}

function operatorCounts({ graph }: LoadedEncoder): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { opType } of graph.nodes) counts[opType] = (counts[opType] ?? 0) + 1;
  return counts;
}
