import { proxyActivities, sleep } from "@temporalio/workflow";

const { poll } = proxyActivities({ startToCloseTimeout: "2 minutes" });

export async function waitForJob(job) {
  for (;;) {
    const result = await poll(job);
    if (result.done) return result.status;
    job = result.resume;
    await sleep(result.delayMs);
  }
}
