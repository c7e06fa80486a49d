import type { JobState } from "@jobstatus/core";
import zendesk from "node-zendesk";
import { serveAdapter } from "../../src/wire/serve-adapter.ts";
import { INTERVAL_MS, scaled } from "./look.ts";

/** Our states for the words of Zendesk, which is all that its `job_status` says of an end. */
const STATES: Readonly<Record<string, JobState>> = {
  queued: "pending",
  working: "running",
  completed: "succeeded",
  failed: "failed",
  killed: "cancelled",
};

/** How many times a job may be missing before it appears. */
const MAX_POLLS = 5;

interface ZendeskJob {
  readonly status?: string;
}

/** `node-zendesk`: `jobstatuses.show` and `jobstatuses.watch`, which looks every five seconds. It knows Zendesk only. */
serveAdapter({
  name: "node-zendesk",
  features: ["status", "wait"],
  providers: ["zendesk"],
  create: (setting) => {
    const { jobstatuses } = zendesk.createClient({
      endpointUri: `${setting.baseUrl}/api/v2`,
      oauth: true,
      token: setting.credentials["accessToken"] ?? "",
    });
    return {
      async status(job) {
        const { result } = await jobstatuses.show(job);
        return statusOf((result as { job_status?: ZendeskJob }).job_status);
      },
      async wait(job) {
        return statusOf(await jobstatuses.watch(job, scaled(setting, INTERVAL_MS), MAX_POLLS));
      },
    };
  },
});

function statusOf(job: ZendeskJob | undefined): { readonly state: JobState } {
  return { state: STATES[job?.status ?? ""] ?? "unknown" };
}
