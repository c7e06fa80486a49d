import { Hono, type Context } from "hono";
import type { Job } from "./job-store.ts";
import { withOverrides, type Vocabulary } from "./job-timeline.ts";
import { readJsonObject, type JsonObject } from "./json.ts";
import { bearerToken, cookieValue, jsonResponse, type HeaderPairs } from "./responses.ts";
import { createSimulator, type SimulatorBase } from "./simulator-base.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";
import { rfc3339WithMicros } from "./time-text.ts";

/** What the login of the simulated Traffic Ops takes when no other credentials are given. */
export const trafficOpsCredentials = { u: "simulated-user", p: "simulated-password" } as const;

/** Options of {@link createTrafficOpsSimulator}. */
export interface TrafficOpsSimulatorOptions extends SimulatorOptions {
  /** What the login takes. Default: {@link trafficOpsCredentials}. */
  readonly credentials?: Readonly<Record<keyof typeof trafficOpsCredentials, string>>;
}

const loginLifetimeS = 21_600;
const renewalLifetimeS = 3_600;
const knownVersions: ReadonlySet<string> = new Set(["3.0", "3.1", "4.0", "4.1", "5.0"]);

const vocabulary: Vocabulary = {
  stages: { PENDING: "working", SUCCEEDED: "ended", FAILED: "ended" },
  course: [{ status: "PENDING", forMs: 10_000 }],
  steps: ["Async job has started.", "1 of 3 certificates renewed.", "2 of 3 certificates renewed."],
  ends: {
    succeeded: { status: "SUCCEEDED", message: "Certificate renewal has finished: 3 renewed." },
    failed: { status: "FAILED", message: "Certificate renewal has failed." },
  },
};

/** The clock has no microseconds; a server sends them, so these three digits stand in for them. */
const micros = "261";

function alert(text: string, level: string, status: number, headers: HeaderPairs = []): Response {
  return jsonResponse({ alerts: [{ text, level }] }, status, headers);
}

function sessionCookie(name: string, value: string, lifetimeS: number): readonly [string, string] {
  return ["set-cookie", `${name}=${value}; Path=/; Max-Age=${lifetimeS}; HttpOnly`];
}

function asyncStatus(base: SimulatorBase, job: Job): JsonObject {
  const moment = base.jobs.moment(job);
  const usual: JsonObject = {
    id: BigInt(job.id),
    status: moment.status,
    start_time: rfc3339WithMicros(job.createdAtMs, micros),
    // The vendor's page says null while PENDING; servers leave the key out.
    ...(moment.endedMs === undefined ? {} : { end_time: rfc3339WithMicros(job.createdAtMs + moment.endedMs, micros) }),
    ...(moment.message === undefined ? {} : { message: moment.message }),
  };
  return withOverrides(usual, moment);
}

function createApp(base: SimulatorBase, options: TrafficOpsSimulatorOptions): Hono {
  const credentials = options.credentials ?? trafficOpsCredentials;
  const lastJobByPath = new Map<string, Job>();
  const app = new Hono();

  // Versions are looked at before anything else.
  app.use("/api/:version/*", async (context, next) => {
    if (knownVersions.has(context.req.param("version"))) return next();
    return alert("The API version is not supported.", "error", 501);
  });

  /** Demands a session, and sets its cookie anew on every response, errors included. */
  function withSession(handler: (context: Context) => Response): (context: Context) => Response {
    return (context) => {
      const given = [
        bearerToken(context.req.raw),
        cookieValue(context.req.raw, "access_token"),
        cookieValue(context.req.raw, "mojolicious"),
      ];
      if (!given.some((value) => base.sessions.holds(value))) {
        return alert("Unauthorized, please log in.", "error", 401);
      }
      const response = handler(context);
      const renewed = base.sessions.open(renewalLifetimeS * 1000);
      response.headers.append(...sessionCookie("mojolicious", renewed, renewalLifetimeS));
      return response;
    };
  }

  app.post("/api/:version/user/login", async (context) => {
    const body = readJsonObject(await context.req.text());
    if (body?.["u"] !== credentials.u || body["p"] !== credentials.p) {
      return alert("Invalid username or password.", "error", 401);
    }
    const value = base.sessions.open(loginLifetimeS * 1000);
    return alert("Successfully logged in.", "success", 200, [
      sessionCookie("mojolicious", value, loginLifetimeS),
      sessionCookie("access_token", value, loginLifetimeS),
    ]);
  });

  app.post("/api/:version/user/logout", (context) => {
    const request = context.req.raw;
    const given = [bearerToken(request), cookieValue(request, "access_token"), cookieValue(request, "mojolicious")];
    if (!given.some((value) => base.sessions.holds(value))) return alert("Unauthorized, please log in.", "error", 401);
    for (const value of given) base.sessions.close(value);
    return alert("You are logged out.", "success", 200);
  });

  const start = withSession((context) => {
    const path = context.req.path.replace(/^\/api\/[^/]+/, "");
    const last = lastJobByPath.get(path);
    const isRunning =
      last !== undefined && base.jobs.find(last.id) === last && base.jobs.moment(last).stage !== "ended";
    const started = isRunning ? { refusal: "The job is already running." } : base.startFromCall({});
    // The Location names 4.0 whatever the caller's version is, and 0 where no job was started.
    const location = `/api/4.0/async_status/${"refusal" in started ? "0" : started.id}`;
    if ("refusal" in started) return alert(started.refusal, "warning", 202, [["location", location]]);
    lastJobByPath.set(path, started);
    return alert(`The job has begun; its status is at ${location}`, "success", 202, [["location", location]]);
  });
  for (const path of ["acme_autorenew", "cdns/dnsseckeys/refresh"]) {
    app.on(["POST", "PUT"], [`/api/4.0/${path}`, `/api/4.1/${path}`, `/api/5.0/${path}`], start);
  }

  const status = withSession((context) => {
    if (base.isForbidden()) return alert("missing required Permissions: ASYNC-STATUS:READ", "error", 403);
    const id = context.req.param("id") ?? "";
    if (!/^-?\d+$/.test(id)) return alert("id must be an integer", "error", 400);
    const job = base.jobs.find(BigInt(id).toString());
    return job === undefined ? alert("Not Found", "error", 404) : jsonResponse({ response: asyncStatus(base, job) });
  });
  // Version 3 has no such path.
  app.on("GET", ["/api/4.0/async_status/:id", "/api/4.1/async_status/:id", "/api/5.0/async_status/:id"], status);

  app.notFound(() => alert("There is nothing at this path.", "error", 404));
  return app;
}

/**
 * Creates a stand-in for Traffic Ops: login and logout, two start calls (`POST /api/4.0/acme_autorenew` and
 * `PUT /api/4.0/cdns/dnsseckeys/refresh`) and the status of an asynchronous task. While one start call's job runs,
 * another start responses with the id 0.
 */
export function createTrafficOpsSimulator(options: TrafficOpsSimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      provider: "traffic-ops",
      vocabulary,
      sessionPrefix: "simulated-session",
      idFromCount: String,
      isId: (text) => /^[1-9]\d*$/.test(text),
      createRoutes: (base) => ({ app: createApp(base, options) }),
    },
    options,
  );
}
