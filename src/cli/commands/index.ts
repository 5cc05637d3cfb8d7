import type { Command } from 'commander';
import { addClassifyCommand } from './classify.ts';
import { addDemoCommand } from './demo.ts';
import { addDevicesCommand } from './devices.ts';
import { addEncoderCommand } from './encoder.ts';
import { addExportCommand } from './export.ts';
import { addImportCommand } from './import.ts';
import { addLabelCommand } from './label.ts';
import { addPredictCommand } from './predict.ts';
import { addRunCommand } from './run.ts';
import { addServeCommand } from './serve.ts';
import { addStatusCommand } from './status.ts';
import { addTrainCommand } from './train.ts';

/** Every command of the command line, in the order of `--help`. */
export function addCommands(program: Command): void {
  addRunCommand(program);
  addImportCommand(program);
  addLabelCommand(program);
  addTrainCommand(program);
  addPredictCommand(program);
  addExportCommand(program);
  addServeCommand(program);
  addStatusCommand(program);
  addClassifyCommand(program);
  addEncoderCommand(program);
  addDevicesCommand(program);
  addDemoCommand(program);
}
