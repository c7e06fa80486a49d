import { chromiumPath, launchBrowser } from "../browser.ts";
import { describe, expect, inject, it } from "vitest";
import { bundle } from "./bundle.ts";
import { EXPECTED_ENDS, startStandIn } from "./stand-in.ts";

const project = inject("clientProject");

describe.skipIf(chromiumPath === undefined)("Chromium", () => {
  it.each([
    ["max-age", { "Cache-Control": "max-age=3600" }],
    ["only Last-Modified", { "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT" }],
  ])("waits for a job of each provider, whose responses have %s", async (_, headers) => {
    const code = await bundle(project, "wait-for-each-provider.mjs", { format: "iife" });
    const standIn = await startStandIn(headers);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(standIn.url);
      await page.addScriptTag({ content: code });
      expect(await page.evaluate(`program.waitForEachProvider(${JSON.stringify(standIn.url)})`)).toEqual(EXPECTED_ENDS);
    } finally {
      await browser.close();
      await standIn.close();
    }
  });
});
