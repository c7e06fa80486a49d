/** Freezes a contract with all that is in it: it is shared by every client of the process. */
export function freezeContract<T extends object>(contract: T): T {
  for (const value of Object.values(contract)) {
    if (typeof value === "object" && value !== null) freezeContract(value as object);
  }
  return Object.freeze(contract);
}
