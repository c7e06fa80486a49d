import type { JobClient } from "@jobstatus/core";
import type { SavedSession } from "@jobstatus/core/provider";
import type { FleetEvent, FleetOptions } from "./fleet-options.ts";
import { type LockingSessions, countLogins } from "./shared/count-logins.ts";
import { DatabaseGate } from "./shared/database-gate.ts";
import { Seal } from "./shared/seal.ts";
import { SESSIONS, createSealedSessions } from "./shared/sealed-sessions.ts";
import { SharedDurations } from "./shared/shared-durations.ts";
import type { Store } from "./store/open-store.ts";
import type { Tally } from "./worker/tally.ts";

/** A client, with what the processes share of its account. */
export interface FleetClient {
  readonly name: string;
  readonly client: JobClient;
  readonly durations: SharedDurations;
  /** The account's gate; undefined if the client was created without one. */
  readonly gate?: DatabaseGate;
  readonly tally: Tally;
}

/** Creates the clients of a fleet. */
export async function openClients(
  { clients, secret }: FleetOptions,
  store: Store,
  tallyOf: (name: string) => Tally,
  tell: (event: FleetEvent) => void,
): Promise<ReadonlyMap<string, FleetClient>> {
  const seal = secret === undefined ? undefined : new Seal(secret);
  if (!seal && (await store.state.readAll(SESSIONS)).size > 0) {
    const message =
      "the store has sealed sessions, and this process has no secret: it logs in by itself; give it the secret of the others";
    tell({ type: "sessions-sealed", message });
  }
  const opened = new Map<string, FleetClient>();
  for (const [name, given] of Object.entries(clients)) {
    const tally = tallyOf(name);
    const rest = { name, durations: new SharedDurations(store, name), tally };
    if (typeof given !== "function") {
      opened.set(name, { ...rest, client: given });
      continue;
    }
    const onLogin = () => {
      tally.logins += 1;
    };
    let isTold = false;
    const onUnreadable = () => {
      if (isTold) return;
      isTold = true;
      const message = `a session of ${name} was sealed with another secret: this process logs in by itself; give all processes one secret`;
      tell({ type: "sessions-sealed", client: name, message });
    };
    const sessions = countLogins(
      seal ? createSealedSessions({ store, seal, onUnreadable }) : createOwnSessions(),
      onLogin,
    );
    const gate = new DatabaseGate(store, name);
    const client = given({ sessions, gate });
    gate.setLimit(client.limits);
    opened.set(name, { ...rest, client, gate });
  }
  return opened;
}

/** The sessions of this process alone. */
function createOwnSessions(): LockingSessions {
  const entries = new Map<string, SavedSession>();
  return {
    read: (key) => entries.get(key),
    write(key, session) {
      if (session) entries.set(key, session);
      else entries.delete(key);
    },
    lock: (_key, task) => task(),
  };
}
