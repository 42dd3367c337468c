import { ByteBuffer } from 'flatbuffers';

/** A table of a flatbuffer, by the number of its fields. Positions count from the beginning of the file, in bytes. */
export class Table {
  readonly #bytes: ByteBuffer;
  readonly #position: number;

  constructor(bytes: ByteBuffer, position: number) {
    this.#bytes = bytes;
    this.#position = position;
  }

  static root(file: Uint8Array): Table {
    const bytes = new ByteBuffer(file);
    return new Table(bytes, bytes.readUint32(0));
  }

  /** A field of four bytes; 0 when it is left out. */
  uint(field: number): number {
    const at = this.#field(field);
    return at === null ? 0 : this.#bytes.readUint32(at);
  }

  /** Where the string, vector or table of a field stands; null when it is left out. */
  target(field: number): number | null {
    const at = this.#field(field);
    return at === null ? null : at + this.#bytes.readUint32(at);
  }

  /** A vector of whole numbers. */
  uints(field: number): number[] {
    return this.#elements(field).map((at) => this.#bytes.readUint32(at));
  }

  /** Where the tables of a vector stand. */
  tables(field: number): number[] {
    return this.#elements(field).map((at) => at + this.#bytes.readUint32(at));
  }

  #elements(field: number): number[] {
    const vector = this.target(field);
    if (vector === null) return [];
    return Array.from({ length: this.#bytes.readUint32(vector) }, (_, n) => vector + 4 + 4 * n);
  }

  #field(field: number): number | null {
    const list = this.#position - this.#bytes.readInt32(this.#position);
    const entry = 4 + 2 * field;
    const distance = entry < this.#bytes.readUint16(list) ? this.#bytes.readUint16(list + entry) : 0;
    return distance === 0 ? null : this.#position + distance;
  }
}
