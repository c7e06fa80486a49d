import type { ClientParts } from "../context/client-context.ts";
import { operations } from "../context/operation-part.ts";
import { references } from "../reference/reference-part.ts";
import { localDateTime, rfc3339 } from "../response/date-time.ts";
import { dotnetDate } from "../response/dotnet-date.ts";
import { outcomeFromItems } from "../response/outcome-from-items.ts";
import { readItems } from "../response/read-items.ts";
import { readLinks } from "../response/read-links.ts";
import { readProgress } from "../response/read-progress.ts";
import { createTimesReader } from "../response/read-times.ts";
import { sessions } from "../session/session-part.ts";
import { batches } from "../wait/batch-part.ts";

/** Every part, for a client whose contract isn't known when the program is built. */
export const allParts: ClientParts = {
  readers: [
    readProgress,
    readItems,
    outcomeFromItems,
    /* @__PURE__ */ createTimesReader({ rfc3339, "local-date-time": localDateTime, "dotnet-date": dotnetDate }),
    readLinks,
  ],
  references,
  sessions,
  batches,
  operations,
};
