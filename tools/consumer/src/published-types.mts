/**
 * What the published types promise, as a user's compiler sees it: nothing here is run. A line that must be refused stands
 * under `@ts-expect-error`, so that a type that grows too wide fails as well.
 */
import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { xml as centurylinkXml } from "@jobstatus/centurylink-v1/xml";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { xml as vaultXml } from "@jobstatus/veeva-vault/xml";
import {
  type JobState,
  type JobStatus,
  JobStatusError,
  type JobStatusErrorCode,
  type ResumeToken,
  type Step,
  type TerminalState,
  type WaitOptions,
  type Zendesk,
  type ZendeskResponse,
  type ZendeskCredentials,
  type ZendeskOptions,
  type ZendeskStatusValue,
  createZendesk,
  fixed,
  isTerminalState,
  step,
  stepAll,
  waitAll,
  watchAll,
} from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";

type Same<A, B> = 0 extends 1 & A ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Compiles only where the two types are the same. */
function same<A, B>(..._same: Same<A, B> extends true ? [] : [difference: { given: A; want: B }]): void {}

const credentials = { email: "agent@example.com", apiToken: "for-tests" } satisfies ZendeskCredentials;
const zendesk: Zendesk = createZendesk({ subdomain: "company", credentials });

export async function statusIsTheSameEverywhere(): Promise<void> {
  const status = await zendesk.status("1", { signal: AbortSignal.timeout(5) });
  same<typeof status, JobStatus<ZendeskResponse>>();
  same<typeof status.state, "pending" | "running" | "succeeded" | "partial" | "failed" | "cancelled" | "unknown">();
  same<typeof status.id, string>();
  same<typeof status.native, string>();
  same<typeof status.message, string | undefined>();
  same<NonNullable<typeof status.progress>["fraction"], number | undefined>();
  same<typeof status.finishedAt, string | undefined>();
  // @ts-expect-error - a status is not to be changed
  status.state = "failed";
  // @ts-expect-error - there is no such part
  void status.percent;

  for await (const change of zendesk.watch(1n)) same<typeof change, JobStatus<ZendeskResponse>>();

  const { state } = await createTrafficOps({ host: "to.example.com", credentials: { cookie: "c" } }).status(1);
  same<typeof state, JobState>();
  if (isTerminalState(state)) same<typeof state, "succeeded" | "partial" | "failed" | "cancelled">();
}

export async function isTerminalStateNarrowsAStatus(): Promise<void> {
  const status = await zendesk.status("1");
  same<typeof status.state, JobState>();
  if (!isTerminalState(status)) return;
  same<typeof status.state, "succeeded" | "partial" | "failed" | "cancelled">();
  same<typeof status.raw, ZendeskResponse>();
}

export async function waitSaysHowAJobEnded(): Promise<string> {
  const end = await zendesk.wait("1", { timeoutMs: 1_000 });
  same<typeof end.state, "succeeded" | "partial" | "failed" | "cancelled">();
  same<typeof end.raw, ZendeskResponse>();
  const success = await zendesk.wait("1", { requireSuccess: true, until: ({ state }) => state === "unknown" });
  same<typeof success.state, "succeeded">();
  const seen = await zendesk.wait("1", { until: ({ native }) => native === "working" });
  same<typeof seen.state, JobState>();
  const options: WaitOptions = { timeoutMs: 1_000 };
  const some = await zendesk.wait("1", options);
  same<typeof some.state, JobState>();
  // @ts-expect-error - an option that does not exist
  void zendesk.wait("1", { timeout: 1_000 });
  let text: string;
  // The compiler knows that there is no fifth state: otherwise `text` might not be assigned.
  switch (end.state) {
    case "succeeded":
      text = "all of it worked";
      break;
    case "partial":
      text = "part of it failed";
      break;
    case "failed":
      text = "it did not work";
      break;
    case "cancelled":
      text = "it was stopped";
      break;
  }
  return text;
}

export async function manyJobsAreTyped(): Promise<void> {
  for await (const update of watchAll([[zendesk, "1"]])) {
    same<typeof update.index, number>();
    if (update.error) same<typeof update.error, JobStatusError>();
    else if (update.done) same<typeof update.status.state, TerminalState>();
    else same<typeof update.status.state, JobState>();
  }
  for (const { done, status, error } of await waitAll([[zendesk, "1"]])) {
    same<typeof done, true>();
    if (status) same<typeof status.state, TerminalState>();
    if (status) same<typeof status.raw, ZendeskResponse>();
    else same<typeof error, JobStatusError>();
  }
  const [success] = await waitAll([[zendesk, "1"]], { requireSuccess: true });
  if (success?.status) same<typeof success.status.state, "succeeded">();
  const [seen] = await waitAll([[zendesk, "1"]], { until: ({ state }) => state === "unknown" });
  if (seen?.status) same<typeof seen.status.state, JobState>();
  const succeeding = watchAll([[zendesk, "1"]], { requireSuccess: true });
  for await (const update of succeeding) {
    if (update.done && update.status) same<typeof update.status.state, "succeeded">();
  }
  const options: WaitOptions = { timeoutMs: 1_000 };
  for await (const { done, status } of watchAll([[zendesk, "1"]], options)) {
    if (done && status) same<typeof status.state, JobState>();
  }
}

export async function stepsAreTyped(): Promise<string> {
  const taken = await step(zendesk, "1");
  same<typeof taken, Step<ZendeskResponse>>();
  if (!taken.done) {
    same<typeof taken.status, JobStatus<ZendeskResponse> | undefined>();
    same<typeof taken.resume, ResumeToken>();
    return "later";
  }
  same<typeof taken.status.state, TerminalState>();
  const seen = await step(zendesk, "1", { until: ({ state }) => state === "unknown" });
  if (seen.done) same<typeof seen.status.state, JobState>();
  for (const outcome of await stepAll(zendesk, ["1"])) {
    if (!outcome.done) same<typeof outcome.delayMs, number>();
    else if (outcome.error) same<typeof outcome.error, JobStatusError>();
    else same<typeof outcome.status.state, TerminalState>();
  }
  const [until] = await stepAll(zendesk, ["1"], { until: () => true });
  if (until?.done && until.status) same<typeof until.status.state, JobState>();
  return "ended";
}

export async function nativeOffersTheValuesOfTheSpecification(): Promise<void> {
  same<ZendeskStatusValue, "queued" | "working" | "completed" | "failed" | "killed">();
  const { native } = await zendesk.wait("1");
  same<Extract<typeof native, ZendeskStatusValue>, ZendeskStatusValue>();
  // A provider may send any text.
  "postponed" satisfies typeof native;
  native satisfies string;
}

export async function rawIsTypedFromTheSpecification(): Promise<void> {
  const v2 = createCenturylinkV2({ accountAlias: "ALIAS", credentials: { token: "t" } });
  const { raw } = await v2.status("va1-1");
  raw.status satisfies string;
  // @ts-expect-error - the specification has no such field
  void raw.stat;

  const vault = createVeevaVault({ vaultDns: "v.example.com", credentials: { sessionId: "s" } });
  // The id is 64 bits wide: as a number where it fits, as text where not.
  same<NonNullable<Awaited<ReturnType<typeof vault.status>>["raw"]["data"]>["id"], number | string>();
}

export async function everyOperationIsThere(): Promise<void> {
  const api = createZendeskApi(zendesk);
  const { data, error } = await api.GET("/api/v2/job_statuses/show_many", { params: { query: { ids: "a,b" } } });
  data?.job_statuses.map(({ id }) => id satisfies string);
  void error;
  // @ts-expect-error - the document describes no such path
  await api.GET("/api/v2/tickets");
}

export function optionsAreChecked(): void {
  createZendesk({ baseUrl: "http://127.0.0.1:8080", credentials: () => Promise.resolve(credentials) });
  createCenturylinkV1({ credentials: { cookie: "c" }, fetch: (request, init) => fetch(request, init) });
  // @ts-expect-error - which account?
  createZendesk({ credentials });
  // @ts-expect-error - a base URL stands in place of the subdomain
  createZendesk({ subdomain: "company", baseUrl: "https://company.zendesk.com", credentials });
  // @ts-expect-error - who asks?
  createZendesk({ subdomain: "company" });
  // @ts-expect-error - a mixture of two ways
  createZendesk({ subdomain: "company", credentials: { ...credentials, accessToken: "t" } });
  // @ts-expect-error - a mixture of two ways from a function
  createZendesk({ subdomain: "company", credentials: () => ({ ...credentials, accessToken: "t" }) });
  // @ts-expect-error - half a credential
  createZendesk({ subdomain: "company", credentials: { email: "agent@example.com" } });
  // @ts-expect-error - an option that does not exist
  createZendesk({ subdomain: "company", credentials, timeout: 1 } satisfies ZendeskOptions);
  // @ts-expect-error - which job?
  void zendesk.wait();
  // @ts-expect-error - the timeout is in milliseconds
  void zendesk.wait("1", { timeoutMs: "1 h" });
  void zendesk.status("1", { timeoutMs: 1 });
  // @ts-expect-error - one poll has no schedule
  void zendesk.status("1", { schedule: fixed(1) });
  createZendesk({ subdomain: "company", credentials, timeoutMs: 1, schedule: fixed(1), requireSuccess: true });
}

export function errorsAreClosed(error: unknown): string {
  if (!(error instanceof JobStatusError)) return "not ours";
  same<typeof error.code, JobStatusErrorCode>();
  same<typeof error.httpStatus, number | undefined>();
  same<typeof error.lastStatus, JobStatus | undefined>();
  // @ts-expect-error - the codes are closed
  return error.code === "deadline" ? "" : error.message;
}

export function formatsBelongToTheirProvider(): void {
  const session = { vaultDns: "v.example.com", credentials: { sessionId: "s" } };
  createVeevaVault({ ...session, format: vaultXml });
  createCenturylinkV1({ credentials: { cookie: "c" }, format: centurylinkXml });
  // @ts-expect-error - the format of another provider
  createVeevaVault({ ...session, format: centurylinkXml });
  // @ts-expect-error - this provider speaks JSON only
  createZendesk({ subdomain: "company", credentials: { accessToken: "t" }, format: vaultXml });
}

interface StartBody {
  readonly job: { readonly id: string };
}

export function jobsAreWhatIdentifiesThem(body: StartBody, bodies: readonly StartBody[], response: Response): void {
  void zendesk.wait({ job_status: { id: "1" } });
  void zendesk.wait(body);
  void zendesk.wait(bodies);
  void zendesk.wait(response);
  void zendesk.wait(new URL("https://company.zendesk.com/api/v2/job_statuses/1.json"));
  // @ts-expect-error - a promise; await the response first
  void zendesk.wait(zendesk.fetch("/api/v2/tickets/update_many.json", { method: "PUT" }));
  // @ts-expect-error - several jobs
  void zendesk.wait(["1", "2"]);
  // @ts-expect-error - several responses
  void zendesk.wait([response]);
  // @ts-expect-error - a function
  void zendesk.wait(() => "1");
  // @ts-expect-error - another client
  void zendesk.wait(zendesk);
  // @ts-expect-error - a request that has not been sent
  void zendesk.wait(new Request("https://company.zendesk.com/api/v2/job_statuses/1.json"));
  // @ts-expect-error - a start call may have no body
  void zendesk.wait(Math.random() < 0.5 ? body : undefined);
}
