import { createFleet } from "@jobstatus/fleet";
import { createVeevaVault } from "@jobstatus/veeva-vault";

const fleet = await createFleet({
  store: process.env.DATABASE_URL ?? "./.jobstatus",
  secret: process.env.FLEET_SECRET!, // the same in every process
  clients: {
    vault: ({ sessions, gate }) =>
      createVeevaVault({
        vaultDns: "my.veevavault.com",
        credentials,
        sessions,
        gate,
      }),
  },
});

// Where the job is started:
const sixHoursMs = 6 * 3_600_000;
await fleet.watch("vault", startResponse, {
  kind: "export",
  timeoutMs: sixHoursMs,
  tag: "order 17",
});

// In this process, in others, or in both:
fleet.work({ concurrency: 200 });

// Where the end matters:
for await (const end of fleet.ends({ consumer: "billing" })) {
  if (end.error) await report(end.tag, end.error);
  else await book(end.tag, end.status);
  await end.done();
}
