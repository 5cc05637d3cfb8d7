import type { Command } from 'commander';
import { suggestImageSize } from '../../services/projects/suggestImageSize.ts';
import { openImageFolder } from '../../platform/node/images/imageFolder.ts';
import type { ImportReport } from '../../services/projects/importFolder.ts';
import { createConsole, type Console } from '../console.ts';
import { projectExists } from '../projectPath.ts';
import { stopOnSignals } from '../stopSignal.ts';
import { inWorkspace } from '../workspace.ts';

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('make a project of a folder of images, or look at the folder again')
    .argument('<folder>', 'the folder; its images are never changed')
    .requiredOption('--project <name.handful>', 'where the project is kept')
    .option('--json', 'print JSON')
    .action(importCommand);
}

async function importCommand(folder: string, options: { project: string; json?: boolean }): Promise<void> {
  const console = createConsole(options.json === true);
  const { signal, release } = stopOnSignals();
  try {
    const isNew = !projectExists(options.project);
    const report = await inWorkspace(
      options.project,
      isNew ? folder : undefined,
      { device: 'auto', console, signal },
      async (workspace) => {
        if (!isNew) workspace.store.setFolder(openImageFolder(folder).root);
        return workspace.importImages(await suggestImageSize(workspace.folder), 'glimpse');
      },
    );
    if (options.json) console.result(JSON.stringify(report, undefined, 2));
    else printImport(report, console);
  } finally {
    release();
  }
}

/** Says what an import found, and lists the files that could not be used. */
export function printImport(report: ImportReport, console: Console): void {
  const extras = [
    report.copyCount > 0 ? `${report.copyCount} of them copies of others` : '',
    report.movedCount > 0 ? `${report.movedCount} moved` : '',
    report.goneCount > 0 ? `${report.goneCount} no longer there` : '',
  ].filter(Boolean);
  console.note(`${report.imageCount} images${extras.length > 0 ? ` (${extras.join(', ')})` : ''}`);
  if (report.skipped.length === 0) return;
  console.note(`${report.skipped.length} files were left out:`);
  for (const { path, reason } of report.skipped) console.note(`  ${path}: ${reason}`);
}
