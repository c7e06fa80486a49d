import { createTrafficOpsSimulator } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { probe, variableOf } from "./probe.ts";

async function withSimulator<T>(use: (baseUrl: string, simulator: ReturnType<typeof createTrafficOpsSimulator>) => T) {
  const simulator = createTrafficOpsSimulator();
  simulator.grantSession("a-session");
  const server = await serve(simulator);
  try {
    return await use(server.url, simulator);
  } finally {
    await server.close();
  }
}

const environment = { JOBSTATUS_ACCESS_TOKEN: "a-session" };

describe("the probe", () => {
  it("finds nothing in an installation that answers as specified", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      const job = simulator.start({ outcome: "succeeded" });
      expect(await probe({ provider: "traffic-ops", baseUrl, jobs: [job, "999"], environment })).toEqual([
        { question: `job ${job}: HTTP 200 application/json`, differences: [] },
        { question: "job 999: HTTP 404 application/json", differences: [] },
        { question: `job ${job}, without credentials: HTTP 401 application/json`, differences: [] },
      ]);
      // It changes nothing: it only asks.
      expect(new Set(simulator.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
    });
  });

  it("says what differs", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      simulator.respondNext(
        {
          status: 200,
          body: '{"response":{"id":1,"status":"PAUSED"}}',
          headers: { "content-type": "application/json" },
        },
        { status: 418, body: "<h1>Teapot</h1>", headers: { "content-type": "text/html" } },
      );
      const results = await probe({ provider: "traffic-ops", baseUrl, jobs: ["1"], environment });
      expect(results[0]?.differences.join("\n")).toContain(
        "/response/status must be equal to one of the allowed values",
      );
      expect(results[1]?.differences).toEqual(["the specification has no response HTTP 418 text/html"]);
    });
  });

  it("runs as a command, with credentials from the environment", async () => {
    await withSimulator(async (baseUrl, simulator) => {
      const job = simulator.start({ outcome: "succeeded" });
      let out = "";
      const args = ["probe", "--provider", "traffic-ops", "--base-url", baseUrl, "--job", job];
      const write = (text: string) => (out += text);
      expect(await runCommandLine(args, { out: write, error: write }, environment)).toBe(0);
      expect(out).toContain(`as specified: job ${job}: HTTP 200 application/json\n`);
      expect(await runCommandLine(args, { out: write, error: write }, {})).toBe(1);
      expect(out).toContain("set JOBSTATUS_ACCESS_TOKEN, or JOBSTATUS_COOKIE\n");
      expect(out).not.toContain("a-session");
    });
  });

  it("names the variables after the fields", () => {
    expect(["accessToken", "cookie", "sessionId"].map(variableOf)).toEqual([
      "JOBSTATUS_ACCESS_TOKEN",
      "JOBSTATUS_COOKIE",
      "JOBSTATUS_SESSION_ID",
    ]);
  });
});
