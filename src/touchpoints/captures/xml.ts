/** XML as captures have it: small, untrusted, often a piece without its root, often with more XML inside its texts. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Leaf } from './leaf.ts';

export interface Element {
  readonly name: string;
  readonly attributes: readonly Leaf[];
  readonly children: readonly Element[];
  /** Pieces of text between the children, white space at their edges left out: that is layout. */
  readonly texts: readonly string[];
}

/** Characters of a document, and elements within elements. Players' own messages are a hundredth of it. */
const LONGEST = 4_000_000;
const DEEPEST = 40;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  cdataPropName: '#cdata',
  parseTagValue: false,
  parseAttributeValue: false,
  // Entities are never expanded by the parser; `decode` knows the five of XML itself, and none that a document declares.
  processEntities: false,
  maxNestedTags: DEEPEST,
});

/**
 * Reads a document, or several elements in a row, as the children of a nameless element. `undefined` if it is not well
 * formed, declares a document type, or is too long or too deep.
 */
export function parseXml(text: string): Element | undefined {
  if (text.length > LONGEST || /<!doctype/i.test(text)) return undefined;
  const wrapped = `<capture>${text.replace(/^\s*<\?xml\s[^>]*\?>/, '')}</capture>`;
  try {
    if (XMLValidator.validate(wrapped) !== true) return undefined;
    const [root, ...more] = (parser.parse(wrapped) as Node[]).map(elementOf);
    return root === undefined || more.length > 0 ? undefined : { ...root, name: '' };
  } catch {
    return undefined;
  }
}

/** A value that is XML itself, such as the metadata of a track; `undefined` if it is anything else. */
export const parseInner = (value: unknown): Element | undefined => (isXml(value) ? parseXml(value) : undefined);

/** Whether a value means to be XML. */
export const isXml = (value: unknown): value is string => typeof value === 'string' && /^\s*<[a-z]/i.test(value);

/** What the parser makes of an element in order: `{ tag: Node[], ':@': attributes }`, or a piece of text. */
type Node = { readonly [key: string]: unknown };

function elementOf(node: Node): Element {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const inside = (node[name] ?? []) as Node[];
  const texts: string[] = [];
  const children: Element[] = [];
  for (const one of inside) {
    if ('#text' in one) texts.push(decode(String(one['#text'])));
    else if ('#cdata' in one) texts.push((one['#cdata'] as Node[]).map((piece) => String(piece['#text'])).join(''));
    else if (!Object.keys(one)[0]?.startsWith('?')) children.push(elementOf(one));
  }
  const attributes = Object.entries((node[':@'] ?? {}) as { readonly [name: string]: unknown })
    .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
    .map(([key, value]) => ({ name: key, value: decode(String(value)) }));
  return { name, attributes, children, texts };
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and characters by number; once, so that what was encoded twice stays encoded once. */
function decode(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (all, name, decimal, hex) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? all : String.fromCodePoint(code);
  });
}

/** The text of an element. */
export const textOf = (element: Element): string => element.texts.join('');

/** An attribute's value, by its name in small letters. */
export const attributeOf = (element: Element, name: string): unknown =>
  element.attributes.find((one) => one.name.toLowerCase() === name)?.value;

/** The first element of a name at any depth, outermost first. Prefixes of namespaces do not count. */
export function find(element: Element, name: string): Element | undefined {
  for (const child of element.children) if (localName(child) === name) return child;
  for (const child of element.children) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}

/** The elements of which `is` holds, at any depth, but not those within another such element. */
export const outermost = (element: Element, is: (child: Element) => boolean): Element[] =>
  element.children.flatMap((child) => (is(child) ? [child] : outermost(child, is)));

/** `BrowseResponse` for `u:BrowseResponse`. */
export const localName = ({ name }: Element): string => name.slice(name.indexOf(':') + 1);

/**
 * Every leaf below an element: attributes as `res@duration`, texts by the element's name, texts beside elements as
 * `device#text`. An element with nothing in it is a leaf too. Elements of which `isOwn` holds are left to the caller.
 */
export function leavesOfXml(element: Element, path = '', isOwn?: (child: Element) => boolean): Leaf[] {
  const leaves: Leaf[] = [];
  collect(element, path);
  return leaves;

  function collect({ attributes, children, texts }: Element, path: string): void {
    for (const { name, value } of attributes) leaves.push({ name: `${path}@${name}`, value });
    if (children.length > 0) {
      for (const value of texts) if (value !== '') leaves.push({ name: `${path}#text`, value });
    } else if (texts.length > 0 || attributes.length === 0) leaves.push({ name: path, value: texts.join('') });
    for (const child of children) {
      if (!isOwn?.(child)) collect(child, path === '' ? child.name : `${path}.${child.name}`);
    }
  }
}
