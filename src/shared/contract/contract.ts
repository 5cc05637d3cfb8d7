import type { ContractRouterClient } from '@orpc/contract';
import { appContract } from './app.ts';
import { eventsContract } from './events.ts';
import { exportingContract } from './exporting.ts';
import { imagesContract } from './images.ts';
import { labelsContract } from './labels.ts';
import { mapContract } from './map.ts';
import { projectContract } from './project.ts';
import { reviewContract } from './review.ts';
import { trainingContract } from './training.ts';

/**
 * All that a window can ask of the engine, validated on both sides, over any transport. What goes wrong arrives as a
 * `HandfulError` (see errors.ts).
 */
export const contract = {
  app: appContract,
  project: projectContract,
  images: imagesContract,
  labels: labelsContract,
  map: mapContract,
  training: trainingContract,
  review: reviewContract,
  exporting: exportingContract,
  events: eventsContract,
};

/** The engine as a window sees it. */
export type EngineClient = ContractRouterClient<typeof contract>;
