import type { ComponentChildren } from 'preact';
import type { Asked } from '../api/ask.ts';
import { Trouble } from './notice.tsx';

/** Shows an answer once it is here. Its place is kept free, so that nothing jumps. */
export function Await<T>({ asked, children }: { asked: Asked<T>; children: (answer: T) => ComponentChildren }) {
  switch (asked.state) {
    case 'waiting':
      return (
        <p class="waiting" role="status">
          One moment
        </p>
      );
    case 'failed':
      return <Trouble problem={asked.problem} />;
    case 'here':
      return <>{children(asked.answer)}</>;
  }
}
