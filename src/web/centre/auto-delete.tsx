import { useAsked } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';

type InForce = Answer<'GET /v1/me/auto-deletions'>['autoDeletions'][number];

/** Whether what is older goes by itself, for a category of which that can be had. `changed` is told once what is held has changed. */
export function AutoDelete({ category, changed }: { category: string; changed: () => Promise<void> }) {
  const asked = useAsked('GET /v1/me/auto-deletions', {});
  if (asked.state !== 'here') return null;
  const { autoDeletions, offered } = asked.answer;
  const spans = offered.find((one) => one.category === category)?.spans;
  if (spans === undefined) return null;
  const inForce = autoDeletions.find((one) => one.category === category);
  const after = async (act: Promise<unknown>) => {
    await act;
    await Promise.all([asked.again(), changed()]);
  };
  const params = { category };
  return (
    <section>
      <h2>Delete by itself</h2>
      {inForce !== undefined && (
        <>
          <Told inForce={inForce} />
          <Form
            does={isUndoable(inForce) ? 'Have it back' : 'Stop deleting'}
            kind="quiet"
            onSend={() => after(call('DELETE /v1/me/auto-deletions/{category}', { params }))}
          />
        </>
      )}
      <Form
        does={inForce === undefined ? 'Delete by itself' : 'Change it'}
        kind="quiet"
        onSend={({ olderThan = '' }) =>
          after(call('PUT /v1/me/auto-deletions/{category}', { params, body: { olderThan } }))
        }
      >
        <div class="field">
          <label for="older-than">What is older than</label>
          <select id="older-than" name="olderThan" required>
            {inForce === undefined && <option value="">Choose</option>}
            {spans.map((span) => (
              <option key={span} value={span} selected={span === inForce?.olderThan}>
                {span}
              </option>
            ))}
          </select>
        </div>
      </Form>
    </section>
  );
}

const isUndoable = ({ undoUntil }: InForce) => Date.parse(undoUntil) > Date.now();

const Told = ({ inForce }: { inForce: InForce }) => (
  <Notice>
    <p>
      What is older than {inForce.olderThan} is hidden, day after day, and destroyed.{' '}
      {isUndoable(inForce) ? (
        <>
          What it has hidden is yours to have back until <Moment at={inForce.undoUntil} />.
        </>
      ) : (
        'What it has deleted does not come back.'
      )}
    </p>
  </Notice>
);
