/** What changesets says of the next release, as far as it is read here. */
export interface ReleasePlan {
  readonly changesets: readonly {
    readonly summary: string;
    readonly releases: readonly { readonly name: string; readonly type: string }[];
  }[];
  readonly releases: readonly { readonly name: string; readonly newVersion: string }[];
}

/** The headings of the notes, the gravest changes first. */
const HEADINGS = [
  ["major", "Breaking changes"],
  ["minor", "New"],
  ["patch", "Fixed"],
] as const;

/**
 * Writes the notes of a release, in Markdown.
 *
 * @param plan - The changes since the last release.
 * @param specifications - What changes of the specifications mean for users, as the generator tells it; empty if nothing
 * changed.
 */
export function releaseNotes({ changesets }: ReleasePlan, specifications: string): string {
  const sections = HEADINGS.map(([severity, heading]) => {
    const summaries = changesets
      .filter((changeset) => severityOf(changeset) === severity)
      .map(({ summary }) => summary);
    return { heading, text: summaries.map((summary) => `- ${summary.trim().replaceAll("\n", "\n  ")}`).join("\n") };
  });
  return [...sections, { heading: "Specifications", text: specifications.trim() }]
    .filter(({ text }) => text !== "")
    .map(({ heading, text }) => `### ${heading}\n\n${text}\n`)
    .join("\n");
}

/**
 * Adds a release to a changelog: above the last one. Hand-written notes under a heading "Unreleased" become the beginning of the
 * release.
 */
export function withRelease(changelog: string, version: string, notes: string): string {
  const [unreleased = "", byHand = ""] = /^## Unreleased$(.*?)(?=^## |(?![^]))/ms.exec(changelog) ?? [];
  const parts = [`## ${version}`, byHand.trim(), notes.trim()].filter((part) => part !== "");
  const section = `${parts.join("\n\n")}\n\n`;
  if (unreleased !== "") return changelog.replace(unreleased, () => section);
  return changelog.replace(/^(?=## )/m, () => section);
}

function severityOf({ releases }: ReleasePlan["changesets"][number]): string | undefined {
  return HEADINGS.map(([severity]) => severity).find((severity) => releases.some(({ type }) => type === severity));
}
