import type { Graph } from '../../engine/graph/graph.ts';

/** Where encoders that are files come from. */
export interface EncoderFiles {
  /** Names of the encoders that ship with Handful. */
  readonly builtIn: readonly string[];
  /**
   * Reads a built-in encoder by name, or a user's ONNX file by path. Throws MODEL_UNREADABLE when it is missing,
   * damaged or not ONNX.
   */
  read(nameOrPath: string): Promise<Graph>;
}
