const ROUND = 9;
const WAY = 2 * Math.PI * ROUND;
const DAY = 24 * 60 * 60_000;

/** How much of a time is over, as a ring that fills, and how many days are left. */
export function Clock({ from, until, now = Date.now() }: { from: string; until: string; now?: number }) {
  const [began, ends] = [Date.parse(from), Date.parse(until)];
  const over = Math.min(1, Math.max(0, (now - began) / Math.max(1, ends - began)));
  const days = Math.ceil((ends - now) / DAY);
  return (
    <span class="clock">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r={ROUND} />
        <circle class="over" cx="12" cy="12" r={ROUND} stroke-dasharray={`${over * WAY} ${WAY}`} />
      </svg>
      {days > 1 ? `${days} days left` : days === 1 ? 'within a day' : 'overdue'}
    </span>
  );
}
