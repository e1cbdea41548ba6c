/** The statement, for one person: what is held under each of its clauses, by which choices, and who got it. */
import { useLoaded } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import type { Statement } from '../api/statement.ts';
import { Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';

type Choice = Answer<'GET /v1/me/choices'>['choices'][number];
type Glance = Answer<'GET /v1/me/glance'>;

async function load() {
  const [{ statement }, glance, { choices }, { current, words }] = await Promise.all([
    call('GET /v1/statement'),
    call('GET /v1/me/glance'),
    call('GET /v1/me/choices'),
    call('GET /v1/me/data', { query: { limit: '1' } }),
  ]);
  // Sound: it is the statement in force, of which these members are shown.
  return { statement: statement as unknown as Statement, glance, choices, current, kept: words.kept };
}

export function Mine() {
  const asked = useLoaded(load, 'mine');
  return (
    <>
      <h1>What it means for you</h1>
      <p class="lead">
        What <a href="/statement">the statement</a> says of each kind of data that is held about you, and how that
        stands now.
      </p>
      <Await asked={asked}>
        {({ statement, glance, choices, current, kept }) => {
          const held = Object.entries(statement.words.data).filter(
            ([category]) =>
              glance.months.some((one) => one.category === category) ||
              current.some((one) => one.category === category),
          );
          const others = Object.keys(statement.words.data).length - held.length;
          return (
            <>
              {held.map(([category, { says }]) => (
                <section class="card" key={category}>
                  <h2>{category.replaceAll('-', ' ')}</h2>
                  <p>{says}</p>
                  <dl class="pairs">
                    <dt>Held now</dt>
                    <dd>
                      <Held category={category} glance={glance} />
                    </dd>
                    <dt>How long</dt>
                    <dd>
                      <a href={`/statement#keep.${category}`}>{kept[category] ?? 'What the statement says'}</a>
                    </dd>
                    <dt>Your choice</dt>
                    <dd>
                      <Governed choices={choices.filter((one) => governs(statement, one, category))} />
                    </dd>
                    <dt>Who got it</dt>
                    <dd>
                      <Got category={category} glance={glance} />
                    </dd>
                  </dl>
                </section>
              ))}
              <p class="quiet">Of {others} other kinds of data that the statement names, nothing is held about you.</p>
            </>
          );
        }}
      </Await>
    </>
  );
}

const governs = (statement: Statement, { choice }: Choice, category: string): boolean =>
  statement.choices[choice.split('/')[0] ?? '']?.governs.data?.includes(category) ?? false;

function Held({ category, glance: { months } }: { category: string; glance: Glance }) {
  const events = months.filter((one) => one.category === category).reduce((sum, one) => sum + one.events, 0);
  if (events === 0) return <a href="/me/details">What is true now</a>;
  return <a href={`/me/history?category=${encodeURIComponent(category)}`}>{events.toLocaleString()} things</a>;
}

function Governed({ choices }: { choices: readonly Choice[] }) {
  if (choices.length === 0) return <>It has no switch</>;
  return (
    <>
      {choices.map(({ choice, system, asks, state }) => (
        <div key={`${choice} ${system ?? ''}`}>
          <a href="/me/choices">{asks}</a>: {state}
        </div>
      ))}
    </>
  );
}

function Got({ category, glance: { disclosures, words } }: { category: string; glance: Glance }) {
  const own = disclosures.filter(({ categories }) => categories.includes(category));
  if (own.length === 0) return <>Nobody</>;
  return (
    <>
      {own.map(({ recipient, at, clause }) => (
        <div key={`${recipient} ${at}`}>
          <a href={`/statement#${clause}`}>{words.recipients[recipient] ?? recipient}</a>, <Moment at={at} />
        </div>
      ))}
    </>
  );
}
