import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/call.ts';
import { Moment } from './moment.tsx';

type Request = Answer<'GET /v1/me/requests/{id}'>;
export type Part = Request['parts'][number];

const STATE = {
  waiting: 'waits for its turn',
  failed: 'did not work yet, and is tried again',
  done: 'answered',
  'not-found': 'holds nothing',
  refused: 'refused',
} as const;

interface RequestPartsProps extends Pick<Request, 'parts' | 'notes' | 'takesLongerBecause'> {
  /** What is said of a part that waits for people who work here. */
  readonly waitsForStaff: string;
  /** What can be done with a part. */
  readonly acts?: (part: Part) => ComponentChildren;
}

/** How far a request is, part by part, and what was noted about it. */
export const RequestParts = ({ parts, notes, takesLongerBecause, waitsForStaff, acts }: RequestPartsProps) => (
  <>
    {takesLongerBecause !== undefined && <p>It takes longer, because {takesLongerBecause}.</p>}
    <dl class="pairs">
      {parts.map((one) => (
        <div key={one.part}>
          <dt>{one.says}</dt>
          <dd>
            {one.state === 'waiting' && one.for === 'staff' ? waitsForStaff : STATE[one.state]}
            {one.because !== undefined && `, because ${one.because}`}
            {one.until !== undefined && (
              <>
                , next at <Moment at={one.until} />
              </>
            )}
            {acts?.(one)}
          </dd>
        </div>
      ))}
    </dl>
    {notes.map(({ at, text }) => (
      <p key={at}>
        <Moment at={at} />: {text}
      </p>
    ))}
  </>
);
