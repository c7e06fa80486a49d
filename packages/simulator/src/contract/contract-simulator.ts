import { Hono } from "hono";
import type { Job } from "../job-store.ts";
import { readJsonObject, type JsonValue } from "../json.ts";
import { jsonResponse } from "../responses.ts";
import { createSimulator, type ProviderRoutes, type SimulatorBase } from "../simulator-base.ts";
import type { Simulator, SimulatorOptions } from "../simulator.ts";
import { isAuthenticated } from "./contract-credentials.ts";
import { errorResponse, writeSuccess } from "./contract-errors.ts";
import { writeJob } from "./contract-job.ts";
import { idFromCount } from "./contract-ids.ts";
import { createContractLimits } from "./contract-limits.ts";
import { logIn } from "./contract-session.ts";
import { startResponse } from "./contract-start.ts";
import { vocabularyFrom } from "./contract-vocabulary.ts";
import { writeAt, type JsonDraft } from "./json-draft.ts";
import { matchPath } from "./path-template.ts";
import type { SimulatedContract, SimulatedOperation } from "./simulated-contract.ts";

const DEFAULT_OPERATION = "default";

/**
 * Simulates the provider of a contract, in JSON: status requests, batches, logins, limits and errors, each in the shape
 * that the contract states. A request other than GET that the contract does not name starts a job, as the provider's
 * start calls do, and its response names the job in the shapes of the contract's references. Any credentials pass that
 * are not empty.
 *
 * @param contract - The table of a provider package, such as `laundryContract`.
 * @throws TypeError if the scenario of the options is wrong.
 */
export function createContractSimulator(
  contract: SimulatedContract,
  options: SimulatorOptions = {},
): Simulator<string> {
  return createSimulator(
    {
      provider: contract.provider,
      vocabulary: vocabularyFrom(contract),
      sessionPrefix: "simulated-session",
      idFromCount: (count) => idFromCount(contract, count),
      isId: (text) => text !== "" && (contract.request.id.type === "string" || /^\d+$/.test(text)),
      createRoutes: (base) => createRoutes(base, contract),
    },
    options,
  );
}

interface StatusCall {
  readonly name: string;
  readonly operation: SimulatedOperation;
  readonly id: string;
}

function createRoutes(base: SimulatorBase, contract: SimulatedContract): ProviderRoutes {
  const app = new Hono();
  const limits = createContractLimits(contract, base.clock);
  const { errors, session, batch } = contract;

  function refused(waitMs: number): Response {
    return errorResponse(errors, "rate-limited", [["retry-after", String(Math.ceil(waitMs / 1000))]]);
  }

  function statusOf({ name, operation, id }: StatusCall): Response {
    const waitMs = limits.takeForJob(keyOf(name, id), operation.minPollIntervalMs);
    if (waitMs !== undefined) return refused(waitMs);
    const job = base.jobs.find(id, name);
    if (job === undefined) return errorResponse(errors, "not-found");
    const { job: written, headers, httpStatus } = writeJob(operation, job, base.jobs.moment(job));
    const body: JsonDraft = {};
    writeAt(body, operation.job.at[0] ?? "", written);
    writeSuccess(body, errors);
    return jsonResponse(body, httpStatus, headers);
  }

  function batchOf(ids: string): Response {
    const jobs = ids.split(batch?.separator ?? ",").flatMap((id): JsonValue[] => {
      const job = base.jobs.find(id);
      return job === undefined ? [] : [batchedJob(contract, job, base)];
    });
    const body: JsonDraft = {};
    writeAt(body, batch?.jobs ?? "", jobs);
    writeSuccess(body, errors);
    return jsonResponse(body);
  }

  app.all("*", async ({ req: { raw: request } }) => {
    const url = new URL(request.url);
    const is = (call: { readonly method: string; readonly path: string } | undefined): boolean =>
      call !== undefined && call.method === request.method && matchPath(call.path, url.pathname) !== undefined;
    if (session !== undefined && is(session.login)) return logIn(contract, session, request, base.sessions);
    const accountWaitMs = limits.takeForAccount();
    if (accountWaitMs !== undefined) return refused(accountWaitMs);
    if (!isAuthenticated(contract, request, (value) => base.sessions.holds(value))) {
      return errorResponse(errors, "unauthenticated");
    }
    if (is(session?.logout)) {
      base.sessions.expireAll();
      return jsonResponse({});
    }
    if (base.isForbidden()) return errorResponse(errors, "forbidden");
    if (batch !== undefined && is({ method: "GET", path: batch.path })) {
      return batchOf(url.searchParams.get(batch.ids) ?? "");
    }
    const call = await statusCallFrom(contract, request);
    if (call !== undefined) return statusOf(call);
    if (request.method === "GET" || request.method === "HEAD") return errorResponse(errors, "not-found");
    const job = base.startFromCall({});
    return "refusal" in job ? errorResponse(errors, "forbidden") : startResponse(contract, request, job.id);
  });

  return {
    app,
    exhaustJob: (id) => limits.exhaustJob(keyOf(DEFAULT_OPERATION, id)),
    exhaustAccount: () => limits.exhaustAccount(),
    reset: () => limits.reset(),
  };
}

/** The job in the list of a batch, with its ID. */
function batchedJob(contract: SimulatedContract, job: Job, base: SimulatorBase): JsonValue {
  const { job: written } = writeJob(contract, job, base.jobs.moment(job));
  writeAt(written, contract.batch?.id ?? "/id", contract.request.id.type === "integer" ? Number(job.id) : job.id);
  return written;
}

/** The job and the operation that a request asks the status of. */
async function statusCallFrom(contract: SimulatedContract, request: Request): Promise<StatusCall | undefined> {
  for (const [name, operation] of [
    [DEFAULT_OPERATION, contract] as const,
    ...Object.entries(contract.operations ?? {}),
  ]) {
    const id = await idFrom(operation, request);
    if (id !== undefined) return { name, operation, id };
  }
  return undefined;
}

async function idFrom(
  { request: { method, path, id } }: SimulatedOperation,
  request: Request,
): Promise<string | undefined> {
  const url = new URL(request.url);
  if (request.method !== method) return undefined;
  const values = matchPath(path, url.pathname);
  if (values === undefined) return undefined;
  if (id.in === "path") return values[id.name];
  if (id.in === "query") return url.searchParams.get(id.name) ?? undefined;
  const value = readJsonObject(await request.clone().text())?.[id.name];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function keyOf(operation: string, id: string): string {
  return `${operation} ${id}`;
}
