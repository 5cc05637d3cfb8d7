import { imageAt, imagesBetween } from '../../services/workbench/imageAt.ts';
import { pack } from '../../shared/contract/columns.ts';
import { HandfulError } from '../../shared/errors.ts';
import { engine } from './engine.ts';

/** Digits of a content hash in the URL of a picture: enough to notice that a file is another one. */
const HASH_DIGITS = 12;

export const imagesRouter = {
  columns: engine.images.columns.handler(({ context }) => context.workbench.project.spread.columns()),
  view: engine.images.view.handler(({ context, input }) => {
    const { revision, spread } = context.workbench.project;
    return { revision, order: pack(spread.view(input.sort, input.filter, input.like)) };
  }),
  hashes: engine.images.hashes.handler(({ context, input }) => {
    const images = context.workbench.project.images();
    // What comes after the last image is not there yet, which is something else than a gap.
    const end = Math.min(input.end, (images.at(-1)?.index ?? -1) + 1);
    const hashes = new Array<string>(Math.max(0, end - input.start)).fill('');
    for (const { index, contentHash } of imagesBetween(images, input.start, end)) {
      hashes[index - input.start] = contentHash.slice(0, HASH_DIGITS);
    }
    return { start: input.start, hashes };
  }),
  details: engine.images.details.handler(({ context, input }) => {
    const { project } = context.workbench;
    const images = project.images();
    return input.indices.map((index) => {
      const image = imageAt(images, index);
      if (!image) throw new HandfulError('REQUEST_INVALID', `There is no image ${index}.`, 'Reload the window.');
      const { note, duplicateOf, ...rest } = image;
      const history = project.store
        .labelLog(index)
        .map(({ className, source, origin, time }) => ({ className, source, origin, time }));
      return {
        ...rest,
        ...(note === undefined ? {} : { note }),
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
        history,
      };
    });
  }),
  explain: engine.images.explain.handler(({ context, input }) =>
    context.workbench.project.spread.explain(input.index, input.count),
  ),
};
