const due = await sql`SELECT * FROM open_jobs WHERE at_ms <= ${Date.now()}`;

for (const { id, payload } of due) {
  const next = await handle(payload);
  if (next) {
    const atMs = Date.now() + next.delayMs;
    await sql`UPDATE open_jobs SET payload = ${next.payload}, at_ms = ${atMs}
              WHERE id = ${id}`;
  } else {
    await sql`DELETE FROM open_jobs WHERE id = ${id}`;
  }
}
