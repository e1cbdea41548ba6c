import { useAsked } from '../api/ask.ts';
import { Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';

/** Every disclosure, newest first. */
export function Recipients() {
  const asked = useAsked('GET /v1/me/glance', {});
  return (
    <>
      <h1>Who got what</h1>
      <p class="lead">Everybody outside who was given data about you or your home, when, and by which clause.</p>
      <Await asked={asked}>
        {({ disclosures, words }) =>
          disclosures.length === 0 ? (
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
          )
        }
      </Await>
    </>
  );
}
