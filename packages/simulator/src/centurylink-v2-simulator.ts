import { Hono } from "hono";
import { withOverrides, type JobMoment, type Vocabulary } from "./job-timeline.ts";
import type { Job } from "./job-store.ts";
import { parseJson, readJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { bearerToken, jsonResponse } from "./responses.ts";
import { createSimulator, type SimulatorBase } from "./simulator-base.ts";
import { rfc3339FromMs } from "./time-text.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";

/** What the login of the simulated CenturyLink Cloud v2 takes when no other credentials are given. */
export const centurylinkV2Credentials = { username: "simulated-user", password: "simulated-password" } as const;

/** Options of {@link createCenturylinkV2Simulator}. */
export interface CenturylinkV2SimulatorOptions extends SimulatorOptions {
  /** What the login takes. Default: {@link centurylinkV2Credentials}. */
  readonly credentials?: Readonly<Record<keyof typeof centurylinkV2Credentials, string>>;
  /** The only account there is; upper and lower case do not matter. Default: `ALIAS`. */
  readonly accountAlias?: string;
  /** Whether responses carry what the vendor's newer calls add beside the status. Default: those under `/v2-experimental` do. */
  readonly enriched?: boolean;
}

const TWO_WEEKS_MS = 14 * 24 * 60 * 60 * 1000;

const VOCABULARY: Vocabulary = {
  stages: {
    notStarted: "waiting",
    queued: "waiting",
    executing: "working",
    running: "working",
    resumed: "working",
    unknown: "working",
    succeeded: "ended",
    failed: "ended",
  },
  course: [
    { status: "notStarted", forMs: 2_000 },
    { status: "executing", forMs: 5_000 },
    { status: "resumed", forMs: 3_000 },
  ],
  steps: [],
  ends: { succeeded: { status: "succeeded", message: "" }, failed: { status: "failed", message: "" } },
};

function statusBody(job: Job, moment: JobMoment, enriched: boolean): JsonObject {
  const usual: JsonObject = enriched
    ? {
        requestType: "blueprintOperation",
        status: moment.status,
        summary: { blueprintId: 92121, locationId: "WA1" },
        source: { userName: "simulated-user", requestedAt: rfc3339FromMs(job.createdAtMs).replace(/\.\d+Z$/, "Z") },
      }
    : { status: moment.status };
  return withOverrides(usual, moment);
}

function message(text: string, status: number): Response {
  return jsonResponse({ message: text }, status);
}

function readServers(text: string): readonly string[] | undefined {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!Array.isArray(value)) return undefined;
  const servers = value.filter((server): server is string => typeof server === "string" && server !== "");
  return servers.length === value.length && servers.length > 0 ? servers : undefined;
}

function createApp(base: SimulatorBase, options: CenturylinkV2SimulatorOptions): Hono {
  const credentials = options.credentials ?? centurylinkV2Credentials;
  const alias = options.accountAlias ?? "ALIAS";
  const app = new Hono();
  let operationCount = 0;

  /** The response to a caller without a session, or without a right to the account. */
  function refuse(request: Request, accountAlias: string): Response | undefined {
    if (!base.sessions.holds(bearerToken(request))) {
      return message("Authorization has been denied for this request.", 401);
    }
    // The docs write the alias in several ways, and so do the links: case does not matter.
    if (base.isForbidden() || accountAlias.toLowerCase() !== alias.toLowerCase()) {
      return message("You do not have permission to access this resource.", 403);
    }
    return undefined;
  }

  app.post("/v2/authentication/login", async (context) => {
    const body = readJsonObject(await context.req.text());
    if (body?.["username"] !== credentials.username || body["password"] !== credentials.password) {
      return message("The user name or the password is wrong.", 400);
    }
    return jsonResponse({
      userName: credentials.username,
      accountAlias: alias,
      locationAlias: "WA1",
      roles: ["AccountAdmin", "ServerAdmin"],
      bearerToken: base.sessions.open(TWO_WEEKS_MS),
    });
  });

  app.post("/v2/operations/:accountAlias/servers/:operation", async (context) => {
    const accountAlias = context.req.param("accountAlias");
    const refused = refuse(context.req.raw, accountAlias);
    if (refused !== undefined) return refused;
    const servers = readServers(await context.req.text());
    if (servers === undefined) {
      return jsonResponse(
        { message: "The request is invalid.", modelState: { body: ["A list of server names is needed."] } },
        400,
      );
    }
    const job = base.startFromCall({});
    const errorOf = (place: number): string | undefined => ("refusal" in job ? job.refusal : job.items[place]?.error);
    if ("refusal" in job) {
      return jsonResponse(
        servers.map((server) => ({ server, isQueued: false, errorMessage: job.refusal })),
        202,
      );
    }
    const link = {
      rel: "status",
      href: `/v2/operations/${accountAlias}/status/${encodeURIComponent(job.id)}`,
      id: job.id,
    };
    // One batch is one job: its id repeats for every server.
    return jsonResponse(
      servers.map((server, place) => {
        const errorMessage = errorOf(place);
        return errorMessage === undefined
          ? { server, isQueued: true, links: [link] }
          : { server, isQueued: false, errorMessage };
      }),
      202,
    );
  });

  /** The response of the newer calls: an operation of a queue of its own, and where its status is. */
  function startExperimental(request: Request, accountAlias: string, host: string): Response {
    const refused = refuse(request, accountAlias);
    if (refused !== undefined) return refused;
    operationCount += 1;
    const job = base.startFromCall({ operation: "experimental", id: operationCount.toString(16).padStart(32, "0") });
    if ("refusal" in job) return message(job.refusal, 400);
    const uri = `${host}/v2-experimental/operations/${accountAlias}/status/${encodeURIComponent(job.id)}`;
    return jsonResponse({ operationId: job.id, uri }, 202);
  }
  app.post("/v2-experimental/networks/:accountAlias/:dataCenter/claim", ({ req }) =>
    startExperimental(req.raw, req.param("accountAlias"), ""),
  );
  // The vendor's page of this call prints an absolute uri, with plain http.
  app.post("/v2/servers/:accountAlias/:serverId/networks", ({ req }) =>
    startExperimental(req.raw, req.param("accountAlias"), "http://api.ctl.io"),
  );

  function status(request: Request, accountAlias: string, id: string, operation: string): Response {
    const refused = refuse(request, accountAlias);
    if (refused !== undefined) return refused;
    const job = base.jobs.find(id, operation);
    if (job === undefined) return message("The requested resource does not exist.", 404);
    return jsonResponse(statusBody(job, base.jobs.moment(job), options.enriched ?? operation === "experimental"));
  }
  app.get("/v2/operations/:accountAlias/status/:statusId", ({ req }) =>
    status(req.raw, req.param("accountAlias"), req.param("statusId"), "default"),
  );
  app.get("/v2-experimental/operations/:accountAlias/status/:statusId", ({ req }) =>
    status(req.raw, req.param("accountAlias"), req.param("statusId"), "experimental"),
  );

  app.notFound(() => message("The requested resource does not exist.", 404));
  return app;
}

/**
 * Creates a simulator of CenturyLink Cloud v2: `POST /v2/authentication/login`, a start call for each server operation
 * (`POST /v2/operations/{accountAlias}/servers/{operation}` with a list of names; a server whose item in the scenario has an
 * error is refused), two calls whose jobs are under `/v2-experimental` (`POST .../networks/{dataCenter}/claim` and
 * `POST /v2/servers/{accountAlias}/{serverId}/networks`) and the status of a job.
 */
export function createCenturylinkV2Simulator(options: CenturylinkV2SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      provider: "centurylink-v2",
      vocabulary: VOCABULARY,
      sessionPrefix: "simulated-token",
      idFromCount: (count) => `wa1-${12_344 + count}`,
      isId: (text) => text !== "",
      createRoutes: (base) => ({ app: createApp(base, options) }),
    },
    options,
  );
}
