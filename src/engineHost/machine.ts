import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { builtInEncoders } from '../learning/encoders/registry.ts';
import { encoderFiles } from '../platform/node/encoderFiles.ts';
import { openImageFolder } from '../platform/node/images/imageFolder.ts';
import { createProject, openProject } from '../platform/node/projectStore/openProject.ts';
import { createWorkerRuntime } from '../platform/onnxruntime/workerRuntime.ts';
import type { Machine } from '../services/ports/machine.ts';
import { VERSION } from '../shared/version.ts';

/** This machine, as the engine process uses it. */
export function nodeMachine(): Machine {
  return {
    version: VERSION,
    runtime: createWorkerRuntime({ device: 'auto' }),
    encoders: encoderFiles(builtInEncoders),
    concurrency: availableParallelism(),
    createProject,
    openProject,
    openImageFolder,
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
  };
}
