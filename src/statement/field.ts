/**
 * Field types: what a value may look like. Each says its format, unit and bounds, so that a value
 * that does not fit is refused where it arrives and never held.
 */
export type FieldType =
  | { readonly type: 'text'; readonly max: number }
  | { readonly type: 'email' }
  | { readonly type: 'phone' }
  | { readonly type: 'country' }
  | { readonly type: 'language' }
  | { readonly type: 'postal-code' }
  | { readonly type: 'ip-address' }
  | { readonly type: 'serial' }
  | { readonly type: 'identifier'; readonly max: number }
  | { readonly type: 'secret' }
  | { readonly type: 'flag' }
  | { readonly type: 'instant' }
  | { readonly type: 'date' }
  | { readonly type: 'duration'; readonly unit: 'milliseconds' | 'seconds'; readonly max: number }
  | { readonly type: 'number'; readonly unit: string; readonly min: number; readonly max: number }
  | { readonly type: 'integer'; readonly unit: string; readonly min: number; readonly max: number }
  | { readonly type: 'position' }
  | { readonly type: 'bands'; readonly unit: 'dB'; readonly min: number; readonly max: number; readonly most: number }
  | { readonly type: 'sound'; readonly most: number }
  | { readonly type: 'one-of'; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly of: FieldType; readonly most: number };

/**
 * A typed member of a category. `says` names it for people: a noun phrase that can follow "we collect",
 * such as `the volume you set`.
 */
export type Field = FieldType & {
  readonly says: string;
  /** A keyed hash is kept beside it, so that its owner can be found by it. No two subjects can have the same. */
  readonly findable?: true;
};

/** Makes a field one by which its owner can be found: `findable(email('your email address'))`. */
export const findable = <const F extends Field>(field: F) => ({ ...field, findable: true }) as const;

/** Free text of at most `max` characters. */
export const text = (says: string, max: number) => ({ type: 'text', says, max }) as const;
/** An address like `ada@home.example`, of at most 254 characters. */
export const email = (says: string) => ({ type: 'email', says }) as const;
/** A telephone number: 5 to 15 digits (E.164), with spaces and `+ - ( ) .` between them. */
export const phone = (says: string) => ({ type: 'phone', says }) as const;
/** Two letters of ISO 3166-1, upper case. */
export const country = (says: string) => ({ type: 'country', says }) as const;
/** A BCP 47 tag, such as `de` or `pt-BR`. */
export const language = (says: string) => ({ type: 'language', says }) as const;
/** 2 to 12 letters, digits, spaces and hyphens. */
export const postalCode = (says: string) => ({ type: 'postal-code', says }) as const;
/** An IPv4 or IPv6 address. */
export const ipAddress = (says: string) => ({ type: 'ip-address', says }) as const;
/** A product's serial number: 4 to 40 letters, digits, `-`, `:` and `_`. */
export const serial = (says: string) => ({ type: 'serial', says }) as const;
/** A machine's name for something: at most `max` printable ASCII characters without spaces. */
export const identifier = (says: string, max: number) => ({ type: 'identifier', says, max }) as const;
/** A secret that is only ever kept as a one-way hash: 8 to 200 characters. */
export const secret = (says: string) => ({ type: 'secret', says }) as const;
/** True or false. */
export const flag = (says: string) => ({ type: 'flag', says }) as const;
/** A moment, as RFC 3339 text with an offset. */
export const instant = (says: string) => ({ type: 'instant', says }) as const;
/** A calendar day, `YYYY-MM-DD`. */
export const date = (says: string) => ({ type: 'date', says }) as const;
/** A length of time from 0 to `max`: a number in `unit`. */
export const duration = (says: string, unit: 'milliseconds' | 'seconds', max: number) =>
  ({ type: 'duration', says, unit, max }) as const;
/** A number in `unit`, from `min` to `max`. */
export const number = (says: string, unit: string, min: number, max: number) =>
  ({ type: 'number', says, unit, min, max }) as const;
/** A whole number in `unit`, from `min` to `max`. */
export const integer = (says: string, unit: string, min: number, max: number) =>
  ({ type: 'integer', says, unit, min, max }) as const;
/** A place on Earth: `{ latitude, longitude }`, in degrees. */
export const position = (says: string) => ({ type: 'position', says }) as const;
/** A level for each frequency band in dB from `min` to `max`, lowest band first, at most `most` bands. */
export const bands = (says: string, min: number, max: number, most: number) =>
  ({ type: 'bands', says, unit: 'dB', min, max, most }) as const;
/** Recorded sound as base64, of at most `most` bytes. Only a passing category may have it. */
export const sound = (says: string, most: number) => ({ type: 'sound', says, most }) as const;
/** One of a closed list of values. */
export const oneOf = <const V extends readonly string[]>(says: string, values: V) =>
  ({ type: 'one-of', says, values }) as const;
/** At most `most` values of one type. */
export const list = <const T extends FieldType>(says: string, of: T, most: number) =>
  ({ type: 'list', says, of, most }) as const;

/** What a field holds, as a static type. */
export type Holds<F> = F extends { type: 'flag' }
  ? boolean
  : F extends { type: 'duration' | 'number' | 'integer' }
    ? number
    : F extends { type: 'bands' }
      ? readonly number[]
      : F extends { type: 'position' }
        ? { readonly latitude: number; readonly longitude: number }
        : F extends { type: 'one-of'; values: readonly (infer V)[] }
          ? V
          : F extends { type: 'list'; of: infer I }
            ? readonly Holds<I>[]
            : string;
