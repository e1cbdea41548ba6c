/** The few members of the statement in force that pages show. It is fetched once; all rules and words are in it. */
import { useEffect, useState } from 'preact/hooks';
import { call } from './call.ts';

export interface Statement {
  readonly title: string;
  readonly age: { readonly minimum: number };
  readonly choices: {
    readonly [choice: string]: {
      readonly of: string;
      readonly kind: string;
      readonly starts: 'on' | 'off';
      readonly asks: string;
      readonly at: readonly string[];
      readonly governs: { readonly data?: readonly string[] };
    };
  };
  readonly requests: { readonly [kind: string]: { readonly says: string } };
  readonly words: {
    readonly data: { readonly [category: string]: { readonly says: string; readonly of: string } };
    readonly choices: { readonly [choice: string]: { readonly says: string } };
  };
}

let known: Promise<Statement> | undefined;

/** @throws Failed */
export function findStatement(): Promise<Statement> {
  known ??= call('GET /v1/statement').then(
    ({ statement }) => statement as Statement,
    (error) => {
      known = undefined;
      throw error;
    },
  );
  return known;
}

export function useStatement(): Statement | undefined {
  const [statement, setStatement] = useState<Statement>();
  useEffect(() => {
    findStatement().then(setStatement, () => {});
  }, []);
  return statement;
}
