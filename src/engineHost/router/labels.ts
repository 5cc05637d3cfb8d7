import { againstShown } from '../../services/labeling/provenance.ts';
import type { OpenProject } from '../../services/workbench/openProject.ts';
import { engine } from './engine.ts';

export const labelsRouter = {
  assign: engine.labels.assign.handler(({ context, input }) => {
    const { project } = context.workbench;
    const source = againstShown(project.spread.pseudo, project.labels.classes());
    return changed(project, project.labels.assign(input.indices, input.className, { source, origin: input.where }));
  }),
  accept: engine.labels.accept.handler(({ context, input }) => {
    const { project } = context.workbench;
    return changed(project, project.labels.accept(input.indices, project.spread.pseudo, input.where));
  }),
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
  suggest: engine.labels.suggest.handler(({ context, input }) => context.workbench.project.spread.suggest(input.count)),
  sufficiency: engine.labels.sufficiency.handler(({ context }) => context.workbench.project.spread.sufficiency()),
};

/** What the window is told of a change, which has happened when this is called. */
function changed({ revision }: OpenProject, changedIndices: readonly number[]) {
  return { revision, changedCount: changedIndices.length };
}
