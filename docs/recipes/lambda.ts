export async function handler({ job }) {
  const result = await step(zendesk, job);
  return result.done
    ? { done: true, state: result.status.state }
    : {
        done: false,
        at: new Date(result.atMs).toISOString(),
        job: result.resume,
      };
}
