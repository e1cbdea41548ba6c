/** Freezes plain data all the way down, also below what is frozen already, and returns it. */
export function freeze<const T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
