import { serve } from "@jobstatus/simulator/node";
import { expect, it } from "vitest";
import { createVerboseFetch } from "./verbose-fetch.ts";

const INIT = { method: "GET", headers: {}, redirect: "manual", signal: new AbortController().signal } as const;

const SECRET = "canary/with spaces";

it("redacts secrets in every form that core knows, and those that only a header carries", async () => {
  const location = `/elsewhere?token=${encodeURIComponent(SECRET)}&same=${btoa(SECRET)}&session=from-a-login`;
  const headers = { location, "set-cookie": SECRET, "retry-after": "1" };
  const served = await serve({ fetch: () => Promise.resolve(new Response("busy", { status: 503, headers })) });
  const lines: string[] = [];
  const verboseFetch = createVerboseFetch(fetch, new Set([SECRET]), (line) => lines.push(line));
  await verboseFetch(`${served.url}/jobs/${encodeURIComponent(SECRET)}`, {
    ...INIT,
    headers: { "x-proxy-key": "canary-of-a-proxy", authorization: "Bearer from-a-login" },
  });
  await served.close();
  const text = lines.join("\n");
  expect(lines[0]).toBe(`[1] > GET ${served.url}/jobs/[redacted]`);
  expect(lines[1]).toBe("[1] > headers: x-proxy-key, authorization");
  expect(lines[2]).toMatch(/^\[1\] < HTTP 503 after \d+ ms$/);
  expect(lines).toContain("[1] < location: /elsewhere?token=[redacted]&same=[redacted]&session=[redacted]");
  expect(lines).toContain("[1] < retry-after: 1");
  expect(text).not.toMatch(/canary|cookie/);
});

it("logs why there is no response", async () => {
  const served = await serve({ fetch: () => Promise.resolve(new Response()) });
  await served.close();
  const lines: string[] = [];
  const verboseFetch = createVerboseFetch(fetch, new Set(), (line) => lines.push(line));
  await expect(verboseFetch(served.url, INIT)).rejects.toThrow("fetch failed");
  expect(lines.at(-1)).toMatch(/^\[1\] < no response after \d+ ms: fetch failed: .*ECONNREFUSED/);
});
