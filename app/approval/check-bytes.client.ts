/** How many segments that were played are those of the manifest, and how many are not. */
export type BytesChecked = { same: number; other: number };

async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Compares what this browser really played with the manifest, and the manifest with the hash that is approved: the
 * reviewer's word is about bytes that were seen, whatever the server says of them (P011).
 */
export class ByteCheck {
  readonly #versionId: string;
  readonly #contentSha256: string;
  readonly #told: (checked: BytesChecked) => void;
  #manifest: Promise<Map<string, string>> | null = null;
  readonly #seen = new Map<string, boolean>();

  constructor(versionId: string, contentSha256: string, told: (checked: BytesChecked) => void) {
    this.#versionId = versionId;
    this.#contentSha256 = contentSha256;
    this.#told = told;
  }

  /** A segment as it came, by its path in the manifest (`240p/3.ts`). Without a secure connection nothing can be said. */
  async take(path: string, payload: ArrayBuffer): Promise<void> {
    if (!globalThis.crypto?.subtle) return;
    const found = digest(payload);
    this.#manifest ??= this.#read();
    const expected = (await this.#manifest).get(path);
    const same = expected !== undefined && expected === (await found);
    this.#seen.set(path, same && this.#seen.get(path) !== false);
    const all = [...this.#seen.values()];
    this.#told({ same: all.filter(Boolean).length, other: all.filter((one) => !one).length });
  }

  /** The manifest by path; of one that does not come to the approved hash nothing is believed. */
  async #read(): Promise<Map<string, string>> {
    const answer = await fetch(`/versions/${this.#versionId}/manifest.txt`, { credentials: 'same-origin' });
    const bytes = await answer.arrayBuffer();
    if ((await digest(bytes)) !== this.#contentSha256) return new Map();
    const lines = new TextDecoder().decode(bytes).trim().split('\n');
    return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  }
}
