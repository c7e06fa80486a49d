import { createVeevaVault } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  // Requests and credentials go to this origin only.
  baseUrl: "https://gateway.example.org",
  // Header values are treated as secrets.
  headers: { "X-Gateway-Client": "billing" },
  credentials: {
    sessionId: process.env.JOBSTATUS_VEEVA_VAULT_SESSION_ID ?? "",
  },
  // Wrap fetch to add tracing, a proxy agent or anything else.
  fetch: async (input, init) => {
    const response = await fetch(input, init);
    console.log("HTTP", response.status);
    return response;
  },
});

const status = await vault.status("1201");
console.log(status.state);
