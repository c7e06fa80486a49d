import { PgBoss } from "pg-boss";

const boss = await new PgBoss(process.env.DATABASE_URL).start();
await boss.createQueue("jobs");

await boss.work("jobs", async ([{ data }]) => {
  const next = await handle(data);
  if (!next) return;
  const startAfter = Math.ceil(next.delayMs / 1_000);
  await boss.send("jobs", next.payload, { startAfter });
});

await boss.send("jobs", { job: "8b726e606741012ffc2d782bcb7848fe" });
