import { createVeevaVault } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  // Requests and credentials go to this origin, and to no other.
  baseUrl: "https://gateway.example.org",
  headers: { "X-Gateway-Client": "billing" }, // their values count as secrets
  credentials: { sessionId: process.env.VAULT_SESSION_ID ?? "" },
  // Any function with fetch's shape: one with an agent of your own, with tracing, with a cache.
  fetch: async (input, init) => {
    const response = await fetch(input, init);
    console.log(response.status, new URL(response.url || "https://gateway.example.org").host);
    return response;
  },
});

const status = await vault.status("1201");
console.log(status.state);
