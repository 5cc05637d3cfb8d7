import { engine } from './engine.ts';
import { notBuilt } from './notBuilt.ts';

export const trainingRouter = {
  options: engine.training.options.handler(notBuilt),
  checkEncoder: engine.training.checkEncoder.handler(notBuilt),
  estimate: engine.training.estimate.handler(notBuilt),
  start: engine.training.start.handler(notBuilt),
  pause: engine.training.pause.handler(notBuilt),
  resume: engine.training.resume.handler(notBuilt),
  stop: engine.training.stop.handler(notBuilt),
  state: engine.training.state.handler(notBuilt),
  metrics: engine.training.metrics.handler(notBuilt),
  runs: engine.training.runs.handler(notBuilt),
};
