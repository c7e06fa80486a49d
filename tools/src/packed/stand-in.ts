import { EventEmitter, once } from "node:events";
import { type ServerResponse, createServer } from "node:http";

/** A request to log in to Vault. */
const LOGIN = "POST /api/v26.1/auth";

/** The responses to each request, one after the other; the last one stays. */
const RESPONSES: Readonly<Record<string, readonly unknown[]>> = {
  "POST /REST/Queue/GetRequestStatus/JSON": [
    v1Response({ RequestID: 12345, CurrentStatus: "Executing", PercentComplete: 40 }),
    v1Response({ RequestID: 12345, CurrentStatus: "Succeeded", PercentComplete: 100 }),
  ],
  "GET /v2/operations/ALIAS/status/va1-1": [{ status: "executing" }, { status: "failed" }],
  "GET /api/4.0/async_status/9007199254740993": [
    { response: { id: 1, status: "PENDING", start_time: "2021-02-18T17:13:56.352261Z", message: "half" } },
    { response: { id: 1, status: "SUCCEEDED", start_time: "2021-02-18T17:13:56.352261Z", message: "done" } },
  ],
  // A Vault job may be polled once in 10 s: this one has ended by the first poll.
  "GET /api/v26.1/services/jobs/1201": [
    { responseStatus: "SUCCESS", data: { id: 1201, status: "ERRORS_ENCOUNTERED", created_by: 1, links: [] } },
  ],
  [LOGIN]: [{ responseStatus: "SUCCESS", sessionId: "for-tests", vaultId: 1 }],
  "GET /api/v2/job_statuses": [{ job_statuses: [{ id: "V3-ended", status: "completed" }] }],
  "GET /api/v2/job_statuses/V3-ended.json": [{ job_status: { id: "V3-ended", status: "completed", results: [] } }],
  "GET /api/v2/job_statuses/8b726e606741012ffc2d782bcb7848fe.json": [
    { job_status: { id: "8b726e606741012ffc2d782bcb7848fe", status: "working", total: 2, progress: 1 } },
    {
      job_status: {
        id: "8b726e606741012ffc2d782bcb7848fe",
        status: "completed",
        total: 2,
        progress: 2,
        results: [
          { id: 380, action: "update", success: true, status: "Updated", errors: "" },
          { id: 381, action: "update", success: false, status: "NotUpdated", errors: "Locked" },
        ],
      },
    },
  ],
};

/** A request for jobs that work until they are ended: one, or many in one request. */
const RUNNING_JOBS = /^GET \/api\/v2\/job_statuses\/(?:(V3-running[^.]*)\.json|show_many\?ids=(V3-running.*))$/;

/** A request for one of the Vault jobs that have ended, from 1300 to 1399. */
const ENDED_VAULT_JOBS = /^GET \/api\/v26\.1\/services\/jobs\/(13\d\d)$/;

/** A job of Zendesk that has ended before it is first polled. */
export const ENDED_ZENDESK_JOB = "V3-ended";

/** What the IDs of Zendesk jobs begin with that work until {@link StandIn.endRunningJobs} is called. */
export const RUNNING_ZENDESK_JOB = "V3-running";

/** The terminal status of the job of each provider. */
export const EXPECTED_ENDS = [
  { provider: "centurylink-v1", id: "12345", state: "succeeded", native: "Succeeded" },
  { provider: "centurylink-v2", id: "va1-1", state: "failed", native: "failed" },
  { provider: "traffic-ops", id: "9007199254740993", state: "succeeded", native: "SUCCEEDED" },
  { provider: "veeva-vault", id: "1201", state: "partial", native: "ERRORS_ENCOUNTERED" },
  { provider: "zendesk", id: "8b726e606741012ffc2d782bcb7848fe", state: "partial", native: "completed" },
];

/** A server on loopback that stands in for all five providers. It forgets nothing, so use one for each test. */
export interface StandIn {
  readonly url: string;
  /** The method and path of each request, in order. */
  readonly requests: readonly string[];
  /** Resolves when this many more requests have come. */
  untilRequested(count: number): Promise<void>;
  /** Responds to no login before this many logins have come. */
  holdLogins(count: number): void;
  /** Ends the jobs that work until then. */
  endRunningJobs(): void;
  close(): Promise<void>;
}

/**
 * Starts it.
 *
 * @param headers - Sent with each response.
 */
export async function startStandIn(headers: Readonly<Record<string, string>> = {}): Promise<StandIn> {
  const requests: string[] = [];
  const arrivals = new EventEmitter<{ request: [] }>();
  let status = "working";
  let minLogins = 1;

  const responseTo = (question: string): unknown => {
    const ids = RUNNING_JOBS.exec(question)
      ?.slice(1)
      .find((text) => text !== undefined)
      ?.split(/,|%2C/);
    if (ids) {
      const jobs = ids.map((id) => ({ id, status }));
      return question.includes("show_many") ? { job_statuses: jobs } : { job_status: jobs[0] };
    }
    const [, vaultJob] = ENDED_VAULT_JOBS.exec(question) ?? [];
    if (vaultJob !== undefined) return { responseStatus: "SUCCESS", data: { id: Number(vaultJob), status: "SUCCESS" } };
    const responses = RESPONSES[question] ?? [];
    return responses[Math.min(requests.filter((request) => request === question).length, responses.length - 1)];
  };

  const untilLoginsCame = async () => {
    while (requests.filter((request) => request === LOGIN).length < minLogins) await once(arrivals, "request");
  };

  const respond = async (question: string, body: unknown, response: ServerResponse) => {
    if (question === LOGIN) await untilLoginsCame();
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body ?? { error: "RecordNotFound", description: "Not found" }));
  };

  const server = createServer((request, response) => {
    const question = `${request.method} ${request.url}`;
    const body = responseTo(question);
    requests.push(question);
    arrivals.emit("request");
    request.resume().on("end", () => void respond(question, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    async untilRequested(count) {
      for (const total = requests.length + count; requests.length < total;) await once(arrivals, "request");
    },
    holdLogins(count) {
      minLogins = count;
    },
    endRunningJobs() {
      status = "completed";
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function v1Response(details: Record<string, unknown>): unknown {
  const RequestDetails = { ...details, RequestTitle: "Create Server", StatusDate: "/Date(1275097729527)/" };
  return { Message: "Success", StatusCode: 0, Success: true, RequestDetails };
}
