import { providerFromUrl } from "@jobstatus/core";
import type { Connection, Connections } from "../connect/connections.ts";
import { loadContracts, loadContract } from "../connect/load-contract.ts";
import { type ProviderName, isProviderName } from "../connect/provider-names.ts";
import { UsageError } from "../usage-error.ts";
import type { GivenJob } from "./job-reference.ts";

/** A job with the connection over which it is asked for. */
export interface OpenJob {
  readonly connection: Connection;
  readonly reference: string | object;
  readonly label: string;
}

/**
 * Finds the provider and the account of each job, and connects to them.
 *
 * @throws UsageError - No provider has such a URL, or nothing says where its credentials may go.
 */
export async function openJobs(jobs: readonly GivenJob[], connections: Connections): Promise<readonly OpenJob[]> {
  const opened: OpenJob[] = [];
  for (const job of jobs) opened.push(await openJob(job, connections));
  connections.checkNames();
  return opened;
}

async function openJob({ provider, reference, label, isPiped }: GivenJob, connections: Connections): Promise<OpenJob> {
  const url =
    typeof reference === "string" && /^[a-z][a-z\d+.-]*:\/\//i.test(reference) ? readUrl(reference) : undefined;
  if (!url) {
    if (provider === undefined)
      throw new UsageError(`${JSON.stringify(label)} does not say whose job it is; give --provider NAME`);
    return { connection: await connections.open(provider), reference, label };
  }
  const contracts = provider === undefined ? await loadContracts() : [await loadContract(provider)];
  // An address that is configured is the account's own. Where there is none, only whoever types a URL may name it.
  const own = contracts.find((contract) => isUnder(url, connections.settingsOf(contract)["baseUrl"]));
  if (own && isProviderName(own.provider)) {
    return { connection: await connections.open(own.provider), reference, label };
  }
  const found = providerFromUrl(url, contracts);
  if (!found || !isProviderName(found.provider)) {
    throw new UsageError(
      `${label} is no status URL of a provider that is known; give --provider and --base-url, or see: jobstatus providers`,
    );
  }
  const connection = await openAccount(found.provider, found.variables, isPiped ? label : undefined, connections);
  return { connection, reference, label };
}

async function openAccount(
  provider: ProviderName,
  variables: Readonly<Record<string, string>>,
  piped: string | undefined,
  connections: Connections,
): Promise<Connection> {
  if (piped !== undefined) {
    const known = connections.settingsOf(await loadContract(provider));
    const missing = Object.keys(variables).find((name) => known[name] === undefined);
    if (missing !== undefined && known["baseUrl"] === undefined) {
      throw new UsageError(
        `standard input may not say where credentials go, as ${piped} does; give --set ${missing}=... or the environment`,
      );
    }
  }
  return connections.open(provider, { found: variables });
}

function isUnder(url: URL, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  const base = new URL(baseUrl);
  return url.origin === base.origin && `${url.pathname}/`.startsWith(base.pathname.replace(/\/?$/, "/"));
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw new UsageError(`${JSON.stringify(text)} is no URL`);
  return new URL(text);
}
