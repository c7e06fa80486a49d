import type { Contract } from "../contract/contract.ts";
import { type AcmeClient, type AcmeOptions, createAcmeClient } from "./acme-client.ts";
import type { RecordedRequest, ScriptedResponse } from "./scripted-fetch.ts";

/** What the imaginary provider knows of its jobs: the word for a job at a moment, or undefined for one that it does not know. */
export type AcmeJobs = (id: string, atMs: number) => string | undefined;

/** The IDs that a request is about. */
export function idsIn({ url }: Pick<RecordedRequest, "url">): readonly string[] {
  const { pathname, searchParams } = new URL(url);
  return searchParams.get("ids")?.split(",") ?? [decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1))];
}

/** Creates a client of a provider that responds for any job, alone or with others, after `takesMs`. */
export function createAcmeProvider(
  jobs: AcmeJobs,
  contract: Contract,
  { takesMs, ...options }: Partial<AcmeOptions> & { readonly takesMs?: number } = {},
): AcmeClient {
  const responseTo = (request: RecordedRequest): ScriptedResponse => {
    const known = idsIn(request).flatMap((id) => {
      const state = jobs(id, request.atMs);
      return state === undefined ? [] : [{ id, state }];
    });
    const takes = takesMs === undefined ? {} : { takesMs };
    if (request.url.includes("?ids=")) return { ...takes, body: { jobs: known } };
    const [job] = known;
    return job ? { ...takes, body: { job } } : { ...takes, status: 404, body: { error: { code: "NO_JOB" } } };
  };
  return createAcmeClient(responseTo, options, contract);
}
