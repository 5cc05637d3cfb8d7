import { createRouterClient } from '@orpc/server';
import type { EngineClient } from '../shared/contract/contract.ts';
import { toWire } from '../shared/contract/errors.ts';
import type { EngineContext } from './router/engine.ts';
import { router } from './router/router.ts';

/** The engine called directly, in one process and without a transport. */
export function directClient(context: EngineContext): EngineClient {
  return createRouterClient(router, { context, interceptors: [rethrowAsWire] });
}

/** Turns whatever a procedure throws into what may travel. */
export async function rethrowAsWire<T>({ next }: { next: () => Promise<T> }): Promise<T> {
  try {
    return await next();
  } catch (error) {
    throw toWire(error);
  }
}
