import { JobStatusError, jobIdsFrom, providerFromUrl } from "@jobstatus/core";
import type { Connection, Connections } from "../connect/connections.ts";
import { UsageError } from "../usage-error.ts";
import { type GivenJob, isUrl } from "./read-jobs.ts";

/** A job with the connection for its requests. */
export interface OpenJob {
  readonly connection: Connection;
  /** An ID, a link or a resume token. */
  readonly reference: string | object;
  readonly label: string;
  /** Why the reference names no job. */
  readonly failure?: JobStatusError;
}

/**
 * Finds the provider and the account of each job, and connects to them.
 *
 * @throws UsageError - A URL belongs to no provider, or nothing says where the job's credentials may go.
 */
export async function openJobs(jobs: readonly GivenJob[], connections: Connections): Promise<readonly OpenJob[]> {
  const opened: OpenJob[] = [];
  for (const job of jobs) opened.push(...(await openJob(job, connections)));
  connections.checkNames();
  return opened;
}

async function openJob({ reference, label, ...given }: GivenJob, connections: Connections): Promise<OpenJob[]> {
  const { provider, profile } = given;
  const connection =
    provider === undefined || (typeof reference === "string" && isUrl(reference))
      ? await openUrl(label, given, connections)
      : await connections.open(provider, { profile });
  if (typeof reference === "string" || "resumeToken" in reference) return [{ connection, reference, label }];
  try {
    const { jobs, refusals } = await jobIdsFrom(connection.client, reference);
    return [
      ...jobs.map((job): OpenJob => ({ connection, reference: job, label: job.id })),
      ...refusals.map(({ name = label, message: text = "the provider gives no reason" }): OpenJob => {
        const failure = new JobStatusError("no-job", `no job was started: ${text}`, { nativeMessage: text });
        return { connection, reference, label: name, failure };
      }),
    ];
  } catch (failure) {
    if (!(failure instanceof JobStatusError)) throw failure;
    return [{ connection, reference, label, failure }];
  }
}

async function openUrl(
  text: string,
  { provider, profile, isPiped }: Pick<GivenJob, "provider" | "profile" | "isPiped">,
  connections: Connections,
): Promise<Connection> {
  if (!URL.canParse(text)) throw new UsageError(`${JSON.stringify(text)} is not a URL`);
  const url = new URL(text);
  const { providers } = connections;
  const contracts = provider === undefined ? await providers.loadAll() : [await providers.load(provider)];
  // A configured address is the account's own. Without one, a URL names the address, but only on the command line.
  for (const contract of contracts) {
    const settings = await connections.settingsOf(contract, profile);
    if (isUnder(url, settings["baseUrl"])) return connections.open(contract.provider, { profile });
  }
  const found = providerFromUrl(url, contracts);
  if (!found) {
    throw new UsageError(
      `${url.origin}${url.pathname} is not a status URL of a known provider; give --provider and --base-url, or see: jobstatus providers`,
    );
  }
  if (isPiped) {
    const known = await connections.settingsOf(found.contract, profile);
    const missing = Object.keys(found.variables).find((name) => known[name] === undefined);
    if (missing !== undefined && known["baseUrl"] === undefined) {
      throw new UsageError(
        `an input must not decide where credentials go, as a URL of ${url.origin} does; give --set ${missing}=... or the environment`,
      );
    }
  }
  return connections.open(found.provider, { profile, found: found.variables });
}

function isUnder(url: URL, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  const base = new URL(baseUrl);
  return url.origin === base.origin && `${url.pathname}/`.startsWith(base.pathname.replace(/\/?$/, "/"));
}
