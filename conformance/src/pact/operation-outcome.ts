import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV1Api } from "@jobstatus/centurylink-v1/api";
import { type Fetch, type JobClient, JobStatusError, waitAll } from "@jobstatus/core";
import { logOut } from "@jobstatus/core/provider";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createVeevaVaultApi } from "@jobstatus/veeva-vault/api";
import { createZendesk } from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";
import type { CaseSet, ExpectedOfOperation, OperationCase } from "../case-types.ts";
import { factsOfError } from "../error-of.ts";
import { contentTypeOf, isXml } from "../media.ts";
import { createClientFromOptions, rightOptions } from "../provider.ts";
import { toResponse } from "../scripted-fetch.ts";
import { credentialsOf } from "../suite/credentials.ts";
import { logonXml, operationRequestFor, SESSION } from "./exchange.ts";

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
async function bodyFromApi({ operation, fields = {}, response }: OperationCase, baseUrl: string): Promise<unknown> {
  const xml = { headers: { Accept: contentTypeOf(response) }, parseAs: "text" } as const;
  const version = { path: { version: "v26.1" } } as const;
  const vault = () => {
    const client = createVeevaVault({ baseUrl, credentials: { sessionId: SESSION } });
    return createVeevaVaultApi(client);
  };
  const calls: Readonly<Record<string, () => Promise<{ data?: unknown; error?: unknown }>>> = {
    logonXml: () => {
      const client = createCenturylinkV1({ baseUrl, credentials: { cookie: `Tier3.API.Cookie=${SESSION}` } });
      return createCenturylinkV1Api(client).POST("/REST/Auth/Logon/XML", {
        body: { APIKey: fields["APIKey"] ?? "", Password: fields["Password"] ?? "" },
        bodySerializer: () => logonXml(fields),
        headers: { "Content-Type": "text/xml" },
        parseAs: "text",
      });
    },
    authenticate: () =>
      vault().POST("/api/{version}/auth", {
        ...xml,
        headers: { ...xml.headers, "Content-Type": "application/x-www-form-urlencoded" },
        params: version,
        body: { username: fields["username"] ?? "", password: fields["password"] ?? "" },
        bodySerializer: () => new URLSearchParams(fields).toString(),
      }),
    endSession: () => vault().DELETE("/api/{version}/session", { ...xml, params: version }),
    listJobStatuses: () => {
      const client = createZendesk({ baseUrl, credentials: { accessToken: SESSION } });
      return createZendeskApi(client).GET("/api/v2/job_statuses");
    },
  };
  const call = calls[operation];
  if (!call) throw new Error(`no caller's own code requests ${operation} here`);
  const { data, error } = await call();
  return data ?? error;
}
