/** The blob of a spoken part of a question, by the SHA-256 of its words: 0 is what is asked, n its choice n of `[right, ...wrong]`. */
export const spokenKey = (sha256: string, part: number): string => `tests/spoken/${sha256}/${part}.mp3`;
