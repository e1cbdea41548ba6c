import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { call, type Problem, problemOf } from '../api/call.ts';
import { Trouble } from '../design/notice.tsx';
import { Switch } from '../design/switch.tsx';

/** Whether more of a category is collected. */
export function Pause({ category }: { category: string }) {
  const asked = useAsked('GET /v1/me/limits', {});
  const [isAtIt, setAtIt] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  if (asked.state !== 'here') return null;
  const isPaused = asked.answer.limits.some((one) => one.kind === 'pause' && one.category === category);
  async function turn(isOn: boolean) {
    setAtIt(true);
    setProblem(undefined);
    try {
      await call('PUT /v1/me/pauses/{category}', { params: { category }, body: { state: isOn ? 'on' : 'off' } });
      await asked.again();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setAtIt(false);
  }
  return (
    <section>
      <Switch
        label="Pause this category"
        tells="Nothing more of it is collected, and products stop sending it. What they record meanwhile is not kept."
        isOn={isPaused}
        isAtIt={isAtIt}
        onTurn={turn}
      />
      {problem !== undefined && <Trouble problem={problem} />}
    </section>
  );
}
