import type { ComponentChildren } from 'preact';
import type { Asking } from '../api/ask.ts';
import type { Problem } from '../api/call.ts';
import { Trouble } from './notice.tsx';
import { Press } from './press.tsx';

/** Shows an answer once it is here. Its place is kept free, so that nothing jumps. */
export function Await<T>({ asked, children }: { asked: Asking<T>; children: (answer: T) => ComponentChildren }) {
  switch (asked.state) {
    case 'waiting':
      return (
        <p class="waiting" role="status">
          One moment
        </p>
      );
    case 'failed':
      return (
        <>
          <Trouble problem={asked.problem} />
          {mayPass(asked.problem) && <Press does="Try again" onPress={asked.again} />}
        </>
      );
    case 'here':
      return <>{children(asked.answer)}</>;
  }
}

/** Whether it can be another the next time: what was refused would be refused once more. */
const mayPass = ({ status = 500 }: Problem): boolean => status === 429 || status >= 500;
