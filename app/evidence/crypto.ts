/** The two operations a verifier needs from its machine. */
export type Crypto = {
  sha256: (text: string) => string;
  /** Whether `signature` (base64) of `message` is by the Ed25519 key `publicKey` (base64, SPKI DER). */
  verify: (publicKey: string, message: string, signature: string) => boolean;
};
