import type { Command } from 'commander';
import type { ProjectStore } from '../../services/ports/projectStore.ts';
import { createConsole } from '../console.ts';
import { inWorkspace } from '../workspace.ts';

export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('say what is in a project')
    .requiredOption('--project <name.handful>', 'the project')
    .option('--json', 'print JSON')
    .action(status);
}

async function status(options: { project: string; json?: boolean }): Promise<void> {
  const console = createConsole(options.json === true);
  await inWorkspace(options.project, undefined, { device: 'auto', console }, async ({ store }) => {
    const summary = summarise(store);
    if (options.json) console.result(JSON.stringify(summary, undefined, 2));
    else for (const line of describe(summary)) console.result(line);
  });
}

function summarise(store: ProjectStore) {
  const labels = store.labels();
  return {
    project: store.path,
    folder: store.folder,
    images: store.images().length,
    gone: store.goneImages().length,
    skipped: store.skipped().length,
    classes: store.classes().map((name) => ({
      name,
      labels: labels.filter((record) => record.className === name).length,
    })),
    runs: store.runs().map(({ id, state, startedAt }) => ({ id, state, startedAt })),
  };
}

function describe(summary: ReturnType<typeof summarise>): string[] {
  return [
    `folder   ${summary.folder}`,
    `images   ${summary.images}${summary.gone > 0 ? ` (${summary.gone} more are no longer in the folder)` : ''}`,
    ...(summary.skipped > 0 ? [`left out ${summary.skipped} files`] : []),
    ...summary.classes.map(({ name, labels }) => `class    ${name}: ${labels} labels`),
    ...summary.runs.map(({ id, state, startedAt }) => `training ${id}: ${state}, started ${startedAt}`),
  ];
}
