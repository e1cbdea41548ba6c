import { useAsked } from '../api/ask.ts';
import { Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';

/** What those who open data for a case are called. */
const ROLES: { readonly [role: string]: string } = { support: 'support', privacy: 'the privacy team' };

/** Every disclosure, and every opening by people who work here, newest first. */
export function Recipients() {
  const asked = useAsked('GET /v1/me/glance', {});
  return (
    <>
      <h1>Who got what</h1>
      <p class="lead">
        Everybody outside who was given data about you or your home, and everybody here who opened any: when, what for,
        by which clause.
      </p>
      <Await asked={asked}>
        {({ disclosures, openings, words }) => (
          <>
            {disclosures.length === 0 ? (
              <p class="empty">
                Nobody got anything. <a href="/statement">The statement says who may, and when</a>.
              </p>
            ) : (
              <ul class="rows">
                {disclosures.map(({ recipient, at, clause, categories }) => (
                  <li class="item" key={`${recipient} ${at} ${clause}`}>
                    <strong>{words.recipients[recipient] ?? recipient}</strong>, <Moment at={at} />:{' '}
                    {categories.map((one) => words.categories[one] ?? one).join(', ')}.{' '}
                    <a href={`/statement#${clause}`}>{words.clauses[clause] ?? clause}</a>
                  </li>
                ))}
              </ul>
            )}
            <h2>Who looked at it here</h2>
            {openings.length === 0 ? (
              <p class="empty">Nobody who works for us has opened anything about you.</p>
            ) : (
              <ul class="rows">
                {openings.map(({ role, at, because, clause, categories }) => (
                  <li class="item" key={`${at} ${because} ${categories.join()}`}>
                    <strong>Somebody of {ROLES[role] ?? role}</strong>, <Moment at={at} />, for {because}:{' '}
                    {categories.map((one) => words.categories[one] ?? one).join(', ')}.{' '}
                    <a href={`/statement#${clause}`}>{words.clauses[clause] ?? clause}</a>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Await>
    </>
  );
}
