import type { Command } from 'commander';
import { suggestImageSize } from '../../services/projects/suggestImageSize.ts';
import { chooseImageSize } from '../../services/training/chooseImageSize.ts';
import { trainProject } from '../../services/training/trainProject.ts';
import type { TrainReport } from '../../services/training/report.ts';
import { createConsole, type Console } from '../console.ts';
import { stopOnSignals } from '../stopSignal.ts';
import { addTrainOptions, toSettings, type TrainOptions } from '../trainOptions.ts';
import { inWorkspace } from '../workspace.ts';

export function addTrainCommand(program: Command): void {
  const command = program
    .command('train')
    .description('learn from the labels of a project, and from its images without one')
    .requiredOption('--project <name.handful>', 'the project')
    .option('--resume', 'go on with the training that was interrupted, with the choices it began with')
    .option('--json', 'print JSON');
  addTrainOptions(command).action(train);
}

async function train(options: TrainOptions & { project: string; resume?: boolean; json?: boolean }): Promise<void> {
  const console = createConsole(options.json === true);
  const { signal, release } = stopOnSignals();
  try {
    await inWorkspace(options.project, undefined, { device: options.device, console, signal }, async (workspace) => {
      const settings = toSettings(options);
      const suggest = (): Promise<number> => suggestImageSize(workspace.folder);
      const request =
        options.resume === true
          ? 'resume'
          : { settings, sizePx: await chooseImageSize(settings, suggest, workspace.training.encoders) };
      const { report } = await trainProject(workspace.training, request);
      if (options.json) console.result(JSON.stringify(report, undefined, 2));
      else printReport(report, console);
    });
  } finally {
    release();
  }
}

/** Says how the training ended, in plain words. */
export function printReport(report: TrainReport, console: Console): void {
  for (const warning of report.warnings) console.note(`Note: ${warning}`);
  if (report.heldOut) console.note(report.heldOut.verdict);
  else
    console.note(
      'No label could be held out to check the training (it takes two of a class), so the encoder was kept as it came.',
    );
}
