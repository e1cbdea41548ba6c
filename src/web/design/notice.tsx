import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/call.ts';

/** Something to know, said where it matters. Read out at once if it is bad news. */
export function Notice({ kind = 'note', children }: { kind?: 'note' | 'good' | 'bad'; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** What came to nothing, what can be done, and the clause that decided. */
export function Trouble({ problem }: { problem: Problem }) {
  const { title, help, detail, clause, retryAfter } = problem;
  return (
    <Notice kind="bad">
      <p>
        <strong>{title}.</strong> {detail !== undefined && `${detail}. `}
        {sentence(help)}
        {retryAfter !== undefined && ` Wait ${waitOf(retryAfter)}.`}
      </p>
      {clause !== undefined && (
        <p>
          <a href={`/statement#${clause}`}>The clause that decided: {clause}</a>
        </p>
      )}
    </Notice>
  );
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function waitOf(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}
