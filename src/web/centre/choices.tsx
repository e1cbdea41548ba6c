import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, type Problem, problemOf } from '../api/call.ts';
import { Moment } from '../design/moment.tsx';
import { Trouble } from '../design/notice.tsx';
import { Switch } from '../design/switch.tsx';
import { Await } from '../design/waiting.tsx';

type Choice = Answer<'GET /v1/me/choices'>['choices'][number];

/** Whose a choice is, in the order in which they are shown. */
const OF = { household: 'Your home', person: 'You', visitor: 'This browser' } as const;

export function Choices() {
  const asked = useAsked('GET /v1/me/choices', {});
  return (
    <>
      <h1>Choices</h1>
      <p class="lead">In force at all your products and apps as soon as you make them.</p>
      <Await asked={asked}>
        {({ choices }) =>
          Object.entries(OF).map(([of, title]) => {
            const own = choices.filter((one) => one.of === of);
            return (
              own.length > 0 && (
                <section key={of}>
                  <h2>{title}</h2>
                  {own.map((one) => (
                    <One key={`${one.choice} ${one.system ?? ''}`} choice={one} again={asked.again} />
                  ))}
                </section>
              )
            );
          })
        }
      </Await>
    </>
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
      <p class="hint">
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
