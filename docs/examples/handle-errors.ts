import { createVeevaVault, JobStatusError } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: { sessionId: "an-expired-session" },
});

try {
  await vault.status("1201");
} catch (error) {
  if (!(error instanceof JobStatusError)) throw error;
  console.log(error.code); // one of twelve values: branch on it
  console.log(error.nativeCode); // the provider's own error code
  console.log(error.operation, error.jobId, error.httpStatus);
  console.error(error.message); // for people and logs
}
