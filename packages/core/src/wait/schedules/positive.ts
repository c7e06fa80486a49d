/** Refuses what is not a finite number above 0; `name` is the option's. */
export function positive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} must be a number above 0, not ${value}`);
}
