import type { Session } from './identity/read-session.server.ts';
import type { House } from './platform/house.server.ts';

declare module '@remix-run/server-runtime' {
  /** What server.ts hands to every loader and action. */
  interface AppLoadContext {
    house: House;
    session: Session | null;
    /** Scripts of this answer carry it; nothing else runs. */
    cspNonce: string;
    /** The address that sign-in tries are counted by. */
    address: string;
    /** The session could not be read: every page says that it is busy, none that nobody is signed in. */
    databaseAway?: boolean;
    /** Takes an error that nobody meant into the log, cleaned of whom it was about. */
    tellError?: (error: unknown) => void;
  }
  /** Loaders answer with their own data, streamed. */
  interface Future {
    v3_singleFetch: true;
  }
}
