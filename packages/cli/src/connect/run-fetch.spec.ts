import { expect, it, vi } from "vitest";
import { createRunFetch } from "./run-fetch.ts";

const sent = vi.hoisted((): string[] => []);
const senderOf = vi.hoisted(() => (name: string) => () => {
  sent.push(name);
  return Promise.resolve(new Response());
});
vi.mock("@jobstatus/node/http", () => ({ httpFetch: senderOf("http") }));
vi.mock("@jobstatus/node", () => ({ createNodeFetch: () => senderOf("pool") }));

async function sendersOf(count: number, env: NodeJS.ProcessEnv) {
  sent.length = 0;
  const fetch = await createRunFetch(env);
  const { signal } = new AbortController();
  const init = { method: "GET", headers: {}, redirect: "manual", signal } as const;
  for (let index = 0; index < count; index += 1) await fetch("http://localhost/", init);
  return sent.map((name) => name);
}

it("takes a connection pool when a run has sent many requests", async () => {
  const senders = await sendersOf(502, {});
  expect(senders.indexOf("pool")).toBe(500);
  expect(senders.slice(500)).toEqual(["pool", "pool"]);
});

it.each(["HTTPS_PROXY", "http_proxy"])("takes the pool at once if %s names a proxy", async (name) => {
  expect(await sendersOf(1, { [name]: "http://localhost:1" })).toEqual(["pool"]);
  expect(await sendersOf(1, { [name]: "" })).toEqual(["http"]);
});
