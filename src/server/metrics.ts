/** `/metrics`: sums from the vault's durable books, and what this process knows of itself. No label is about anybody. */
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { Mail } from '../people/mail/mail.ts';
import { REQUESTS } from '../statement/statement.ts';
import type { RequestCount } from '../vault/requests.ts';
import { PROBLEM_CODES, type ProblemCode } from './problems.ts';

export interface ProblemCounts {
  count(code: ProblemCode): void;
  readonly registry: Registry;
}

/** Counts of refused requests, by code; every code is there from the start. */
export function createProblemCounts(): ProblemCounts {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'sotto_' });
  const problems = new Counter({
    name: 'sotto_http_problems_total',
    help: 'Requests that came to nothing, by code, since this process started.',
    labelNames: ['code'],
    registers: [registry],
  });
  for (const code of PROBLEM_CODES) problems.inc({ code }, 0);
  return { count: (code) => problems.inc({ code }), registry };
}

const REQUEST_HELP = {
  open: 'Requests of people that are not answered yet, by kind.',
  overdue: 'Those of them whose time is over.',
};

const UNITS = ['events', 'fields'] as const;

/**
 * The text that Prometheus reads. `counts` are sums by name, `events stored collect.playback`, as the gate wrote them;
 * `requests` say how many are open and late. Raise an alarm when any is late.
 */
export async function metricsText(
  problems: ProblemCounts,
  counts: { readonly [name: string]: number },
  fates: Mail['fates'],
  requests: readonly RequestCount[],
): Promise<string> {
  const lines = UNITS.flatMap((unit) => [
    `# HELP sotto_${unit}_received_total Received ${unit}: the sum of sotto_${unit}_total.`,
    `# TYPE sotto_${unit}_received_total counter`,
    `sotto_${unit}_received_total ${counts[`${unit} received`] ?? 0}`,
    `# HELP sotto_${unit}_total What became of received ${unit}, by clause, or by reason where no clause speaks of them.`,
    `# TYPE sotto_${unit}_total counter`,
    ...Object.entries(counts).flatMap(([name, n]) => {
      const [counted, effect, clause] = name.split(' ');
      if (counted !== unit || clause === undefined) return [];
      return [`sotto_${unit}_total{effect="${effect}",clause="${clause}"} ${n}`];
    }),
  ]);
  lines.push(
    '# HELP sotto_mail_total What became of letters, by template, since this process started; not those that strangers set off.',
    '# TYPE sotto_mail_total counter',
    ...fates.map(({ fate, template, n }) => `sotto_mail_total{fate="${fate}",template="${template}"} ${n}`),
  );
  for (const name of ['open', 'overdue'] as const) {
    lines.push(
      `# HELP sotto_requests_${name} ${REQUEST_HELP[name]}`,
      `# TYPE sotto_requests_${name} gauge`,
      ...[...REQUESTS, 'child'].map((kind) => {
        const n = requests.find((one) => one.kind === kind)?.[name] ?? 0;
        return `sotto_requests_${name}{kind="${kind}"} ${n}`;
      }),
    );
  }
  return `${lines.join('\n')}\n${await problems.registry.metrics()}`;
}
