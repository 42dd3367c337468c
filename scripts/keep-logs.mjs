import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the programs write their logs, unless `LOG_FILE` says where: `<dataDir>/logs/<program>.jsonl`. Those of the
 * start before are kept beside them, older ones are not. The terminal keeps plain sentences.
 */
export function keepLogs(dataDir) {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const of = (program) => {
    const file = join(folder, `${program}.jsonl`);
    if (existsSync(file)) renameSync(file, join(folder, `${program}.before.jsonl`));
    return process.env.LOG_FILE ?? file;
  };
  return { folder, of };
}
