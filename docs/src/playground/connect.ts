import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import type { Clock, Fetch, JobClient } from "@jobstatus/core";
import { type Simulator, centurylinkV2Credentials, veevaVaultCredentials } from "@jobstatus/simulator";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";

/** The options of every client of the playground. */
export interface Connection {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Makes the provider's real client for its simulator. */
export function connect(simulator: Simulator, connection: Connection): JobClient {
  const { provider } = simulator;
  // A page can't read the cookies of a login, so the session of these providers is granted in advance.
  simulator.grantSession(SESSION);
  return FACTORIES[provider](connection);
}

const SESSION = "simulated-session";

const FACTORIES: Readonly<Record<Simulator["provider"], (connection: Connection) => JobClient>> = {
  "centurylink-v1": (connection) =>
    createCenturylinkV1({ ...connection, credentials: { cookie: `Tier3.API.Cookie=${SESSION}` } }),
  "centurylink-v2": (connection) =>
    createCenturylinkV2({ ...connection, accountAlias: "ALIAS", credentials: centurylinkV2Credentials }),
  "traffic-ops": (connection) =>
    createTrafficOps({ ...connection, host: "trafficops.example.org", credentials: { accessToken: SESSION } }),
  "veeva-vault": (connection) =>
    createVeevaVault({ ...connection, vaultDns: "myvault.veevavault.com", credentials: veevaVaultCredentials }),
  zendesk: (connection) =>
    createZendesk({ ...connection, subdomain: "company", credentials: { accessToken: SESSION } }),
};

const CALLS = {
  "centurylink-v1": [`createCenturylinkV1({`, `  credentials: { cookie: session },`, `});`],
  "centurylink-v2": [
    `createCenturylinkV2({`,
    `  accountAlias: "ALIAS",`,
    `  credentials: { username, password },`,
    `});`,
  ],
  "traffic-ops": [`createTrafficOps({`, `  host: "trafficops.example.org",`, `  credentials: { accessToken },`, `});`],
  "veeva-vault": [
    `createVeevaVault({`,
    `  vaultDns: "myvault.veevavault.com",`,
    `  credentials: { username, password },`,
    `});`,
  ],
  zendesk: [`createZendesk({`, `  subdomain: "company",`, `  credentials: { email, apiToken },`, `});`],
} as const;

/** The code that creates such a client and waits for a job. */
export function codeFor(
  provider: Simulator["provider"],
  id: string,
  timeoutMs: number,
  schedule?: { readonly import: string; readonly call: string },
): string {
  const lines = CALLS[provider];
  const name = /^create(\w+)\(/.exec(lines[0])?.[1] ?? "";
  return [
    ...(schedule === undefined ? [] : [`import { ${schedule.import} } from "@jobstatus/${provider}";`]),
    `import { create${name} } from "@jobstatus/${provider}";`,
    "",
    `const client = ${lines.join("\n")}`,
    "",
    `const job = await client.wait(${JSON.stringify(id)}, {`,
    `  timeoutMs: ${timeoutMs},`,
    ...(schedule === undefined ? [] : [`  schedule: ${schedule.call},`]),
    "});",
    "console.log(job.state, job.native, job.items);",
    "",
  ].join("\n");
}
