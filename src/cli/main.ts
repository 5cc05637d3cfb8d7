import { Command, CommanderError } from 'commander';
import { addCommands } from './commands/index.ts';
import { describeError } from './console.ts';
import { VERSION } from '../shared/version.ts';
import { EXIT, EXIT_HELP, exitCodeOf } from './exitCodes.ts';

/** Runs one command line and resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('handful')
    .description('Label a handful of images, get a classifier. Everything stays on this machine.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(try --help)')
    .addHelpText('after', EXIT_HELP);
  addCommands(program);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${describeError(error)}\n`);
    return exitCodeOf(error);
  }
}
