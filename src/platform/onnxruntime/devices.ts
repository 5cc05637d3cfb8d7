import { availableParallelism, cpus } from 'node:os';
import { listSupportedBackends } from 'onnxruntime-node';
import type { DeviceInfo } from '../../services/ports/runtime.ts';

/** The processor, as training uses it. */
export function cpuDevice(threads = availableParallelism()): DeviceInfo {
  return { name: cpus()[0]?.model.trim() ?? 'CPU', kind: 'cpu', threads };
}

/** The processor, then the graphics providers that the installed onnxruntime package brings. */
export function listDevices(): DeviceInfo[] {
  const bundled = listSupportedBackends().filter((backend) => backend.bundled && backend.name !== 'cpu');
  return [
    cpuDevice(),
    ...bundled.map(({ name }): DeviceInfo => ({
      name,
      kind: 'gpu',
      note: 'in the installed package; not used yet, training runs on the CPU',
    })),
  ];
}
