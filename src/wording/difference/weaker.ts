/** What no single question shows: times, ages, defaults, notices and safeguards, compared one by one. */
import { needOf } from '../../statement/clause.ts';
import type { FieldType } from '../../statement/field.ts';
import { inDays } from '../../statement/span.ts';
import type { Need, Statement } from '../../statement/statement.ts';
import type { Change } from '../difference.ts';
import { own } from '../own.ts';
import { BASIS, dataWords, keepWords, quoted, says, spanWords, startsWords } from '../phrase.ts';

type Draft = Omit<Change, 'kind' | 'material'> & { readonly isWeaker: boolean };

/** Every such difference; material where it is weaker for the person. */
export function weaker(before: Statement, after: Statement): readonly Change[] {
  return [
    ...keeps(before, after),
    ...choices(before, after),
    ...uses(before, after),
    ...taken(before, after),
    ...shares(before, after),
    ...reaching(before, after),
    ...times(before, after),
    ...safeguards(before, after),
    ...fields(before, after),
    ...vocabulary(before, after),
  ].map(({ isWeaker, ...rest }) => ({ ...rest, kind: isWeaker ? 'weaker' : 'stronger', material: isWeaker }));
}

/** Pairs of what has a name in both. */
function shared<T>(before: { readonly [name: string]: T }, after: { readonly [name: string]: T }) {
  return Object.entries(before).flatMap(([name, was]) => {
    const is = Object.hasOwn(after, name) ? after[name] : undefined;
    return is === undefined ? [] : [{ name, was, is }];
  });
}
const longer = (was: string, is: string) => inDays(is) > inDays(was);

function* keeps(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.keep, after.keep)) {
    if (was.for === is.for && was.after === is.after) continue;
    // An ending may be years away, and two endings cannot be compared: only collection is sure to come first.
    const isLater = was.after !== is.after && is.after !== 'collection';
    yield {
      clause: `keep.${name}`,
      isWeaker: isLater || longer(was.for, is.for),
      says: `The time for which we keep ${dataWords(after, name)} changes`,
      before: keepWords(before, name, was),
      after: keepWords(after, name, is),
    };
  }
}

function* choices(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.choices, after.choices)) {
    const clause = `choices.${name}` as const;
    const it = quoted(is.asks);
    if (was.starts !== is.starts)
      yield {
        clause,
        isWeaker: is.starts === 'on',
        says: `${it} has another default`,
        before: startsWords(was.starts),
        after: startsWords(is.starts),
      };
    const lost = was.at.filter((one) => !is.at.includes(one)).map((one) => says(before.words.touchpoints, one));
    if (lost.length > 0) yield { clause, isWeaker: true, says: `${it} can no longer be changed in ${lost.join(', ')}` };
    if (was.clicks !== is.clicks)
      yield {
        clause,
        isWeaker: is.clicks === undefined || (was.clicks !== undefined && is.clicks > was.clicks),
        says: `The way from the settings to ${it} changes`,
        before: steps(was.clicks),
        after: steps(is.clicks),
      };
    if (was.kind === 'one-time' && is.kind === 'one-time' && was.lasts !== is.lasts)
      yield {
        clause,
        isWeaker: longer(was.lasts, is.lasts),
        says: `An unused yes to ${it} stands for another time`,
        before: spanWords(was.lasts),
        after: spanWords(is.lasts),
      };
    if (was.kind === 'one-time' && is.kind !== 'one-time')
      yield { clause, isWeaker: true, says: `${it} is no longer asked each time` };
  }
  for (const [name, clause] of Object.entries(before.choices))
    if (!Object.hasOwn(after.choices, name))
      yield { clause: `choices.${name}`, isWeaker: true, says: `The choice ${quoted(clause.asks)} goes away` };
}
const steps = (clicks: number | undefined) => (clicks === undefined ? 'no bound' : `at most ${clicks} steps`);

function* uses(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.use, after.use)) {
    const purpose = says(after.words.purposes, name);
    const change = (data: string, before: Need, after: Need): Draft[] =>
      before === after
        ? []
        : [
            {
              clause: `use.${name}`,
              isWeaker: after === 'while held' || (before !== 'while held' && longer(before, after)),
              says: `The time for which ${data} is needed ${purpose} changes`,
              before: before === 'while held' ? before : spanWords(before),
              after: after === 'while held' ? after : spanWords(after),
            },
          ];
    yield* change('data', was.needs, is.needs);
    for (const category of new Set([was, is].flatMap(({ needsOf = {} }) => Object.keys(needsOf))))
      yield* change(dataWords(after, category), needOf(was, category), needOf(is, category));
  }
}

function* taken(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.collect, after.collect)) {
    const clause = `collect.${name}` as const;
    for (const [category, fields] of Object.entries(is.takes))
      for (const field of fields) {
        if (field.endsWith('?')) {
          if (own(was.takes, category)?.includes(field.slice(0, -1)))
            yield {
              clause,
              isWeaker: false,
              says: `${dataWords(after, `${category}.${field.slice(0, -1)}`)} is now offered, no longer demanded, when ${is.says}`,
            };
        } else if (own(was.takes, category)?.includes(`${field}?`))
          yield {
            clause,
            isWeaker: true,
            says: `${dataWords(after, `${category}.${field}`)} is now demanded when ${is.says}`,
          };
      }
    if (was.from !== is.from)
      yield {
        clause,
        isWeaker: was.from !== undefined,
        says: `Where it comes from changes, when ${is.says}`,
        before: was.from ?? 'you',
        after: is.from ?? 'you',
      };
  }
}

function* shares(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.share, after.share)) {
    if (was.bound !== is.bound)
      yield {
        clause: `share.${name}`,
        isWeaker: was.bound === true,
        says: `Whether they are bound by this statement changes: ${is.says}`,
        before: was.bound ? 'bound' : 'not bound',
        after: is.bound ? 'bound' : 'not bound',
      };
  }
}

function* reaching(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.cookies, after.cookies)) {
    const clause = `cookies.${name}` as const;
    if (was.lasts !== is.lasts)
      yield {
        clause,
        isWeaker: is.lasts !== 'session' && (was.lasts === 'session' || longer(was.lasts, is.lasts)),
        says: `The lifetime of ${is.says} changes`,
        before: was.lasts,
        after: is.lasts,
      };
    if (was.by !== is.by)
      yield { clause, isWeaker: is.by !== 'us', says: `Who sets ${is.says} changes`, before: was.by, after: is.by };
    if (was.for !== is.for || was.as !== is.as)
      yield {
        clause,
        isWeaker: true,
        says: `${is.says} serves another end, or is another sort of thing`,
        before: `${was.as}, ${says(before.words.purposes, was.for)}`,
        after: `${is.as}, ${says(after.words.purposes, is.for)}`,
      };
  }
  for (const { name, was, is } of shared(before.messages, after.messages)) {
    const clause = `messages.${name}` as const;
    if (was.for !== is.for)
      yield {
        clause,
        isWeaker: true,
        says: `${is.says} serves another end`,
        before: says(before.words.purposes, was.for),
        after: says(after.words.purposes, is.for),
      };
    const pixels = [was, is].map((one) => one.class === 'promotional' && one.pixel === true);
    if (pixels[0] !== pixels[1])
      yield {
        clause,
        isWeaker: pixels[1] === true,
        says: pixels[1] ? `${is.says} may now carry a pixel` : `${is.says} no longer carries a pixel`,
      };
  }
  for (const { name, was, is } of shared(before.figures, after.figures))
    if (was.by !== is.by || was.every !== is.every || was.counts !== is.counts || was.for !== is.for)
      yield {
        clause: `figures.${name}`,
        isWeaker: true,
        says: `${is.says} is counted in another way, or for another end`,
      };
}

function* times(before: Statement, after: Statement): Generator<Draft> {
  for (const [kind, was] of Object.entries(before.requests)) {
    if (was === undefined) continue;
    const clause = `requests.${kind}` as const;
    const is = Object.entries(after.requests).find(([one]) => one === kind)?.[1];
    if (is === undefined) {
      yield { clause, isWeaker: true, says: `You can no longer ask to ${was.says}` };
      continue;
    }
    if (was.within !== is.within)
      yield {
        clause,
        isWeaker: longer(was.within, is.within),
        says: `The time within which you can ${is.says} changes`,
        before: spanWords(was.within),
        after: spanWords(is.within),
      };
    if (was.warns !== undefined && is.warns === undefined)
      yield { clause, isWeaker: true, says: `You are no longer warned before you ${is.says}`, before: was.warns };
  }
  for (const { name, was, is } of shared(before.deadlines, after.deadlines))
    if (was.within !== is.within)
      yield {
        clause: `deadlines.${name}`,
        isWeaker: longer(was.within, is.within),
        says: `A time limit changes: ${is.says}`,
        before: spanWords(was.within),
        after: spanWords(is.within),
      };
  if (before.age.minimum !== after.age.minimum)
    yield {
      clause: 'age',
      isWeaker: after.age.minimum < before.age.minimum,
      says: 'The minimum age changes',
      before: String(before.age.minimum),
      after: String(after.age.minimum),
    };
  if (before.changes.notice !== after.changes.notice)
    yield {
      clause: 'changes',
      isWeaker: longer(after.changes.notice, before.changes.notice),
      says: 'The time between telling you and a change changes',
      before: spanWords(before.changes.notice),
      after: spanWords(after.changes.notice),
    };
}

/** Words that are themselves the promise: no machine can say whether other words promise less. */
function* safeguards(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.transfers, after.transfers))
    if (was.safeguard !== is.safeguard)
      yield {
        clause: `transfers.${name}`,
        isWeaker: true,
        says: 'What guards data on its way to another region changes',
        before: was.safeguard,
        after: is.safeguard,
      };
  for (const { name, was, is } of shared(before.commitments, after.commitments))
    if (was.says !== is.says)
      yield {
        clause: `commitments.${name}`,
        isWeaker: true,
        says: 'What we commit to is put in other words',
        before: was.says,
        after: is.says,
      };
  for (const section of ['commitments', 'deadlines', 'contacts'] as const)
    for (const [name, was] of Object.entries<{ says: string }>(before[section]))
      if (!Object.hasOwn(after[section], name))
        yield { clause: `${section}.${name}`, isWeaker: true, says: `This is gone: ${was.says}` };
  for (const [name, was] of Object.entries(before.transfers))
    if (!Object.hasOwn(after.transfers, name))
      yield {
        clause: `transfers.${name}`,
        isWeaker: false,
        says: 'A way from one region to another goes away',
        before: was.safeguard,
      };
}

function* fields(before: Statement, after: Statement): Generator<Draft> {
  for (const { name: category, was, is } of shared(before.words.data, after.words.data))
    for (const { was: old, is: now } of shared(was.fields, is.fields)) {
      if (sameBounds(old, now)) continue;
      yield {
        clause: `keep.${category}`,
        isWeaker: !narrower(old, now),
        says: `What ${now.says} can hold changes`,
        before: bounds(old),
        after: bounds(now),
      };
    }
}
const sameBounds = (was: FieldType, is: FieldType) => bounds(was) === bounds(is);
/** The type and its bounds, in a fixed order. */
function bounds(field: FieldType): string {
  return Object.entries(field)
    .filter(([name]) => name !== 'says' && name !== 'findable')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}
/** Whether every value that fits `is` also fitted `was`. */
function narrower(was: FieldType, is: FieldType): boolean {
  if (was.type === 'one-of' && is.type === 'one-of') return is.values.every((one) => was.values.includes(one));
  if (was.type === 'list' && is.type === 'list')
    return is.most <= was.most && (sameBounds(was.of, is.of) || narrower(was.of, is.of));
  if (was.type !== is.type || ('unit' in was && 'unit' in is && was.unit !== is.unit)) return false;
  const bound = (one: FieldType, name: string) => Number(Object.entries(one).find(([key]) => key === name)?.[1]);
  return Object.keys(was).every(
    (name) =>
      !(name === 'max' || name === 'most' || name === 'min') ||
      (name === 'min' ? bound(is, name) >= bound(was, name) : bound(is, name) <= bound(was, name)),
  );
}

function* vocabulary(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.words.purposes, after.words.purposes))
    if (was.basis !== is.basis)
      yield {
        clause: `use.${name}`,
        isWeaker: is.basis !== 'consent',
        says: `The reason why we may use data ${is.says} changes`,
        before: BASIS[was.basis],
        after: BASIS[is.basis],
      };
  for (const { name, was, is } of shared(before.words.recipients, after.words.recipients)) {
    const clause = Object.keys(after.share).find((one) => after.share[one]?.to.includes(name));
    if (was.region !== is.region && clause !== undefined)
      yield {
        clause: `share.${clause}`,
        isWeaker: true,
        says: `${is.says} works in another region`,
        before: says(before.words.regions, was.region),
        after: says(after.words.regions, is.region),
      };
  }
  for (const { name, was, is } of shared(before.words.sources, after.words.sources)) {
    const [old, now] = [was.forbids.longerThan, is.forbids.longerThan];
    const clause = Object.keys(after.collect).find((one) => after.collect[one]?.from === name);
    if (old !== now && clause !== undefined)
      yield {
        clause: `collect.${clause}`,
        isWeaker: now === undefined || (old !== undefined && longer(old, now)),
        says: `How long data from ${is.says} may stay changes`,
        before: old === undefined ? 'no bound' : spanWords(old),
        after: now === undefined ? 'no bound' : spanWords(now),
      };
  }
}
