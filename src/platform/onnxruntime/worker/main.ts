import { parentPort, workerData } from 'node:worker_threads';
import { createRuntime, type RuntimeOptions } from '../runtime.ts';
import { serveRuntime } from './serveRuntime.ts';

/** The worker thread in which sessions live. */
serveRuntime(createRuntime(workerData as RuntimeOptions), parentPort!);
