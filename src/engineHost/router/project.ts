import { listFiles } from '../../services/projects/importFolder.ts';
import { engine } from './engine.ts';

export const projectRouter = {
  state: engine.project.state.handler(({ context }) => context.workbench.state),
  create: engine.project.create.handler(async ({ context: { workbench }, input }) => {
    const { places } = workbench.machine;
    const folder = await places.allowed(input.folder);
    await listFiles(workbench.machine.openImageFolder(folder));
    const path = await (input.path === undefined ? places.newProjectPath(folder) : places.allowed(input.path));
    return (await workbench.create(path, folder)).state();
  }),
  createDemo: engine.project.createDemo.handler(async ({ context: { workbench } }) => {
    const activity = { kind: 'demo', title: 'Copying the pictures of the demo' } as const;
    const { folder, projectPath } = await workbench.activities.run(activity, ({ signal, progress }) =>
      workbench.machine.places.copyDemo({ signal, onProgress: progress }),
    );
    return (await workbench.create(projectPath, folder)).state();
  }),
  open: engine.project.open.handler(async ({ context: { workbench }, input }) => {
    const path = await workbench.machine.places.allowed(input.path);
    return (await workbench.open(path)).state();
  }),
  close: engine.project.close.handler(async ({ context }) => {
    await context.workbench.close();
    return {};
  }),
  importAgain: engine.project.importAgain.handler(({ context }) => {
    context.workbench.project.source.import();
    return {};
  }),
  skipped: engine.project.skipped.handler(({ context }) => [...context.workbench.project.store.skipped()]),
  tryFolder: engine.project.tryFolder.handler(async ({ context: { workbench }, input }) =>
    workbench.project.source.tryFolder(await workbench.machine.places.allowed(input.folder)),
  ),
  relink: engine.project.relink.handler(async ({ context: { workbench }, input }) =>
    workbench.project.source.relink(await workbench.machine.places.allowed(input.folder)),
  ),
  cancel: engine.project.cancel.handler(({ context, input }) => {
    context.workbench.activities.cancel(input.activityId);
    return {};
  }),
  find: engine.project.find.handler(({ context, input }) => {
    const image = context.workbench.project.images().find(({ path }) => path === input.path);
    return image ? { imageIndex: image.index } : {};
  }),
};
