import { createServer } from "node:http";

/** The responses of each provider to the question for one job, one after the other; the last one stays. */
const ANSWERS: Readonly<Record<string, readonly unknown[]>> = {
  "POST /REST/Queue/GetRequestStatus/JSON": [
    v1Response({ RequestID: 12345, CurrentStatus: "Executing", PercentComplete: 40 }),
    v1Response({ RequestID: 12345, CurrentStatus: "Succeeded", PercentComplete: 100 }),
  ],
  "GET /v2/operations/ALIAS/status/va1-1": [{ status: "executing" }, { status: "failed" }],
  "GET /api/4.0/async_status/9007199254740993": [
    { response: { id: 1, status: "PENDING", start_time: "2021-02-18T17:13:56.352261Z", message: "half" } },
    { response: { id: 1, status: "SUCCEEDED", start_time: "2021-02-18T17:13:56.352261Z", message: "done" } },
  ],
  // Vault answers a second question about one job no sooner than 10 s after the first: this job has ended by the first.
  "GET /api/v26.1/services/jobs/1201": [
    { responseStatus: "SUCCESS", data: { id: 1201, status: "ERRORS_ENCOUNTERED", created_by: 1, links: [] } },
  ],
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

/** A job of Zendesk that has ended before it is first asked for. */
export const ENDED_ZENDESK_JOB = "V3-ended";

/** What has to come out of these responses, for each provider. */
export const EXPECTED_ENDS = [
  { provider: "centurylink-v1", id: "12345", state: "succeeded", native: "Succeeded" },
  { provider: "centurylink-v2", id: "va1-1", state: "failed", native: "failed" },
  { provider: "traffic-ops", id: "9007199254740993", state: "succeeded", native: "SUCCEEDED" },
  { provider: "veeva-vault", id: "1201", state: "partial", native: "ERRORS_ENCOUNTERED" },
  { provider: "zendesk", id: "8b726e606741012ffc2d782bcb7848fe", state: "partial", native: "completed" },
];

/** A stand-in for all five providers on loopback, with one job of each; it forgets nothing, so use one for each test. */
export interface StandIn {
  readonly url: string;
  /** What was asked, as method and path, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Starts a stand-in. */
export async function startStandIn(): Promise<StandIn> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const question = `${request.method} ${request.url}`;
    const responses = ANSWERS[question] ?? [];
    const body = responses[Math.min(requests.filter((asked) => asked === question).length, responses.length - 1)];
    requests.push(question);
    request.resume().on("end", () => {
      response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(body ?? { error: "RecordNotFound", description: "Not found" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
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
