/** A member that is the object's own: an author may name something `constructor`, or leave it out. */
export function own<T>(named: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}
