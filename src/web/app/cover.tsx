/** A picture for something that plays: the same for the same name, drawn from nothing else. */
export function Cover({ of }: { of: string | undefined }) {
  const seed = [...(of ?? '')].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  const rings = Array.from({ length: 3 }, (_, k) => ({
    x: 20 + ((seed >> k) % 6) * 12,
    y: 20 + ((seed >> (k + 2)) % 6) * 12,
    r: 12 + ((seed >> (k + 4)) % 5) * 8,
  }));
  return (
    <svg class={of === undefined ? 'cover none' : 'cover'} viewBox="0 0 100 100" aria-hidden="true">
      <rect width="100" height="100" rx="10" />
      {of !== undefined && rings.map(({ x, y, r }, k) => <circle key={k} cx={x} cy={y} r={r} />)}
    </svg>
  );
}
