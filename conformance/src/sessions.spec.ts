import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import { type Fetch, type JobClient, logOut, type SavedSession, type SessionStore } from "@jobstatus/core";
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
import { createVeevaVault, createVeevaVaultApi } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";
import { describe, expect, it } from "vitest";
import { errorOf } from "./error-of.ts";

type Login = Readonly<Record<string, string>>;

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

/** A provider's stand-in, and clients that talk to it. */
interface Stage {
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  readonly job: string;
  readonly fetch: Fetch;
  client(credentials?: unknown, more?: Readonly<Record<string, unknown>>): JobClient;
  /** How many requests went to the login, and how many elsewhere. */
  count(): { readonly logins: number; readonly others: number };
}

function stageFor({ provider, path, right, create, more }: Row): Stage {
  const clock = createVirtualClock(Date.parse("2026-01-01T00:00:00Z"));
  const simulator = simulators[provider]({ clock });
  const fetch: Fetch = (input, init) => simulator.fetch(new Request(input, init));
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
  it("is opened once for all that a client asks, and kept to the job's end", async () => {
    const { clock, client, job, count } = stageFor(row);
    const waiting = client();
    const ends = await clock.run(Promise.all(Array.from({ length: 5 }, () => waiting.wait(job))));
    expect(ends.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => "succeeded"));
    await clock.run(waiting.status(job));
    expect(count().logins).toBe(1);
  });

  it("is opened once for jobs that are asked for at the same time", async () => {
    const { clock, client, job, simulator, count } = stageFor(row);
    const one = client();
    await clock.run(Promise.all([job, simulator.start({}), simulator.start({})].map((id) => one.status(id))));
    expect(count()).toEqual({ logins: 1, others: 3 });
  });

  it("takes the login's fields from a function, which is asked once for a session", async () => {
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

  it("is renewed once for all waiters when it is lost", async () => {
    const { clock, client, job, simulator, count } = stageFor(row);
    const one = client();
    const ids = [job, simulator.start({}), simulator.start({})];
    const ends = Promise.all(ids.map((id) => one.wait(id)));
    await clock.advance(1_000);
    simulator.expireSessions();
    expect((await clock.run(ends)).map(({ state }) => state)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(count().logins).toBe(2);
  });

  it("is not opened again and again where the provider refuses what it grants", async () => {
    const { clock, job, simulator, count, fetch, client } = stageFor(row);
    const one = client(row.right, {
      fetch: async (input: string, init?: RequestInit) => {
        const answer = await fetch(input, init);
        simulator.expireSessions();
        return answer;
      },
    });
    expect((await clock.run(errorOf(one.status(job)))).code).toBe("unauthenticated");
    expect((await clock.run(errorOf(one.status(job)))).code).toBe("unauthenticated");
    expect(count().logins).toBe(1);
  });

  it("does not hammer with credentials that were refused, and shows none of them", async () => {
    const { clock, client, job, count } = stageFor(row);
    const one = client(wrong(row));
    const first = await clock.run(errorOf(one.status(job)));
    expect(first).toMatchObject({ code: "unauthenticated", provider: row.provider });
    const second = await clock.run(errorOf(one.wait(job)));
    expect(second.code).toBe("unauthenticated");
    // Vault's limit for a job has its second question wait 10 s.
    expect(second.message).toMatch(/no new login for another (?:300|290) s/);
    expect(count()).toEqual({ logins: 1, others: 0 });
    await clock.advance(300_000);
    await clock.run(errorOf(one.status(job)));
    expect(count().logins).toBe(2);
    for (const error of [first, second]) {
      expect(`${error.message} ${JSON.stringify(error)} ${String(error.stack)}`).not.toContain("not-the-password");
    }
  });

  it("tries other credentials at once", async () => {
    const { clock, client, job } = stageFor(row);
    const tries = [wrong(row), row.right];
    const one = client(() => tries.shift());
    expect((await clock.run(errorOf(one.status(job)))).code).toBe("unauthenticated");
    expect((await clock.run(one.status(job))).id).toBe(job);
  });

  it("waits through a login that fails in passing", async () => {
    const { clock, client, job, simulator, count } = stageFor(row);
    const html = new Response("<h1>Bad Gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } });
    simulator.answerNext(() => html);
    expect((await clock.run(client().wait(job))).state).toBe("succeeded");
    expect(count().logins).toBe(2);
  });

  it("leaves no login behind when whoever wanted it has left", async () => {
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

describe("logging out", () => {
  it.each(logins.filter(({ provider }) => provider !== "centurylink-v2"))("$provider ends the session", async (row) => {
    const { clock, client, job, simulator, count } = stageFor(row);
    const sessions = createStore();
    const one = client(row.right, { sessions });
    await clock.run(one.status(job));
    await clock.run(logOut(one));
    expect(sessions.entries.size).toBe(0);
    expect(count()).toEqual({ logins: 1, others: 2 });
    // There is nothing more to give back, and nothing is asked.
    await clock.run(logOut(one));
    expect(count()).toEqual({ logins: 1, others: 2 });
    await clock.run(one.status(simulator.start({})));
    expect(count().logins).toBe(2);
  });

  it("is not possible where the provider has no call for it", async () => {
    const [, row] = logins;
    if (!row) throw new Error("there is no such row");
    const { client } = stageFor(row);
    expect(await errorOf(logOut(client()))).toMatchObject({ code: "invalid-request" });
  });

  it("gives back a session that the caller brought along", async () => {
    const row = logins[3];
    if (!row) throw new Error("there is no such row");
    const { clock, client, job, simulator } = stageFor(row);
    simulator.grantSession("brought-along");
    const one = client({ sessionId: "brought-along" });
    await clock.run(one.status(job));
    await clock.run(logOut(one));
    await clock.advance(10_000);
    expect((await clock.run(errorOf(one.status(job)))).code).toBe("unauthenticated");
  });
});

describe("Traffic Ops renews the cookie with every answer", () => {
  it("the newest is kept, so that a wait outlives the login", async () => {
    const row = logins[2];
    if (!row) throw new Error("there is no such row");
    const { clock, client, simulator, count } = stageFor(row);
    const job = simulator.start({ phases: [{ word: "PENDING", forMs: 36_000_000 }, { word: "SUCCEEDED" }] });
    const wait = client().wait(job, { deadlineMs: 80_000_000, schedule: () => 3_000_000 });
    expect((await clock.run(wait)).state).toBe("succeeded");
    expect(count().logins).toBe(1);
  });

  it("and one that has run out is not sent", async () => {
    const row = logins[2];
    if (!row) throw new Error("there is no such row");
    const { clock, client, job, count } = stageFor(row);
    const one = client();
    await clock.run(one.status(job));
    await clock.advance(3_600_000);
    await clock.run(one.status(job));
    expect(count()).toEqual({ logins: 2, others: 2 });
  });
});

describe("Vault", () => {
  const row = logins[3];
  if (!row) throw new Error("there is no such row");

  it("takes a session for the Vault that was named", async () => {
    const { clock, client, job } = stageFor(row);
    expect((await clock.run(client({ ...row.right, vaultId: "1776" }).status(job))).id).toBe(job);
  });

  it("refuses a session for another Vault, and asks nothing with it", async () => {
    const { clock, client, job, count } = stageFor(row);
    const error = await clock.run(errorOf(client({ ...row.right, vaultId: "1777" }).status(job)));
    expect(error.code).toBe("unauthenticated");
    expect(error.message).toContain("vaultId");
    expect(count()).toEqual({ logins: 1, others: 0 });
  });

  it("keeps its 10 s for a job also over a renewal", async () => {
    const { clock, client, job, simulator } = stageFor(row);
    const one = client();
    await clock.run(one.status(job));
    simulator.expireSessions();
    await clock.run(one.status(job));
    const times = simulator.requests.filter(({ url }) => url.endsWith(job)).map(({ atMs }) => atMs);
    expect(times.map((atMs, index) => atMs - (times[index - 1] ?? atMs))).toEqual([0, 10_000, 10_000]);
  });

  it("logs in and renews for calls of the caller's own", async () => {
    const { clock, simulator, fetch, count } = stageFor(row);
    const vault = createVeevaVault({
      baseUrl: "https://provider.example.org",
      credentials: veevaVaultCredentials,
      fetch,
      clock,
    });
    const api = createVeevaVaultApi(vault);
    const ask = () =>
      api.GET("/api/{version}/services/jobs/{job_id}", {
        params: { path: { version: "v26.1", job_id: simulator.start({}) } },
      });
    expect((await ask()).data?.responseStatus).toBe("SUCCESS");
    simulator.expireSessions();
    expect((await ask()).data?.responseStatus).toBe("SUCCESS");
    expect(count()).toEqual({ logins: 2, others: 3 });
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
