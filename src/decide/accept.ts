/** Whether a value fits a field: formats, units and bounds, compiled once a field. */
import type { FieldType } from '../statement/field.ts';
import { instantOf } from './instant.ts';

export type Accepts = (value: unknown) => boolean;

const EMAIL = /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@"(),:;<>[\]\\.]+(\.[^\s@"(),:;<>[\]\\.]+)+$/u;
const PHONE = /^\+?[0-9 ().-]{5,32}$/;
const COUNTRY = /^[A-Z]{2}$/;
/** BCP 47 as it is used: language, script, region, variants. */
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/;
const POSTAL_CODE = /^[\p{L}\p{N}][\p{L}\p{N} -]{0,10}[\p{L}\p{N}]$/u;
const SERIAL = /^[A-Za-z0-9][A-Za-z0-9:_-]{3,39}$/;
const PRINTABLE = /^[\x21-\x7e]+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
/** Neither NUL, which no database text holds, nor half of a surrogate pair, which no UTF-8 does. */
const clean = (value: string) => !value.includes('\0') && value.isWellFormed();

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max && clean(value);
const matches = (value: unknown, pattern: RegExp, max: number) => isText(value, max) && pattern.test(value);
const within = (value: unknown, min: number, max: number) =>
  typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;

/** A test of values of one type. Texts count in UTF-16 code units; numbers must be finite. */
export function accepts(field: FieldType): Accepts {
  switch (field.type) {
    case 'text':
      return (value) => isText(value, field.max) && value.length > 0;
    case 'email':
      return (value) => matches(value, EMAIL, 254);
    case 'phone':
      return (value) => matches(value, PHONE, 32) && digits(value as string) >= 5 && digits(value as string) <= 15;
    case 'country':
      return (value) => matches(value, COUNTRY, 2);
    case 'language':
      return (value) => matches(value, LANGUAGE, 40);
    case 'postal-code':
      return (value) => matches(value, POSTAL_CODE, 12);
    case 'ip-address':
      return (value) => isText(value, 45) && (IPV4.test(value) || isIpv6(value));
    case 'serial':
      return (value) => matches(value, SERIAL, 40);
    case 'identifier':
      return (value) => matches(value, PRINTABLE, field.max);
    case 'secret':
      return (value) => isText(value, 200) && value.length >= 8;
    case 'flag':
      return (value) => typeof value === 'boolean';
    case 'instant':
      return (value) => !Number.isNaN(instantOf(value));
    case 'date':
      return (value) => matches(value, DATE, 10) && isCalendarDay(value as string);
    case 'duration':
      return (value) => within(value, 0, field.max);
    case 'number':
      return (value) => within(value, field.min, field.max);
    case 'integer':
      return (value) => Number.isSafeInteger(value) && within(value, field.min, field.max);
    case 'position':
      return (value) => isPosition(value);
    case 'bands':
      return (value) =>
        Array.isArray(value) && value.length <= field.most && value.every((one) => within(one, field.min, field.max));
    case 'sound':
      return (value) => matches(value, BASE64, Math.ceil(field.most / 3) * 4);
    case 'one-of': {
      const values = new Set<unknown>(field.values);
      return (value) => values.has(value);
    }
    case 'list': {
      const each = accepts(field.of);
      return (value) => Array.isArray(value) && value.length <= field.most && value.every(each);
    }
  }
}

const digits = (value: string) => value.replace(/\D/g, '').length;

/** RFC 4291: eight groups of four hex digits, one run of zeros as `::`, the last two groups perhaps as IPv4. */
function isIpv6(value: string): boolean {
  const halves = value.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const hasIpv4 = last?.includes('.') ?? false;
  if (hasIpv4 && !IPV4.test(groups.pop()!)) return false;
  const count = groups.length + (hasIpv4 ? 2 : 0);
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}

function isCalendarDay(value: string): boolean {
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function isPosition(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { latitude, longitude, ...rest } = value as Record<string, unknown>;
  return within(latitude, -90, 90) && within(longitude, -180, 180) && Object.keys(rest).length === 0;
}
