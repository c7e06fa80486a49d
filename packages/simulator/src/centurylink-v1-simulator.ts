import { Hono } from "hono";
import { findV1Format, type V1Format } from "./centurylink-v1-format.ts";
import { withOverrides, type Vocabulary } from "./job-timeline.ts";
import type { Job } from "./job-store.ts";
import type { JsonObject } from "./json.ts";
import { cookieValue, textResponse, type HeaderPairs } from "./responses.ts";
import { createSimulator, type SimulatorBase } from "./simulator-base.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";

/** What the logon of the simulated CenturyLink Cloud v1 takes when no other credentials are given. */
export const centurylinkV1Credentials = { APIKey: "simulated-api-key", Password: "simulated-password" } as const;

/** Options of {@link createCenturylinkV1Simulator}. */
export interface CenturylinkV1SimulatorOptions extends SimulatorOptions {
  /** What the logon takes. Default: {@link centurylinkV1Credentials}. */
  readonly credentials?: Readonly<Record<keyof typeof centurylinkV1Credentials, string>>;
}

/** The name of the session's cookie. */
const COOKIE_NAME = "Tier3.API.Cookie";
const DAY_MS = 24 * 60 * 60 * 1000;

const VOCABULARY: Vocabulary = {
  stages: {
    "Not Started": "waiting",
    NotStarted: "waiting",
    Executing: "working",
    Resumed: "working",
    Succeeded: "ended",
    Failed: "ended",
  },
  course: [
    { status: "Not Started", forMs: 2_000, message: "Waiting for a worker" },
    { status: "Executing", forMs: 5_000 },
    { status: "Resumed", forMs: 3_000 },
  ],
  steps: ["Checking the request", "Reserving resources", "Configuring the server", "Starting the server"],
  ends: {
    succeeded: { status: "Succeeded", message: "Request completed" },
    failed: { status: "Failed", message: "Request failed" },
  },
};

/** The errors, by their StatusCode. Those beyond 2, 3 and 100 are from the sources of official clients. */
const FAILURES = {
  unknownError: { Success: false, Message: "An application error occurred.", StatusCode: 2 },
  invalidFormat: { Success: false, Message: "The request does not have the expected format.", StatusCode: 3 },
  unknownRequest: { Success: false, Message: "There is no such request.", StatusCode: 5 },
  invalidOperation: { Success: false, Message: "The operation is not possible.", StatusCode: 6 },
  notLoggedOn: { Success: false, Message: "Log on before this call.", StatusCode: 100 },
  accessDenied: { Success: false, Message: "Access is denied.", StatusCode: 101 },
  invalidRequestId: { Success: false, Message: "The RequestID is not valid.", StatusCode: 900 },
} as const;

/** A call whose request could be read. */
interface Call {
  readonly cookie: string | undefined;
  readonly fields: JsonObject;
  readonly format: V1Format;
}

function requestDetails(base: SimulatorBase, job: Job, format: V1Format): JsonObject {
  const moment = base.jobs.moment(job);
  const usual: JsonObject = {
    RequestID: BigInt(job.id),
    RequestTitle: job.title ?? "Creating Server UT1XXLAB01",
    ProgressDesc: moment.message ?? "",
    StatusDate: format.date(job.createdAtMs + moment.changedMs),
    PercentComplete: Math.floor(moment.fraction * 100),
    CurrentStatus: moment.status,
    StepNumber: moment.step,
  };
  return withOverrides(usual, moment);
}

function deploymentDetails(base: SimulatorBase, job: Job, format: V1Format): JsonObject {
  const moment = base.jobs.moment(job);
  const usual: JsonObject = {
    RequestID: BigInt(job.id),
    CurrentStatus: moment.status,
    Description: moment.message ?? "",
    StatusDate: format.date(job.createdAtMs + moment.changedMs),
    Step: String(moment.step),
    PercentComplete: Math.floor(moment.fraction * 100),
    Servers: [],
  };
  return withOverrides(usual, moment);
}

/** The start calls, and the operation that gives the status of their jobs: the one that the vendor's page of each call names. */
const START_CALLS: Readonly<Record<string, string>> = {
  "/REST/Server/:operation/:format": "deployment",
  "/REST/Group/:operation/:format": "deployment",
  "/REST/Blueprint/DeployBlueprint/:format": "deployment",
  "/REST/Account/SuspendAccount/:format": "deployment",
  "/REST/Blueprint/PublishPackage/:format": "default",
  "/REST/Network/AddPublicIPAddress/:format": "default",
  "/REST/Network/UpdatePublicIPAddress/:format": "default",
};

function createApp(base: SimulatorBase, options: CenturylinkV1SimulatorOptions): Hono {
  const credentials = options.credentials ?? centurylinkV1Credentials;
  const app = new Hono();

  const notFound = (): Response => textResponse("text/html; charset=utf-8", "<h1>Not Found</h1>", 404);

  /** Reads a request in the format that the path names, and gives the response with the given root (which XML needs). */
  async function handle(
    request: Request,
    segment: string,
    root: string,
    response: (call: Call) => { readonly body: JsonObject; readonly headers?: HeaderPairs },
  ): Promise<Response> {
    const format = findV1Format(segment);
    if (format === undefined) return notFound();
    const text = await request.text();
    // A call without parameters, such as Logout, may have no body, and then needs no type.
    const fields = text.trim() === "" ? {} : format.accepts(request) ? format.read(text) : undefined;
    if (fields === undefined) return format.write(root, FAILURES.invalidFormat);
    const { body, headers } = response({ cookie: cookieValue(request, COOKIE_NAME), fields, format });
    return format.write(root, body, headers);
  }

  app.post("/REST/Auth/Logon/:format", ({ req }) =>
    handle(req.raw, req.param("format"), "LogonResponse", ({ fields }) => {
      if (fields["APIKey"] !== credentials.APIKey || fields["Password"] !== credentials.Password) {
        return { body: { ...FAILURES.notLoggedOn, Message: "The key or the password is wrong." } };
      }
      const cookie = `${COOKIE_NAME}=${base.sessions.open(DAY_MS)}; path=/; HttpOnly`;
      return { body: { Success: true, Message: "Logged on.", StatusCode: 0 }, headers: [["set-cookie", cookie]] };
    }),
  );

  app.post("/REST/Auth/Logout/:format", ({ req }) =>
    handle(req.raw, req.param("format"), "LogoutResponse", ({ cookie }) => {
      base.sessions.close(cookie);
      return { body: { Success: true, Message: "Logged out.", StatusCode: 0 } };
    }),
  );

  function start(path: string, format: string, request: Request, operation: string): Promise<Response> {
    return handle(request, format, "QueuedItemResponse", ({ cookie, fields }) => {
      if (!base.sessions.holds(cookie)) return { body: FAILURES.notLoggedOn };
      const [, , , call] = path.split("/");
      const name = fields["Name"];
      const job = base.startFromCall({ operation, ...(typeof name === "string" && { title: `${call} ${name}` }) });
      if ("refusal" in job) return { body: { ...FAILURES.invalidOperation, Message: job.refusal } };
      return {
        body: { RequestID: BigInt(job.id), Success: true, Message: "The request was queued.", StatusCode: 0 },
      };
    });
  }
  for (const [pattern, operation] of Object.entries(START_CALLS)) {
    app.post(pattern, ({ req }) => start(req.path, req.param("format") ?? "", req.raw, operation));
  }

  function requestStatus({ cookie, fields, format }: Call, operation: string): JsonObject {
    if (!base.sessions.holds(cookie)) return FAILURES.notLoggedOn;
    if (base.isForbidden()) return FAILURES.accessDenied;
    const requestId = fields["RequestID"];
    // The table says number, the sample request has text.
    if (typeof requestId !== "string" && typeof requestId !== "number") return FAILURES.invalidFormat;
    if (!/^\d+$/.test(String(requestId))) return FAILURES.invalidRequestId;
    const job = base.jobs.find(BigInt(requestId).toString(), operation);
    if (job === undefined) return FAILURES.unknownRequest;
    if (operation === "deployment") {
      return { ...deploymentDetails(base, job, format), Success: true, Message: "Success", StatusCode: 0 };
    }
    return {
      RequestDetails: requestDetails(base, job, format),
      Success: true,
      Message: "Request Status successfully retrieved.",
      StatusCode: 0,
    };
  }
  app.post("/REST/Queue/GetRequestStatus/:format", ({ req }) =>
    handle(req.raw, req.param("format"), "QueueStatusResponse", (call) => ({ body: requestStatus(call, "default") })),
  );
  app.post("/REST/Blueprint/GetDeploymentStatus/:format", ({ req }) =>
    handle(req.raw, req.param("format"), "GetDeploymentStatusResponse", (call) => ({
      body: requestStatus(call, "deployment"),
    })),
  );

  app.notFound(notFound);
  return app;
}

/**
 * Creates a simulator of CenturyLink Cloud v1, in JSON and in XML: logon and logout, start calls, `GetDeploymentStatus` for
 * the jobs of most of them (`POST /REST/Server/{operation}/{format}`, ...) and `GetRequestStatus` for those of the others
 * (`POST /REST/Network/AddPublicIPAddress/{format}`, ...). HTTP is 200 on errors as well.
 */
export function createCenturylinkV1Simulator(options: CenturylinkV1SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      provider: "centurylink-v1",
      vocabulary: VOCABULARY,
      sessionPrefix: "simulated-session",
      idFromCount: (count) => String(49 + count),
      isId: (text) => /^(0|[1-9]\d*)$/.test(text),
      createRoutes: (base) => ({
        app: createApp(base, options),
        lostResponse({ url }) {
          const format = findV1Format(new URL(url).pathname.split("/").at(-1) ?? "");
          return format?.write("QueuedItemResponse", FAILURES.unknownError);
        },
      }),
    },
    options,
  );
}
