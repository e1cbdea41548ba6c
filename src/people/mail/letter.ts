/** The letters that people get about their accounts. Each is a message of the statement, which says what it may be about. */
import type { Receipt } from '../../gate/gate.ts';

export interface Letter {
  /** The message clause it goes out under. */
  readonly message: string;
  readonly subject: string;
  /** Plain text, lines of at most 78 characters but for links. */
  readonly text: string;
}

const NEVER_ASK = 'We never ask for your password: not by mail, not on the telephone, not in a chat.';

const letter = (message: string, subject: string, ...paragraphs: readonly string[]): Letter => ({
  message,
  subject,
  text: `${paragraphs.filter((one) => one !== '').join('\n\n')}\n`,
});

/** To the owner of an address with which somebody tried to open a second account. */
export const addressInUse = () =>
  letter(
    'security-alert',
    'Somebody tried to register with your address',
    'Somebody, perhaps you, tried to open an account with this email address.\nYou have one already, and it stays as it is.',
    'If it was you, sign in, or ask for a link to set a new password.\nIf not, there is nothing that you need to do.',
    NEVER_ASK,
  );

export const passwordReset = (link: string, hint: string | undefined) =>
  letter(
    'password-reset',
    'Set a new password',
    'Somebody, perhaps you, asked to set a new password for your account.\nThis link is good once, for one hour:',
    link,
    hint === undefined ? '' : `The hint that you gave for your present password: ${hint}`,
    'If it was not you, leave the link alone: nothing has changed.',
    NEVER_ASK,
  );

export const passwordChanged = () =>
  letter(
    'security-alert',
    'Your password was changed',
    'The password of your account was changed, and you were signed out everywhere else.',
    'If it was not you, ask for a link to set a new password at once.',
    NEVER_ASK,
  );

/** To the address that an account had before. */
export const addressChanged = () =>
  letter(
    'security-alert',
    'Your account has another address now',
    'The email address of your account was changed, and this one is no longer in use for it.',
    'If it was not you, somebody else is signed in to your account: tell us at once.',
    NEVER_ASK,
  );

/** To the address that an account had until a moment ago. Nobody is left to write to it again. */
export const erased = ({ id, goneAt, backups }: Receipt, origin: string) =>
  letter(
    'request-news',
    'Your data is erased',
    'You asked us to erase your data: your account, your households and what your products told us.',
    goneAt === null
      ? 'From now on nothing of it is read or added to, and it is being deleted; the receipt says when that is done.'
      : 'It is done.',
    'Your products are not served any more.',
    `Copies in backups can’t be read any more from ${new Date(backups.at).toISOString().slice(0, 10)} on, at the latest.`,
    'This is your receipt. It names nobody, so keep it if you may want it later:',
    `${origin}/v1/receipts/${id}`,
    'We don’t have your address any more. This is our last letter to it.',
  );

export const accountLocked = () =>
  letter(
    'security-alert',
    'Your account is locked',
    'You reported that somebody misused your account. It is locked, and everybody is signed out of it.\nYour products go on working.',
    'To unlock it, ask for a link to set a new password.',
    NEVER_ASK,
  );
