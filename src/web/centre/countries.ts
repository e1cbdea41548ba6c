/** ISO 3166-1 codes, by the names that the browser knows for them. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function countries(): readonly { readonly code: string; readonly name: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'none' });
  const found: { code: string; name: string }[] = [];
  for (const a of LETTERS) {
    for (const b of LETTERS) {
      const code = a + b;
      if (NOT_COUNTRIES.has(code)) continue;
      const name = names.of(code);
      if (name !== undefined && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
        found.push({ code, name });
    }
  }
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

/** Groups and places that browsers have names for, and that nobody lives in by ISO 3166-1. */
const NOT_COUNTRIES = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'XK',
  'ZZ',
]);
