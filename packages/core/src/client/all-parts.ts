import { limitAccounts } from "../async/account-limits.ts";
import { limitJobs } from "../async/job-rate-limit.ts";
import type { ClientParts } from "../context/client-context.ts";
import { formats } from "../context/format-part.ts";
import { operations } from "../context/operation-part.ts";
import { createBody } from "../request/job-body.ts";
import { nextUrls } from "../request/next-urls.ts";
import { places } from "../request/credential-places.ts";
import { references } from "../reference/reference-part.ts";
import { localDateTime, rfc3339 } from "../response/date-time.ts";
import { dotnetDate } from "../response/dotnet-date.ts";
import { epochMilliseconds, epochSeconds } from "../response/epoch-time.ts";
import { iso8601Offset } from "../response/iso8601-offset.ts";
import { readItemForms } from "../response/item-forms.ts";
import { outcomeFromCounts } from "../response/outcome-from-counts.ts";
import { outcomeFromItems } from "../response/outcome-from-items.ts";
import { readProgressForms } from "../response/progress-forms.ts";
import { readLinks } from "../response/read-links.ts";
import { readResult } from "../response/read-result.ts";
import { readDelays } from "../response/own-delays.ts";
import { createTimesReader } from "../response/read-times.ts";
import { statusRules } from "../response/status-rules.ts";
import { ownRequests } from "../request/own-request-part.ts";
import { sessions } from "../session/session-part.ts";
import { batches } from "../wait/batch-part.ts";

/** Every part, for a client whose contract isn't known when the program is built. */
export const allParts: ClientParts = {
  readers: [
    readProgressForms,
    readItemForms,
    outcomeFromItems,
    outcomeFromCounts,
    /* @__PURE__ */ createTimesReader({
      rfc3339,
      "local-date-time": localDateTime,
      "dotnet-date": dotnetDate,
      "iso8601-offset": iso8601Offset,
      "epoch-seconds": epochSeconds,
      "epoch-milliseconds": epochMilliseconds,
    }),
    readLinks,
    readResult,
  ],
  statusRules,
  readsHead: true,
  references,
  ownRequests,
  sessions,
  batches,
  operations,
  limitJobs,
  limitAccounts,
  formats,
  createBody,
  places,
  readDelays,
  nextUrls,
};
