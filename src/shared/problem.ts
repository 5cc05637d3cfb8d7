import { HandfulError } from './errors.ts';

/** An error as it travels and as the screen shows it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What anything thrown is to the user: what is not a `HandfulError` is a fault of the program. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HandfulError) return { code: error.code, message: error.message, remedy: error.remedy };
  const message = `A fault of Handful: ${error instanceof Error ? error.message : String(error)}`;
  return {
    code: 'INTERNAL',
    message,
    remedy: 'What you did until now is saved. Try again, and please report this.',
  };
}
