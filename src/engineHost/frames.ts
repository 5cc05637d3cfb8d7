import { ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/websocket';
import { toWire } from '../shared/contract/errors.ts';
import type { Engine } from './channel.ts';
import { rethrowAsWire } from './directClient.ts';
import type { EngineContext } from './router/engine.ts';
import { router } from './router/router.ts';

/** Carries out encoded messages of the contract. What is not of the contract is answered with REQUEST_INVALID. */
export function engineFrames(context: EngineContext): Engine['frames'] {
  const handler = new RPCHandler(router, { interceptors: [refuseUnknown], clientInterceptors: [rethrowAsWire] });
  return {
    message: (socket, frame) => handler.message(socket, frame, { context }),
    close: (socket) => handler.close(socket),
  };
}

/** Gives requests that never reach a procedure the form of all other errors. */
async function refuseUnknown<T extends { readonly matched: boolean }>({
  next,
}: {
  next: () => Promise<T>;
}): Promise<T> {
  const result = await next().catch((error: unknown) => {
    // What a procedure threw is an ORPCError by now; anything else was thrown while the request was read.
    throw error instanceof ORPCError ? error : toWire(new ORPCError('BAD_REQUEST', { message: 'it cannot be read' }));
  });
  if (!result.matched) throw toWire(new ORPCError('NOT_FOUND', { message: 'there is no such procedure' }));
  return result;
}
