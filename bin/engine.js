// The engine process, from its TypeScript sources; the server starts it.
import { register } from 'tsx/esm/api';

// tsx would otherwise obey a tsconfig.json of the folder that the user happens to be in.
register({ tsconfig: false });
await import('../src/engineHost/main.ts');
