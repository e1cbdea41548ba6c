import { useAsked } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { Form } from '../design/form.tsx';
import { Day } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';

type Told = Answer<'GET /v1/me/notices'>['notices'][number];

/** What is about to change in the statement, until it is said to be known. */
export function Notices() {
  const asked = useAsked('GET /v1/me/notices', {});
  if (asked.state !== 'here') return null;
  const open = asked.answer.notices.filter(
    ({ state, acknowledged }) => state !== 'withdrawn' && acknowledged === undefined,
  );
  return (
    <>
      {open.map((told) => (
        <One key={told.version} told={told} again={asked.again} />
      ))}
    </>
  );
}

function One({ told, again }: { told: Told; again: () => Promise<void> }) {
  const { version, state, takesEffect, changes, page } = told;
  return (
    <Notice>
      <p>
        <strong>
          The privacy statement {state === 'to come' ? 'changes on' : 'changed on'}{' '}
          <Day day={takesEffect.slice(0, 10)} />.
        </strong>
      </p>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p>
        <a href={page}>All that changes</a>
      </p>
      <Form
        does="I know"
        kind="quiet"
        onSend={async () => {
          await call('PUT /v1/me/notices/{hash}', { params: { hash: version }, body: { state: 'acknowledged' } });
          await again();
        }}
      />
    </Notice>
  );
}
