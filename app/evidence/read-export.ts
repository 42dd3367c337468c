import type { ExportedRow } from './check-chain.ts';
import type { ContentHead, ContentRow, ExportedContent } from './content-event.ts';
import type { BankOutline } from './test-event.ts';
import type { EvidenceExport, ExportedCheckpoint } from './verify-export.ts';

/** A row of a version's chain as a line holds it. */
export type ContentLine = ContentRow & { videoVersionId: string };
/** The evidence of one video version by itself. */
export type ContentExport = { videoVersionId: string; publicKey: string; content: ExportedContent };

type Line = Partial<ExportedRow> & {
  checkpoint?: ExportedCheckpoint;
  content?: ContentLine;
  contentHead?: ContentHead;
  testBank?: BankOutline;
  learnerId?: string;
  videoVersionId?: string;
  publicKey?: string;
};

/** Takes a line of a version's chain; false when it is none. */
function takeContent(contents: ExportedContent[], { content, contentHead }: Line): boolean {
  const part = content ?? contentHead;
  if (!part || typeof part.videoVersionId !== 'string' || !Number.isSafeInteger(part.seq)) return false;
  const { videoVersionId } = part;
  let found = contents.find((one) => one.videoVersionId === videoVersionId);
  if (!found) contents.push((found = { videoVersionId, rows: [], heads: [] }));
  if (content) {
    const { seq, body, hash, signature, keyVersion } = content;
    found.rows.push({ seq, body, hash, signature, keyVersion });
  } else if (contentHead) found.heads.push(contentHead);
  return true;
}

/** Reads a file line by line: its head, then what `take` knows. Throws a sentence naming the line that is none. */
function readLines(text: string, take: (line: Line) => boolean): Line {
  let head: Line | undefined;
  text.split('\n').forEach((source, index) => {
    if (source === '') return;
    let line: Line;
    try {
      line = JSON.parse(source) as Line;
    } catch {
      throw new Error(`line ${index + 1} of the file is not JSON`);
    }
    if (index === 0 && typeof line.publicKey === 'string') head = line;
    else if (!take(line)) throw new Error(`line ${index + 1} of the file is no part of an export`);
  });
  if (!head) throw new Error('the file does not begin like an export');
  return head;
}

/** Reads a learner's export. Throws a sentence naming the line that is none. */
export function readExport(text: string): EvidenceExport {
  const file: EvidenceExport = {
    learnerId: '',
    publicKey: '',
    rows: [],
    checkpoints: [],
    contents: [],
    banks: [],
  };
  const head = readLines(text, (line) => {
    if (typeof line.body === 'string' && typeof line.hash === 'string')
      file.rows.push({ body: line.body, hash: line.hash });
    else if (line.checkpoint && Number.isSafeInteger(line.checkpoint.seq))
      file.checkpoints.push(line.checkpoint);
    else if (Array.isArray(line.testBank?.weights) && Array.isArray(line.testBank.questions))
      file.banks.push(line.testBank);
    else return takeContent(file.contents, line);
    return true;
  });
  if (typeof head.learnerId !== 'string') throw new Error('the file does not begin like an export');
  return { ...file, learnerId: head.learnerId, publicKey: head.publicKey ?? '' };
}

/** Reads the export of one video version; null when the file is a learner's. Throws as `readExport` does. */
export function readContentExport(text: string): ContentExport | null {
  const first = text.slice(0, text.indexOf('\n'));
  if (!first.includes('"zhenxue":"content-evidence"')) return null;
  const contents: ExportedContent[] = [];
  const { videoVersionId, publicKey = '' } = readLines(text, (line) => takeContent(contents, line));
  if (typeof videoVersionId !== 'string') throw new Error('the file does not begin like an export');
  const [content = { videoVersionId, rows: [], heads: [] }, ...others] = contents;
  if (others.length > 0 || content.videoVersionId !== videoVersionId)
    throw new Error('the file holds another version than it says');
  return { videoVersionId, publicKey, content };
}
