import { seal, unseal } from './seal.server.ts';

/**
 * Wraps and unwraps the learners' keys. `context` says whose key it is and is authenticated. A key service of a cloud
 * or a hardware module stands behind the same two calls; the wrapping key itself never leaves it then.
 */
export type Kms = {
  wrap(context: string, key: Buffer): Promise<Buffer>;
  /** Throws if the context, the wrapping key or the bytes differ. */
  unwrap(context: string, wrapped: Buffer): Promise<Buffer>;
};

/** The shipped one: the wrapping key is the process's own, from its environment. */
export function openKms(masterKey: Buffer): Kms {
  return {
    wrap: async (context, key) => seal(masterKey, context, key),
    unwrap: async (context, wrapped) => unseal(masterKey, context, wrapped),
  };
}
