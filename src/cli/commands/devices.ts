import type { Command } from 'commander';
import { listDevices } from '../../platform/onnxruntime/devices.ts';
import { createConsole } from '../console.ts';

export function addDevicesCommand(program: Command): void {
  program
    .command('devices')
    .description('list what this machine can compute on')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) => {
      const { result } = createConsole(json === true);
      const devices = listDevices();
      if (json) result(JSON.stringify(devices, undefined, 2));
      else for (const { name, kind, note } of devices) result(`${kind}  ${name}${note ? `  (${note})` : ''}`);
    });
}
