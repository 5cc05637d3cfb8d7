import type { Command } from 'commander';
import { suggestImageSize } from '../../services/projects/suggestImageSize.ts';
import { chooseImageSize } from '../../services/training/chooseImageSize.ts';
import { UNCHECKED } from '../../services/training/heldOutChoice.ts';
import { trainProject } from '../../services/training/trainProject.ts';
import type { TrainSettings } from '../../services/training/settings.ts';
import type { TrainReport } from '../../services/training/report.ts';
import type { TrainingObserver } from '../../services/training/trainingObserver.ts';
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
    .option('--from-last', 'go on from what the last finished training learnt, instead of beginning anew')
    .option('--json', 'print JSON');
  addTrainOptions(command).action(train);
}

interface TrainCommandOptions extends TrainOptions {
  readonly project: string;
  readonly resume?: boolean;
  readonly fromLast?: boolean;
  readonly json?: boolean;
}

async function train(options: TrainCommandOptions): Promise<void> {
  const console = createConsole(options.json === true);
  const { signal, release } = stopOnSignals();
  try {
    await inWorkspace(options.project, undefined, { device: options.device, console, signal }, async (workspace) => {
      const settings: TrainSettings = {
        ...(await toSettings(options)),
        startFrom: options.fromLast ? 'last' : 'encoder',
      };
      const suggest = (): Promise<number> => suggestImageSize(workspace.folder);
      const request =
        options.resume === true
          ? 'resume'
          : { settings, sizePx: await chooseImageSize(settings, suggest, workspace.training.encoders) };
      const { report } = await trainProject(workspace.training, request, tellPlan(console));
      if (options.json) console.result(JSON.stringify(report, undefined, 2));
      else printReport(report, console);
    });
  } finally {
    release();
  }
}

/** Says before the first step what is worth knowing of the plan, such as that it will take longer than was asked for. */
export function tellPlan(console: Console): TrainingObserver {
  return {
    planned: async ({ notes = [] }) => {
      for (const note of notes) console.note(`Note: ${note}`);
    },
  };
}

/** Says how the training ended, in plain words. */
export function printReport(report: TrainReport, console: Console): void {
  for (const warning of report.warnings) console.note(`Note: ${warning}`);
  console.note(report.heldOut?.verdict ?? UNCHECKED);
}
