import { HandfulError } from '../shared/errors.ts';

/** What the process says to a script when it ends; `handful --help` lists them. */
export const EXIT = { ok: 0, failure: 1, usage: 2, input: 3, stopped: 4 } as const;

export const EXIT_HELP = `
Exit codes:
  0  done
  1  something failed on the way (disk full, export does not agree, a defect)
  2  the command was not understood
  3  the input is at fault (folder, labels, image, model or project), or there are too few labels
  4  stopped before the end; what was done is kept`;

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof HandfulError)) return EXIT.failure;
  return error.code === 'STOPPED' ? EXIT.stopped : EXIT[error.kind];
}
