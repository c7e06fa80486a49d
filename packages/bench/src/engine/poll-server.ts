// Run by poll-cpu-row.ts in a process of its own: each job of this Traffic Ops server ends with its third poll. Prints its port.
import { createServer } from "node:http";

const POLLS_OF_JOB = 3;
const polls = new Map<string, number>();
const server = createServer(({ url = "" }, response) => {
  const count = (polls.get(url) ?? 0) + 1;
  polls.set(url, count % POLLS_OF_JOB);
  const status = count === POLLS_OF_JOB ? "SUCCEEDED" : "PENDING";
  const job = { id: 1, status, start_time: "2021-02-18T17:13:56.352261Z", message: "Async job." };
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ response: job }));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" ? address?.port : "");
});
