import type { Command } from 'commander';
import { builtInEncoders, encoderFamilies } from '../../learning/encoders/registry.ts';
import { encoderFiles } from '../../platform/node/encoderFiles.ts';
import { createRuntime } from '../../platform/onnxruntime/runtime.ts';
import { checkEncoder, type EncoderReport } from '../../services/encoders/checkEncoder.ts';
import { HandfulError } from '../../shared/errors.ts';
import { createConsole } from '../console.ts';

export function addEncoderCommand(program: Command): void {
  const encoder = program.command('encoder').description('list encoders, or check one of your own');
  encoder
    .command('list')
    .description('list the encoders that come with Handful')
    .option('--json', 'print JSON')
    .action(list);
  encoder
    .command('check')
    .description('say whether an ONNX file can be used and trained')
    .argument('<file.onnx>', 'an ONNX file, or the name of an encoder')
    .option('--json', 'print JSON')
    .action(check);
}

function list({ json }: { json?: boolean }): void {
  const { result } = createConsole(json === true);
  const encoders = [
    ...builtInEncoders.map(({ name, about }) => ({ name, about, pretrained: true })),
    ...encoderFamilies.map(({ name, about }) => ({ name, about, pretrained: false })),
  ];
  if (json) result(JSON.stringify(encoders, undefined, 2));
  else {
    for (const { name, about, pretrained } of encoders) {
      result(`${name.padEnd(14)} ${pretrained ? 'ready  ' : 'scratch'}  ${about}`);
    }
    result('FILE.onnx      yours    any ONNX file with one image input; see docs/adding-an-encoder.md');
  }
}

async function check(file: string, { json }: { json?: boolean }): Promise<void> {
  const { result } = createConsole(json === true);
  const report = await checkEncoder(file, encoderFiles(builtInEncoders), createRuntime({ device: 'auto' }));
  if (json) result(JSON.stringify(report, undefined, 2));
  else for (const line of describe(report)) result(line);
  if (!report.usable) {
    throw new HandfulError('MODEL_UNSUPPORTED', `${file} cannot be used as an encoder.`, report.problems.join(' '));
  }
}

function describe(report: EncoderReport): string[] {
  const lines = [
    `${report.name}: ${report.trainable ? 'can be trained' : report.usable ? 'can be used as it is, with --freeze-encoder' : 'cannot be used'}`,
  ];
  if (report.representationDim !== undefined)
    lines.push(`  representations: ${report.representationDim} numbers per image`);
  if (report.parameterCount !== undefined)
    lines.push(`  trainable weights: ${report.parameterCount.toLocaleString('en')}`);
  if (report.usable)
    lines.push(`  image size: ${report.imageSizePx === undefined ? 'any' : `${report.imageSizePx} px`}`);
  return [...lines, ...report.problems.map((problem) => `  ${problem}`)];
}
