import { oc } from '@orpc/contract';
import { z } from 'zod';
import { place, problem } from './values.ts';

export const trainingChoices = z.object({
  /** Name of a built-in encoder, or the absolute path of an ONNX file. */
  encoder: place.default('mobilenet-v2'),
  method: z.string().default('paws'),
  trainEncoder: z.boolean().default(true),
  augment: z.string().default('auto'),
  /** Minutes that it may take; chosen when absent. */
  minutes: z.number().positive().max(10_000).optional(),
  imageSizePx: z.number().int().min(8).max(1024).optional(),
  /** How frequent the classes are; given by name, only the ratios count. */
  classPrior: z
    .union([z.enum(['auto', 'uniform', 'estimated']), z.record(z.string(), z.number().positive())])
    .default('auto'),
  smallViews: z.number().int().min(0).max(8).default(0),
  predictionHead: z.boolean().default(false),
  seed: z.number().int().min(0).default(0),
  /** Whether to begin anew or to go on from what the last training learnt; when absent it goes on where it can. */
  startFrom: z.enum(['encoder', 'last']).optional(),
  device: z.enum(['auto', 'cpu']).default('auto'),
});
export type TrainingChoices = z.infer<typeof trainingChoices>;

export const trainingOptions = z.object({
  encoders: z.array(z.object({ name: z.string(), description: z.string() })),
  methods: z.array(z.object({ name: z.string(), description: z.string() })),
  augmentations: z.array(z.object({ name: z.string(), description: z.string() })),
  defaults: trainingChoices,
});
export type TrainingOptions = z.infer<typeof trainingOptions>;

export const trainingEstimate = z.object({
  minutes: z.number(),
  /** Between these the minutes may lie, as far as is known. */
  minutesFrom: z.number().optional(),
  minutesTo: z.number().optional(),
  stepCount: z.number().int(),
  /** Plain sentences on labels that are few or uneven, or why it cannot start. */
  warnings: z.array(z.string()),
  canStart: z.boolean(),
  /** Whether there is a training of the same network at the same image size to go on from. */
  canGoOn: z.boolean(),
});
export type TrainingEstimate = z.infer<typeof trainingEstimate>;

/** A part of the check: how a short training does on the labels that were hidden from it, while it goes on. */
export const heldOutPart = z.object({
  /** The hidden labels that it is judged on. */
  labelCount: z.number().int(),
  /** In order; `doneShare` of its steps are done, from 0, the network as it came, to 1. */
  points: z.array(z.object({ doneShare: z.number(), rightCount: z.number().int() })),
});
export type HeldOutPart = z.infer<typeof heldOutPart>;

export const trainingState = z.object({
  phase: z.enum(['idle', 'preparing', 'running', 'paused', 'checking', 'finishing', 'finished', 'stopped', 'failed']),
  runId: z.number().int().optional(),
  /** What happens now, in words. */
  stage: z.string().optional(),
  step: z.number().int(),
  stepCount: z.number().int(),
  secondsLeft: z.number().optional(),
  imagesPerSecond: z.number().optional(),
  /** The device that is really used. */
  device: z.string().optional(),
  /** How it goes, in words, with a warning when the representations collapse. */
  guard: z.object({ state: z.enum(['fine', 'watch', 'collapsed']), words: z.string() }).optional(),
  /** Accuracy on held-out labels, 0 to 1, once it was measured. */
  heldOutAccuracy: z.number().optional(),
  /** The parts of the check that were begun. */
  heldOutParts: z.array(heldOutPart).optional(),
  /** What the last finished training reached, for comparison. */
  earlierAccuracy: z.number().optional(),
  /** Whether an interrupted run can go on. */
  canResume: z.boolean(),
  error: problem.optional(),
  /** What came of it, in words, when it finished. */
  verdict: z.string().optional(),
});
export type TrainingState = z.infer<typeof trainingState>;

export const metricPoint = z.object({ step: z.number().int(), name: z.string(), value: z.number() });
export type MetricPoint = z.infer<typeof metricPoint>;

export const runSummary = z.object({
  id: z.number().int(),
  state: z.enum(['running', 'stopped', 'finished', 'failed']),
  startedAt: z.string(),
  labelCount: z.number().int().optional(),
  kept: z.string().optional(),
  heldOutAccuracy: z.number().optional(),
  warnings: z.array(z.string()),
});
export type RunSummary = z.infer<typeof runSummary>;

export const trainingContract = {
  options: oc.output(trainingOptions),
  /** Checks an ONNX file as an encoder: can it be trained, and how wide are its representations? */
  checkEncoder: oc
    .input(z.object({ path: place }))
    .output(z.object({ isTrainable: z.boolean(), representationDim: z.number().int(), words: z.array(z.string()) })),
  estimate: oc.input(trainingChoices).output(trainingEstimate),
  start: oc.input(trainingChoices).output(trainingState),
  /** Keeps everything and lets go of the processor; `resume` goes on. */
  pause: oc.output(trainingState),
  resume: oc.output(trainingState),
  /** Ends now; with `keep` the classifier is made of what was learnt so far. */
  stop: oc.input(z.object({ keep: z.boolean() })).output(trainingState),
  state: oc.output(trainingState),
  /** Metrics of a run from a step on; by default of the newest run. */
  metrics: oc
    .input(z.object({ runId: z.number().int().optional(), fromStep: z.number().int().min(0).default(0) }))
    .output(z.array(metricPoint)),
  runs: oc.output(z.array(runSummary)),
};
