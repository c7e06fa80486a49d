/**
 * The address of the public repository. The sources name none, so that a fork needs no change: it is
 * `JOBSTATUS_REPOSITORY`, or the repository whose workflow runs this.
 *
 * @param env - The variables of the process.
 * @returns The address, such as `https://example.org/jobstatus`, or undefined on a developer's machine.
 */
export function repositoryUrl(env: NodeJS.ProcessEnv): string | undefined {
  const { JOBSTATUS_REPOSITORY, GITHUB_SERVER_URL, GITHUB_REPOSITORY } = env;
  if (JOBSTATUS_REPOSITORY !== undefined) return JOBSTATUS_REPOSITORY;
  if (GITHUB_SERVER_URL === undefined || GITHUB_REPOSITORY === undefined) return undefined;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
}
