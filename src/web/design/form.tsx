import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Problem, problemOf } from '../api/call.ts';
import { Notice, Trouble } from './notice.tsx';

export interface FormProps {
  /** What the button says. */
  readonly does: string;
  readonly kind?: 'plain' | 'quiet' | 'grave';
  /** Said once it is done; without it the page itself shows what was. */
  readonly done?: string;
  /** Gets the fields by their names. What it throws is shown, and everything typed stays. */
  readonly onSend: (values: { readonly [name: string]: string }) => Promise<unknown>;
  readonly children?: ComponentChildren;
}

export function Form({ does, kind = 'plain', done, onSend, children }: FormProps) {
  const [isAtIt, setAtIt] = useState(false);
  const [isDone, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (isAtIt) return;
    setAtIt(true);
    setProblem(undefined);
    setDone(false);
    try {
      const entries = [...new FormData(event.target as HTMLFormElement)];
      await onSend(Object.fromEntries(entries.map(([name, value]) => [name, String(value)])));
      setDone(true);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setAtIt(false);
  }
  return (
    <form onSubmit={send} onInput={() => setDone(false)}>
      {children}
      {problem !== undefined && <Trouble problem={problem} />}
      {isDone && done !== undefined && (
        <Notice kind="good">
          <p>{done}</p>
        </Notice>
      )}
      <button type="submit" class={kind} aria-disabled={isAtIt}>
        {isAtIt ? 'One moment' : does}
      </button>
    </form>
  );
}

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'datetime-local' | 'tel' | 'number';
  readonly autocomplete?: string;
  readonly value?: string;
  readonly isOptional?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Of a number. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: string;
  readonly pattern?: string;
}

/** A line to type in. Its label is always there, and what it wants is said before it is wrong. */
export function Field({
  name,
  label,
  hint,
  value,
  type = 'text',
  isOptional = false,
  autocomplete = 'off',
  ...rest
}: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {isOptional && <span class="quiet">(if you like)</span>}
      </label>
      <input
        id={id}
        name={name}
        // Its types tell one sort of input from another, and this is any of them.
        type={type as 'text'}
        required={!isOptional}
        defaultValue={value}
        autocomplete={autocomplete as 'off'}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        {...rest}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Several lines to type in. */
export function TextArea({ name, label, isOptional = false, maxLength }: Omit<FieldProps, 'type' | 'pattern'>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {isOptional && <span class="quiet">(if you like)</span>}
      </label>
      <textarea id={id} name={name} rows={4} required={!isOptional} maxLength={maxLength} />
    </div>
  );
}
