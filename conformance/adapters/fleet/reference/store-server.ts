import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { readBehavior } from "./worker-behavior.ts";
import { type StoreRecord, StoreRecords, type StoreRequest } from "./store-records.ts";

// The reference worker's store: one process, which appends each request that changes something to a journal before it
// responds. `node store-server.ts JOURNAL PORT`; it writes its port as a line.

const [journal = "", port = "0"] = process.argv.slice(2);
const behavior = readBehavior();
const records = new StoreRecords(behavior);
if (behavior.keepsRecords && existsSync(journal)) {
  const lines = readFileSync(journal, "utf8").split("\n").slice(0, -1);
  for (const line of lines) records.apply(JSON.parse(line) as StoreRecord);
}

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming
    .on("data", (chunk: Buffer) => chunks.push(chunk))
    .on("end", () => {
      const request = JSON.parse(Buffer.concat(chunks).toString()) as StoreRequest;
      const record = { atMs: Date.now(), request };
      const response = records.apply(record);
      const isEmptyClaim = request.type === "claim" && (response as unknown[]).length === 0;
      if (!isEmptyClaim && request.type !== "ends" && request.type !== "read session") {
        appendFileSync(journal, `${JSON.stringify(record)}\n`);
      }
      outgoing.end(JSON.stringify(response ?? null));
    });
});
server.listen(Number(port), "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(address.port);
});
