import { createHmac } from 'node:crypto';
import { deriveKey } from '../platform/seal.server.ts';

/** By which a person is found again without her number: the same for the same checked ID number under one master key. */
export function digestIdNumber(masterKey: Buffer, idNumber: string): Buffer {
  return createHmac('sha256', deriveKey(masterKey, 'id-number-digest')).update(idNumber).digest();
}
