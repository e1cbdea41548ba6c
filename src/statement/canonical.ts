/**
 * The canonical text of plain data: JSON with object keys in code-unit order and no white space
 * (RFC 8785). Equal data has equal text and different data different text, so that its hash names one
 * exact version. A member that is `undefined` counts as absent.
 *
 * Throws a `TypeError` on what JSON would change without a word: a number that is not finite, a function, a
 * `Date` or any other object of a class, an item that is `undefined`.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(',')}]`;
  if (isPlain(value)) {
    let members = '';
    for (const name of Object.keys(value).sort()) {
      const member = (value as { readonly [name: string]: unknown })[name];
      if (member === undefined) continue;
      members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonical(member)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`${typeof value === 'object' ? 'an object of a class' : String(value)} is not plain data`);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
