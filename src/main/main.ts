import { fileURLToPath } from 'node:url';
import { runDesktop } from './desktop.ts';
import { placesIn } from './places.ts';

void runDesktop(() => placesIn(fileURLToPath(new URL('../', import.meta.url))));
