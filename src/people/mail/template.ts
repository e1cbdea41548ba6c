/**
 * What a letter is written from. A template stands under one message of the statement and has its class and subject, so that
 * promotion finds no place among the letters that nobody can stop: there it does not compile, and is not sent.
 */
import type { EssentialSubject, MessageClause } from '../../statement/statement.ts';

/** A paragraph, its lines apart; or a link, alone on a line. */
export type Paragraph = string | { readonly link: string };

export interface Written {
  /** Of the letter: its line in a list of mail. Nothing that somebody gave stands in it. */
  readonly subject: string;
  /** Lines of at most 78 characters but for links. */
  readonly paragraphs: readonly Paragraph[];
}

export interface EssentialTemplate<D, M extends string = string, A extends EssentialSubject = EssentialSubject> {
  readonly class: 'essential';
  /** The message clause. */
  readonly message: M;
  readonly about: A;
  readonly write: (data: D) => Written;
}

/** Whoever gets promotion can stop it from the letter itself. */
export interface PromotionalTemplate<D, M extends string = string> {
  readonly class: 'promotional';
  readonly message: M;
  readonly write: (data: D) => Written & { readonly unsubscribe: string };
}

export type Template<D> = EssentialTemplate<D> | PromotionalTemplate<D>;

/** The templates that the messages of a statement have a place for: `templates satisfies TemplatesFor<typeof messages>`. */
export interface TemplatesFor<M extends Messages> {
  readonly [template: string]: {
    [N in keyof M & string]: M[N] extends { class: 'essential'; about: infer A extends EssentialSubject }
      ? EssentialTemplate<never, N, A>
      : PromotionalTemplate<never, N>;
  }[keyof M & string];
}

type Messages = { readonly [message: string]: MessageClause };

/** A letter as it waits: written, and not addressed. */
export interface Letter extends Written {
  readonly template: string;
  readonly message: string;
  readonly class: Template<never>['class'];
  readonly about?: EssentialSubject;
  readonly unsubscribe?: string;
}

/** What the statement is asked about a letter by. */
export type Label = Pick<Letter, 'message' | 'class' | 'about'>;

/** Whether a message of the statement is of the class and about what a letter says that it is. */
export const isOf = (clause: MessageClause | undefined, { class: its, about }: Label): boolean =>
  clause?.class === its && (clause.class === 'promotional' || clause.about === about);
