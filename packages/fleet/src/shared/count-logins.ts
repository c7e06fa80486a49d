import type { SessionStore } from "@jobstatus/core/provider";

/** Sessions for which processes log in one after the other. */
export type LockingSessions = Required<SessionStore>;

/** The same sessions; tells of each login that this process has made. */
export function countLogins(sessions: LockingSessions, onLogin: () => void): LockingSessions {
  const locked = new Set<string>();
  return {
    read: (key) => sessions.read(key),
    async write(key, session) {
      await sessions.write(key, session);
      // Renewals are written without the lock, and a refusal under another key.
      if (session && locked.has(key)) onLogin();
    },
    lock: (key, task) =>
      sessions.lock(key, async () => {
        locked.add(key);
        await task().finally(() => locked.delete(key));
      }),
  };
}
