import { checkOptions, invalidOption, isText } from "../context/check-options.ts";
import {
  type ClientContext,
  type ClientParts,
  contextForCall,
  jobRateLimitFor,
  semaphoreFor,
} from "../context/client-context.ts";
import {
  CLIENT_OPTION_CHECKS,
  type ClientOptions,
  type FormatOption,
  type OperationOption,
} from "../context/client-options.ts";
import { systemClock } from "../async/clock.ts";
import { engineFor } from "../async/engine.ts";
import type { Contract } from "../contract/contract.ts";
import { mixtureProblem } from "../request/credential-ways.ts";
import { transportFrom } from "../context/transport.ts";
import { rememberContext } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { emitterFor } from "../context/emitter-for.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { TerminalState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { serverFromOptions } from "../context/server.ts";
import {
  STATUS_OPTION_CHECKS,
  WAIT_OPTION_CHECKS,
  WATCH_OPTION_CHECKS,
  type WaitOptions,
} from "../wait/wait-options.ts";
import { pollOnce } from "../wait/poll-once.ts";
import { sharedGate } from "../async/shared-gate.ts";
import { openTimeoutScope } from "../async/timeout-scope.ts";
import { resolveJob } from "../reference/resolve-job.ts";
import { unsuccessfulError } from "../wait/unsuccessful-error.ts";
import { waitForJob } from "../wait/wait-for-job.ts";
import { watchJob } from "../wait/watch-job.ts";
import { DurationMemory } from "../context/duration-memory.ts";
import { clientKey } from "../context/client-key.ts";
import type { SessionOptions } from "../context/session-store.ts";

/**
 * Creates the client of one provider from its contract. Provider packages call it; their users need not.
 *
 * @param table - The provider's table.
 * @param options - {@link ClientOptions}, `baseUrl`, and the contract's variables by name.
 * @param parts - What the contract needs beside the engine.
 * @throws JobStatusError - `invalid-request`, naming the option that is missing, unknown or wrong.
 */
export function createJobClient<Raw, Credentials, Result = unknown>(
  table: Contract,
  options: ClientOptions<Credentials> & FormatOption & OperationOption & SessionOptions,
  parts: ClientParts,
): JobClient<Raw, string, Result> {
  const { provider } = table;
  const variableChecks = Object.fromEntries([...Object.keys(table.variables), "baseUrl"].map((name) => [name, isText]));
  const call = `create${provider.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase())}`;
  checkOptions(call, options, {
    ...variableChecks,
    ...CLIENT_OPTION_CHECKS,
    ...(table.session && parts.sessions?.checks),
    ...(table.operations && parts.operations?.checks(table)),
    ...parts.formats?.checks(provider),
  });
  const mistake = options.credentials === undefined ? "is required" : mixtureProblem(table, options.credentials);
  if (mistake) throw invalidOption(call, "credentials", mistake);
  const { clock = systemClock, random = Math.random, onEvent, sharing = defaultSharing() } = options;
  const { operation, request } = options.format ?? table;
  const contract = { ...table, operation, request };
  const server = serverFromOptions(call, contract, { ...options });
  const engine = engineFor(clock);
  // Clients that send the same credentials are the same account to the provider, whatever else differs.
  const accountKey = clientKey(provider, server, { credentials: options.credentials });
  const { accountLimits } = contract;
  const countRequests = () => accountLimits && parts.limitAccounts?.(accountLimits);
  const shared: ClientContext = {
    contract,
    parts,
    server,
    options,
    fetch: transportFrom(options.fetch),
    clock,
    random,
    engine,
    jobRateLimit: jobRateLimitFor({ parts, contract, clock, engine }),
    memory: new DurationMemory(),
    semaphore: semaphoreFor(options),
    gate: options.gate ? sharedGate(options.gate) : engine.gateFor(accountKey, countRequests),
    key: clientKey(provider, server, options),
    emit: emitterFor(onEvent, clock, { provider }),
    isIsolated: sharing === "call",
    error: (code, problem, details) => new JobStatusError(code, problem, { provider, operation, ...details }),
  };
  const session = table.session && parts.sessions?.createManager(shared, table.session);
  const context = session ? { ...shared, session } : shared;

  const watch: JobClient<Raw>["watch"] = (job, watchOptions = {}) => {
    checkOptions("watch", watchOptions, WATCH_OPTION_CHECKS);
    return watchJob<Raw>(contextForCall(context), resolveJob(context, job), watchOptions);
  };

  function wait(
    job: JobReference,
    waitOptions: WaitOptions<Raw> & { readonly requireSuccess: true },
  ): Promise<JobStatus<Raw, "succeeded">>;
  function wait(
    job: JobReference,
    waitOptions?: WaitOptions<Raw> & { readonly until?: undefined },
  ): Promise<JobStatus<Raw, TerminalState>>;
  function wait(job: JobReference, waitOptions?: WaitOptions<Raw>): Promise<JobStatus<Raw>>;
  // Not async: its own promise and what links it to the wait's would be 250 bytes for each job.
  function wait(job: JobReference, waitOptions: WaitOptions<Raw> = {}): Promise<JobStatus<Raw>> {
    try {
      checkOptions("wait", waitOptions, WAIT_OPTION_CHECKS);
      const end = waitForJob<Raw>(contextForCall(context), resolveJob(context, job), waitOptions);
      return (waitOptions.requireSuccess ?? options.requireSuccess) ? requireSuccess(context, end) : end;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  const client: JobClient<Raw> = {
    provider,
    limits: {
      minPollIntervalMs: contract.minPollIntervalMs,
      maxIdsPerRequest: contract.batch?.maximum,
      account: accountLimits,
    },
    baseUrl: context.server.baseUrl,
    async fetch(input, init) {
      if (!parts.ownRequests)
        throw context.error("invalid-request", "this client only waits; create it from the package itself");
      return parts.ownRequests.send(context, input, init);
    },
    async status(job, statusOptions = {}) {
      checkOptions("status", statusOptions, STATUS_OPTION_CHECKS);
      const { signal, timeoutMs = options.timeoutMs ?? Infinity } = statusOptions;
      const callContext = contextForCall(context);
      const found = resolveJob(context, job);
      const scope = openTimeoutScope(callContext.engine.timers, signal, timeoutMs);
      try {
        const target = typeof found === "function" ? await found(scope.signal) : found;
        return await pollOnce<Raw>(callContext, target, scope.signal);
      } catch (cause) {
        if (!scope.isExpired || !JobStatusError.is(cause)) throw cause;
        throw context.error("timeout", `no status within ${timeoutMs} ms; wait longer`, { jobId: cause.jobId });
      } finally {
        scope.close();
      }
    },
    watch,
    wait,
  };
  // The contract says where the result is, and the generated client what its type is.
  return rememberContext(client as JobClient<Raw, string, Result>, context);
}

async function requireSuccess<Raw>(context: ClientContext, end: Promise<JobStatus<Raw>>): Promise<JobStatus<Raw>> {
  const status = await end;
  if (status.state !== "succeeded") throw unsuccessfulError(context, status);
  return status;
}

/** Cloudflare Workers end a request whose promises wait for another request's. */
function defaultSharing(): "process" | "call" {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } };
  return navigator?.userAgent === "Cloudflare-Workers" ? "call" : "process";
}
