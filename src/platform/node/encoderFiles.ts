import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EncoderFiles } from '../../services/ports/encoderFiles.ts';
import { readModelFile } from './modelFile.ts';

/** Encoders that ship with Handful, by name. */
const BUILT_IN: Readonly<Record<string, string>> = { 'mobilenet-v2': 'mobilenet-v2-trunk.onnx' };

const resources = fileURLToPath(new URL('../../../resources/encoders/', import.meta.url));

/** Reads built-in encoders from the resources and a user's own from their path. */
export const encoderFiles: EncoderFiles = {
  builtIn: Object.keys(BUILT_IN),
  read: (nameOrPath) => {
    const builtIn = BUILT_IN[nameOrPath];
    return readModelFile(builtIn === undefined ? nameOrPath : path.join(resources, builtIn));
  },
};
