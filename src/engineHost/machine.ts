import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { builtInEncoders } from '../learning/encoders/registry.ts';
import { encoderFiles } from '../platform/node/encoderFiles.ts';
import { configFolder } from '../platform/node/config/configFolder.ts';
import { recentProjectsIn } from '../platform/node/config/recentProjects.ts';
import type { AllowedRoots } from '../platform/node/files/allowedPlaces.ts';
import { outputs } from '../platform/node/files/outputs.ts';
import { placesOf } from '../platform/node/files/places.ts';
import { openImageFolder } from '../platform/node/images/imageFolder.ts';
import { createPictures } from '../platform/node/images/pictures.ts';
import { workerLayout } from '../platform/node/mapping/workerLayout.ts';
import { createProject, openProject } from '../platform/node/projectStore/openProject.ts';
import { createWorkerRuntime, type WorkerRuntime } from '../platform/onnxruntime/workerRuntime.ts';
import type { Machine } from '../services/ports/machine.ts';
import { VERSION } from '../shared/version.ts';

/** This machine, as the engine process uses it; `roots` are the folders that its windows may use. */
export function nodeMachine(roots: AllowedRoots = 'everything'): Machine & { readonly runtime: WorkerRuntime } {
  return {
    version: VERSION,
    runtime: createWorkerRuntime({ device: 'auto' }),
    encoders: encoderFiles(builtInEncoders),
    mapLayout: workerLayout,
    concurrency: availableParallelism(),
    createProject,
    openProject,
    openImageFolder,
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
    openPictures: createPictures,
    places: placesOf({ roots }),
    outputs,
    recentProjects: recentProjectsIn(configFolder()),
  };
}
