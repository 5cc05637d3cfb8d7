import { engine } from './engine.ts';

export const reviewRouter = {
  summary: engine.review.summary.handler(({ context }) => context.workbench.project.review.summary()),
  cell: engine.review.cell.handler(({ context, input }) =>
    context.workbench.project.review.cell(input.matrix, input.label, input.said),
  ),
  disagreements: engine.review.disagreements.handler(({ context }) => context.workbench.project.review.disagreements()),
};
