import { engine } from './engine.ts';
import { notBuilt } from './notBuilt.ts';

export const projectRouter = {
  state: engine.project.state.handler(({ context }) => context.workbench.state),
  create: engine.project.create.handler(async ({ context, input }) => {
    const path = input.path ?? `${input.folder.replace(/[/\\]+$/, '')}.handful`;
    return (await context.workbench.create(path, input.folder)).state();
  }),
  createDemo: engine.project.createDemo.handler(notBuilt),
  open: engine.project.open.handler(async ({ context, input }) => (await context.workbench.open(input.path)).state()),
  close: engine.project.close.handler(async ({ context }) => {
    await context.workbench.close();
    return {};
  }),
  importAgain: engine.project.importAgain.handler(({ context }) => {
    context.workbench.project.importImages();
    return {};
  }),
  skipped: engine.project.skipped.handler(({ context }) => [...context.workbench.project.store.skipped()]),
  tryFolder: engine.project.tryFolder.handler(notBuilt),
  relink: engine.project.relink.handler(notBuilt),
  cancel: engine.project.cancel.handler(({ context, input }) => {
    context.workbench.activities.cancel(input.activityId);
    return {};
  }),
  find: engine.project.find.handler(({ context, input }) => {
    const image = context.workbench.project.images().find(({ path }) => path === input.path);
    return image ? { imageIndex: image.index } : {};
  }),
};
