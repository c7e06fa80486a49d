const url = "https://company.zendesk.com/api/v2/job_statuses";
const token = process.env.JOBSTATUS_ZENDESK_API_TOKEN ?? "";
const auth = `Basic ${btoa(`agent@example.org/token:${token}`)}`;

export async function waitForJob(id: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/${id}.json`, {
      headers: { Authorization: auth },
    });
    const body = (await response.json()) as {
      job_status: { status: string };
    };
    if (body.job_status.status === "completed") return;
    if (body.job_status.status === "failed") throw new Error("job failed");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

await waitForJob("8b726e606741012ffc2d782bcb7848fe");
console.log("done");
