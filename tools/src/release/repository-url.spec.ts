import { expect, it } from "vitest";
import { repositoryUrl } from "./repository-url.ts";

it("takes the repository whose workflow runs", () => {
  const env = { GITHUB_SERVER_URL: "https://git.example.org", GITHUB_REPOSITORY: "owner/jobstatus" };
  expect(repositoryUrl(env)).toBe("https://git.example.org/owner/jobstatus");
});

it("prefers the address that you set", () => {
  const env = {
    JOBSTATUS_REPOSITORY: "https://example.org/mine",
    GITHUB_SERVER_URL: "https://git.example.org",
    GITHUB_REPOSITORY: "owner/jobstatus",
  };
  expect(repositoryUrl(env)).toBe("https://example.org/mine");
});

it("knows no address on a developer's machine", () => {
  expect(repositoryUrl({})).toBeUndefined();
});
