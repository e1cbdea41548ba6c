/** What this app has just said of what somebody did, or kept to itself. */
import { Moment } from '../design/moment.tsx';
import { lastDone, status } from './this-app.ts';

const BECAME = {
  queued: 'This app says so to the service',
  withheld: 'This app keeps it to itself',
  refused: 'This app could not say so',
} as const;

export function Doing() {
  const done = lastDone.value;
  const now = status.value;
  return (
    <section class="doing" role="status" aria-label="What this app says of itself">
      <h2>What this app says of itself</h2>
      {done === undefined ? (
        <p class="quiet">Nothing yet.</p>
      ) : (
        <p>
          Last: <span class="code">{done.event}</span>, <Moment at={done.at} isExact />. {BECAME[done.became]}.{' '}
          {done.clause !== undefined && <a href={`/statement#${done.clause}`}>The clause that decided</a>}
        </p>
      )}
      {now !== undefined && (
        <p class="hint">
          Since you opened it: {now.sent} sent, {now.queued} waiting, {now.withheld} kept back.{' '}
          <a href="/me/glass">See what arrives</a>
        </p>
      )}
    </section>
  );
}
