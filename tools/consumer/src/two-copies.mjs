// A user's program with two copies of the packages: those of the project, and those of another version in the folder
// "other-version". It prints what one copy makes of the clients and errors of the other.
import process from "node:process";
import * as one from "@jobstatus/veeva-vault";

const path = "./other-version/node_modules/@jobstatus/veeva-vault/dist/index.js";
const other = /** @type {typeof one} */ (await import(path));

const options = { baseUrl: process.argv[2] ?? "", credentials: { sessionId: "for-tests" } };
const vault = one.createVeevaVault(options);
const otherVault = other.createVeevaVault(options);

/**
 * @param {PromiseLike<unknown>} promise
 * @returns {Promise<unknown>}
 */
const errorOf = async (promise) => {
  try {
    return { value: await promise };
  } catch (error) {
    return error;
  }
};

const [update] = await one.waitAll([[otherVault, "1201"]]);
const { state } = await vault.status("1201");
// The provider allows the next request for this job in 10 s, whichever copy sends it.
const late = await errorOf(otherVault.wait("1201", { timeoutMs: 500 }));

console.log(
  JSON.stringify({
    isSameCopy: one.JobStatusError === other.JobStatusError,
    waitAll: update?.error?.message,
    step: String(await errorOf(one.step(otherVault, "1201"))),
    state,
    isKnownAcross: one.JobStatusError.is(late),
    code: one.JobStatusError.is(late) ? late.code : String(late),
  }),
);
