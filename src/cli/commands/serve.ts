import { type Command, InvalidArgumentError } from 'commander';
import { createConsole } from '../console.ts';
import { stopOnSignals } from '../stopSignal.ts';
import { wholeNumber } from '../trainOptions.ts';

interface ServeCommandOptions {
  readonly project?: string;
  readonly root?: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly tokenFile?: string;
  readonly open?: boolean;
  readonly json?: boolean;
}

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('open the workbench in a browser, on this machine or from another one')
    .option('--project <name.handful>', 'the project to open at the start')
    .option('--root <folder...>', 'folders that may be used, besides your own and the one that holds the project')
    .option('--port <n>', 'the port to listen on; any that is free by default', portNumber, 0)
    .option('--open', 'open it in the browser')
    .option('--host <address>', 'the address to listen on, for others to come in', '127.0.0.1')
    .option('--token-file <file>', 'the file with the token that lets a browser in')
    .option('--json', 'print where it is as JSON, and nothing else')
    .action(serveCommand);
}

async function serveCommand(options: ServeCommandOptions): Promise<void> {
  // Imported here, so that no other command has to load a web server.
  const { serve } = await import('../../server/serve.ts');
  const { openBrowser } = await import('../../server/openBrowser.ts');
  const console = createConsole(options.json === true);
  const { signal, release } = stopOnSignals();
  try {
    await serve(
      { ...options, ...(options.root ? { roots: options.root } : {}) },
      {
        note: console.note,
        ready(server) {
          console.result(options.json ? JSON.stringify(server) : `Handful is at ${server.url}`);
          console.note('Press Ctrl-C to end it.');
          if (options.open) void openBrowser(server.url);
        },
      },
      signal,
    );
  } finally {
    release();
  }
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('It must be 65535 or less.');
  return port;
}
