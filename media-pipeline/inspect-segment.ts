/** What the first packets of an MPEG-TS segment say. */
export type SegmentStart = {
  /** Presentation time of the first picture, in 90 kHz ticks. */
  pts: number;
  /** Codec string of the picture, `avc1.` with the profile and level of its own parameter set. */
  codec: string;
};

const packetBytes = 188;

/**
 * Reads the start of a segment. Null when it is not whole MPEG-TS packets, or when its first picture cannot be
 * decoded by itself: then a learner who resumes there would see nothing.
 */
export function inspectSegment(segment: Buffer): SegmentStart | null {
  if (segment.length === 0 || segment.length % packetBytes !== 0) return null;
  for (let at = 0; at < segment.length; at += packetBytes) if (segment[at] !== 0x47) return null;
  for (let at = 0; at < segment.length; at += packetBytes) {
    const start = readPictureStart(segment.subarray(at, at + packetBytes));
    if (start !== undefined) return start;
  }
  return null;
}

/** The picture that starts in this packet: undefined when none does, null when it is no entry point. */
function readPictureStart(packet: Buffer): SegmentStart | null | undefined {
  const startsUnit = ((packet[1] ?? 0) & 0x40) !== 0;
  const hasField = ((packet[3] ?? 0) & 0x20) !== 0;
  const payload = packet.subarray(hasField ? 5 + (packet[4] ?? 0) : 4);
  // A video PES packet: 00 00 01 E0–EF.
  const isVideo =
    payload.length > 19 && payload.readUIntBE(0, 3) === 1 && ((payload[3] ?? 0) & 0xf0) === 0xe0;
  if (!startsUnit || !isVideo) return undefined;
  const isEntry = hasField && ((packet[5] ?? 0) & 0x40) !== 0;
  const hasPts = ((payload[7] ?? 0) & 0x80) !== 0;
  const parameters = payload.indexOf(Buffer.of(0, 0, 1, 0x67), 9);
  if (!isEntry || !hasPts || parameters < 0 || parameters + 7 > payload.length) return null;
  return {
    pts: readPts(payload.subarray(9, 14)),
    codec: `avc1.${payload.toString('hex', parameters + 4, parameters + 7)}`,
  };
}

/** The 33-bit time stamp that is spread over five bytes. */
function readPts(b: Buffer): number {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0] = b;
  return ((b0 >> 1) & 7) * 2 ** 30 + (b1 << 22) + ((b2 >> 1) << 15) + (b3 << 7) + (b4 >> 1);
}
