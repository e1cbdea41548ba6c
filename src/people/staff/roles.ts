/** What each role does in the console, and so what it sees. What stands here for none of them nobody does. */

export const ROLES = ['privacy', 'support', 'engineer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Each thing that can be done, and who does it. A route names the one that it is. */
export const RIGHTS = {
  /** Signing out. */
  'own-session': ROLES,
  /** Which requests there are and how their clocks stand, not what is in them. */
  'requests.list': ['privacy', 'support', 'auditor'],
  'requests.see': ['privacy', 'support'],
  'requests.note': ['privacy', 'support'],
  'requests.answer': ['privacy'],
  /** Opening data of a person, for a purpose that the statement has people open, and for a case. */
  'people.open': ['privacy', 'support'],
  'collection.see': ['privacy', 'engineer', 'auditor'],
  'collection.stop': ['privacy', 'engineer'],
  'statement.see': ['privacy', 'engineer', 'auditor'],
  'retention.see': ['privacy', 'engineer', 'auditor'],
  'ledger.see': ['privacy', 'engineer', 'auditor'],
  'record.see': ['privacy', 'auditor'],
  'breach.drill': ['privacy', 'engineer'],
} as const satisfies { readonly [right: string]: readonly Role[] };
export type Right = keyof typeof RIGHTS;

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

export const mayDo = (role: Role, right: Right): boolean => (RIGHTS[right] as readonly Role[]).includes(role);

/** All that a role does. */
export const rightsOf = (role: Role): readonly Right[] =>
  (Object.keys(RIGHTS) as Right[]).filter((right) => mayDo(role, right));
