import { type ResumeToken, createZendesk, step } from "@jobstatus/zendesk";

const zendesk = createZendesk({
  subdomain: "company",
  credentials: { email: "agent@example.org", apiToken: process.env.ZENDESK_API_TOKEN ?? "" },
});

/** What travels through the queue: plain JSON, with no secret in it. */
interface Message {
  readonly job: string | ResumeToken;
}

/** Handles one message: asks once, and gives the next message and the moment at which it has to come. */
async function handle({ job }: Message): Promise<{ readonly next: Message; readonly atMs: number } | undefined> {
  const taken = await step(zendesk, job);
  if (!taken.done) return { next: { job: taken.resume }, atMs: taken.atMs };
  console.log(taken.status.state);
  return undefined;
}

// Here a loop stands for the queue; any worker may take any message.
let text = JSON.stringify({ job: "8b726e606741012ffc2d782bcb7848fe" });
for (let taken = await handle(JSON.parse(text) as Message); taken; taken = await handle(JSON.parse(text) as Message)) {
  text = JSON.stringify(taken.next);
  const delayMs = taken.atMs - Date.now();
  await new Promise((resolve) => setTimeout(resolve, delayMs));
}
