import { EngineError } from '../errors.ts';
import type { Graph, Node } from './graph.ts';

/** How many nodes of a cycle an error names. */
const NAMED_NODES = 5;

/** The values a node depends on: its inputs, and what its inner graphs take from outside. */
function nodeDependencies(node: Node): string[] {
  const names = node.inputs.filter((name) => name !== '');
  for (const attribute of Object.values(node.attributes)) {
    if (attribute.kind === 'graph') names.push(...capturedNames(attribute.value));
  }
  return names;
}

/** The names that an inner graph uses without defining them. */
function capturedNames({ inputs, initializers, nodes, outputs }: Graph): string[] {
  const defined = new Set([
    ...inputs.map(({ name }) => name),
    ...initializers.keys(),
    ...nodes.flatMap((node) => node.outputs),
  ]);
  const used = [...nodes.flatMap(nodeDependencies), ...outputs.map(({ name }) => name)];
  return used.filter((name) => !defined.has(name));
}

/**
 * The nodes of a graph in topological order, as near to the given order as possible. Throws MODEL_INVALID naming
 * the nodes when some depend on each other in a cycle.
 */
export function sortNodes({ nodes }: Graph): Node[] {
  const producerOf = new Map<string, number>();
  nodes.forEach((node, index) => node.outputs.forEach((name) => name !== '' && producerOf.set(name, index)));
  const sorted: Node[] = [];
  const state = new Uint8Array(nodes.length);
  for (let start = 0; start < nodes.length; start++) visitFrom(start, nodes, producerOf, state, sorted);
  return sorted;
}

const PENDING = 1;
const DONE = 2;

/** Depth-first with its own stack: networks are deeper than the call stack. */
function visitFrom(
  start: number,
  nodes: readonly Node[],
  producerOf: ReadonlyMap<string, number>,
  state: Uint8Array,
  sorted: Node[],
): void {
  if (state[start] === DONE) return;
  const producers = (index: number) => nodeDependencies(nodes[index]!).flatMap((name) => producerOf.get(name) ?? []);
  const path = [{ index: start, open: producers(start) }];
  state[start] = PENDING;
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const next = top.open.shift();
    if (next === undefined) {
      state[top.index] = DONE;
      sorted.push(nodes[top.index]!);
      path.pop();
    } else if (state[next] === PENDING) {
      failWithCycle(path.slice(path.findIndex(({ index }) => index === next)).map(({ index }) => nodes[index]!));
    } else if (state[next] !== DONE) {
      state[next] = PENDING;
      path.push({ index: next, open: producers(next) });
    }
  }
}

function failWithCycle(cycle: readonly Node[]): never {
  const names = cycle.slice(0, NAMED_NODES).map(({ name }) => `'${name}'`);
  const others = cycle.length > NAMED_NODES ? ` and ${cycle.length - NAMED_NODES} more` : '';
  throw new EngineError('MODEL_INVALID', `nodes depend on each other in a cycle: ${names.join(', ')}${others}`);
}
