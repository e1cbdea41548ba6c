/** Events as JSON Schema (2020-12), from the types of their fields. */
import { splitTaken } from '../statement/clause.ts';
import type { FieldType } from '../statement/field.ts';
import type { CollectClause, Statement } from '../statement/statement.ts';

export interface Schema {
  readonly [keyword: string]: unknown;
}

/** What the `data` of an event must look like: an object for each category, and nothing undeclared. */
export function eventSchema(statement: Statement, name: string, clause: CollectClause): Schema {
  const categories = Object.entries(clause.takes).map(([category, taken]) => {
    const fields = taken.map(splitTaken);
    const declared = statement.words.data[category]?.fields ?? {};
    const known = fields.flatMap(({ field }) => {
      const type = Object.hasOwn(declared, field) ? declared[field] : undefined;
      return type === undefined ? [] : [[field, { description: type.says, ...fieldSchema(type) }] as const];
    });
    const required = fields.filter((one) => one.demanded).map((one) => one.field);
    return { category, required, schema: closed(Object.fromEntries(known), required) };
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:sotto:${encodeURIComponent(statement.id)}:${statement.dated}:${encodeURIComponent(name)}`,
    title: name,
    description: `When ${clause.says}.`,
    ...closed(
      Object.fromEntries(categories.map(({ category, schema }) => [category, schema])),
      categories.filter((one) => one.required.length > 0).map((one) => one.category),
    ),
  };
}

const closed = (properties: Schema, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** What one value must look like. Units stand under `x-unit`: JSON Schema has no word for them. */
export function fieldSchema(field: FieldType): Schema {
  switch (field.type) {
    case 'text':
      return { type: 'string', maxLength: field.max };
    case 'email':
      return { type: 'string', format: 'email', maxLength: 254 };
    case 'phone':
      return { type: 'string', pattern: '^[+\\-(). ]*(?:[0-9][+\\-(). ]*){5,15}$' };
    case 'country':
      return { type: 'string', pattern: '^[A-Z]{2}$' };
    case 'language':
      return { type: 'string', pattern: '^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$' };
    case 'postal-code':
      return { type: 'string', pattern: '^[A-Za-z0-9 \\-]{2,12}$' };
    case 'ip-address':
      return {
        anyOf: [
          { type: 'string', format: 'ipv4' },
          { type: 'string', format: 'ipv6' },
        ],
      };
    case 'serial':
      return { type: 'string', pattern: '^[A-Za-z0-9:_\\-]{4,40}$' };
    case 'identifier':
      return { type: 'string', pattern: '^[!-~]+$', maxLength: field.max };
    case 'secret':
      return { type: 'string', minLength: 8, maxLength: 200, writeOnly: true };
    case 'flag':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'duration':
      return { type: 'number', minimum: 0, maximum: field.max, 'x-unit': field.unit };
    case 'number':
    case 'integer':
      return { type: field.type, minimum: field.min, maximum: field.max, 'x-unit': field.unit };
    case 'position':
      return closed(
        {
          latitude: { type: 'number', minimum: -90, maximum: 90, 'x-unit': 'degree' },
          longitude: { type: 'number', minimum: -180, maximum: 180, 'x-unit': 'degree' },
        },
        ['latitude', 'longitude'],
      );
    case 'bands':
      return {
        type: 'array',
        items: { type: 'number', minimum: field.min, maximum: field.max, 'x-unit': field.unit },
        maxItems: field.most,
      };
    case 'sound':
      // Base64 takes four characters for three bytes.
      return { type: 'string', contentEncoding: 'base64', maxLength: Math.ceil(field.most / 3) * 4 };
    case 'one-of':
      return { enum: field.values };
    case 'list':
      return { type: 'array', items: fieldSchema(field.of), maxItems: field.most };
  }
}
