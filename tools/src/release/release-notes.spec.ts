import { describe, expect, it } from "vitest";
import { releaseNotes, withRelease } from "./release-notes.ts";

const changeset = (type: string, summary: string) => ({ summary, releases: [{ name: "@jobstatus/core", type }] });

describe("the notes of a release", () => {
  it("name the gravest changes first, and the specifications last", () => {
    const changesets = [
      changeset("patch", "A time is read again."),
      changeset("major", "`patience` is gone.\nUse `timeout`."),
      changeset("minor", "`wait` takes a gate."),
    ];
    expect(releaseNotes({ changesets, releases: [] }, "- zendesk: the state `killed` is new\n")).toBe(`\
### Breaking changes

- \`patience\` is gone.
  Use \`timeout\`.

### New

- \`wait\` takes a gate.

### Fixed

- A time is read again.

### Specifications

- zendesk: the state \`killed\` is new
`);
  });

  it("leave out a heading without a change", () => {
    const changesets = [changeset("patch", "A time is read again.")];
    expect(releaseNotes({ changesets, releases: [] }, "")).toBe("### Fixed\n\n- A time is read again.\n");
  });
});

describe("the changelog", () => {
  it("has the release above the last one", () => {
    const changelog = "# Changelog\n\n## 0.1.0\n\nThe first version.\n";
    expect(withRelease(changelog, "0.2.0", "### New\n\n- One.\n")).toBe(
      "# Changelog\n\n## 0.2.0\n\n### New\n\n- One.\n\n## 0.1.0\n\nThe first version.\n",
    );
  });

  it("begins a release with what was written by hand as unreleased", () => {
    const changelog = "# Changelog\n\n## Unreleased\n\n- By hand.\n\n## 0.1.0\n\nThe first version.\n";
    expect(withRelease(changelog, "0.2.0", "### New\n\n- One.\n")).toBe(
      "# Changelog\n\n## 0.2.0\n\n- By hand.\n\n### New\n\n- One.\n\n## 0.1.0\n\nThe first version.\n",
    );
  });

  it("has the first release in the place of what was written by hand", () => {
    expect(withRelease("# Changelog\n\n## Unreleased\n\n- By hand.\n", "0.1.0", "### New\n\n- One.\n")).toBe(
      "# Changelog\n\n## 0.1.0\n\n- By hand.\n\n### New\n\n- One.\n\n",
    );
  });
});
