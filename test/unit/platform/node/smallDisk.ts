import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

import { temporaryFolder } from './temporaryFolder.ts';

/** Whether this test may mount a disk of its own. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;
if (!canMount) console.warn('SKIPPED: full and read-only disks need root on Linux to mount small ones.');

/** The folder of an empty disk of that size, which goes away when the test ends. */
export function smallDisk(sizeBytes: number): string {
  const disk = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', disk]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
  return disk;
}

/** From now on nothing can be written to the disk. */
export function makeReadOnly(disk: string): void {
  execFileSync('mount', ['-o', 'remount,ro', disk]);
}
