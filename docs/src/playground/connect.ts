import type { Clock, Contract, Fetch, JobClient } from "@jobstatus/core";
import { allParts, createJobClient } from "@jobstatus/core/provider";
import { type ProviderName, type Simulator, sessionCredentials, simulatorCredentials } from "@jobstatus/simulator";
import { CONTRACTS } from "./gen/contracts.ts";

/** The options of every client of the playground. */
export interface Connection {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

const SESSION = "simulated-session";

/** Makes the provider's client for its simulator. */
export function connect(simulator: Simulator, connection: Connection): JobClient {
  const { provider } = simulator;
  const contract = CONTRACTS[provider];
  const credentials = credentialsOf(provider);
  for (const value of [SESSION, ...Object.values(credentials)]) simulator.grantSession(value);
  const variables = Object.fromEntries(requiredVariables(contract).map((name) => [name, VALUES[name] ?? "simulated"]));
  const options = { ...connection, ...variables, credentials, baseUrl: "https://provider.example" };
  return createJobClient<unknown, Record<string, string>>(contract, options, allParts);
}

/** Whether the client logs in: a page can't read the cookies of a login, so those sessions are granted in advance. */
export function canLogIn({ session }: Contract): boolean {
  return session !== undefined && session.login.grants.every((grant) => "at" in grant);
}

function credentialsOf(provider: ProviderName): Readonly<Record<string, string>> {
  const contract = CONTRACTS[provider];
  return canLogIn(contract) ? simulatorCredentials[provider] : sessionCredentials(contract, SESSION);
}

/** The account that a simulator knows. */
const VALUES: Readonly<Record<string, string>> = { accountAlias: "ALIAS" };

/** The variables that are not in the address. */
function requiredVariables({ variables, server }: Contract): string[] {
  return Object.keys(variables).filter((name) => variables[name] === null && !server.includes(`{${name}}`));
}

/** The code that creates such a client and waits for a job. */
export function codeFor(
  provider: ProviderName,
  id: string,
  timeoutMs: number,
  schedule?: { readonly import: string; readonly call: string },
): string {
  const { variables } = CONTRACTS[provider];
  const name = provider.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [
    ...(schedule === undefined ? [] : [`import { ${schedule.import} } from "@jobstatus/${provider}";`]),
    `import { create${name} } from "@jobstatus/${provider}";`,
    "",
    `const client = create${name}({`,
    ...Object.keys(variables).flatMap((variable) => (variables[variable] === null ? [`  ${variable},`] : [])),
    `  credentials: { ${Object.keys(credentialsOf(provider)).join(", ")} },`,
    "});",
    "",
    `const job = await client.wait(${JSON.stringify(id)}, {`,
    `  timeoutMs: ${timeoutMs},`,
    ...(schedule === undefined ? [] : [`  schedule: ${schedule.call},`]),
    "});",
    "console.log(job.state, job.native, job.items);",
    "",
  ].join("\n");
}
