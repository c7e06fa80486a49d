import { createZendesk, type ResumeToken, step } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: {
    email: "agent@example.org",
    apiToken: process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "",
  },
});

/** The payload of a queue message: plain JSON without secrets. */
interface Payload {
  readonly job: string | ResumeToken;
}

/** Handles one message. Returns the next message and its delay. */
async function handle({ job }: Payload) {
  const result = await step(zendesk, job);
  if (result.done) {
    console.log(result.status.state);
    return undefined;
  }
  return { payload: { job: result.resume }, delayMs: result.delayMs };
}

// Here a loop stands for the queue. Any worker can take any message.
let message = JSON.stringify({ job: "8b726e606741012ffc2d782bcb7848fe" });
let next = await handle(JSON.parse(message) as Payload);
while (next) {
  message = JSON.stringify(next.payload);
  const { delayMs } = next;
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  next = await handle(JSON.parse(message) as Payload);
}
