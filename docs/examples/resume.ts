import {
  createTrafficOps,
  JobStatusError,
  type ResumeToken,
} from "@jobstatus/traffic-ops";

const trafficOps = createTrafficOps({
  host: "trafficops.example.org",
  credentials: {
    accessToken: process.env.JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN ?? "",
  },
});

/** Waits for two minutes at most. Returns a token if the job needs longer. */
async function waitOrSuspend(
  job: string | ResumeToken,
): Promise<ResumeToken | undefined> {
  try {
    const { state } = await trafficOps.wait(job, { timeoutMs: 120_000 });
    console.log(state);
    return undefined;
  } catch (error) {
    if (!(error instanceof JobStatusError)) throw error;
    if (error.code !== "timeout" || !error.resume) throw error;
    console.log("not finished: saved for later");
    return error.resume;
  }
}

const token = await waitOrSuspend("1");

// Save the token as JSON. Any process can continue from it.
const saved = JSON.stringify(token);
await waitOrSuspend(JSON.parse(saved) as ResumeToken);
