import { useLoaded } from '../api/ask.ts';
import { call } from '../api/call.ts';
import { findHomes, type Home } from '../api/homes.ts';
import { useStream } from '../api/stream.ts';
import { type Choice, Obeying, OneChoice } from '../design/choice.tsx';
import { Await } from '../design/waiting.tsx';
import { Limits } from './limits.tsx';

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
                    <OneChoice choice={one} again={again} />
                    {home !== undefined && one === own[0] && <Obeying home={home} />}
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
