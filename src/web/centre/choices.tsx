import { useState } from 'preact/hooks';
import { useLoaded } from '../api/ask.ts';
import { type Answer, call, type Problem, problemOf } from '../api/call.ts';
import { findHomes, type Home, nameOf } from '../api/homes.ts';
import { useStream } from '../api/stream.ts';
import { Moment } from '../design/moment.tsx';
import { Trouble } from '../design/notice.tsx';
import { Switch } from '../design/switch.tsx';
import { Await } from '../design/waiting.tsx';
import { Limits } from './limits.tsx';

type Choice = Answer<'GET /v1/me/choices'>['choices'][number];

/** Whose a choice is, in the order in which they are shown. */
const OF = { household: 'Your home', person: 'You', visitor: 'This browser' } as const;

async function load() {
  const [{ choices }, homes, limits] = await Promise.all([
    call('GET /v1/me/choices'),
    findHomes(),
    call('GET /v1/me/limits'),
  ]);
  return { choices, homes, limits };
}

export function Choices() {
  const asked = useLoaded(load, 'choices');
  const { again } = asked;
  // Made in another window, or confirmed by a product just now.
  useStream('GET /v1/me/standing', { changed: () => void again() }, again);
  return (
    <>
      <h1>Choices</h1>
      <p class="lead">In force at all your products and apps as soon as you make them.</p>
      <Await asked={asked}>
        {({ choices, homes, limits }) => (
          <>
            {groupsOf(choices, homes).map(({ key, title, own, home }) => (
              <section key={key}>
                <h2>{title}</h2>
                {own.map((one) => (
                  <div key={one.choice}>
                    <One choice={one} again={again} />
                    {home !== undefined && one === lastMade(own) && <Obeying home={home} />}
                  </div>
                ))}
              </section>
            ))}
            <Limits told={limits} again={again} />
          </>
        )}
      </Await>
    </>
  );
}

/** The choice that was made last, or else the first: what products say of their choices is seen beside it. */
const lastMade = (own: readonly Choice[]): Choice | undefined =>
  own.reduce((last: Choice | undefined, one) => ((one.since ?? '') > (last?.since ?? '') ? one : last), own[0]);

/** What is chosen together: for each home, for the person, for this browser. */
function groupsOf(choices: readonly Choice[], homes: readonly Home[]) {
  const keys = new Set(choices.map(({ of, system = '' }) => `${of} ${system}`));
  const order = Object.keys(OF);
  const sorted = [...keys].sort((a, b) => order.indexOf(a.split(' ')[0]!) - order.indexOf(b.split(' ')[0]!));
  const many = new Set(choices.map(({ system }) => system).filter((system) => system !== undefined)).size > 1;
  return sorted.map((key) => {
    const own = choices.filter(({ of, system = '' }) => `${of} ${system}` === key);
    const { of = 'person', system } = own[0] ?? {};
    const title = many && system !== undefined ? `${OF[of]}, system ${system}` : OF[of];
    return { key, title, own, home: homes.find(({ systemId }) => systemId === system) };
  });
}

/** Which product has said that it obeys the choices as they stand, and when. */
function Obeying({ home }: { home: Home }) {
  const served = home.products.filter(({ ended }) => ended === undefined);
  if (served.length === 0) return null;
  return (
    <div class="card" role="status">
      <h3>What your products say</h3>
      <dl class="pairs">
        {served.map((product) => (
          <div key={product.id}>
            <dt>{nameOf(product)}</dt>
            <dd>
              {product.confirmed === undefined ? (
                <span class="quiet">Has not confirmed yet. It will as soon as it is connected.</span>
              ) : (
                <>
                  Obeys these choices. Confirmed <Moment at={product.confirmed} isExact />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function One({ choice, again }: { choice: Choice; again: () => Promise<void> }) {
  const [isAtIt, setAtIt] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { choice: name, state, inForce, since, system, asks, tells, clause } = choice;
  async function turn(isOn: boolean) {
    setAtIt(true);
    setProblem(undefined);
    try {
      await choose(name, isOn ? 'on' : 'off', system);
      await again();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setAtIt(false);
  }
  return (
    <div>
      <Switch label={asks} tells={tells} isOn={state === 'on'} isAtIt={isAtIt} onTurn={turn} />
      <p class="hint beside-switch">
        {since !== undefined && (
          <>
            Since <Moment at={since} />.{' '}
          </>
        )}
        {state === 'on' && !inForce && 'It works once the choice that it needs is on. '}
        <a href={`/statement#${clause}`}>What the statement says</a>
      </p>
      {problem !== undefined && <Trouble problem={problem} />}
    </div>
  );
}

/** @throws Failed */
function choose(name: string, state: 'on' | 'off', system: string | undefined) {
  const [choice = '', party] = name.split('/');
  const query = system === undefined ? {} : { system };
  const body = { state };
  return party === undefined
    ? call('PUT /v1/me/choices/{choice}', { params: { choice }, query, body })
    : call('PUT /v1/me/choices/{choice}/{party}', { params: { choice, party }, query, body });
}
