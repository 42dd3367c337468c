import type { ExportedRow } from './check-chain.ts';
import type { EvidenceExport, ExportedCheckpoint } from './verify-export.ts';

type Line = Partial<ExportedRow> & {
  checkpoint?: ExportedCheckpoint;
  learnerId?: string;
  publicKey?: string;
};

/** Reads an export's text. Throws a sentence naming the line that is none. */
export function readExport(text: string): EvidenceExport {
  const file: EvidenceExport = { learnerId: '', publicKey: '', rows: [], checkpoints: [] };
  text.split('\n').forEach((source, index) => {
    if (source === '') return;
    let line: Line;
    try {
      line = JSON.parse(source) as Line;
    } catch {
      throw new Error(`line ${index + 1} of the file is not JSON`);
    }
    if (index === 0 && typeof line.learnerId === 'string' && typeof line.publicKey === 'string') {
      file.learnerId = line.learnerId;
      file.publicKey = line.publicKey;
    } else if (typeof line.body === 'string' && typeof line.hash === 'string') {
      file.rows.push({ body: line.body, hash: line.hash });
    } else if (line.checkpoint && Number.isSafeInteger(line.checkpoint.seq)) {
      file.checkpoints.push(line.checkpoint);
    } else {
      throw new Error(`line ${index + 1} of the file is no part of an export`);
    }
  });
  if (file.learnerId === '') throw new Error('the file does not begin like an export');
  return file;
}
