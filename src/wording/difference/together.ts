/** What neither a question nor a single member shows: members that are judged with their neighbours. */
import { covers, needOf, splitPath, splitTaken } from '../../statement/clause.ts';
import type { Need, ShareClause, Statement } from '../../statement/statement.ts';
import { own } from '../own.ts';
import { dataWords, keepWords, listWords, quoted, says, spanWords, startsWords } from '../phrase.ts';
import { boundsWords, turnOfBounds } from './bounds.ts';
import type { Draft } from './draft.ts';
import { overPurpose } from './questions.ts';
import { longerIsWeaker, saidIsWeaker, type Turn } from './turn.ts';

export function* together(before: Statement, after: Statement): Generator<Draft> {
  yield* keeps(before, after);
  yield* choices(before, after);
  yield* uses(before, after);
  yield* taken(before, after);
  yield* terms(before, after);
  yield* ways(before, after);
  yield* fields(before, after);
  yield* sources(before, after);
}

/** Pairs of what has a name in both. */
function shared<T>(before: { readonly [name: string]: T }, after: { readonly [name: string]: T }) {
  return Object.entries(before).flatMap(([name, was]) => {
    const is = own(after, name);
    return is === undefined ? [] : [{ name, was, is }];
  });
}

function* keeps(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.keep, after.keep)) {
    if (was.for === is.for && was.after === is.after) continue;
    const length = longerIsWeaker(was.for, is.for);
    // An ending may be years away, and two endings cannot be compared: only collection is sure to come first.
    const start: Turn = was.after === is.after ? 'neither' : is.after === 'collection' ? 'stronger' : 'weaker';
    yield {
      clause: `keep.${name}`,
      kind: [length, start].includes('weaker') ? 'weaker' : start === 'neither' ? length : start,
      says: `The time for which we keep ${dataWords(after, name)} changes`,
      before: keepWords(before, name, was),
      after: keepWords(after, name, is),
    };
  }
}

/** From the one that asks least to the one that asks each time. */
const KINDS = ['opt-out', 'opt-in', 'authorisation', 'one-time'] as const;
const KIND_WORDS = ['asked after the fact', 'asked once', 'asked for each recipient', 'asked each time'];

function* choices(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.choices, after.choices)) {
    const clause = `choices.${name}` as const;
    const it = quoted(is.asks);
    if (was.starts !== is.starts)
      yield {
        clause,
        kind: is.starts === 'on' ? 'weaker' : 'stronger',
        says: `${it} has another default`,
        before: startsWords(was.starts),
        after: startsWords(is.starts),
      };
    else if (was.kind !== is.kind) {
      const [old, now] = [KINDS.indexOf(was.kind), KINDS.indexOf(is.kind)];
      yield {
        clause,
        kind: now < old ? 'weaker' : 'stronger',
        says: `When ${it} is asked changes`,
        ...(KIND_WORDS[old] && { before: KIND_WORDS[old] }),
        ...(KIND_WORDS[now] && { after: KIND_WORDS[now] }),
      };
    }
    const places = (here: Statement, some: readonly string[], others: readonly string[]) =>
      listWords(some.filter((one) => !others.includes(one)).map((one) => says(here.words.touchpoints, one)));
    const [lost, won] = [places(before, was.at, is.at), places(after, is.at, was.at)];
    if (lost !== '') yield { clause, kind: 'weaker', says: `${it} can no longer be changed in ${lost}` };
    if (won !== '') yield { clause, kind: 'stronger', says: `${it} can now be changed in ${won}` };
  }
}

function* uses(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.use, after.use)) {
    const clause = `use.${name}` as const;
    const purpose = says(after.words.purposes, name);
    const words = (need: Need) => (need === 'while held' ? need : spanWords(need));
    const change = (data: string, old: Need, now: Need): Draft[] =>
      old === now
        ? []
        : [
            {
              clause,
              kind: now === 'while held' ? 'weaker' : old === 'while held' ? 'stronger' : longerIsWeaker(old, now),
              says: `The time for which ${data} is needed ${purpose} changes`,
              before: words(old),
              after: words(now),
            },
          ];
    yield* change('data', was.needs, is.needs);
    for (const category of new Set([was, is].flatMap(({ needsOf = {} }) => Object.keys(needsOf))))
      yield* change(dataWords(after, category), needOf(was, category), needOf(is, category));

    // What sees figures alone is never permitted to see a person's data, so no question finds what it newly counts.
    if (own(after.words.purposes, name)?.sees !== 'aggregates') continue;
    const more = is.data.filter((path) => !was.data.includes(path) && !was.data.includes(splitPath(path).category));
    if (more.length > 0)
      yield {
        clause,
        kind: 'weaker',
        says: `${listWords(more.map((path) => dataWords(after, path)))} may be in figures that we use ${purpose}`,
      };
    const [old, now] = [overPurpose(before, name), overPurpose(after, name)];
    for (const choice of old.filter((one) => !now.includes(one)))
      yield {
        clause,
        kind: 'weaker',
        says: `${quoted(own(before.choices, choice)?.asks ?? choice)} no longer stands over figures that we use ${purpose}`,
      };
  }
}

function* taken(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.collect, after.collect))
    for (const [category, fields] of Object.entries(is.takes)) {
      const old = new Map((own(was.takes, category) ?? []).map(splitTaken).map((one) => [one.field, one.demanded]));
      for (const { field, demanded } of fields.map(splitTaken)) {
        if (!old.has(field) || old.get(field) === demanded) continue;
        const it = dataWords(after, `${category}.${field}`);
        yield {
          clause: `collect.${name}`,
          kind: demanded ? 'weaker' : 'stronger',
          says: demanded
            ? `${it} is now demanded when ${is.says}`
            : `${it} is now offered, no longer demanded, when ${is.says}`,
        };
      }
    }
}

/** What may come back for data, from the least. */
const RETURNS = ['nothing', 'a service to us', 'other value', 'money'] as const;

/** On what terms data goes to others, each from the best for people to the worst. */
const TERMS: readonly {
  readonly says: string;
  readonly ranks: readonly string[];
  readonly rank: (clause: ShareClause) => number;
}[] = [
  {
    says: 'Whether they are bound by this statement changes',
    ranks: ['bound', 'not bound'],
    rank: ({ bound }) => (bound ? 0 : 1),
  },
  {
    says: 'What comes back for it changes',
    ranks: RETURNS,
    rank: ({ inReturn = 'nothing' }) => RETURNS.indexOf(inReturn),
  },
];

/**
 * Terms are compared for what goes to whom, whatever the clauses are called: one that is renamed, or put beside
 * another, may loosen what bound the recipient.
 */
function* terms(before: Statement, after: Statement): Generator<Draft> {
  for (const { says, ranks, rank } of TERMS) {
    const [old, now] = [before, after].map((one) => worst(one, rank));
    const told = new Map<string, Draft>();
    for (const [what, is] of now ?? []) {
      const was = old?.get(what);
      if (was === undefined || was.rank === is.rank) continue;
      const kind = is.rank > was.rank ? 'weaker' : 'stronger';
      told.set(`${is.name} ${kind}`, {
        clause: `share.${is.name}`,
        kind,
        says: `${says}: ${own(after.share, is.name)?.says}`,
        before: ranks[was.rank] ?? '',
        after: ranks[is.rank] ?? '',
      });
    }
    yield* told.values();
  }
}

/** For each field, recipient and purpose, the clause that sends it on the worst terms. */
function worst({ share, words }: Statement, rank: (clause: ShareClause) => number) {
  const found = new Map<string, { readonly name: string; readonly rank: number }>();
  for (const [name, clause] of Object.entries(share))
    for (const recipient of clause.to)
      for (const [category, { fields }] of Object.entries(words.data))
        for (const field of Object.keys(fields).filter((one) => covers(clause.sends, category, one))) {
          const what = JSON.stringify([recipient, clause.for, category, field]);
          const one = { name, rank: rank(clause) };
          if (one.rank > (found.get(what)?.rank ?? -1)) found.set(what, one);
        }
  return found;
}

/**
 * What guards data on its way from one region to another, whatever the clauses are called. Where no clause speaks of
 * a region any more, data leaves it unguarded.
 */
function* ways(before: Statement, after: Statement): Generator<Draft> {
  const [old, now] = [guards(before), guards(after)];
  const guarded = new Set(Object.values(after.transfers).map(({ from }) => from));
  for (const [way, was] of old) {
    const is = now.get(way);
    // Not guarded, in a region that others guard: it is withheld, and told as such.
    if (is === undefined && guarded.has(was.from)) continue;
    if (is?.safeguards.every((one) => was.safeguards.includes(one))) continue;
    const [from, to] = [was.from, was.to].map((one) => says(before.words.regions, one));
    yield {
      clause: `transfers.${(is ?? was).name}`,
      kind: 'weaker',
      says: `What guards data on its way from ${from} to ${to} changes`,
      before: listWords(was.safeguards),
      after: is === undefined ? 'nothing' : listWords(is.safeguards, 'or'),
    };
  }
}
function guards({ transfers }: Statement) {
  const found = new Map<string, { name: string; from: string; to: string; safeguards: readonly string[] }>();
  for (const [name, { from, to: all, safeguard }] of Object.entries(transfers))
    for (const to of all) {
      const way = JSON.stringify([from, to]);
      found.set(way, { name, from, to, safeguards: [...(found.get(way)?.safeguards ?? []), safeguard] });
    }
  return found;
}

function* fields(before: Statement, after: Statement): Generator<Draft> {
  for (const { name: category, was, is } of shared(before.words.data, after.words.data)) {
    const clause = `words.data.${category}` as const;
    for (const { was: old, is: now } of shared(was.fields, is.fields)) {
      if (old.says !== now.says)
        yield {
          clause,
          kind: 'weaker',
          says: 'What we may collect is described in other words',
          before: old.says,
          after: now.says,
        };
      if (old.findable !== now.findable)
        yield {
          clause,
          kind: saidIsWeaker(old.findable, now.findable),
          says: `Whether you can be found by ${now.says} changes`,
        };
      if (boundsWords(old) !== boundsWords(now))
        yield {
          clause,
          kind: turnOfBounds(old, now),
          says: `What ${now.says} can hold changes`,
          before: boundsWords(old),
          after: boundsWords(now),
        };
    }
    const others = (some: typeof is.fields, besides: typeof is.fields) =>
      listWords(Object.keys(some).flatMap((name) => (own(besides, name) ? [] : [says(some, name)])));
    const [lost, won] = [others(was.fields, is.fields), others(is.fields, was.fields)];
    if (won !== '') yield { clause, kind: 'added', says: `${is.says} has more to it: ${won}` };
    if (lost !== '') yield { clause, kind: 'removed', says: `${is.says} has less to it: ${lost}` };
  }
}

function* sources(before: Statement, after: Statement): Generator<Draft> {
  for (const { name, was, is } of shared(before.words.sources, after.words.sources)) {
    const [old, now] = [was.forbids.longerThan, is.forbids.longerThan];
    if (old === now) continue;
    yield {
      clause: `words.sources.${name}`,
      kind: now === undefined ? 'weaker' : old === undefined ? 'stronger' : longerIsWeaker(old, now),
      says: `How long data from ${is.says} may stay changes`,
      before: old === undefined ? 'no bound' : spanWords(old),
      after: now === undefined ? 'no bound' : spanWords(now),
    };
  }
}
