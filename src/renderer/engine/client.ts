import { createORPCClient } from '@orpc/client';
import { inject, type App, type InjectionKey } from 'vue';
import type { EngineClient } from '../../shared/contract/contract.ts';
import type { LastingLink } from './lastingLink.ts';

const ENGINE: InjectionKey<EngineClient> = Symbol('engine');

export function createEngineClient(link: LastingLink): EngineClient {
  return createORPCClient<EngineClient>(link);
}

export function provideEngine(app: App, engine: EngineClient): void {
  app.provide(ENGINE, engine);
}

/**
 * The engine, for use in `setup`. The client stays the same when the engine is restarted. Calls reject with a
 * `HandfulError`; `attempt` of `engine/attempt.ts` shows it to the user.
 */
export function useEngine(): EngineClient {
  const engine = inject(ENGINE);
  if (!engine) throw new Error('useEngine() outside of an app with an engine.');
  return engine;
}
