import type { OpenProject } from '../../services/workbench/openProject.ts';
import { engine } from './engine.ts';
import { notBuilt } from './notBuilt.ts';

export const labelsRouter = {
  assign: engine.labels.assign.handler(({ context, input }) => {
    const { project } = context.workbench;
    const provenance = { source: 'human', origin: input.where } as const;
    return changed(project, project.labels.assign(input.indices, input.className, provenance));
  }),
  accept: engine.labels.accept.handler(notBuilt),
  undo: engine.labels.undo.handler(({ context }) => {
    const { project } = context.workbench;
    return changed(project, project.labels.undo());
  }),
  redo: engine.labels.redo.handler(({ context }) => {
    const { project } = context.workbench;
    return changed(project, project.labels.redo());
  }),
  addClass: engine.labels.addClass.handler(({ context, input }) => ({
    classIndex: context.workbench.project.labels.addClass(input.name),
  })),
  renameClass: engine.labels.renameClass.handler(({ context, input }) => {
    const { project } = context.workbench;
    return changed(project, project.labels.renameClass(input.classIndex, input.name));
  }),
  recolourClass: engine.labels.recolourClass.handler(({ context, input }) => {
    const { project } = context.workbench;
    return changed(project, project.labels.recolourClass(input.classIndex, input.colour));
  }),
  removeClass: engine.labels.removeClass.handler(({ context, input }) => {
    const { project } = context.workbench;
    return changed(project, project.labels.removeClass(input.classIndex));
  }),
  suggest: engine.labels.suggest.handler(notBuilt),
  sufficiency: engine.labels.sufficiency.handler(notBuilt),
};

/** What the window is told of a change, which has happened when this is called. */
function changed({ revision }: OpenProject, changedIndices: readonly number[]) {
  return { revision, changedCount: changedIndices.length };
}
