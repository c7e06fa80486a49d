import type { Fetch } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { simulators } from "@jobstatus/simulator";
import { describe, expect, it } from "vitest";
import { createClientFromOptions, formatSetting, rightOptions } from "./provider.ts";

const logins = {
  "centurylink-v1": { APIKey: "simulated-api-key", Password: "simulated-password" },
  "veeva-vault": { username: "simulated-user", password: "simulated-password" },
} as const;

const phases = {
  "centurylink-v1": [{ status: "Executing", forMs: 60_000, percent: 25 }, { status: "Succeeded" }],
  "veeva-vault": [{ status: "QUEUED", forMs: 30_000 }, { status: "RUNNING", forMs: 60_000 }, { status: "SUCCESS" }],
} as const;

describe.each(["centurylink-v1", "veeva-vault"] as const)("a wait for %s in XML", (provider) => {
  it("logs in, in the login's own format, and sees the states that a wait in JSON sees", async () => {
    const watch = async (more: object) => {
      const clock = createVirtualClock(Date.UTC(2026, 0, 1));
      const simulator = simulators[provider]({ clock });
      const job = simulator.start({ phases: phases[provider] });
      const types = new Set<string | null>();
      const fetch: Fetch = async (input, init) => {
        const response = await simulator.fetch(new Request(input, init));
        types.add(response.headers.get("Content-Type"));
        return response;
      };
      const options = { ...rightOptions(provider, { fetch, clock }), ...more, credentials: logins[provider] };
      const client = createClientFromOptions(provider, options);
      const seen: string[] = [];
      const follow = async () => {
        for await (const { state, native, progress } of client.watch(job)) {
          seen.push(`${state} ${native} ${progress?.fraction}`);
        }
      };
      await clock.run(follow());
      return { seen, types: [...types].join(", ") };
    };
    const inXml = await watch(formatSetting(provider, { contentType: "text/xml", body: "" }));
    const inJson = await watch({});
    expect(inXml.seen).toEqual(inJson.seen);
    expect(inXml.seen.at(-1)).toMatch(/^succeeded /);
    expect(inXml.types).toMatch(/json.*xml/);
    expect(inJson.types).not.toContain("xml");
  });
});
