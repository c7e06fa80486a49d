import { Hono } from "hono";
import type { Job } from "./job-store.ts";
import type { JsonObject } from "./json.ts";
import { jsonResponse } from "./responses.ts";
import { createSimulator, type ProviderRoutes, type SimulatorBase } from "./simulator-base.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";
import {
  completeZendeskScenario,
  zendeskIdFromCount,
  zendeskJobBody,
  ZENDESK_VOCABULARY,
  type ZendeskAction,
} from "./zendesk-job.ts";
import { createZendeskLimits } from "./zendesk-limits.ts";
import { basicFromPair, readCaller, readItems } from "./zendesk-request.ts";

/** What the simulated Zendesk takes when no other credentials are given. */
export const zendeskCredentials = {
  email: "agent@example.org",
  password: "simulated-password",
  apiToken: "simulated-api-token",
  accessToken: "simulated-access-token",
} as const;

/** Options of {@link createZendeskSimulator}. */
export interface ZendeskSimulatorOptions extends SimulatorOptions {
  /** What a caller may prove itself with. Default: {@link zendeskCredentials}. */
  readonly credentials?: Readonly<Record<keyof typeof zendeskCredentials, string>>;
  /** The origin of the URLs in responses, such as `https://company.zendesk.com`. Default: that of the request. */
  readonly origin?: string;
  /** Whether ids begin with `V3-`, as newer ones do. Default: false. */
  readonly v3Ids?: boolean;
  /** How many requests a minute may hold. Default: 700. */
  readonly requestsPerMinute?: number;
  /** For how long a new job is not found, in milliseconds. Default: 0. */
  readonly notFoundGraceMs?: number;
  /** For how long a job is kept after its end, in milliseconds. Default: one day. */
  readonly retentionMs?: number;
}

/** Zendesk's limit of queued and running jobs for an account. */
const MAX_ACTIVE_JOBS = 30;
const MAX_IDS = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

function error(name: string, description: string, status: number, retryAfterS?: number): Response {
  const headers = retryAfterS === undefined ? [] : ([["retry-after", String(retryAfterS)]] as const);
  return jsonResponse({ error: name, description }, status, headers);
}

function createRoutes(base: SimulatorBase, options: ZendeskSimulatorOptions): ProviderRoutes {
  const { email, password, apiToken } = options.credentials ?? zendeskCredentials;
  const basicHeaders = new Set([basicFromPair(`${email}:${password}`), basicFromPair(`${email}/token:${apiToken}`)]);
  const limits = createZendeskLimits(base.clock, options.requestsPerMinute ?? 700);
  const actions = new Map<string, ZendeskAction>();
  const app = new Hono();

  function originOf(request: Request): string {
    return options.origin ?? new URL(request.url).origin;
  }

  function body(request: Request, job: Job): JsonObject {
    return zendeskJobBody(job, base.jobs.moment(job), originOf(request), actions.get(job.id) ?? "update");
  }

  /** A job that the account can see: not too new, not too old. */
  function isVisible(job: Job): boolean {
    const ageMs = base.clock.now() - job.createdAtMs;
    const { endedMs } = base.jobs.moment(job);
    if (ageMs < (options.notFoundGraceMs ?? 0)) return false;
    return endedMs === undefined || ageMs - endedMs < (options.retentionMs ?? DAY_MS);
  }

  function findVisible(id: string): Job | undefined {
    const job = base.jobs.find(id);
    return job !== undefined && isVisible(job) ? job : undefined;
  }

  app.use("*", async (context, next) => {
    await next();
    for (const [name, value] of limits.headers()) context.res.headers.set(name, value);
  });
  app.use("*", async (context, next) => {
    const retryAfterS = limits.take();
    if (retryAfterS !== undefined) {
      return error("APIRateLimitExceeded", "The minute's requests are used up.", 429, retryAfterS);
    }
    const { token, header } = readCaller(context.req.raw);
    const isKnown = token === undefined ? basicHeaders.has(header) : base.sessions.holds(token);
    if (!isKnown) return jsonResponse({ error: "Couldn't authenticate you" }, 401);
    if (base.isForbidden()) return error("Forbidden", "You do not have access to this page", 403);
    return next();
  });

  async function start(request: Request, action: ZendeskAction): Promise<Response> {
    const active = base.jobs.all().filter((job) => base.jobs.moment(job).stage !== "ended");
    if (active.length >= MAX_ACTIVE_JOBS) {
      return error("TooManyJobs", "The account has too many queued or running jobs.", 429, 60);
    }
    const items = await readItems(request);
    if (items === undefined) return error("InvalidRequest", "A list of tickets or ids is needed.", 400);
    if (items.length > MAX_IDS) return error("InvalidRequest", "At most 100 records fit one call.", 400);
    const job = base.startFromCall({ items });
    if ("refusal" in job) return error("RecordInvalid", job.refusal, 422);
    actions.set(job.id, action);
    return jsonResponse({ job_status: body(request, job) });
  }
  app.post("/api/v2/tickets/:call{create_many(?:\\.json)?}", ({ req }) => start(req.raw, "create"));
  app.put("/api/v2/tickets/:call{update_many(?:\\.json)?}", ({ req }) => start(req.raw, "update"));
  app.delete("/api/v2/tickets/:call{destroy_many(?:\\.json)?}", ({ req }) => start(req.raw, "delete"));

  app.get("/api/v2/job_statuses/:call{show_many(?:\\.json)?}", ({ req }) => {
    const ids = (req.query("ids") ?? "").split(",").filter((id) => id !== "");
    if (ids.length === 0 || ids.length > MAX_IDS) {
      return error("InvalidRequest", "Between 1 and 100 ids are needed.", 400);
    }
    const jobs = ids.map(findVisible).filter((job) => job !== undefined);
    return jsonResponse({ job_statuses: jobs.map((job) => body(req.raw, job)) });
  });

  app.get("/api/v2/:call{job_statuses(?:\\.json)?}", ({ req: { raw: request } }) => {
    const page = pageOf(base.jobs.all().filter(isVisible), new URL(request.url));
    if (page === undefined) return error("InvalidPaginationParameter", "page[size] or page[after] is wrong.", 400);
    return jsonResponse({
      job_statuses: page.jobs.map((job) => body(request, job)),
      meta: { has_more: page.next !== null, after_cursor: page.next, before_cursor: null },
      links: { next: page.next === null ? null : `${originOf(request)}${page.nextPath}`, prev: null },
    });
  });

  app.get("/api/v2/job_statuses/:id", ({ req }) => {
    const job = findVisible(req.param("id").replace(/\.json$/, ""));
    return job === undefined
      ? error("RecordNotFound", "Not found", 404)
      : jsonResponse({ job_status: body(req.raw, job) });
  });

  app.notFound(() => error("InvalidEndpoint", "Not found", 404));

  return {
    app,
    exhaustAccount: () => limits.exhaust(),
    reset() {
      limits.reset();
      actions.clear();
    },
  };
}

/** A page of the list (cursor pagination); undefined where the parameters are wrong. */
function pageOf(
  jobs: readonly Job[],
  url: URL,
): { readonly jobs: readonly Job[]; readonly next: string | null; readonly nextPath: string } | undefined {
  const size = Number(url.searchParams.get("page[size]") ?? MAX_IDS);
  if (!Number.isInteger(size) || size < 1 || size > MAX_IDS) return undefined;
  const after = url.searchParams.get("page[after]");
  const from = after === null ? 0 : jobs.findIndex((job) => job.id === after) + 1;
  if (after !== null && from === 0) return undefined;
  const page = jobs.slice(from, from + size);
  // The id of a page's last job serves as its cursor.
  const next = from + size < jobs.length ? (page.at(-1)?.id ?? null) : null;
  const query = new URLSearchParams({ "page[size]": String(size), "page[after]": next ?? "" });
  return { jobs: page, next, nextPath: `${url.pathname}?${query.toString()}` };
}

/**
 * Creates a simulator of Zendesk: bulk calls as start calls (`POST /api/v2/tickets/create_many`, `PUT .../update_many`,
 * `DELETE .../destroy_many`), one job's status, `show_many` and the list.
 */
export function createZendeskSimulator(options: ZendeskSimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      provider: "zendesk",
      vocabulary: ZENDESK_VOCABULARY,
      sessionPrefix: "simulated-access-token",
      initialSessions: [(options.credentials ?? zendeskCredentials).accessToken],
      idFromCount: (count) => `${options.v3Ids === true ? "V3-" : ""}${zendeskIdFromCount(count)}`,
      isId: (text) => text !== "",
      complete: completeZendeskScenario,
      createRoutes: (base) => createRoutes(base, options),
    },
    options,
  );
}
