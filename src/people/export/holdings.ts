/** All that is held of a person and their households, opened once, to be gone through as often as there are files. */
import type { Acts } from '../../gate/acts.ts';
import type { Opened, SubjectId } from '../../gate/gate.ts';
import {
  type CurrentData,
  categoriesOf,
  currentOf,
  type OwnItem,
  ownSubjects,
  tellItem,
  type Whose,
} from '../own-data.ts';
import type { PeopleParts } from '../parts.ts';
import type { Recipient } from '../tell.ts';

export interface Holdings {
  /** Categories of which there is anything. */
  readonly categories: readonly string[];
  readonly current: readonly (CurrentData & Whose)[];
  readonly recipients: readonly (Recipient & Whose & { readonly categories: readonly string[] })[];
  /** What happened, newest first for each of them: read as it is asked for, so that memory does not grow with it. */
  items(category: string): AsyncGenerator<OwnItem, void, void>;
}

interface Holding {
  readonly whose: Whose;
  readonly categories: readonly string[];
  readonly opened: Extract<Opened, { effect: 'permitted' }>;
  readonly acts: Acts;
}

export async function openHoldings(parts: PeopleParts, person: SubjectId): Promise<Holdings> {
  const { gate } = parts;
  const holdings: Holding[] = [];
  for (const { subject, kind, whose } of await ownSubjects(parts, person)) {
    const data = categoriesOf(parts, kind);
    const opened = await gate.open({ subject, purpose: 'self', data, actor: 'self', because: 'an export' });
    if (opened?.effect !== 'permitted') continue;
    holdings.push({ whose, categories: data, opened, acts: await gate.acts(subject) });
  }

  const current: (CurrentData & Whose)[] = [];
  const categories = new Set<string>();
  for (const { whose, opened, acts, categories: data } of holdings) {
    for (const one of await currentOf(parts, opened, acts)) current.push({ ...whose, ...one });
    for (const category of data) {
      const { items } = await opened.history({ categories: [category], limit: 1 });
      if (items.length > 0 || current.some((one) => one.category === category)) categories.add(category);
    }
  }
  return {
    categories: [...categories],
    current,
    recipients: holdings.flatMap(({ whose, acts }) => acts.disclosed.map((one) => ({ ...whose, ...one }))),
    async *items(category) {
      for (const { whose, opened, acts } of holdings) {
        for await (const items of opened.stream({ categories: [category] })) {
          for (const item of items) yield { ...whose, ...item, ...(await tellItem(parts, acts, item)) };
        }
      }
    },
  };
}
