import { useState } from 'preact/hooks';
import { type Problem, problemOf } from '../api/call.ts';
import { Trouble } from './notice.tsx';

interface PressProps {
  readonly does: string;
  /** What it is done to, for those who hear the button apart from what stands beside it. */
  readonly to?: string;
  readonly class?: string;
  /** What it throws is shown under the button, which can be pressed again. */
  readonly onPress: () => Promise<unknown>;
}

/** A button that does one thing: once, however often it is pressed meanwhile. */
export function Press({ does, to, class: look = 'quiet', onPress }: PressProps) {
  const [isAtIt, setAtIt] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function press() {
    if (isAtIt) return;
    setAtIt(true);
    setProblem(undefined);
    try {
      await onPress();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setAtIt(false);
  }
  return (
    <>
      <button type="button" class={look} aria-disabled={isAtIt} onClick={() => void press()}>
        {isAtIt ? 'One moment' : does}
        {to !== undefined && <span class="visually-hidden"> {to}</span>}
      </button>
      {problem !== undefined && <Trouble problem={problem} />}
    </>
  );
}
