import { appRouter } from './app.ts';
import { eventsProcedure } from './events.ts';
import { exportingRouter } from './exporting.ts';
import { imagesRouter } from './images.ts';
import { labelsRouter } from './labels.ts';
import { mapRouter } from './map.ts';
import { engine } from './engine.ts';
import { projectRouter } from './project.ts';
import { reviewRouter } from './review.ts';
import { trainingRouter } from './training.ts';

/** The contract, carried out on a workbench. */
export const router = engine.router({
  app: appRouter,
  project: projectRouter,
  images: imagesRouter,
  labels: labelsRouter,
  map: mapRouter,
  training: trainingRouter,
  review: reviewRouter,
  exporting: exportingRouter,
  events: eventsProcedure,
});
