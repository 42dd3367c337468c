import { join } from 'node:path';
import { openFileAdapter } from './file-adapter.server.ts';
import { openHttpAdapter } from './http-adapter.server.ts';
import type { SupervisionAdapter } from './supervision-adapter.ts';

type From = Record<string, string | undefined>;

/**
 * The adapter of the `SUPERVISION_ADAPTER` setting: `file` (default: `<DATA_DIR>/supervision`) or `http`, which needs
 * SUPERVISION_URL and takes SUPERVISION_TOKEN. Errors: a sentence naming the setting.
 */
export function openSupervisionAdapter(from: From, dataDir: string, masterKey: Buffer): SupervisionAdapter {
  const chosen = from['SUPERVISION_ADAPTER'] ?? 'file';
  if (chosen === 'file') return openFileAdapter(join(dataDir, 'supervision'), masterKey);
  if (chosen !== 'http') throw new Error('SUPERVISION_ADAPTER must be file or http.');
  const url = from['SUPERVISION_URL'] ?? '';
  if (!/^https?:\/\/[^\s#]+$/.test(url))
    throw new Error('SUPERVISION_URL must be an address, because SUPERVISION_ADAPTER is http.');
  return openHttpAdapter({ url, token: from['SUPERVISION_TOKEN'] || null }, masterKey);
}
