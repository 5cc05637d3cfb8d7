import { Worker } from 'node:worker_threads';
import type { LayoutInput, MapLayout } from '../../../services/ports/mapLayout.ts';
import { HandfulError } from '../../../shared/errors.ts';

/** What the worker thread tells. */
export type LayoutMessage = { readonly done: number; readonly total: number } | { readonly positions: Float32Array };

/** How often it is looked whether the work should stop. */
const LOOK_EVERY_MS = 100;

/** UMAP in a thread of its own for each layout. */
export const workerLayout: MapLayout = {
  layOut: (input, options = {}) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(entry(), { workerData: input satisfies LayoutInput, name: 'handful-map' });
      const end = (): void => {
        clearInterval(looking);
        void worker.terminate();
      };
      const looking = setInterval(() => {
        if (!options.signal?.aborted) return;
        end();
        reject(new HandfulError('STOPPED', 'Drawing the map was stopped.', 'Open the map again; it begins anew.'));
      }, LOOK_EVERY_MS);
      worker.on('message', (message: LayoutMessage) => {
        if ('positions' in message) {
          end();
          resolve(message.positions);
        } else options.onProgress?.(message.done, message.total);
      });
      worker.on('error', (error) => {
        end();
        reject(error);
      });
    }),
};

/** From the sources a thread needs a loader first; in the bundle it is a file beside this one. */
function entry(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './fromSource.js' : './mapWorker.js', import.meta.url);
}
