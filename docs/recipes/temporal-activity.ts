import { createZendesk, step } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

export async function poll(job) {
  const result = await step(zendesk, job);
  return result.done
    ? { done: true, status: result.status }
    : { done: false, delayMs: result.delayMs, resume: result.resume };
}
