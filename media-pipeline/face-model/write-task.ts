import { zipSync, type Zippable } from 'fflate';

/** Models are mapped into memory from inside the file: each begins at a multiple of this, bytes. */
const alignment = 64;
const localHeaderBytes = 30;
const extraHeaderBytes = 4;
/** The filler's tag in the zip: the one that Android's zipalign uses for the same end. */
const fillerTag = 0xd935;

/** The files as a `.task`: a zip that stores them as they are, each aligned; the same bytes at every run. */
export function writeTask(files: [name: string, bytes: Uint8Array][]): Uint8Array {
  const zippable: Zippable = {};
  let position = 0;
  for (const [name, bytes] of files) {
    const headBytes = localHeaderBytes + Buffer.byteLength(name) + extraHeaderBytes;
    const fill = (alignment - ((position + headBytes) % alignment)) % alignment;
    // Zip keeps local time: the same clock face everywhere is the same bytes everywhere.
    zippable[name] = [
      bytes,
      { level: 0, mtime: new Date(1980, 0, 1), extra: { [fillerTag]: new Uint8Array(fill) } },
    ];
    position += headBytes + fill + bytes.length;
  }
  return zipSync(zippable);
}
