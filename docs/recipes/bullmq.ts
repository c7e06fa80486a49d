import { Queue, Worker } from "bullmq";

const connection = { host: "localhost", port: 6379 };
const queue = new Queue("jobs", { connection });

new Worker(
  "jobs",
  async ({ data }) => {
    const next = await handle(data);
    if (next)
      await queue.add("poll", next.payload, { delay: next.delayMs });
  },
  { connection },
);

await queue.add("poll", { job: "8b726e606741012ffc2d782bcb7848fe" });
