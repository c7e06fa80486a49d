import { JobStatusError, createVeevaVault } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: { sessionId: "one-that-has-expired" },
});

try {
  await vault.status("1201");
} catch (error) {
  if (!(error instanceof JobStatusError)) throw error;
  console.log(error.code); // one of a closed list: decide by it
  console.log(error.nativeCode); // the provider's own code
  console.log(error.operation, error.jobId, error.httpStatus);
  console.log(error.message); // for people; it holds no credential
}
