import { createInterface } from "node:readline";
import type { ClientUnderTest } from "../suite/client-under-test.ts";
import { performCall } from "../suite/perform-call.ts";
import type { Outcome } from "../suite/trace.ts";
import type { AdapterMessage, CaseMessage, OutcomeMessage, RunnerMessage } from "./protocol.ts";
import { createScaledClock } from "./scaled-clock.ts";

/** Speaks the protocol on this process's standard input and output for a client that is written in JavaScript. */
export function serveAdapter(client: ClientUnderTest, parallel = 16): void {
  const send = (message: AdapterMessage) => process.stdout.write(`${JSON.stringify(message)}\n`);
  createInterface({ input: process.stdin }).on("line", (line) => {
    // The runner is the other half of this protocol, and trusted.
    const message = JSON.parse(line) as RunnerMessage;
    if (message.type === "start") {
      const { name, features, providers } = client;
      send({ type: "started", name, features, ...(providers && { providers }), parallel });
    } else if (message.type === "stop") {
      process.exit(0);
    } else {
      play(client, message, send);
    }
  });
}

function play(client: ClientUnderTest, message: CaseMessage, send: (message: AdapterMessage) => void): void {
  const { id, provider, baseUrl, credentials, variables, format, operation, job = "", startMs, timeFactor } = message;
  const clock = createScaledClock(startMs, timeFactor);
  const fetch = (input: string | Request, init?: RequestInit) => globalThis.fetch(input, init);
  const setting = { provider, baseUrl, credentials, variables, fetch, clock, timeFactor };
  const subject = client.create({
    ...setting,
    ...(format && { format }),
    ...(operation !== undefined && { operation }),
  });
  for (const [place, call] of message.calls.entries()) {
    void performCall(call, { client: subject, job, clock, startMs }).then((outcome) =>
      send({ type: "outcome", case: id, call: place, ...toldOf(outcome) }),
    );
  }
}

function toldOf({ status, error, text }: Outcome): Pick<OutcomeMessage, "status" | "error" | "done" | "text"> {
  if (status) return { status, text };
  return error ? { error, text } : { done: true, text };
}
