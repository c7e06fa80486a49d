import type { Contract, ContractSession } from "../contract/contract.ts";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import type { SavedSession, SessionStore } from "../context/session-store.ts";
import { type VirtualClock, createVirtualClock } from "../virtual-clock.ts";
import { type AcmeClient, type AcmeOptions, jobIn } from "./acme-client.ts";
import { acmeContract } from "./acme-contract.ts";
import { type RecordedRequest, type Script, type ScriptedResponse, createScriptedFetch } from "./scripted-fetch.ts";

/** A contract that has sessions for sure. */
export type SessionContract = Contract & { readonly session: ContractSession };

const acmeSession: ContractSession = {
  login: {
    operation: "logIn",
    method: "POST",
    path: "/v1/{account}/login",
    contentType: "application/json",
    fields: ["name", "word"],
    grants: [{ field: "token", at: "/token" }],
    confirms: [{ field: "area", at: "/area" }],
    refused: [400],
    lockoutPauseMs: 300_000,
    lifetimeMs: 60_000,
  },
  logout: { operation: "logOut", method: "DELETE", path: "/v1/{account}/login" },
};

/** The imaginary provider with sessions. */
export const sessionContract: SessionContract = { ...acmeContract, session: acmeSession };

/** The same provider with a cookie for a session, which every response renews, and a login that is a form. */
export const cookieContract: SessionContract = {
  ...acmeContract,
  credentials: [{ header: { name: "Cookie", value: "{cookie}" } }],
  session: {
    login: {
      operation: "logIn",
      method: "POST",
      path: "/v1/login",
      contentType: "application/x-www-form-urlencoded",
      fields: ["name", "word"],
      grants: [{ field: "cookie", cookie: "sid" }],
      refused: [401],
    },
    renewedByResponses: true,
    logout: { operation: "logOut", method: "POST", path: "/v1/logout", contentType: "application/json" },
  },
};

/** The options of the imaginary provider's client where it has sessions. */
export interface AcmeSessionOptions extends Partial<AcmeOptions> {
  readonly clock?: VirtualClock;
  readonly sessions?: SessionStore;
}

/** Creates a client that logs in as ann, in virtual time that begins at 0. */
export function createSessionClient(
  responses: Script,
  options: AcmeSessionOptions = {},
  contract: Contract = sessionContract,
): AcmeClient {
  const { clock = createVirtualClock(), ...others } = options;
  const scripted = createScriptedFetch(clock, responses);
  const credentials = { name: "ann", word: "open sesame" };
  const all = { tenant: "shop", credentials, clock, fetch: scripted.fetch, random: () => 0, ...others };
  return { ...scripted, clock, client: createJobClient(contract, all, allParts) };
}

/** A response of the imaginary provider that opens a session. */
export const sessionGranted: ScriptedResponse = { body: { token: "t-1", area: 5 } };

/** A response that opens a session of {@link cookieContract}. */
export const cookieGranted: ScriptedResponse = { headers: { "Set-Cookie": "sid=a" }, body: {} };

/** A response of the imaginary provider that says that it does not know the session. */
export const sessionLost: ScriptedResponse = { body: { ok: false, error: { code: "NO_SESSION" } } };

/** The imaginary provider where it knows its sessions. */
export interface SessionProvider {
  /** Its responses: a login opens the sessions `t-1`, `t-2` and so on, a logout closes one, and every job is done. */
  readonly script: (request: RecordedRequest) => ScriptedResponse;
  /** The sessions that are open. */
  readonly open: Set<string>;
}

/** Creates a provider that knows its sessions. */
export function createSessionProvider(): SessionProvider {
  const open = new Set<string>();
  let logins = 0;
  return {
    open,
    script({ method, url, headers }) {
      if (method === "POST" && url.endsWith("/login")) {
        logins += 1;
        open.add(`t-${logins}`);
        return { body: { token: `t-${logins}`, area: 5 } };
      }
      const token = headers.get("X-Pass")?.replace("Token ", "") ?? "";
      if (!open.has(token)) return sessionLost;
      if (method === "DELETE") open.delete(token);
      return jobIn("DONE");
    },
  };
}

/** A store in memory. */
export interface MemoryStore extends SessionStore {
  readonly entries: Map<string, SavedSession>;
}

/** Creates a store in memory. */
export function createMemoryStore(): MemoryStore {
  const entries = new Map<string, SavedSession>();
  return {
    entries,
    read: (key) => entries.get(key),
    write(key, session) {
      if (session) entries.set(key, session);
      else entries.delete(key);
    },
  };
}

/** The same store for processes that log in one after the other. */
export function createLockingStore(): MemoryStore {
  let last = Promise.resolve();
  return {
    ...createMemoryStore(),
    lock(_key, task) {
      last = last.then(task);
      return last;
    },
  };
}

/** A request in a line: its method, the last part of its path, and what proves the caller. */
export function line({ method, url, headers }: Pick<RecordedRequest, "method" | "url" | "headers">): string {
  const proof = headers.get("X-Pass") ?? headers.get("Cookie");
  return [method, new URL(url).pathname.split("/").at(-1), proof].filter(Boolean).join(" ");
}
