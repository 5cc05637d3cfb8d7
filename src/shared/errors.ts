/** Every reason for which Handful refuses or stops, with the exit code family of the command line. */
export const ERROR_KINDS = {
  USAGE: 'usage',
  FOLDER_MISSING: 'input',
  FOLDER_EMPTY: 'input',
  LABELS_UNREADABLE: 'input',
  LABELS_INVALID: 'input',
  LABELS_TOO_FEW: 'input',
  IMAGE_UNREADABLE: 'input',
  MODEL_UNREADABLE: 'input',
  MODEL_UNSUPPORTED: 'input',
  PROJECT_MISSING: 'input',
  PROJECT_EXISTS: 'input',
  PROJECT_IN_USE: 'input',
  PROJECT_NEWER: 'input',
  PROJECT_DAMAGED: 'input',
  NOT_TRAINED: 'input',
  NO_PROJECT: 'input',
  TRAINING_BUSY: 'input',
  ALREADY_THERE: 'input',
  NOT_ALLOWED: 'input',
  REQUEST_INVALID: 'usage',
  DISK_FULL: 'failure',
  EXPORT_DISAGREES: 'failure',
  STOPPED: 'failure',
  ENGINE_GONE: 'failure',
  INTERNAL: 'failure',
} as const;

export type ErrorCode = keyof typeof ERROR_KINDS;
export type ErrorKind = (typeof ERROR_KINDS)[ErrorCode];

/** An error a user can act on: `message` says what is wrong and where, `remedy` what to do about it. */
export class HandfulError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HandfulError';
    this.code = code;
    this.remedy = remedy;
  }

  get kind(): ErrorKind {
    return ERROR_KINDS[this.code];
  }
}

/** One image that cannot be used: IMAGE_UNREADABLE. The import lists it and goes on. */
export class ImageUnreadableError extends HandfulError {
  readonly path: string;
  /** In plain words, without the path: 'the file ends early'. */
  readonly reason: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    const remedy = 'Save it again as PNG or JPEG with an image program, or leave it out.';
    super('IMAGE_UNREADABLE', `${path}: ${reason}.`, remedy, options);
    this.path = path;
    this.reason = reason;
  }
}
