import { createInterface } from "node:readline";
import type { ClientUnderTest } from "../suite/client-under-test.ts";
import { performCall } from "../suite/perform-call.ts";
import type { AdapterMessage, CaseMessage, RunnerMessage } from "./protocol.ts";
import { createScaledClock } from "./scaled-clock.ts";

/** Speaks the protocol on this process's standard input and output for a client that is written in JavaScript. */
export function serveAdapter(client: ClientUnderTest, parallel = 16): void {
  const send = (message: AdapterMessage) => process.stdout.write(`${JSON.stringify(message)}\n`);
  createInterface({ input: process.stdin }).on("line", (line) => {
    // The runner is the other half of this protocol, and trusted.
    const message = JSON.parse(line) as RunnerMessage;
    if (message.type === "start") {
      send({ type: "started", name: client.name, features: client.features, parallel });
    } else if (message.type === "stop") {
      process.exit(0);
    } else {
      play(client, message, send);
    }
  });
}

function play(client: ClientUnderTest, message: CaseMessage, send: (message: AdapterMessage) => void): void {
  const { id, provider, baseUrl, credentials, variables, job, startMs, timeFactor } = message;
  const clock = createScaledClock(startMs, timeFactor);
  const fetch = (input: string | Request, init?: RequestInit) => globalThis.fetch(input, init);
  const subject = client.create({ provider, baseUrl, credentials, variables, fetch, clock, timeFactor });
  for (const [place, call] of message.calls.entries()) {
    void performCall(call, { client: subject, job, clock, startMs }).then(({ status, error, text }) =>
      send({ type: "outcome", case: id, call: place, text, ...(status && { status }), ...(error && { error }) }),
    );
  }
}
