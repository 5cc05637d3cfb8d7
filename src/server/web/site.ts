import type { Supervisor } from '../../supervisor/supervisor.ts';
import { sentence, type Answer } from './answer.ts';
import { pictureAnswer } from './pictureAnswer.ts';
import { RendererFiles } from './rendererFiles.ts';

/** Answers what a window asks for by address, once it is known that it may. */
export type Site = (method: string, url: URL) => Promise<Answer>;

/** The built window in `folder` and the pictures of the open project. */
export function createSite(folder: string, pictures: Pick<Supervisor, 'picture'>): Site {
  const files = new RendererFiles(folder);
  return async (method, url) => {
    if (method !== 'GET' && method !== 'HEAD') {
      return sentence(405, 'Pages and pictures can only be read.', { allow: 'GET, HEAD' });
    }
    return (
      (await pictureAnswer(url, pictures)) ??
      (await files.find(url.pathname)) ??
      sentence(404, 'There is nothing at this address.')
    );
  };
}
