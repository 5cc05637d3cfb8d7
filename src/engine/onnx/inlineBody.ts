import type { Node } from '../graph/graph.ts';
import type { GraphParts, ModelContext } from './modelContext.ts';
import type { NodeProto, TensorProto } from './schema/onnx_pb.js';

/** The body of a function or a branch, about to take its caller's place. */
export interface Body {
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
  /** Values of the caller under the body's names; '' for an omitted one. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly outputs: readonly string[];
  /** What a name means that the body does not define. */
  readonly outerName: (name: string) => string;
}

/**
 * How the names of a body read in the caller's graph, where `results` are the names of its outputs: what the body
 * defines gets a fresh name, so that it can be inlined twice. An output that is not a value of the body's own is
 * copied by an Identity node, added to `parts`.
 */
export function inlineBody(
  body: Body,
  results: readonly string[],
  context: ModelContext,
  parts: GraphParts,
): (name: string) => string {
  const names = new Map(body.inputs);
  const defined = new Set([
    ...body.initializers.map(({ name }) => name),
    ...body.nodes.flatMap((node) => node.output.filter((name) => name !== '')),
  ]);
  const rename = (name: string): string => {
    const known = names.get(name) ?? body.outerName(name);
    names.set(name, known);
    return known;
  };
  const copies: (readonly [from: string, to: string])[] = [];
  results.forEach((result, index) => {
    const name = body.outputs[index];
    if (result === '' || name === undefined) return;
    if (defined.has(name) && !names.has(name)) names.set(name, result);
    else copies.push([name, result]);
  });
  for (const name of defined) if (!names.has(name)) names.set(name, context.freshName(name));
  parts.nodes.push(...copies.map(([from, to]) => identity(rename(from), to)));
  return rename;
}

function identity(from: string, to: string): Node {
  return { opType: 'Identity', domain: '', name: `Identity -> ${to}`, inputs: [from], outputs: [to], attributes: {} };
}
