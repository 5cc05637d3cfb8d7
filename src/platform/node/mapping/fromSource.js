// Plain JavaScript: a thread that is started from the sources does not know TypeScript yet.
import { register } from 'tsx/esm/api';

// tsx would otherwise obey a tsconfig.json of the folder that the user happens to be in.
register({ tsconfig: false });
await import('./main.ts');
