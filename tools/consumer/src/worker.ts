import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";
import { waitForEachProvider } from "./wait-for-each-provider.mjs";

/** The address of the stand-in; the bundler writes it into the code. */
declare const STAND_IN_URL: string;

const createClient = () => createZendesk({ baseUrl: STAND_IN_URL, credentials: { accessToken: "for-tests" } });

/** The client that all requests share. A Worker runs this line outside of any request. */
const moduleClient = createClient();

/** A client that logs in with the first poll. */
const vault = createVeevaVault({
  baseUrl: STAND_IN_URL,
  credentials: { username: "user@example.com", password: "for-tests", vaultId: "1" },
});

/** Without retries: a second login would hide that the first one hung. */
async function vaultState(job: string): Promise<string> {
  const { state } = await vault.wait(job, { timeoutMs: 20_000, retryBudgetMs: 0 });
  return state;
}

async function respond({ url }: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(url);
  if (pathname === "/each-provider") return Response.json(await waitForEachProvider(STAND_IN_URL));
  if (pathname === "/log-in") return Response.json(await vaultState(searchParams.get("job") ?? ""));
  const client = searchParams.get("client") === "module" ? moduleClient : createClient();
  const { id, state } = await client.wait(searchParams.get("job") ?? "", { schedule: () => 5, timeoutMs: 20_000 });
  return Response.json({ id, state });
}

/** A Worker that waits for jobs: one of each provider, or one of Zendesk by a client of its own or a shared one. */
const worker = {
  fetch: (request: Request): Promise<Response> =>
    respond(request).catch((error: unknown) => new Response(String(error), { status: 500 })),
};

export default worker;
