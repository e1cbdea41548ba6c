/** A choice, to be made on the spot, and who says that it is obeyed. */
import { useState } from 'preact/hooks';
import { type Answer, call, type Problem, problemOf } from '../api/call.ts';
import { type Home, nameOf } from '../api/homes.ts';
import { Moment } from './moment.tsx';
import { Trouble } from './notice.tsx';
import { Switch } from './switch.tsx';

export type Choice = Answer<'GET /v1/me/choices'>['choices'][number];

interface ChoiceProps {
  readonly choice: Choice;
  readonly again: () => Promise<void>;
}

/** One that is made for each of many recipients has a switch for each of them alone. */
export const OneChoice = (props: ChoiceProps) =>
  props.choice.isByName && !props.choice.choice.includes('/') ? (
    <ByName choice={props.choice} />
  ) : (
    <ChoiceSwitch {...props} />
  );

const ByName = ({ choice: { asks, clause } }: Pick<ChoiceProps, 'choice'>) => (
  <div class="by-name">
    <p>{asks}</p>
    <p class="hint">
      You are asked this for each by its name, where you link it.{' '}
      <a href={`/statement#${clause}`}>What the statement says</a>
    </p>
  </div>
);

function ChoiceSwitch({ choice, again }: ChoiceProps) {
  const [isAtIt, setAtIt] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { choice: name, kind, state, inForce, since, system, asks, tells, clause } = choice;
  const [, party] = name.split('/');
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
      <Switch
        label={party === undefined ? asks : `${asks}: ${party}`}
        tells={`${kind === 'one-time' ? 'If you say no' : 'While it is off'}: ${tells}`}
        isOn={state === 'on'}
        isAtIt={isAtIt}
        onTurn={turn}
      />
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

/** Which product has said that it obeys the choices as they stand, and when. */
export function Obeying({ home }: { home: Home }) {
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
