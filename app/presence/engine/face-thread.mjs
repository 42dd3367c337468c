// Where a thread of the face pool begins: a thread does not inherit the loader of TypeScript from its process.
import { register } from 'tsx/esm/api';

register();
await import('./face-thread.server.ts');
