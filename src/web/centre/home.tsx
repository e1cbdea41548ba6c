import { useLoaded } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { findHomes, namerOf } from '../api/homes.ts';
import { Clock } from '../design/clock.tsx';
import { Day, Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';
import { HeldPicture } from './held-picture.tsx';
import { Values } from './item.tsx';

type Choice = Answer<'GET /v1/me/choices'>['choices'][number];
type Glance = Answer<'GET /v1/me/glance'>;
type Requests = Answer<'GET /v1/me/requests'>['requests'];

const NEWEST = 3;

/** All at once, so that nothing that is here already moves when the rest comes. */
async function load() {
  const [glance, { choices }, { requests }, data, homes] = await Promise.all([
    call('GET /v1/me/glance'),
    call('GET /v1/me/choices'),
    call('GET /v1/me/requests'),
    call('GET /v1/me/data', { query: { limit: '1' } }),
    findHomes(),
  ]);
  return { glance, choices, requests, data, homes };
}

export function Home() {
  const asked = useLoaded(load, 'home');
  return (
    <>
      <h1>At a glance</h1>
      <p class="lead">What is held about you and your home, and what you have decided.</p>
      <Await asked={asked}>
        {({ glance, choices, requests, data, homes }) => (
          <>
            <Held glance={glance} />
            <Chosen choices={choices} />
            <Given glance={glance} />
            <Open requests={requests.filter(({ closed }) => closed === undefined)} />
            <section>
              <h2>What is true now</h2>
              {data.current.map(({ category, product, system, data: values }) => (
                <details class="item" key={`${system ?? ''} ${category} ${product}`}>
                  <summary>
                    <span>{data.words.categories[category] ?? category}</span>{' '}
                    <span class="quiet">{namerOf(homes)(product)}</span>
                  </summary>
                  <Values category={category} data={values} words={data.words} />
                </details>
              ))}
              <p>
                <a href="/me/details">Put something right</a>
              </p>
            </section>
          </>
        )}
      </Await>
    </>
  );
}

function Held({ glance: { months, words } }: { glance: Glance }) {
  return (
    <section>
      <h2>What is held of what happened</h2>
      {months.length === 0 ? (
        <p class="empty">
          Nothing yet. Once <a href="/me/details">products are registered</a>, you see here how much of what they send
          is held.
        </p>
      ) : (
        <>
          <HeldPicture months={months} says={(category) => words.categories[category] ?? category} />
          <p class="hint">Events by the month in which they came in. A larger dot is more of them.</p>
        </>
      )}
    </section>
  );
}

function Chosen({ choices }: { choices: readonly Choice[] }) {
  const systems = new Set(choices.flatMap(({ system = [] }) => system));
  return (
    <section>
      <h2>On and off</h2>
      <ul class="chips">
        {choices.map(({ choice, system, state, inForce }) => (
          <li key={`${choice} ${system ?? ''}`}>
            <a href="/me/choices" class={state === 'on' && inForce ? 'chip on' : 'chip'}>
              <span class="word">{choice.replaceAll(/[-/]/g, ' ')}</span> <span class="state">{state}</span>
              {systems.size > 1 && system !== undefined && <span class="visually-hidden"> in system {system}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Given({ glance: { disclosures, words } }: { glance: Glance }) {
  return (
    <section>
      <h2>Who got what</h2>
      {disclosures.length === 0 ? (
        <p>
          Nobody outside was given anything. <a href="/statement#others">The statement says who may be, and when</a>.
        </p>
      ) : (
        <>
          <ul>
            {disclosures.slice(0, NEWEST).map(({ recipient, categories, at }) => (
              <li key={`${recipient} ${at}`}>
                <strong>{words.recipients[recipient] ?? recipient}</strong> got{' '}
                {categories.map((one) => words.categories[one] ?? one).join(', ')}, <Moment at={at} />
              </li>
            ))}
          </ul>
          <p>
            <a href="/me/recipients">All {disclosures.length.toLocaleString()}</a>
          </p>
        </>
      )}
    </section>
  );
}

function Open({ requests }: { requests: Requests }) {
  return (
    <section>
      <h2>What you asked for</h2>
      {requests.length === 0 ? (
        <p>
          Nothing is open. <a href="/me/requests">Ask for something</a>
        </p>
      ) : (
        <ul class="rows">
          {requests.map(({ id, says, received, due }) => (
            <li class="row" key={id}>
              <Clock from={received} until={due} />
              <span>
                <a href="/me/requests">{says}</a>, answered by <Day day={due.slice(0, 10)} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
