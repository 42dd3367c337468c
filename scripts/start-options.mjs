import { parseArgs } from 'node:util';
import { Plain } from './plain.mjs';

/** What `npm start --` was asked for: `web`, the number of web processes. Throws one sentence. */
export function readOptions(args) {
  let given;
  try {
    given = parseArgs({ args, options: { web: { type: 'string', default: '1' } } }).values.web;
  } catch {
    throw new Plain('npm start knows one option: npm start -- --web 2');
  }
  const web = Number(given);
  if (!Number.isInteger(web) || web < 1 || web > 64)
    throw new Plain('--web must be a number from 1 to 64, for example: npm start -- --web 2');
  return { web };
}
