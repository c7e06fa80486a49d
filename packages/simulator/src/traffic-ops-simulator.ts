import { Hono, type Context } from "hono";
import type { Job } from "./job-store.ts";
import { withOverrides, type Vocabulary } from "./job-timeline.ts";
import { readJsonObject, type JsonObject } from "./json.ts";
import { jsonResponse, type HeaderPairs } from "./responses.ts";
import { createSimulator, type ProviderRoutes, type SimulatorBase } from "./simulator-base.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";
import { rfc3339WithMicros } from "./time-text.ts";
import { asTrafficOpsSends } from "./traffic-ops-response.ts";
import { cookieFor, COOKIE_PREFIX, hasToken, isAuthenticated, TOKEN_PREFIX } from "./traffic-ops-session.ts";

/** What the login of the simulated Traffic Ops takes when no other credentials are given. */
export const trafficOpsCredentials = { u: "simulated-user", p: "simulated-password" } as const;

/** Options of {@link createTrafficOpsSimulator}. */
export interface TrafficOpsSimulatorOptions extends SimulatorOptions {
  /** What the login takes. Default: {@link trafficOpsCredentials}. */
  readonly credentials?: Readonly<Record<keyof typeof trafficOpsCredentials, string>>;
}

const LOGIN_LIFETIME_S = 21_600;
const RENEWAL_LIFETIME_S = 3_600;
const KNOWN_VERSIONS: ReadonlySet<string> = new Set(["3.0", "3.1", "4.0", "4.1", "5.0"]);

const VOCABULARY: Vocabulary = {
  stages: { PENDING: "working", SUCCEEDED: "ended", FAILED: "ended" },
  course: [{ status: "PENDING", forMs: 10_000 }],
  steps: ["Async job has started.", "1 of 3 certificates renewed.", "2 of 3 certificates renewed."],
  ends: {
    succeeded: { status: "SUCCEEDED", message: "Certificate renewal has finished: 3 renewed." },
    failed: { status: "FAILED", message: "Certificate renewal has failed." },
  },
};

/** The clock has no microseconds; a server sends them, so these three digits stand in for them. */
const MICROS = "261";

function alert(text: string, level: string, status: number, headers: HeaderPairs = []): Response {
  return jsonResponse({ alerts: [{ text, level }] }, status, headers);
}

function asyncStatus(base: SimulatorBase, job: Job): JsonObject {
  const moment = base.jobs.moment(job);
  const usual: JsonObject = {
    id: BigInt(job.id),
    status: moment.status,
    start_time: rfc3339WithMicros(job.createdAtMs, MICROS),
    // The vendor's page says null while PENDING; servers leave the key out.
    ...(moment.endedMs === undefined ? {} : { end_time: rfc3339WithMicros(job.createdAtMs + moment.endedMs, MICROS) }),
    ...(moment.message === undefined ? {} : { message: moment.message }),
  };
  return withOverrides(usual, moment);
}

/** The start calls, by their method: other methods find nothing at these paths. */
const START_CALLS: readonly StartCall[] = [
  { method: "POST", path: "acme_autorenew" },
  { method: "POST", path: "letsencrypt/autorenew" },
  { method: "PUT", path: "cdns/dnsseckeys/refresh", isExclusive: true },
  { method: "PUT", path: "OC/CI/configuration", needsToken: true },
];

interface StartCall {
  readonly method: "POST" | "PUT";
  readonly path: string;
  /** Whether a second call starts no job while the first one's job runs. */
  readonly isExclusive?: true;
  /** Whether the cookie alone does not do. */
  readonly needsToken?: true;
}

const notFound = (): Response => alert("There is nothing at this path.", "error", 404);
const unauthorized = (): Response => alert("Unauthorized, please log in.", "error", 401);

function createRoutes(base: SimulatorBase, options: TrafficOpsSimulatorOptions): ProviderRoutes {
  const credentials = options.credentials ?? trafficOpsCredentials;
  let isDatabaseDown = false;
  const lastJobByPath = new Map<string, Job>();
  const app = new Hono();

  app.use("*", async (context, next) => {
    await next();
    context.res = await asTrafficOpsSends(context.req.raw, context.res);
  });

  // Versions are looked at before anything else.
  app.use("/api/:version/*", async (context, next) => {
    if (!KNOWN_VERSIONS.has(context.req.param("version")))
      return alert("The API version is not supported.", "error", 501);
    // The router would take it for a GET; the server has no such route.
    return context.req.method === "HEAD" ? notFound() : next();
  });

  /** Demands a session, and sets its cookie anew on the response, errors included. */
  function withSession(handler: (context: Context) => Response): (context: Context) => Response {
    return (context) => {
      if (!isAuthenticated(base.sessions, context.req.raw)) return unauthorized();
      // The cookie is checked without the database, the user behind it is not.
      if (isDatabaseDown) return alert("Service Unavailable", "error", 503);
      const response = handler(context);
      response.headers.append(
        ...cookieFor("mojolicious", base.sessions.open(RENEWAL_LIFETIME_S * 1000), RENEWAL_LIFETIME_S, base),
      );
      return response;
    };
  }

  app.post("/api/:version/user/login", async (context) => {
    const body = readJsonObject(await context.req.text());
    const isComplete = [body?.["u"], body?.["p"]].every((value) => typeof value === "string" && value !== "");
    if (!isComplete) return alert("username and password are required", "error", 400);
    if (isDatabaseDown || body?.["u"] !== credentials.u || body["p"] !== credentials.p) {
      return alert("Invalid username or password.", "error", 401);
    }
    const lifetimeMs = LOGIN_LIFETIME_S * 1000;
    return alert("Successfully logged in.", "success", 200, [
      cookieFor("mojolicious", base.sessions.open(lifetimeMs), LOGIN_LIFETIME_S, base),
      cookieFor("access_token", base.sessions.open(lifetimeMs, TOKEN_PREFIX), LOGIN_LIFETIME_S, base),
    ]);
  });

  // The cookies are stateless: nothing ends on the server, and the old cookie still works.
  app.post(
    "/api/:version/user/logout",
    withSession(() => alert("You are logged out.", "success", 200, [cookieFor("access_token", "", 0, base)])),
  );

  function startWith({ path, isExclusive, needsToken }: StartCall): (context: Context) => Response {
    return withSession((context) => {
      if (needsToken && !hasToken(context.req.raw)) return alert("bearer token is required", "error", 400);
      const last = lastJobByPath.get(path);
      const isRunning =
        last !== undefined && base.jobs.find(last.id) === last && base.jobs.moment(last).stage !== "ended";
      const refuses = isExclusive === true && isRunning;
      const started = refuses ? { refusal: "The job is already running." } : base.startFromCall({});
      // The Location names 4.0 whatever the caller's version is, and 0 if no job was started.
      const location = `/api/4.0/async_status/${"refusal" in started ? "0" : started.id}`;
      if ("refusal" in started) return alert(started.refusal, "success", 202, [["location", location]]);
      lastJobByPath.set(path, started);
      return alert(`The job has begun; its status is at ${location}`, "success", 202, [["location", location]]);
    });
  }
  for (const call of START_CALLS) {
    app.on(
      call.method,
      ["4.0", "4.1", "5.0"].map((version) => `/api/${version}/${call.path}`),
      startWith(call),
    );
  }

  const status = withSession((context) => {
    if (base.isForbidden()) return alert("missing required Permissions: ASYNC-STATUS:READ", "error", 403);
    const id = /^([+-]?\d+)(?:\.json)?$/.exec(context.req.param("id") ?? "")?.[1];
    if (id === undefined || BigInt.asIntN(64, BigInt(id.replace("+", ""))) !== BigInt(id.replace("+", ""))) {
      return alert("id must be an integer", "error", 400);
    }
    const job = base.jobs.find(BigInt(id.replace("+", "")).toString());
    return job === undefined ? alert("Not Found", "error", 404) : jsonResponse({ response: asyncStatus(base, job) });
  });
  // Version 3 has no such path.
  app.on("GET", ["/api/4.0/async_status/:id", "/api/4.1/async_status/:id", "/api/5.0/async_status/:id"], status);

  app.notFound(notFound);
  return {
    app,
    stopDatabase() {
      isDatabaseDown = true;
    },
    reset() {
      isDatabaseDown = false;
    },
  };
}

/**
 * Creates a simulated Traffic Ops: login and logout, four start calls (`POST /api/4.0/acme_autorenew`,
 * `POST /api/4.0/letsencrypt/autorenew`, `PUT /api/4.0/cdns/dnsseckeys/refresh` and `PUT /api/4.0/OC/CI/configuration`, which
 * needs the bearer token) and the status of an asynchronous task. While a job of `cdns/dnsseckeys/refresh` runs, another such call
 * responds with the ID 0.
 */
export function createTrafficOpsSimulator(options: TrafficOpsSimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      provider: "traffic-ops",
      vocabulary: VOCABULARY,
      sessionPrefix: COOKIE_PREFIX,
      idFromCount: String,
      isId: (text) => /^[1-9]\d*$/.test(text),
      createRoutes: (base) => createRoutes(base, options),
    },
    options,
  );
}
