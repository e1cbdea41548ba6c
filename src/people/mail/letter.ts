/** The letters that people get. Each stands under a message of the statement, which says what it may be about. */
import type { Receipt } from '../../gate/gate.ts';
import type { EssentialSubject } from '../../statement/statement.ts';
import type { EssentialTemplate, Letter, Paragraph, Template, Written } from './template.ts';

export type { Letter } from './template.ts';

const essential = <const M extends string, const A extends EssentialSubject, D = void>(
  message: M,
  about: A,
  write: (data: D) => Written,
): EssentialTemplate<D, M, A> => ({ class: 'essential', message, about, write });

const written = (subject: string, ...paragraphs: readonly (Paragraph | undefined)[]): Written => ({
  subject,
  paragraphs: paragraphs.filter((one) => one !== undefined),
});

const NEVER_ASK = 'We never ask for your password: not by mail, not on the telephone, not in a chat.';

/** What a letter about a request says of it. */
export interface RequestNews {
  readonly id: string;
  /** What was asked, as the statement says it: `take it along`. */
  readonly asked: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

/** The day of an instant (epoch milliseconds): `2026-05-31`. */
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** The same with the minute: `2026-05-31 at 09:30 (UTC)`. */
const minute = (at: number): string => `${day(at)} at ${new Date(at).toISOString().slice(11, 16)} (UTC)`;

/** What is to be said to an address that somebody wants for their account. `ends` in epoch milliseconds. */
export type AddressToConfirm =
  | { readonly kind: 'free'; readonly link: string; readonly ends: number }
  | { readonly kind: 'taken' }
  | { readonly kind: 'under-age'; readonly age: number };

const COMPLAIN =
  'If you think that this is wrong, write to us. You may also complain to the\nauthority that watches over data protection where you live, or go to court.';
const youAsked = ({ asked }: RequestNews): string => `You asked to ${asked}.`;
const referTo = ({ id }: RequestNews): string => `If you write to us about it, name this number:\n${id}`;

export const templates = {
  /** To the owner of an address with which somebody tried to open a second account. */
  'address-in-use': essential('security-alert', 'security', () =>
    written(
      'Somebody tried to register with your address',
      'Somebody, perhaps you, tried to open an account with this email address.\nYou have one already, and it stays as it is.',
      'If it was you, sign in, or ask for a link to set a new password.\nIf not, there is nothing that you need to do.',
      NEVER_ASK,
    ),
  ),

  'reset-password': essential(
    'password-reset',
    'security',
    (of: { link: string; hint: string | undefined; isClosed?: boolean }) =>
      written(
        'Set a new password',
        'Somebody, perhaps you, asked to set a new password for your account.\nThis link is good once, for one hour:',
        { link: of.link },
        of.hint === undefined ? undefined : `The hint that you gave for your present password: ${of.hint}`,
        of.isClosed ? 'Your account is closed. Setting a new password opens it again.' : undefined,
        'If it was not you, leave the link alone: nothing has changed.',
        NEVER_ASK,
      ),
  ),

  'password-changed': essential('security-alert', 'security', () =>
    written(
      'Your password was changed',
      'The password of your account was changed, and you were signed out everywhere else.',
      'If it was not you, ask for a link to set a new password at once.',
      NEVER_ASK,
    ),
  ),

  /**
   * To a new address, before it is in force. One that has an account, or is on the list of those who are too young, gets
   * another letter under the same name, so that who asked can't tell which it was.
   */
  'confirm-address': essential('account-news', 'account', (of: AddressToConfirm) => {
    switch (of.kind) {
      case 'free':
        return written(
          'Is this your new address?',
          'Somebody, perhaps you, wants to use this email address for an account with us.\nIf it was you, open this link:',
          { link: of.link },
          `It is good once, until ${minute(of.ends)}. Until you open it nothing changes.`,
          'If it was not you, leave the link alone, and that is the end of it.',
          NEVER_ASK,
        );
      case 'taken':
        return written(
          'Somebody wants to use your address',
          'Somebody, perhaps you, wants to use this email address for another account.\nIt has an account already, and that stays as it is.',
          'If it was you, sign in with this address, or ask for a link to set a new password.\nIf not, there is nothing that you need to do.',
          NEVER_ASK,
        );
      case 'under-age':
        return written(
          'This address was not taken over',
          'Somebody, perhaps you, wants to use this email address for an account with us.',
          `We were told before that it belongs to somebody younger than ${of.age}, so nothing was changed.`,
          'If that is wrong, or not so any more, write to us.',
        );
    }
  }),

  /** To the address in force, while another waits. */
  'email-changing': essential('security-alert', 'security', (of: { link: string; ends: number }) =>
    written(
      'Your account is to have another address',
      'Somebody, perhaps you, asked that your account have another email address. That is so\nonce the link that we mailed there is opened. Until then this one stays in use.',
      `If it was you, there is nothing that you need to do here. If the link is not opened by\n${minute(of.ends)}, nothing changes.`,
      'If it was not you, stop it here. Everybody is signed out then; set a new password next:',
      { link: of.link },
      NEVER_ASK,
    ),
  ),

  /** To both: the address that an account had before, and the one that it has now. */
  'email-changed': essential('security-alert', 'security', (of: { to: 'former' | 'present' }) =>
    written(
      'Your account has another address now',
      of.to === 'former'
        ? 'The email address of your account was changed, and this one is no longer in use for it.'
        : 'The email address of your account was changed to this one.\nWhat we write to you comes here from now on.',
      'If it was not you, somebody else is signed in to your account: tell us at once.',
      NEVER_ASK,
    ),
  ),

  'account-locked': essential('security-alert', 'security', () =>
    written(
      'Your account is locked',
      'You reported that somebody misused your account. It is locked, and everybody is signed out of it.\nYour products go on working.',
      'To unlock it, ask for a link to set a new password.',
      NEVER_ASK,
    ),
  ),

  /** `ends` says what is deleted when (epoch milliseconds). */
  'account-closed': essential('account-news', 'account', (of: { ends: readonly { says: string; at: number }[] }) =>
    written(
      'Your account is closed',
      'You closed your account. You are signed out everywhere, your products are not\nserved any more, and nothing more is collected.',
      of.ends.length === 0
        ? undefined
        : `This will be deleted:\n${of.ends.map(({ says, at }) => `- ${says}, on ${day(at)}`).join('\n')}`,
      'If you want it back before then, sign in, or ask for a link to set a new password.\nIf it was not you, do so at once.',
      NEVER_ASK,
    ),
  ),

  /** `happened` and `advice` are sentences of ours: what it was, and what the reader can do. */
  'security-notice': essential('security-alert', 'security', (of: { happened: string; advice: string }) =>
    written('Something that touches the safety of your data', of.happened, of.advice, NEVER_ASK),
  ),

  'export-ready': essential('request-news', 'request', (of: { id: string; endsAt: number }) =>
    written(
      'Your data is ready to take along',
      'You asked for what we hold about you, to take along. It is ready.',
      `Fetch it in your account until ${minute(of.endsAt)}. We ask you to sign in\nanew for it. Its number is:\n${of.id}`,
      'If you did not ask for it, somebody else is signed in to your account: tell us at once.',
    ),
  ),

  'request-received': essential('request-news', 'request', (of: RequestNews) =>
    written(
      'We have your request',
      youAsked(of),
      `We are at it. You have our answer by ${day(of.dueAt)} at the latest.`,
      referTo(of),
    ),
  ),

  /** To whoever wrote to us about data, whether we know the address or not: it says the same to all. */
  'how-to-ask': essential('request-news', 'request', (of: { origin: string }) =>
    written(
      'How to ask us about your data',
      'Somebody, perhaps you, wrote to us about data. Mail does not show who sent it,\nso we do nothing by it alone: nobody else shall get, change or delete what is yours.',
      'Sign in to your account and ask there: to see, take along, correct or delete what\nwe hold about you, to restrict its use, or to object. You have our answer within the\ntime that our privacy statement names:',
      { link: `${of.origin}/statement` },
      'If you have no account, or can’t sign in, ask here. We write to the address that we\nhave of you, and go on once you open the link in that letter:',
      { link: `${of.origin}/requests` },
      'If it was not you, there is nothing that you need to do.',
      NEVER_ASK,
    ),
  ),

  /** The one-time link by which somebody shows that a request is theirs. `ends` is until when it is good. */
  'request-identity': essential(
    'request-news',
    'request',
    (of: { asked: string; warns?: string | undefined; link: string; ends: number }) =>
      written(
        'Is this request yours?',
        `Somebody, perhaps you, wrote to us and asked to ${of.asked}.`,
        of.warns,
        'Before we do anything, we have to know that it is you. If it is, open this link:',
        { link: of.link },
        `It is good once, until ${minute(of.ends)}. Nothing is done before.`,
        'If it was not you, leave the link alone, and that is the end of it.',
        NEVER_ASK,
      ),
  ),

  /** `lines` are ours: what was done where, and what was not found or could not be done, and why. */
  'request-done': essential(
    'request-news',
    'request',
    ({ lines, link, ...of }: RequestNews & { lines: readonly string[]; link?: string | undefined }) =>
      written(
        'Your request is answered',
        youAsked(of),
        lines.join('\n'),
        ...(link === undefined ? [] : ['You can fetch it here, once, within seven days:', { link }]),
        'If you did not ask for this, tell us at once: somebody else may be signed in to your account.',
        referTo(of),
      ),
  ),

  /** `because` goes on from `We can’t, because`. Article 12(4) GDPR: why, and that one can complain. */
  'request-refused': essential('request-news', 'request', ({ because, ...of }: RequestNews & { because: string }) =>
    written('We can’t do what you asked', youAsked(of), `We can’t, because ${because}.`, COMPLAIN, referTo(of)),
  ),

  'request-extended': essential('request-news', 'request', ({ because, ...of }: RequestNews & { because: string }) =>
    written(
      'Your request takes us longer',
      youAsked(of),
      `It takes longer, because ${because}. You have our answer by ${day(of.dueAt)} at the latest.`,
      COMPLAIN,
      referTo(of),
    ),
  ),

  /** To those who answer requests: it says nothing of whom. */
  'request-reminder': essential('request-news', 'request', (of: RequestNews & { isOverdue: boolean }) =>
    written(
      of.isOverdue ? 'A request was not answered in time' : 'A request has to be answered soon',
      `Somebody asked to ${of.asked}. The answer ${of.isOverdue ? 'was' : 'is'} due on ${day(of.dueAt)}.`,
      `See how far it is:\nsotto requests show ${of.id}`,
    ),
  ),

  /** `what` goes on from `You deleted`; `link` is where it can be undone. */
  'deletion-pending': essential('request-news', 'request', (of: { what: string; destroyedAt: number; link: string }) =>
    written(
      'What you deleted is hidden, and soon gone',
      `You deleted ${of.what}. Nobody sees it any more.`,
      `It is destroyed on ${minute(of.destroyedAt)}. Until then you can have it back:`,
      { link: of.link },
      'If you did not delete it, somebody else is signed in to your account: tell us at once.',
    ),
  ),

  /** To the address that an account had until a moment ago. Nobody is left to write to it again. */
  'erasure-done': essential('request-news', 'request', ({ receipt, origin }: { receipt: Receipt; origin: string }) =>
    written(
      'Your data is erased',
      'You asked us to erase your data: your account, your households and what your products told us.',
      receipt.goneAt === null
        ? 'From now on nothing of it is read or added to, and it is being deleted; the receipt says when that is done.'
        : 'It is done.',
      'Your products are not served any more.',
      ...kept(receipt, origin),
    ),
  ),

  'child-account-closed': essential(
    'account-news',
    'account',
    (of: { age: number; receipt: Receipt; origin: string }) =>
      written(
        'This account is closed',
        `We learned that the account with this address is of somebody younger than ${of.age}.\nOur products are not meant for children, so we closed it and erased what we held.`,
        ...kept(of.receipt, of.origin),
      ),
  ),

  /** To an address that is on the list of those who are too young. */
  'no-account-opened': essential('account-news', 'account', (of: { age: number; contact: string }) =>
    written(
      'No account was opened with your address',
      'Somebody, perhaps you, tried to register with this address.',
      `We were told before that it belongs to somebody younger than ${of.age}, so no account was opened.`,
      `If that is wrong, or not so any more, write to us: ${of.contact}`,
    ),
  ),

  /** `changes` are sentences of ours, a change each; `from` is the day on which it takes effect. */
  'policy-update': essential(
    'policy-update',
    'policy-update',
    (of: { from: number; changes: readonly string[]; link: string }) =>
      written(
        `Our privacy statement changes on ${day(of.from)}`,
        `From ${day(of.from)} on a new version of our privacy statement is in force. What is different:`,
        ...of.changes,
        'All of it, next to the version before:',
        { link: of.link },
        'If you go on using our products after that day, we take it that you agree.\nIf you don’t want that, you can have your data erased before.',
      ),
  ),

  /** Of the three about a product, `what` and `advice` are sentences of ours. */
  'new-software': essential(
    'software-update',
    'software-update',
    (of: { productType: string; version: string; what: string }) =>
      written(
        `New software for your ${of.productType}`,
        `There is new software for your ${of.productType}: version ${of.version}.`,
        of.what,
        'The product fetches it by itself, or when you look for updates in the app.',
      ),
  ),

  /** `from` in epoch milliseconds. */
  'end-of-support': essential(
    'end-of-support',
    'end-of-support',
    (of: { productType: string; from: number; what: string }) =>
      written(
        `Support for your ${of.productType} ends on ${day(of.from)}`,
        `From ${day(of.from)} on there is no new software for your ${of.productType}, and we don’t repair it any more.`,
        of.what,
      ),
  ),

  'product-safety': essential('safety', 'safety', (of: { productType: string; what: string; advice: string }) =>
    written(`A danger from your ${of.productType}`, of.what, of.advice),
  ),
} as const;

export type TemplateName = keyof typeof templates;

/**
 * What a stranger can set off by naming an address. Counted in the open, these would tell whether it has an account; see
 * docs/decisions/0007.
 */
export const SET_OFF_BY_STRANGERS: ReadonlySet<string> = new Set<TemplateName>([
  'no-account-opened',
  'address-in-use',
  'confirm-address',
  'reset-password',
  'request-identity',
  'how-to-ask',
]);

/** Writes a letter: `letter('reset-password', { link, hint })`. */
export function letter<N extends TemplateName>(
  template: N,
  ...data: Parameters<(typeof templates)[N]['write']>
): Letter {
  // Sound: the data is what the template of this name takes, which the compiler can't follow through the union.
  const { write, ...rest } = templates[template] as Template<unknown>;
  return { template, ...rest, ...write(data[0]) };
}

const kept = ({ id, backups }: Receipt, origin: string): Paragraph[] => [
  `Copies in backups can’t be read any more from ${day(backups.at)} on, at the latest.`,
  'This is your receipt. It names nobody, so keep it if you may want it later:',
  { link: `${origin}/v1/receipts/${id}` },
  'We don’t have your address any more. This is our last letter to it.',
];
