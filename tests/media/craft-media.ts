/** A box of an mp4. */
export function box(type: string, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

const way = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf']);

/** Rewrites an mp4 whose head comes last: `change` gives another box for one of this type. */
export function changeBox(mp4: Buffer, type: string, change: (content: Buffer) => Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= mp4.length;) {
    const size = mp4.readUInt32BE(at) || mp4.length - at;
    const name = mp4.toString('latin1', at + 4, at + 8);
    const content = mp4.subarray(at + 8, at + size);
    if (name === type) parts.push(change(content));
    else
      parts.push(way.has(name) ? box(name, changeBox(content, type, change)) : mp4.subarray(at, at + size));
    at += size;
  }
  return Buffer.concat(parts);
}

/** The reference of a track to media at this address. */
export function dref(url: string): Buffer {
  const entry = box('url ', Buffer.alloc(4), Buffer.from(`${url}\0`));
  return box('dref', Buffer.alloc(4), Buffer.of(0, 0, 0, 1), entry);
}

/** An element of a Matroska file; its size takes eight bytes. */
function element(id: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(content.length) | (1n << 56n));
  const name = Buffer.from(id.toString(16), 'hex');
  return Buffer.concat([name, size, content]);
}
const uint = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const float = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};

/** A Matroska file that claims all this and holds next to nothing. */
export function craftMatroska(claim: {
  width: number;
  height: number;
  durationMs: number;
  tracks: number;
}): Buffer {
  const head = element(0x1a45dfa3, element(0x4282, Buffer.from('matroska')), element(0x4287, uint(4)));
  const info = element(
    0x1549a966,
    element(0x2ad7b1, uint(1_000_000)),
    element(0x4489, float(claim.durationMs)),
  );
  const picture = element(0xe0, element(0xb0, uint(claim.width)), element(0xba, uint(claim.height)));
  const sound = element(
    0xe1,
    element(0xb5, float(48_000)),
    element(0x9f, uint(1)),
    element(0x6264, uint(16)),
  );
  const track = (n: number) =>
    element(
      0xae,
      ...[element(0xd7, uint(n)), element(0x73c5, uint(n)), element(0x83, uint(n === 1 ? 1 : 2))],
      element(0x86, Buffer.from(n === 1 ? 'V_VP8' : 'A_PCM/INT/LIT')),
      n === 1 ? picture : sound,
    );
  const tracks = element(
    0x1654ae6b,
    Buffer.concat(Array.from({ length: claim.tracks }, (_, i) => track(i + 1))),
  );
  // A key frame of VP8 of 16 × 16 that breaks off, and some sound.
  const frame = Buffer.of(0x10, 0, 0, 0x9d, 1, 0x2a, 16, 0, 16, 0, 0, 0, 0, 0);
  const blocks = [
    element(0xa3, Buffer.of(0x81, 0, 0, 0x80), frame),
    element(0xa3, Buffer.of(0x82, 0, 0, 0x80), Buffer.alloc(960)),
  ];
  const cluster = element(0x1f43b675, element(0xe7, uint(0)), ...blocks);
  return Buffer.concat([head, element(0x18538067, info, tracks, cluster)]);
}
