import { createContext, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

/** Holds the nonce of one answer; on the server only, since browsers hide it from scripts. */
export const NonceProvider = NonceContext.Provider;

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
