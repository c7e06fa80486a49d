import type { SavedSession } from "@jobstatus/core/provider";
import type { Store } from "../store/open-store.ts";
import type { LockingSessions } from "./count-logins.ts";
import type { Seal } from "./seal.ts";

/** Under what sessions are in the state table. */
export const SESSIONS = "session/";

/** What sessions tell. */
export interface SealedSessionsInput {
  readonly store: Store;
  readonly seal: Seal;
  /** Called if a session was sealed with another secret. */
  readonly onUnreadable: () => void;
}

/** The sessions that the fleet's processes share, sealed. One process at a time logs in. */
export function createSealedSessions({ store, seal, onUnreadable }: SealedSessionsInput): LockingSessions {
  const { state } = store;
  return {
    async read(key) {
      const place = SESSIONS + key;
      const sealed = await state.read(place);
      if (typeof sealed !== "string") return undefined;
      const text = seal.open(sealed, place);
      if (text === undefined) onUnreadable();
      return text === undefined ? undefined : (JSON.parse(text) as SavedSession);
    },
    async write(key, session) {
      const place = SESSIONS + key;
      await state.write(place, session && seal.seal(JSON.stringify(session), place));
    },
    lock: (key, task) => store.exclusive(SESSIONS + key, task),
  };
}
