import { useId } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { call, type Given } from '../api/call.ts';
import { Form } from '../design/form.tsx';

type Days = Given<'PUT /v1/me/spans/{category}'>['body']['days'];
const SPANS: readonly Days[] = [7, 30, 90, 180, 365];

/** After how long a category is deleted by itself. */
export function Shorter({ category, onDone }: { category: string; onDone: () => Promise<unknown> }) {
  const id = useId();
  const asked = useAsked('GET /v1/me/limits', {});
  if (asked.state !== 'here') return null;
  const days = asked.answer.limits.find((one) => one.kind === 'shorter' && one.category === category)?.days;
  return (
    <section>
      <h2>Delete by itself</h2>
      <Form
        does="Save"
        kind="quiet"
        done="Saved."
        onSend={async (typed) => {
          const wanted = SPANS.find((one) => String(one) === typed.days);
          const params = { category };
          if (wanted === undefined) await call('DELETE /v1/me/spans/{category}', { params });
          else await call('PUT /v1/me/spans/{category}', { params, body: { days: wanted } });
          await Promise.all([asked.again(), onDone()]);
        }}
      >
        <div class="field">
          <label for={id}>Hold it for</label>
          <select id={id} name="days" aria-describedby={`${id}-hint`}>
            <option value="">as long as the statement says</option>
            {SPANS.map((one) => (
              <option key={one} value={one} selected={one === days}>
                {one} days
              </option>
            ))}
          </select>
          <p class="hint" id={`${id}-hint`}>
            What is older is hidden at once. You can think better of it for a week; then it is destroyed.
          </p>
        </div>
      </Form>
    </section>
  );
}
