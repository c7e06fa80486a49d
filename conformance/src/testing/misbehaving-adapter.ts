import { ownClient } from "../clients/own-client.ts";
import type { ClientUnderTest } from "../suite/client-under-test.ts";
import { serveAdapter } from "../wire/serve-adapter.ts";

/** What an adapter may do wrong by itself, for the tests of the runner: it does so in the cases of Zendesk. */
const misdeeds: Readonly<Record<string, () => Promise<unknown>>> = {
  crash: () => process.exit(3),
  hang: () => new Promise(() => undefined),
  babble: () => {
    process.stdout.write("now what?\n");
    return new Promise(() => undefined);
  },
  lie: () => Promise.resolve({ state: "succeeded" }),
};

const misdeed = misdeeds[process.argv[2] ?? ""];
if (!misdeed) throw new Error(`name one of ${Object.keys(misdeeds).join(", ")}`);

const client: ClientUnderTest = {
  ...ownClient,
  name: `an adapter told to ${process.argv[2]}`,
  create: (setting) =>
    setting.provider === "zendesk" ? { status: misdeed, wait: misdeed } : ownClient.create(setting),
};
serveAdapter(client, 2);
