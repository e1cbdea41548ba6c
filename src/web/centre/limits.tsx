/** What a person has left alone: everything, what is done for one purpose, or one category. */
import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, type Problem, problemOf } from '../api/call.ts';
import { Trouble } from '../design/notice.tsx';
import { Switch } from '../design/switch.tsx';

type Told = Answer<'GET /v1/me/limits'>;

interface LimitProps {
  readonly label: string;
  readonly tells: string;
  readonly isOn: boolean;
  /** Throws Failed. */
  readonly set: (state: 'on' | 'off') => Promise<unknown>;
}

function Limit({ label, tells, isOn, set }: LimitProps) {
  const [isAtIt, setAtIt] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function turn(isOn: boolean) {
    setAtIt(true);
    setProblem(undefined);
    try {
      await set(isOn ? 'on' : 'off');
    } catch (error) {
      setProblem(problemOf(error));
    }
    setAtIt(false);
  }
  return (
    <div>
      <Switch label={label} tells={tells} isOn={isOn} isAtIt={isAtIt} onTurn={turn} />
      {problem !== undefined && <Trouble problem={problem} />}
    </div>
  );
}

/** Whether more of a category is collected. */
export function Pause({ category }: { category: string }) {
  const asked = useAsked('GET /v1/me/limits', {});
  if (asked.state !== 'here') return null;
  return (
    <Limit
      label="Pause this category"
      tells="Nothing more of it is collected, and products stop sending it. What they record meanwhile is not kept."
      isOn={asked.answer.limits.some((one) => one.kind === 'pause' && one.category === category)}
      set={async (state) => {
        await call('PUT /v1/me/pauses/{category}', { params: { category }, body: { state } });
        await asked.again();
      }}
    />
  );
}

/** Everything, or what is done for one purpose. */
export function Limits({ told: { limits, objectable }, again }: { told: Told; again: () => Promise<void> }) {
  return (
    <section>
      <h2>Have it left alone</h2>
      <Limit
        label="Leave all that is held as it is"
        tells="It is opened for nothing but you and what the law asks for, and nothing is collected beyond what your products need to work."
        isOn={limits.some(({ kind }) => kind === 'restriction')}
        set={async (state) => {
          await call('PUT /v1/me/restriction', { body: { state } });
          await again();
        }}
      />
      {objectable.length > 0 && (
        <details class="card" open={limits.some(({ kind }) => kind === 'objection')}>
          <summary>Object to a use</summary>
          {objectable.map(({ purpose, says }) => (
            <Limit
              key={purpose}
              label={`Don’t use it ${says}`}
              tells="From then on nothing of yours is used for it."
              isOn={limits.some((one) => one.kind === 'objection' && one.purpose === purpose)}
              set={async (state) => {
                await call('PUT /v1/me/objections/{purpose}', { params: { purpose }, body: { state } });
                await again();
              }}
            />
          ))}
        </details>
      )}
    </section>
  );
}
