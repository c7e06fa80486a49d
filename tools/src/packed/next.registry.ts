import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, inject, it } from "vitest";
import { installFromRegistry } from "./install-from-registry.ts";
import { EXPECTED_ENDS, startStandIn } from "./stand-in.ts";

const project = inject("clientProject");

/** A page that Next renders on the server, with the `fetch` that it puts in place of the runtime's own. */
const PAGE = `
import { waitForEachProvider } from "../../wait-for-each-provider.mjs";

export default async function Page() {
  return <pre>{JSON.stringify(await waitForEachProvider(process.env.STAND_IN_URL))}</pre>;
}
`;
const LAYOUT = `
export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;

describe("Next 14", () => {
  it("waits for a job of each provider", async () => {
    const folder = await installFromRegistry(project, "next-14", "module", [
      "next@14.2.15",
      "react@18.3.1",
      "react-dom@18.3.1",
    ]);
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "app/page.js"), PAGE);
    writeFileSync(join(folder, "app/layout.js"), LAYOUT);
    const standIn = await startStandIn();
    const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", "dev", "-p", "0", "-H", "127.0.0.1"], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1", STAND_IN_URL: standIn.url },
      stdio: ["ignore", "pipe", "inherit"],
      // It starts processes of its own, which end with its group.
      detached: true,
    });
    try {
      const html = await (await fetch(await urlOf(next))).text();
      const text = /<pre>(.*?)<\/pre>/.exec(html)?.[1]?.replaceAll("&quot;", '"') ?? html;
      expect(JSON.parse(text)).toEqual(EXPECTED_ENDS);
    } finally {
      if (next.pid !== undefined) process.kill(-next.pid);
      await once(next, "close");
      await standIn.close();
    }
  });
});

/** The address that Next prints when it is ready. */
async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("Next has no output");
  for await (const line of createInterface(stdout)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("Next did not start");
}
