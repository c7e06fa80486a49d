import { Hono } from "hono";
import type { JsonObject } from "./json.ts";
import { jsonResponse, textResponse, type HeaderPairs } from "./responses.ts";
import { createSimulator, type ProviderRoutes, type SimulatorBase } from "./simulator-base.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";
import { vaultJobData, VAULT_VOCABULARY } from "./veeva-vault-job.ts";
import { createVaultLimits, type VaultLimits } from "./veeva-vault-limits.ts";
import { xmlTree } from "./xml.ts";

/** What the login of the simulated Vault takes when no other credentials are given. */
export const veevaVaultCredentials = { username: "simulated-user", password: "simulated-password" } as const;

/** Options of {@link createVeevaVaultSimulator}. */
export interface VeevaVaultSimulatorOptions extends SimulatorOptions {
  /** What the login takes. Default: {@link veevaVaultCredentials}. */
  readonly credentials?: Readonly<Record<keyof typeof veevaVaultCredentials, string>>;
  /** How many requests five minutes may hold before answers are delayed. Default: 2000. */
  readonly burstLimit?: number;
}

/** A session ends when it is not used for this long; at a real Vault its administrator sets the time. */
const SESSION_LIFETIME_MS = 20 * 60 * 1000;
const VAULT_ID = 1776;
const USER_ID = 44533;

/** How the members of each list are named in XML. */
const MEMBER_NAMES = { links: "link", errors: "error", vaultIds: "vaultId" };

/** Says whether a request prefers XML to JSON. */
function prefersXml(accept: string): boolean {
  return /\bapplication\/(xml|json)\b/i.exec(accept)?.[1]?.toLowerCase() === "xml";
}

function readSessionId(request: Request): string {
  return (request.headers.get("authorization") ?? "").replace(/^Bearer +/i, "");
}

function createRoutes(base: SimulatorBase, options: VeevaVaultSimulatorOptions, limits: VaultLimits): ProviderRoutes {
  const credentials = options.credentials ?? veevaVaultCredentials;
  const app = new Hono();

  function response(request: Request, body: JsonObject, status = 200): Response {
    const clientId = request.headers.get("x-vaultapi-clientid");
    const headers: HeaderPairs = [
      ...limits.headersOfRequest(),
      ...(clientId === null ? [] : ([["x-vaultapi-clientid", clientId]] as const)),
    ];
    if (!prefersXml(request.headers.get("accept") ?? "")) return jsonResponse(body, status, headers);
    const xml = xmlTree("ApiRestResult", body, MEMBER_NAMES);
    return textResponse("application/xml; charset=utf-8", xml, status, headers);
  }

  function fail(
    request: Request,
    type: string,
    message: string,
    { status = 200, responseStatus = "FAILURE" }: { readonly status?: number; readonly responseStatus?: string } = {},
  ): Response {
    return response(request, { responseStatus, responseMessage: message, errors: [{ type, message }] }, status);
  }

  // Malformed paths and stale sessions are refused before anything else.
  app.use("*", async (context, next) => {
    const request = context.req.raw;
    const [, api, version, ...rest] = new URL(request.url).pathname.split("/");
    if (api !== "api" || !/^v\d+\.\d+$/.test(version ?? "")) {
      return fail(request, "MALFORMED_URL", "The resource does not exist.", { status: 404 });
    }
    if (rest.join("/") === "auth") return next();
    const sessionId = readSessionId(request);
    if (!base.sessions.holds(sessionId)) {
      return fail(request, "INVALID_SESSION_ID", "The session is over, or never was.");
    }
    base.sessions.extend(sessionId, SESSION_LIFETIME_MS);
    return next();
  });

  app.post("/api/:version/auth", async ({ req: { raw: request } }) => {
    const form = new URLSearchParams(await request.text());
    if (form.get("username") !== credentials.username || form.get("password") !== credentials.password) {
      return fail(request, "USERNAME_OR_PASSWORD_INCORRECT", "The user name or the password is wrong.");
    }
    return response(request, {
      responseStatus: "SUCCESS",
      sessionId: base.sessions.open(SESSION_LIFETIME_MS),
      userId: USER_ID,
      vaultIds: [{ id: VAULT_ID, name: "Simulated Vault", url: `${new URL(request.url).origin}/api` }],
      vaultId: VAULT_ID,
    });
  });

  app.delete("/api/:version/session", ({ req: { raw: request } }) => {
    base.sessions.close(readSessionId(request));
    return response(request, { responseStatus: "SUCCESS" });
  });

  app.get("/api/:version/services/jobs/:jobId", (context) => {
    const request = context.req.raw;
    const { version, jobId } = context.req.param();
    if (base.isForbidden()) {
      return fail(request, "INSUFFICIENT_ACCESS", "The user may not read the status of jobs.");
    }
    const job = base.jobs.find(jobId);
    if (job === undefined) return fail(request, "INVALID_DATA", `There is no job ${jobId}.`);
    if (!limits.takeJob(jobId)) {
      return fail(request, "API_LIMIT_EXCEEDED", "The status of a job may be asked for once in 10 seconds.");
    }
    const data = vaultJobData(job, base.jobs.moment(job), version);
    return response(request, { responseStatus: "SUCCESS", responseMessage: "OK", data });
  });
  app.all("/api/:version/services/jobs/:jobId", ({ req: { raw: request } }) =>
    fail(request, "METHOD_NOT_SUPPORTED", "The method is not supported here."),
  );

  app.post("/api/:version/services/*", (context) => {
    const request = context.req.raw;
    const job = base.startFromCall({});
    if ("refusal" in job) return fail(request, "INVALID_DATA", job.refusal);
    const url = `/api/${context.req.param("version")}/services/jobs/${job.id}`;
    return response(request, { responseStatus: "SUCCESS", job_id: BigInt(job.id), url });
  });

  app.notFound(({ req: { raw: request } }) =>
    fail(request, "MALFORMED_URL", "The resource does not exist.", { status: 404 }),
  );
  return {
    app,
    exhaustJob: (id) => limits.exhaustJob(id),
    // FAILURE is the user's error, EXCEPTION the system's.
    lostResponse: (request) =>
      fail(request, "UNEXPECTED_ERROR", "The request failed unexpectedly.", { responseStatus: "EXCEPTION" }),
    reset: () => limits.reset(),
  };
}

/**
 * Creates a simulator of Veeva Vault, in JSON and, for requests that accept `application/xml`, in XML: login, end of session, a
 * start call at every `POST /api/{version}/services/...`, and the status of a job, once in 10 s for each job.
 */
export function createVeevaVaultSimulator(options: VeevaVaultSimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      provider: "veeva-vault",
      vocabulary: VAULT_VOCABULARY,
      sessionPrefix: "simulated-session",
      idFromCount: (count) => String(1200 + count),
      isId: (text) => /^[1-9]\d*$/.test(text),
      createRoutes(base) {
        const limits = createVaultLimits(base.clock, options.burstLimit ?? 2_000);
        return createRoutes(base, options, limits);
      },
    },
    options,
  );
}
