import { engine } from './engine.ts';
import { notBuilt } from './notBuilt.ts';

export const reviewRouter = {
  summary: engine.review.summary.handler(notBuilt),
  cell: engine.review.cell.handler(notBuilt),
  disagreements: engine.review.disagreements.handler(notBuilt),
};
