/** One file of a zip: where its compressed bytes lie, and what its directory claims of it. */
export type ZipEntry = {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  compressed: Uint8Array;
  claimedBytes: number;
  isEncrypted: boolean;
};

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;
const endBytes = 22;
const commentBytesMax = 65_535;

/**
 * The directory of a zip, without opening anything; null where it is no zip, is cut off, or points outside itself. At most
 * `entriesMax + 1` entries are read: more than a workbook has is the caller's to refuse.
 */
export function listZipEntries(bytes: Uint8Array, entriesMax: number): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = Math.min(view.getUint16(end + 10, true), entriesMax + 1);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark) return null;
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((o) => view.getUint16(at + o, true)) as [
      number,
      number,
      number,
    ];
    const compressed = readCompressed(
      bytes,
      view,
      view.getUint32(at + 42, true),
      view.getUint32(at + 20, true),
    );
    if (compressed === null) return null;
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)),
      method: view.getUint16(at + 10, true),
      compressed,
      claimedBytes: view.getUint32(at + 24, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

/** Where the end record stands: the last one before a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - commentBytesMax); at--)
    if (view.getUint32(at, true) === endMark) return at;
  return null;
}

function readCompressed(bytes: Uint8Array, view: DataView, at: number, size: number): Uint8Array | null {
  if (at + 30 > bytes.length || view.getUint32(at, true) !== fileMark) return null;
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return from + size > bytes.length ? null : bytes.subarray(from, from + size);
}
