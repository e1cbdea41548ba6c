/** What is held as true: a form made of the types of its fields, and beside it what is as it came, and why. */
import { useId } from 'preact/hooks';
import type { Answer } from '../api/call.ts';
import { Field, type FieldProps, Form } from '../design/form.tsx';
import { Country } from './signing-in.tsx';

export type Fact = Answer<'GET /v1/me/facts'>['facts'][number];
type FactField = Fact['fields'][number];
export type Values = { readonly [field: string]: unknown };

interface FactFormProps {
  readonly fact: Fact;
  readonly done?: string;
  /** Gets what was changed. */
  readonly onSave: (changed: Values) => Promise<unknown>;
}

export function FactForm({ fact, done, onSave }: FactFormProps) {
  const byHand = fact.fields.filter((one) => one.isByHand && KINDS[one.accepts.type] !== undefined);
  const asItCame = fact.fields.filter((one) => !byHand.includes(one));
  return (
    <>
      {byHand.length > 0 && (
        <Form
          does="Save"
          {...(done !== undefined && { done })}
          onSend={(typed) =>
            onSave(
              Object.fromEntries(
                byHand.flatMap((one) => {
                  const text = typed[one.field] ?? '';
                  return text === '' || text === shown(one.value) ? [] : [[one.field, typedAs(one, text)]];
                }),
              ),
            )
          }
        >
          {byHand.map((one) => (
            <ValueField key={one.field} field={one} />
          ))}
        </Form>
      )}
      {asItCame.length > 0 && (
        <dl class="pairs">
          {asItCame.map(({ field, says, value, clause, clauseSays, isByHand }) => (
            <div key={field}>
              <dt>{sentence(says)}</dt>
              <dd>
                {shown(value)}
                {!isByHand && (
                  <p class="hint">
                    As it came, <a href={`/statement#${clause}`}>{clauseSays}</a>.
                  </p>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** How each type that can be typed is typed. */
const KINDS: { readonly [type: string]: 'text' | 'email' | 'tel' | 'number' | 'country' | 'choice' } = {
  text: 'text',
  identifier: 'text',
  language: 'text',
  'postal-code': 'text',
  email: 'email',
  phone: 'tel',
  number: 'number',
  integer: 'number',
  duration: 'number',
  country: 'country',
  'one-of': 'choice',
  flag: 'choice',
};
const LONGEST: { readonly [type: string]: number } = { email: 254, phone: 32, language: 40, 'postal-code': 12 };
/** So that a browser can fill it in. */
const FILLED_IN: { readonly [field: string]: string } = {
  name: 'name',
  email: 'email',
  phone: 'tel',
  postalCode: 'postal-code',
  language: 'language',
};
const HINTS: { readonly [type: string]: string } = { language: 'Such as en or pt-BR.' };

function ValueField({ field: one }: { field: FactField }) {
  const { field, says, value, accepts } = one;
  const kind = KINDS[accepts.type];
  const text = shown(value);
  // What is held can be put right here, and not taken away.
  const common = { name: field, label: sentence(says), value: text, isOptional: value === undefined };
  if (kind === 'country') return <Country {...common} />;
  if (kind === 'choice') return <Choice {...common} values={accepts.values ?? ['true', 'false']} />;
  const max = accepts.max ?? LONGEST[accepts.type];
  const bounds: Partial<FieldProps> =
    kind === 'number'
      ? { min: accepts.min ?? 0, ...(max !== undefined && { max }), step: accepts.type === 'integer' ? '1' : 'any' }
      : { ...(max !== undefined && { maxLength: max }) };
  const hint = accepts.unit === undefined ? HINTS[accepts.type] : `In ${accepts.unit}.`;
  return (
    <Field
      {...common}
      {...bounds}
      type={kind === undefined ? 'text' : kind}
      autocomplete={FILLED_IN[field] ?? 'off'}
      {...(hint !== undefined && { hint })}
    />
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly isOptional: boolean;
  readonly values: readonly string[];
}

function Choice({ name, label, value, isOptional, values }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {isOptional && <span class="quiet">(if you like)</span>}
      </label>
      <select id={id} name={name} required={!isOptional}>
        {isOptional && <option value="">Choose</option>}
        {values.map((one) => (
          <option key={one} value={one} selected={one === value}>
            {WORDS[one] ?? one.replaceAll('-', ' ')}
          </option>
        ))}
      </select>
    </div>
  );
}
const WORDS: { readonly [value: string]: string } = { true: 'yes', false: 'no' };

const shown = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** What was typed, as the type of its field has it. */
function typedAs({ accepts }: FactField, text: string): unknown {
  if (accepts.type === 'flag') return text === 'true';
  return KINDS[accepts.type] === 'number' ? Number(text) : text;
}

/** The words of the statement, as they begin a line. */
export const sentence = (says: string): string => `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
