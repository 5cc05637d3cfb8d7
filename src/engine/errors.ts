/** Why the engine refused: the closed list of its error codes. */
export type EngineErrorCode =
  | 'MODEL_UNREADABLE'
  | 'MODEL_INVALID'
  | 'MODEL_UNSUPPORTED'
  | 'EXTERNAL_DATA'
  | 'SHAPE_MISMATCH'
  | 'MISSING_GRADIENT'
  | 'UNKNOWN_OPERATOR';

/** An error of the graph engine. `where` names the node, tensor or file it concerns. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  readonly where: string | undefined;

  constructor(code: EngineErrorCode, message: string, where?: string) {
    super(where === undefined ? message : `${where}: ${message}`);
    this.name = 'EngineError';
    this.code = code;
    this.where = where;
  }
}
