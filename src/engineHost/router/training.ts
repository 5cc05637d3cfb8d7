import { engine } from './engine.ts';

export const trainingRouter = {
  options: engine.training.options.handler(({ context }) => context.workbench.project.training.options()),
  checkEncoder: engine.training.checkEncoder.handler(({ context, input }) =>
    context.workbench.project.training.checkEncoder(input.path),
  ),
  estimate: engine.training.estimate.handler(({ context, input }) =>
    context.workbench.project.training.estimate(input),
  ),
  start: engine.training.start.handler(({ context, input }) => context.workbench.project.training.start(input)),
  pause: engine.training.pause.handler(({ context }) => context.workbench.project.training.pause()),
  resume: engine.training.resume.handler(({ context }) => context.workbench.project.training.resume()),
  stop: engine.training.stop.handler(({ context, input }) => context.workbench.project.training.stop(input)),
  state: engine.training.state.handler(({ context }) => context.workbench.project.training.state),
  metrics: engine.training.metrics.handler(({ context, input }) =>
    context.workbench.project.training.metrics(input.runId, input.fromStep),
  ),
  runs: engine.training.runs.handler(({ context }) => context.workbench.project.training.runs()),
};
