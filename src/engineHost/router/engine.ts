import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { Workbench } from '../../services/workbench/workbench.ts';

/** What every procedure is given. */
export interface EngineContext {
  readonly workbench: Workbench;
  readonly host: 'desktop' | 'browser';
}

/** The contract, waiting for handlers. */
export const engine = implement(contract).$context<EngineContext>();
