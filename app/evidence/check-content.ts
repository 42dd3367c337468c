import { walkChain, type BrokenRow } from './check-chain.ts';
import {
  contentEventVersion,
  contentHeadMessage,
  contentMessage,
  type ChainedContentEvent,
  type ContentHead,
  type ContentRow,
  type ExportedContent,
} from './content-event.ts';
import type { Crypto } from './crypto.ts';
import { emptyContent, replayContent, type ReplayedContent } from './replay-content.ts';

/** What an export proves of a version: its life, and the first row of its chain that does not hold. */
export type JudgedContent = ReplayedContent & {
  videoVersionId: string;
  broken: BrokenRow | null;
  /** Rows that hold. */
  events: number;
  /** The newest good signature of its end. */
  signedAt: ContentHead['signedAt'] | null;
};

function checkHeads(
  { videoVersionId, rows, heads }: ExportedContent,
  publicKey: string,
  { verify }: Crypto,
): { broken: BrokenRow | null; signedAt: ContentHead['signedAt'] | null } {
  let signedRows = 0;
  let signedAt: ContentHead['signedAt'] | null = null;
  for (const head of heads) {
    const { signature, ...signed } = head;
    const why =
      head.videoVersionId !== videoVersionId || !verify(publicKey, contentHeadMessage(signed), signature)
        ? 'the signature of its end is not by this key'
        : head.seq > rows.length
          ? `rows up to ${head.seq} were signed and are missing`
          : rows[head.seq - 1]?.hash !== head.hash
            ? 'it is not the row that was signed'
            : null;
    if (why) return { broken: { row: Math.min(head.seq, rows.length + 1), why, videoVersionId }, signedAt };
    if (head.seq >= signedRows) [signedRows, signedAt] = [head.seq, head.signedAt];
  }
  if (signedRows < rows.length || rows.length === 0)
    return { broken: { row: signedRows + 1, why: 'its end is not signed', videoVersionId }, signedAt };
  return { broken: null, signedAt };
}

/** Verifies the chain of a version: bytes, order, every signature, its end, and that each step was allowed (P011, H10). */
export function checkContent(file: ExportedContent, publicKey: string, crypto: Crypto): JudgedContent {
  const { videoVersionId, rows } = file;
  const chained: ChainedContentEvent[] = [];
  const take = (event: ChainedContentEvent, row: ContentRow) => {
    if (event.videoVersionId !== videoVersionId) return 'it belongs to another version';
    if (row.seq !== event.seq) return `it is filed as row ${row.seq}`;
    const message = contentMessage(videoVersionId, row.seq, row.hash, row.keyVersion);
    if (!crypto.verify(publicKey, message, row.signature)) return 'its signature is not by this key';
    chained.push(event);
    return null;
  };
  const chain = walkChain<ChainedContentEvent, ContentRow>(contentEventVersion, crypto.sha256, take)(rows);
  const signed = checkHeads(file, publicKey, crypto);
  let broken = [chain, signed.broken]
    .filter((one) => one !== null)
    .reduce<BrokenRow | null>((first, one) => (first && first.row <= one.row ? first : one), null);
  const content = emptyContent();
  let events = 0;
  for (const event of chained) {
    if (broken && event.seq >= broken.row) break;
    const why = replayContent(content, event);
    if (why !== null) {
      broken = { row: event.seq, why };
      break;
    }
    events++;
  }
  return {
    ...content,
    videoVersionId,
    broken: broken && { ...broken, videoVersionId },
    events,
    signedAt: signed.signedAt,
  };
}
