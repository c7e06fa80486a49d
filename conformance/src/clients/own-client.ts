import { type JobClient, type JobReference, parseJson } from "@jobstatus/core";
import { logOut } from "@jobstatus/core/provider";
import { factoryOf, xmlFormatOf } from "../provider-packages.ts";
import { toResponse } from "../scripted-fetch.ts";
import type { CaseClient, CaseSetting, ClientUnderTest } from "../suite/client-under-test.ts";
import { type StartReference, features } from "../suite/suite-case.ts";

/** Makes a client of one of our packages. */
export function createOwnClient({ provider, variables, format, operation, ...setting }: CaseSetting): JobClient {
  const { baseUrl, credentials, fetch, clock } = setting;
  // The suite holds what each provider's client takes; a wrong option is told by the client itself.
  // Half of all chance, so that a case gives the same moments each time.
  const options = { baseUrl, credentials, fetch, clock, ...variables, random: () => 0.5 };
  return factoryOf(provider)({
    ...options,
    ...(format && { format: xmlFormatOf(provider) }),
    ...(operation !== undefined && { operation }),
  } as never);
}

/** What the suite gives of a job, as our packages take it. */
export function referenceFrom(job: string, reference: StartReference | undefined): JobReference {
  if (!reference) return job;
  if ("link" in reference) return reference.link;
  return "body" in reference ? (parseJson(reference.body) as object) : toResponse(reference.response);
}

function createCaseClient(setting: CaseSetting): CaseClient {
  const client = createOwnClient(setting);
  return {
    status: (job, { signal, reference }) => client.status(referenceFrom(job, reference), { signal }),
    wait: (job, { reference, ...terms }) => client.wait(referenceFrom(job, reference), terms),
    logout: () => logOut(client),
  };
}

/** Our own packages. */
export const ownClient: ClientUnderTest = { name: "jobstatus", features, create: createCaseClient };
