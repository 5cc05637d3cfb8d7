#!/usr/bin/env node
// What `npm start` runs: the desktop app, from its sources.
import { register } from 'tsx/esm/api';

register({ tsconfig: false });
const { startDesktop } = await import('../src/cli/startDesktop.ts');
process.exitCode = await startDesktop(process.argv.slice(2));
