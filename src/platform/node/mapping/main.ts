import { parentPort, workerData } from 'node:worker_threads';
import type { LayoutInput } from '../../../services/ports/mapLayout.ts';
import type { LayoutMessage } from './workerLayout.ts';
import { umapLayout } from './umapLayout.ts';

/** Rounds between two messages on how far it is. */
const REPORT_EVERY = 5;

/** The worker thread: one layout, then it ends. */
const port = parentPort!;
const positions = umapLayout(workerData as LayoutInput, (done, total) => {
  if (done % REPORT_EVERY === 0 || done === total) port.postMessage({ done, total } satisfies LayoutMessage);
});
port.postMessage({ positions } satisfies LayoutMessage);
