import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/call.ts';
import { Day, Moment } from '../design/moment.tsx';

type Page = Answer<'GET /v1/me/data'>;
type Words = Page['words'];

export interface ItemProps {
  readonly item: Page['items'][number];
  readonly words: Words;
  /** The product that it came from, as people call it. */
  readonly from?: string | undefined;
  /** What can be done with it. */
  readonly children?: ComponentChildren;
}

/** One thing that happened, and all that is to be said of why it is here. */
export function Item({ item, words, from, children }: ItemProps) {
  const { event, category, at, data, clause, choices, purposes, recipients, ends, source } = item;
  const clauseLink = (id: string) => (
    <li key={id}>
      <a href={`/statement#${id}`}>{words.clauses[id] ?? id}</a>
    </li>
  );
  return (
    <details class="item">
      <summary>
        <span>
          {words.events[event] ?? event} {from !== undefined && <span class="quiet">{from}</span>}
        </span>{' '}
        <Moment at={at} />
      </summary>
      <Values category={category} data={data} words={words} />
      <h3>Why it is here</h3>
      <ul>{clauseLink(clause)}</ul>
      {choices.length > 0 && (
        <p>
          Your choice then: {choices.map(({ choice, state }) => `${choice.replaceAll('-', ' ')} ${state}`).join(', ')}.
        </p>
      )}
      <h3>What it may be used for</h3>
      {purposes.length === 0 ? <p>Nothing but showing it to you.</p> : <ul>{purposes.map(clauseLink)}</ul>}
      <h3>Who got it</h3>
      {recipients.length === 0 ? (
        <p>Nobody.</p>
      ) : (
        <ul>
          {recipients.map((one) => (
            <li key={`${one.recipient} ${one.at}`}>
              {words.recipients[one.recipient] ?? one.recipient}, <Moment at={one.at} />
            </li>
          ))}
        </ul>
      )}
      <h3>How long</h3>
      <p>
        {ends === 'open' ? (
          words.kept[category]
        ) : (
          <>
            Until <Day day={ends} />.
          </>
        )}
      </p>
      {source !== undefined && <p>It came from {source}.</p>}
      {children !== undefined && <p>{children}</p>}
    </details>
  );
}

/** Fields by what the statement calls them. */
export const Values = ({ category, data, words }: { category: string; data: object; words: Words }) => (
  <dl class="pairs">
    {Object.entries(data).map(([field, value]) => (
      <>
        <dt>{words.fields[`${category}.${field}`] ?? field}</dt>
        <dd>{typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}</dd>
      </>
    ))}
  </dl>
);
