import { createHash } from 'node:crypto';
import { createRuntime } from '../../src/platform/onnxruntime/runtime.ts';
import type { Runtime, Session } from '../../src/services/ports/runtime.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });
const sessions = new Map<string, Promise<Session>>();

/**
 * The runtime on one thread, which makes a session only once for all that run the same graph with the same weights:
 * making it takes longer than the few steps of a test, and running it leaves nothing behind in it.
 */
export const sharedRuntime: Runtime = {
  device: runtime.device,
  async createSession(model) {
    const key = createHash('sha256').update(model).digest('hex');
    const session = sessions.get(key) ?? runtime.createSession(model);
    sessions.set(key, session);
    return { ...(await session), release: async () => undefined };
  },
};
