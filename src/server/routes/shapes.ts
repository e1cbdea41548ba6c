/** Shapes that several routes share. What a value may look like the statement says; here is only how long it may be. */
import { Type } from 'typebox';

/** Text that the statement will look at. */
export const Given = (description: string, maxLength = 500) => Type.String({ minLength: 1, maxLength, description });
export const Instant = (description: string) =>
  Type.String({ maxLength: 40, description: `${description}, RFC 3339`, examples: ['2027-03-01T10:00:00Z'] });
/** An instant in epoch milliseconds as it is shown. */
export const iso = (instant: number): string => new Date(instant).toISOString();

export const Email = Given('An email address', 254);
/** Characters that a password has. */
export const PASSWORD = { minLength: 8, maxLength: 200 };
export const Password = Type.String({ ...PASSWORD, description: 'Kept as a one-way hash alone' });
export const LONGEST_HINT = 200;
/** Any text: a wrong password is wrong, however long it is. */
export const AnyPassword = Type.String({ maxLength: 200 });
export const OnOff = Type.Union([Type.Literal('on'), Type.Literal('off')]);
/** An answer without a body. */
export const Nothing = Type.Unsafe<undefined>(Type.Null({ description: 'Done; there is nothing to say' }));

/** An object with these members and no others. */
export const Exactly = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/** What is kept of an entry of the ledger: see `sotto ledger verify --receipt FILE`. */
export const LedgerReceipt = Exactly({
  leaf: Type.String({ description: 'The leaf, base64' }),
  opening: Type.String({ description: 'What opens it, base64. Whoever has it can read the entry' }),
  index: Type.Integer({ description: 'Its place in the ledger' }),
  proof: Type.Array(Type.String(), { description: 'Hashes, base64, from below' }),
  checkpoint: Type.String(),
  key: Type.String({ description: 'The public key of the ledger' }),
});

/** What an account says of its owner; at least one of it. */
export const Profile = Type.Object(
  {
    email: Type.Optional(Email),
    name: Type.Optional(Given('Your name', 200)),
    phone: Type.Optional(Given('A telephone number', 32)),
    country: Type.Optional(Given('ISO 3166-1, such as `DE`', 2)),
    postalCode: Type.Optional(Given('A postal code', 12)),
    language: Type.Optional(Given('BCP 47, such as `pt-BR`', 40)),
  },
  { additionalProperties: false, minProperties: 1 },
);
