/** The folder of a package can't be read or written. The message says which file, why, and what to do. */
export class PackageWriteError extends Error {
  override readonly name = "PackageWriteError";
}

/**
 * Runs an action on a file.
 *
 * @throws PackageWriteError if the action fails; the message names the file and the reason.
 */
export async function attempt<Result>(
  verb: "read" | "write" | "replace" | "remove",
  file: string,
  action: (file: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await action(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `could not ${verb} ${file}: ${reason}; fix that and run the command again`;
    throw new PackageWriteError(message, { cause });
  }
}

/** Whether an error of the file system says that there is no such file or folder. */
export function isNotFound(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
