import { EngineError } from '../errors.ts';
import { CANONICAL_OPSET, type Node } from '../graph/graph.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { ReadExternal } from './externalData.ts';
import type { AttributeProto, FunctionProto, GraphProto, ModelProto, OperatorSetIdProto } from './schema/onnx_pb.js';

/** Older opsets say too much in attributes; no exporter of the last five years needs them. */
const OLDEST_OPSET = 13;
/** The newest opset whose operators are known to mean what the conversions take them to mean. */
const NEWEST_OPSET = 26;
/** Functions that call functions, and graphs inside nodes: a file nests no deeper than this. */
const MAX_DEPTH = 64;
/** Functions may multiply; a network of this many nodes is not one. */
const MAX_NODES = 50_000;

/** Where decoded nodes and constants go: the graph under construction. */
export interface GraphParts {
  readonly nodes: Node[];
  readonly initializers: Map<string, Tensor>;
}

/** The names and settings that hold inside one graph, branch or function body. */
export interface Scope {
  readonly opset: number;
  readonly depth: number;
  readonly rename: (name: string) => string;
  /** The attributes of the call, inside a function. */
  readonly callAttributes?: ReadonlyMap<string, AttributeProto>;
}

/** What is known of the whole file while its parts are decoded. */
export class ModelContext {
  readonly readExternal: ReadExternal | undefined;
  readonly #functions: ReadonlyMap<string, FunctionProto>;
  readonly #opset: number;
  readonly #namesOfFile = new Set<string>();
  #freshCount = 0;
  #nodeCount = 0;

  constructor(model: ModelProto, readExternal: ReadExternal | undefined) {
    this.readExternal = readExternal;
    this.#functions = new Map(
      model.functions.map((body) => [functionKey(body.domain, body.name, body.overload), body]),
    );
    if (model.opsetImport.length === 0) {
      throw new EngineError('MODEL_INVALID', 'the model does not say which opset it is written in');
    }
    this.#opset = standardOpset(model.opsetImport) ?? CANONICAL_OPSET;
    if (model.graph) collectNames(model.graph, this.#namesOfFile);
  }

  /** The scope of the file's main graph. */
  mainScope(): Scope {
    return { opset: this.#opset, depth: 0, rename: (name) => name };
  }

  /** A scope inside another. Throws MODEL_UNSUPPORTED when the nesting has no end in sight. */
  innerScope(outer: Scope, changes: Partial<Scope>): Scope {
    const depth = outer.depth + 1;
    if (depth > MAX_DEPTH) throw new EngineError('MODEL_UNSUPPORTED', `nests deeper than ${MAX_DEPTH} levels`);
    return { ...outer, ...changes, depth };
  }

  findFunction(domain: string, name: string, overload: string): FunctionProto | undefined {
    return this.#functions.get(functionKey(domain, name, overload));
  }

  /** The opset of a function's body, which may differ from the file's. */
  opsetOf(body: FunctionProto): number {
    return standardOpset(body.opsetImport) ?? this.#opset;
  }

  /** A value name that the file does not have. */
  freshName(stem: string): string {
    let name: string;
    do name = `${stem}#${this.#freshCount++}`;
    while (this.#namesOfFile.has(name));
    return name;
  }

  countNode(): void {
    if (++this.#nodeCount <= MAX_NODES) return;
    throw new EngineError('MODEL_UNSUPPORTED', `the model has more than ${MAX_NODES} nodes`);
  }
}

/** 'ai.onnx' is another spelling of the standard domain. */
export function canonicalDomain(domain: string): string {
  return domain === 'ai.onnx' ? '' : domain;
}

function standardOpset(imports: readonly OperatorSetIdProto[]): number | undefined {
  const standard = imports.find(({ domain }) => canonicalDomain(domain) === '');
  if (!standard) return undefined;
  const version = Number(standard.version);
  if (version < OLDEST_OPSET) {
    throw new EngineError(
      'MODEL_UNSUPPORTED',
      `the model is written in opset ${version}; opset ${OLDEST_OPSET} is the oldest that can be read. ` +
        `Export it again with opset 17 or newer (PyTorch: torch.onnx.export(..., opset_version=17))`,
    );
  }
  if (version <= NEWEST_OPSET) return version;
  throw new EngineError(
    'MODEL_UNSUPPORTED',
    `the model is written in opset ${version}; ${NEWEST_OPSET} is the newest that can be read. ` +
      'Export it again with an older opset, such as 20',
  );
}

function collectNames(graph: GraphProto, names: Set<string>): void {
  for (const { name } of [...graph.input, ...graph.initializer]) names.add(name);
  for (const node of graph.node) {
    for (const name of node.output) names.add(name);
    for (const { g } of node.attribute) if (g) collectNames(g, names);
  }
}

function functionKey(domain: string, name: string, overload: string): string {
  return `${canonicalDomain(domain)}:${name}:${overload}`;
}
