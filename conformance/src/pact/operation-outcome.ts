import { type Fetch, type JobClient, JobStatusError, waitAll } from "@jobstatus/core";
import { logOut } from "@jobstatus/core/provider";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import type { CaseSet, ExpectedOfOperation, OperationCase } from "../case-types.ts";
import { factsOfError } from "../error-of.ts";
import { contentTypeOf, isXml } from "../media.ts";
import { apiOf } from "../provider-packages.ts";
import { createClientFromOptions, rightOptions } from "../provider.ts";
import { toResponse } from "../scripted-fetch.ts";
import { credentialsOf } from "../suite/credentials.ts";
import { operationRequestFor, SESSION } from "./exchange.ts";

type Outcome = Record<keyof ExpectedOfOperation, unknown>;

/** Sends the operation of a case through the package of its provider, and gives what comes of it. */
export async function outcomeOfOperation(
  one: OperationCase,
  baseUrl: string,
  mapping: CaseSet["mapping"],
): Promise<Partial<Outcome>> {
  if (one.expected.body !== undefined) return { body: await bodyFromApi(one, baseUrl) };
  if (one.jobs) return { jobs: await endsOf(one.jobs, clientOf(one, { baseUrl })) };
  try {
    if (one.fields === undefined) {
      await logOut(clientOf(one, { baseUrl }));
      return { closed: true };
    }
    return { proof: await proofAfterLogin(one, baseUrl, mapping) };
  } catch (error) {
    if (error instanceof JobStatusError) return { error: factsOfError(error) };
    throw error;
  }
}

function clientOf({ provider }: OperationCase, options: Readonly<Record<string, unknown>>): JobClient {
  return createClientFromOptions(provider, {
    ...rightOptions(provider),
    credentials: credentialsOf(provider, SESSION),
    ...options,
  });
}

/** Has a client log in before it polls a job, and gives the header that the login's response has put into the request. */
async function proofAfterLogin(
  one: OperationCase,
  baseUrl: string,
  mapping: CaseSet["mapping"],
): Promise<ExpectedOfOperation["proof"]> {
  const status = mapping.find(({ provider, response }) => provider === one.provider && !isXml(contentTypeOf(response)));
  if (!status) throw new Error(`there is no mapping case of ${one.provider}`);
  const { path } = operationRequestFor(one);
  let sent = new Headers();
  // The pact is about the login; the request after it stays here.
  const fetch: Fetch = (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).pathname === path) return globalThis.fetch(request);
    sent = request.headers;
    return Promise.resolve(toResponse(status.response));
  };
  const client = clientOf(one, { baseUrl, credentials: one.fields, fetch, clock: createVirtualClock() });
  await client.status(status.job);
  const [name, value] = Array.from(sent).find(([, text]) => text.includes(SESSION)) ?? [];
  if (name === undefined || value === undefined) throw new Error("the request carries nothing of the session");
  return { name: name === "cookie" ? "Cookie" : "Authorization", value };
}

/** The end of each of several jobs. No moment that the provider names lies before the timeout. */
async function endsOf(jobs: readonly string[], client: JobClient): Promise<unknown> {
  const ends = await waitAll(
    jobs.map((job) => [client, job] as const),
    { timeoutMs: 10_000 },
  );
  return ends.map(({ status, error }) => {
    if (error) return { error: factsOfError(error) };
    const { provider: _, id: __, raw: ___, ...told } = status;
    return { status: told };
  });
}

/** What the typed client makes of the response of an operation that only a caller's own code requests. */
async function bodyFromApi(one: OperationCase, baseUrl: string): Promise<unknown> {
  const { provider, response } = one;
  const { method, path, query, headers, body } = operationRequestFor(one);
  const api = apiOf(provider, clientOf(one, { baseUrl }));
  const call = api[method];
  if (!call) throw new Error(`the typed client of ${provider} has no ${method}`);
  const { data, error } = await call(path, {
    headers,
    ...(query !== undefined && { params: { query } }),
    ...(body !== undefined && { body, bodySerializer: () => (typeof body === "string" ? body : JSON.stringify(body)) }),
    ...(isXml(contentTypeOf(response)) && { parseAs: "text" }),
  });
  return data ?? error;
}
