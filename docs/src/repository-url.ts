const { JOBSTATUS_DOCS_REPOSITORY, GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;

/**
 * The address of the repository: `JOBSTATUS_DOCS_REPOSITORY`, or the repository whose workflow builds the site. Undefined
 * for a build on a developer's machine.
 */
export const repositoryUrl =
  JOBSTATUS_DOCS_REPOSITORY ??
  (GITHUB_SERVER_URL && GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : undefined);
