import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

import { directClient } from '../../../src/engineHost/directClient.ts';
import { nodeMachine } from '../../../src/engineHost/machine.ts';
import { Workbench } from '../../../src/services/workbench/workbench.ts';
import type { EngineClient } from '../../../src/shared/contract/contract.ts';
import { fromWire } from '../../../src/shared/contract/errors.ts';
import type { HandfulError } from '../../../src/shared/errors.ts';
import { sharedRuntime } from '../../support/sharedRuntime.ts';
import { temporaryFolder } from '../platform/node/temporaryFolder.ts';

export interface OpenBench {
  readonly client: EngineClient;
  readonly workbench: Workbench;
  /** The one folder, besides the home folder, that the window may use. */
  readonly root: string;
}

/** An engine called directly, with settings of its own. Closed when the test ends. */
export function openBench(): OpenBench {
  const root = temporaryFolder();
  mkdirSync(join(root, 'settings'));
  vi.stubEnv('HANDFUL_CONFIG', join(root, 'settings'));
  onTestFinished(() => void vi.unstubAllEnvs());
  // In this thread, because a thread of its own takes longer to start than any of these tests needs it.
  const workbench = new Workbench({ ...nodeMachine([root]), runtime: sharedRuntime });
  onTestFinished(() => workbench.close());
  return { client: directClient({ workbench, host: 'browser' }), workbench, root };
}

/** Resolves when nothing is under way any more. */
export async function settled({ workbench }: OpenBench): Promise<void> {
  await vi.waitUntil(() => workbench.activities.list().length === 0, { timeout: 30_000, interval: 10 });
}

/** The error that a call rejects with, as a window sees it. */
export async function problemOf(call: Promise<unknown>): Promise<HandfulError> {
  return fromWire(await call.then(() => new Error('it did not fail')).catch((error: unknown) => error));
}
