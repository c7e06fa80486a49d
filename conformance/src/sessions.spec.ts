import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import type { Fetch, JobClient } from "@jobstatus/core";
import { logOut, type SavedSession, type SessionStore } from "@jobstatus/core/provider";
import { createVirtualClock, type VirtualClock } from "@jobstatus/core/virtual-clock";
import {
  centurylinkV1Credentials,
  centurylinkV2Credentials,
  type ProviderName,
  type Simulator,
  simulators,
  trafficOpsCredentials,
  veevaVaultCredentials,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createVeevaVaultApi } from "@jobstatus/veeva-vault/api";
import { createZendesk } from "@jobstatus/zendesk";
import { describe, expect, it, vi } from "vitest";
import { errorOf } from "./error-of.ts";
import type { StandardFetch } from "./standard-fetch.ts";

type Login = Readonly<Record<string, string>>;

// What any client must make of logins is in cases/sequences/logins.yaml. Here is what is ours alone: credentials from a
// function, stores, our messages, and calls of the caller's own.

/** What differs between the providers that have sessions: the login's path, fields, and a client's own options. */
const logins: readonly {
  readonly provider: ProviderName;
  readonly path: string;
  readonly right: Login;
  /** The field whose value no message may show. */
  readonly secret: string;
  readonly create: (options: never) => JobClient;
  readonly more?: Readonly<Record<string, unknown>>;
}[] = [
  {
    provider: "centurylink-v1",
    path: "/REST/Auth/Logon/JSON",
    right: centurylinkV1Credentials,
    secret: "Password",
    create: createCenturylinkV1,
  },
  {
    provider: "centurylink-v2",
    path: "/v2/authentication/login",
    right: centurylinkV2Credentials,
    secret: "password",
    create: createCenturylinkV2,
    more: { accountAlias: "ALIAS" },
  },
  {
    provider: "traffic-ops",
    path: "/api/4.0/user/login",
    right: trafficOpsCredentials,
    secret: "p",
    create: createTrafficOps,
  },
  {
    provider: "veeva-vault",
    path: "/api/v26.1/auth",
    right: veevaVaultCredentials,
    secret: "password",
    create: createVeevaVault,
  },
];
type Row = (typeof logins)[number];

/** A simulated provider, and clients that talk to it. */
interface Stage {
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  readonly job: string;
  readonly fetch: StandardFetch;
  client(credentials?: unknown, more?: Readonly<Record<string, unknown>>): JobClient;
  /** How many requests went to the login, and how many elsewhere. */
  count(): { readonly logins: number; readonly others: number };
}

function stageFor({ provider, path, right, create, more }: Row): Stage {
  const clock = createVirtualClock(Date.parse("2026-01-01T00:00:00Z"), watchDigests());
  const simulator = simulators[provider]({ clock });
  const fetch: StandardFetch = (input, init) => simulator.fetch(new Request(input, init));
  return {
    clock,
    simulator,
    fetch,
    job: simulator.start({}),
    client(credentials = right, others = {}) {
      const options = { baseUrl: "https://provider.example.org", credentials, fetch, clock, random: () => 0 };
      return create({ ...options, ...more, ...others } as never);
    },
    count() {
      const toLogin = simulator.requests.filter(({ url }) => url === path).length;
      return { logins: toLogin, others: simulator.requests.length - toLogin };
    },
  };
}

/** The key of a store is a digest, which another thread makes: time may not pass before it is there. */
function watchDigests(): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "digest").mockImplementation((...input) => {
    const made = digest(...input);
    underWay.add(made);
    return made.finally(() => underWay.delete(made));
  });
  return async () => {
    do {
      await Promise.all(underWay);
      for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    } while (underWay.size > 0);
  };
}

function createStore(): SessionStore & { readonly entries: Map<string, SavedSession> } {
  const entries = new Map<string, SavedSession>();
  return {
    entries,
    read: (key) => entries.get(key),
    async write(key, session) {
      await Promise.resolve();
      if (session) entries.set(key, session);
      else entries.delete(key);
    },
  };
}

function wrong(row: Row): Login {
  return { ...row.right, [row.secret]: "not-the-password" };
}

describe.each(logins)("a session of $provider", (row) => {
  it("takes the login's fields from a function, which is called one time for a session", async () => {
    const { clock, client, job, count } = stageFor(row);
    let calls = 0;
    const one = client(() => {
      calls += 1;
      return Promise.resolve(row.right);
    });
    await clock.run(one.wait(job));
    expect(calls).toBe(1);
    expect(count().logins).toBe(1);
  });

  it("is not opened again and again where the provider refuses what it grants", async () => {
    const { clock, job, simulator, count, fetch, client } = stageFor(row);
    const one = client(row.right, {
      fetch: async (input: string, init?: RequestInit) => {
        const response = await fetch(input, init);
        simulator.expireSessions();
        return response;
      },
    });
    expect((await clock.run(errorOf(one.status(job)))).code).toBe("unauthenticated");
    expect((await clock.run(errorOf(one.status(job)))).code).toBe("unauthenticated");
    expect(count().logins).toBe(1);
  });

  it("tries other credentials at once", async () => {
    const { clock, client, job } = stageFor(row);
    const tries = [wrong(row), row.right];
    const one = client(() => tries.shift());
    expect((await clock.run(errorOf(one.status(job)))).code).toBe("unauthenticated");
    expect((await clock.run(one.status(job))).id).toBe(job);
  });

  it("leaves no login behind when its callers have left", async () => {
    const { clock, client, job } = stageFor(row);
    const signals: AbortSignal[] = [];
    const controller = new AbortController();
    const hanging: Fetch = (_, init) => {
      if (init?.signal) signals.push(init.signal);
      return new Promise(() => undefined);
    };
    const ended = errorOf(client(row.right, { fetch: hanging }).status(job, { signal: controller.signal }));
    await clock.advance(0);
    controller.abort();
    expect((await ended).code).toBe("aborted");
    await clock.advance(0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(clock.sleepers).toBe(0);
  });

  it("is shared between processes by a store, whose key holds no secret", async () => {
    const { clock, client, job, simulator, count } = stageFor(row);
    const sessions = createStore();
    await clock.run(client(row.right, { sessions }).status(job));
    const other = client(row.right, { sessions });
    await clock.run(other.status(simulator.start({})));
    expect(count().logins).toBe(1);
    const [key = ""] = sessions.entries.keys();
    expect(key).toContain(row.provider);
    for (const value of Object.values(row.right)) expect(key).not.toContain(value);

    simulator.expireSessions();
    await clock.run(other.status(simulator.start({})));
    expect(count().logins).toBe(2);
    await clock.run(client(row.right, { sessions }).status(simulator.start({})));
    expect(count().logins).toBe(2);
  });

  it("ends with a store that fails: it says so, and does not log in around it", async () => {
    const { clock, client, job, count } = stageFor(row);
    const cause = new Error("the disk is full");
    const sessions: SessionStore = { read: () => Promise.reject(cause), write: () => undefined };
    const error = await clock.run(errorOf(client(row.right, { sessions }).status(job)));
    expect(error).toMatchObject({ code: "unavailable", cause });
    expect(count().logins).toBe(0);
  });
});

describe.each(logins.filter(({ provider }) => provider !== "traffic-ops"))(
  "a login of $provider, which locks accounts",
  (row) => {
    it("says for how long refused credentials are not tried again, and tries them then", async () => {
      const { clock, client, job, count } = stageFor(row);
      const one = client(wrong(row));
      await clock.run(errorOf(one.status(job)));
      const second = await clock.run(errorOf(one.wait(job)));
      // Vault's limit for a job has its second poll wait 10 s.
      expect(second.message).toMatch(/no new login for another (?:300|290) s/);
      await clock.advance(300_000);
      await clock.run(errorOf(one.status(job)));
      expect(count()).toEqual({ logins: 2, others: 0 });
    });
  },
);

describe("logging out", () => {
  it.each(logins.filter(({ provider }) => provider !== "centurylink-v2"))(
    "$provider ends what is stored",
    async (row) => {
      const { clock, client, job } = stageFor(row);
      const sessions = createStore();
      const one = client(row.right, { sessions });
      await clock.run(one.status(job));
      expect(sessions.entries.size).toBe(1);
      await clock.run(logOut(one));
      expect(sessions.entries.size).toBe(0);
    },
  );

  it("is not possible where the provider has no call for it", async () => {
    const [, row] = logins;
    if (!row) throw new Error("there is no such row");
    const { client } = stageFor(row);
    expect(await errorOf(logOut(client()))).toMatchObject({ code: "invalid-request" });
  });
});

describe("Vault", () => {
  const row = logins[3];
  if (!row) throw new Error("there is no such row");

  it("logs in and renews for calls of the caller's own", async () => {
    const { clock, simulator, fetch, count } = stageFor(row);
    const vault = createVeevaVault({
      baseUrl: "https://provider.example.org",
      credentials: veevaVaultCredentials,
      fetch,
      clock,
    });
    const api = createVeevaVaultApi(vault);
    const requestStatus = () =>
      api.GET("/api/{version}/services/jobs/{job_id}", {
        params: { path: { version: "v26.1", job_id: simulator.start({}) } },
      });
    expect((await requestStatus()).data?.responseStatus).toBe("SUCCESS");
    simulator.expireSessions();
    expect((await requestStatus()).data?.responseStatus).toBe("SUCCESS");
    expect(count()).toEqual({ logins: 2, others: 3 });
  });
});

describe("a login by the typed client, with a wrong password", () => {
  it.each(
    logins.map((row) => ({
      ...row,
      body: new URLSearchParams(wrong(row)),
    })),
  )("leaves the session of $provider alone", async (row) => {
    const { clock, client, job, fetch } = stageFor(row);
    const sent: Request[] = [];
    const one = client(row.right, {
      fetch: (input: string, init?: RequestInit) => {
        sent.push(new Request(input, init));
        return fetch(input, init);
      },
    });
    await clock.run(one.status(job));
    const isForm = row.provider === "veeva-vault";
    const login = new Request(`https://provider.example.org${row.path}`, {
      method: "POST",
      headers: { "Content-Type": isForm ? "application/x-www-form-urlencoded" : "application/json" },
      body: isForm ? row.body.toString() : JSON.stringify(wrong(row)),
    });
    await clock.run(one.fetch(login));
    await clock.advance(10_000);
    expect((await clock.run(one.status(job))).id).toBe(job);
    const paths = sent.map(({ url }) => new URL(url).pathname);
    expect(paths.filter((path) => path === row.path)).toHaveLength(2);
    expect(sent[2]?.headers.has("Authorization")).toBe(false);
    expect(sent[2]?.headers.has("Cookie")).toBe(false);
  });
});

describe("Zendesk has no sessions", () => {
  it("takes no store", () => {
    const options = { baseUrl: "https://provider.example.org", credentials: { email: "a@b.example", password: "p" } };
    expect(() => createZendesk({ ...options, sessions: createStore() } as typeof options)).toThrow("sessions");
  });

  it.each([
    ["a password", { email: zendeskCredentials.email, password: zendeskCredentials.password }],
    ["an API token", { email: zendeskCredentials.email, apiToken: zendeskCredentials.apiToken }],
    ["an access token", { accessToken: zendeskCredentials.accessToken }],
  ])("and takes %s, from a function as well", async (_, credentials) => {
    const clock = createVirtualClock();
    const simulator = simulators.zendesk({ clock });
    const job = simulator.start({});
    const fetch: Fetch = (input, init) => simulator.fetch(new Request(input, init));
    const options = { baseUrl: "https://provider.example.org", fetch, clock };
    for (const given of [credentials, () => credentials, () => Promise.resolve(credentials)]) {
      const client = createZendesk({ ...options, credentials: given });
      expect((await clock.run(client.status(job))).id).toBe(job);
    }
  });
});
