import { ORPCError } from '@orpc/contract';
import { ERROR_KINDS, HandfulError, type ErrorCode } from '../errors.ts';
import { problemOf } from '../problem.ts';

/** How a `HandfulError` travels. A request that is not of the contract is refused with REQUEST_INVALID. */
export function toWire(error: unknown): ORPCError<string, { remedy: string }> {
  if (error instanceof ORPCError && (error.code === 'BAD_REQUEST' || error.code === 'NOT_FOUND')) {
    return new ORPCError('REQUEST_INVALID', {
      message: `The request is not one that Handful knows: ${error.message}.`,
      data: { remedy: 'Reload the window; if that does not help, install Handful again.' },
    });
  }
  const { code, message, remedy } = problemOf(error);
  return new ORPCError(code, { message, data: { remedy } });
}

/** The error that a call rejected with, as the one that was thrown in the engine. */
export function fromWire(error: unknown): HandfulError {
  if (error instanceof HandfulError) return error;
  if (error instanceof ORPCError && error.code in ERROR_KINDS) {
    const remedy = (error.data as { remedy?: string } | undefined)?.remedy ?? '';
    return new HandfulError(error.code as ErrorCode, error.message, remedy, { cause: error });
  }
  return new HandfulError(
    'ENGINE_GONE',
    'The engine did not answer.',
    'It is being started again; nothing that was saved is lost. Try again in a moment.',
    { cause: error },
  );
}
