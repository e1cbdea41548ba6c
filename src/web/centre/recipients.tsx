import { useAsked } from '../api/ask.ts';
import { Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';

/** Every disclosure of what is true now, newest first; what happened names its own. */
export function Recipients() {
  const asked = useAsked('GET /v1/me/data', { query: { limit: '500' } });
  return (
    <>
      <h1>Who got what</h1>
      <p class="lead">Everybody outside who was given data about you or your home, when, and by which clause.</p>
      <Await asked={asked}>
        {({ current, items, words }) => {
          const given = new Map(
            [...current, ...items].flatMap(({ category, recipients }) =>
              recipients.map((one) => [`${one.recipient} ${one.at} ${category}`, { ...one, category }] as const),
            ),
          );
          const all = [...given.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
          if (all.length === 0) {
            return (
              <p class="empty">
                Nobody got anything. <a href="/statement">The statement says who may, and when</a>.
              </p>
            );
          }
          return (
            <ul>
              {all.map(({ recipient, at, clause, category }) => (
                <li key={`${recipient} ${at} ${category}`}>
                  <strong>{words.recipients[recipient] ?? recipient}</strong>: {words.categories[category] ?? category},{' '}
                  <Moment at={at} />. <a href={`/statement#${clause}`}>{words.clauses[clause] ?? clause}</a>
                </li>
              ))}
            </ul>
          );
        }}
      </Await>
    </>
  );
}
