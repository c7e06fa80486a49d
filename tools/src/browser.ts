import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is on this machine, if there is one. Another place can be named in the environment as CHROMIUM. */
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path));

/** Why the checks in a browser are skipped. */
export const NO_BROWSER =
  "there is no Chromium here: install one (Debian: apt-get install chromium), or name it as CHROMIUM";

/** Starts the machine's Chromium; it opens no connection of its own. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
