/**
 * Decisions a second against three engines for policies, all with the same rules about who may see which field.
 * Each is used as its makers advise, with everything prepared that can be: the standing is made known to ours,
 * CASL's ability is built for Ada, casbin has her choices as roles, Cedar has its policies parsed. All four must
 * agree on every question before anything is timed.
 */
import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import { type AuthorizationCall, preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString } from 'casbin';
import { compile } from '../src/decide/compile.ts';
import type { OpenQuestion } from '../src/statement/question.ts';
import { computing, inTurns, type Side } from './in-turns.ts';
import { ADA, EVERYBODY, isOn, questionsAbout, type Rule, rulesOf, statementOf } from './openings.ts';
import { type Goal, perSecond as inWords, type Row } from './row.ts';

const QUESTIONS = 1024;

export const measures = [4, 5];

/**
 * Rows 4 and 5: sixty rules against each peer, and six thousand against sixty. The second is taken twice: with the
 * questions of the sixty, which shows what searching among more rules costs, and with questions spread evenly over all
 * six thousand, where the rules no longer fit the nearest caches. CASL with as many rules stands beside it.
 */
export async function rows(): Promise<Row[]> {
  const few = rulesOf(60);
  const many = rulesOf(6000);
  const asked = questionsAbout(few, QUESTIONS);
  const askedOfAll = questionsAbout(many, QUESTIONS);

  const sides = {
    ours: sotto(few, asked),
    casl: casl(few, asked),
    casbin: await casbin(few, asked),
    cedar: cedar(few, asked),
    oursAmongMany: sotto(many, asked),
    oursOfMany: sotto(many, askedOfAll),
    caslOfMany: casl(many, askedOfAll),
  };
  agree('casl', sides.ours, sides.casl);
  agree('casbin', sides.ours, sides.casbin);
  agree('cedar', sides.ours, sides.cedar);
  agree('the larger policy', sides.ours, sides.oursAmongMany);
  agree('casl with the larger policy', sides.oursOfMany, sides.caslOfMany);

  const perSecond = await inTurns({
    ours: repeated(sides.ours),
    casl: repeated(sides.casl),
    casbin: repeated(sides.casbin),
    cedar: repeated(sides.cedar),
    oursAmongMany: repeated(sides.oursAmongMany),
    oursOfMany: repeated(sides.oursOfMany),
    caslOfMany: repeated(sides.caslOfMany),
  });
  type Name = keyof typeof sides;
  const rates = (ours: Name, peer: Name) => ({ ours: inWords(perSecond[ours]), peer: inWords(perSecond[peer]) });
  const faster = (row: number, what: string, goal: Goal, ours: Name, peer: Name): Row => {
    return { row, what, goal, ...rates(ours, peer), ratio: perSecond[ours] / perSecond[peer] };
  };
  const longer = (what: string, ours: Name): Row => {
    return { row: 5, what, goal: '≤ 1.2', ...rates(ours, 'ours'), ratio: perSecond.ours / perSecond[ours] };
  };
  return [
    faster(4, 'decisions a second, 60 rules ÷ CASL', '≥ 1.2', 'ours', 'casl'),
    faster(4, 'decisions a second, 60 rules ÷ casbin', '≥ 80', 'ours', 'casbin'),
    faster(4, 'decisions a second, 60 rules ÷ cedar-wasm', '≥ 800', 'ours', 'cedar'),
    longer('time of the same decisions, among 6,000 rules ÷ 60', 'oursAmongMany'),
    longer('time of decisions spread over all rules, 6,000 ÷ 60', 'oursOfMany'),
    faster(5, 'decisions a second spread over 6,000 rules ÷ CASL', 'none set', 'oursOfMany', 'caslOfMany'),
  ];
}

/** Whether the question of this number is permitted. */
type Engine = (question: number) => boolean;

function sotto(rules: readonly Rule[], questions: readonly OpenQuestion[]): Engine {
  const compiled = compile(statementOf(rules));
  const known = compiled.know(ADA);
  return (at) => compiled.open(questions[at]!, known).effect === 'permitted';
}

function casl(rules: readonly Rule[], questions: readonly OpenQuestion[]): Engine {
  const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
  for (const { purpose, category, field, choice } of rules) {
    if (isOn(choice)) can(purpose, category, [field]);
    else cannot(purpose, category, [field]).because(choice);
  }
  const ability = build();
  return (at) => {
    const { purpose, category, field } = questions[at]!;
    return ability.can(purpose, category, field);
  };
}

async function casbin(rules: readonly Rule[], questions: readonly OpenQuestion[]): Promise<Engine> {
  const model = newModelFromString(`
[request_definition]
r = who, purpose, category, field
[policy_definition]
p = choice, purpose, category, field
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.purpose == p.purpose && r.category == p.category && r.field == p.field && g(r.who, p.choice)
`);
  const enforcer = await newEnforcer(model);
  await enforcer.addPolicies(rules.map(({ choice, purpose, category, field }) => [choice, purpose, category, field]));
  const on = [...new Set(rules.map(({ choice }) => choice))].filter(isOn);
  await enforcer.addGroupingPolicies(on.map((choice) => ['ada', choice]));
  return (at) => {
    const { purpose, category, field } = questions[at]!;
    return enforcer.enforceSync('ada', purpose, category, field);
  };
}

function cedar(rules: readonly Rule[], questions: readonly OpenQuestion[]): Engine {
  const policies = rules.map(
    ({ choice, purpose, category, field }) =>
      `permit(principal in Choice::"${choice}", action == Action::"${purpose}", resource == Field::"${category}.${field}");`,
  );
  const parsed = preparsePolicySet('openings', { staticPolicies: policies.join('\n') });
  if (parsed.type === 'failure') throw new Error(`cedar does not take the rules: ${JSON.stringify(parsed.errors)}`);
  const on = [EVERYBODY, ...Object.keys(ADA.choices)].filter(isOn).map((id) => ({ type: 'Choice', id }));
  const entities: AuthorizationCall['entities'] = [{ uid: { type: 'Person', id: 'ada' }, attrs: {}, parents: on }];
  return (at) => {
    const { purpose, category, field } = questions[at]!;
    const answer = statefulIsAuthorized({
      principal: { type: 'Person', id: 'ada' },
      action: { type: 'Action', id: purpose },
      resource: { type: 'Field', id: `${category}.${field}` },
      context: {},
      preparsedPolicySetId: 'openings',
      entities,
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
}

/** Throws unless both say the same to every question, and neither always says the same. */
function agree(name: string, ours: Engine, peer: Engine): void {
  let permitted = 0;
  for (let at = 0; at < QUESTIONS; at++) {
    if (ours(at) !== peer(at)) throw new Error(`${name} disagrees on question ${at}: it says ${peer(at)}`);
    if (ours(at)) permitted += 1;
  }
  if (permitted < QUESTIONS / 4 || permitted > (3 * QUESTIONS) / 4)
    throw new Error(`${permitted} permits prove little`);
}

/** Asks the questions round and round, and uses the answers, so that none can be left out. */
function repeated(engine: Engine): Side {
  let next = 0;
  return computing((times) => {
    let permitted = 0;
    for (let time = 0; time < times; time++) {
      if (engine(next)) permitted += 1;
      next = (next + 1) % QUESTIONS;
    }
    if (permitted > times) throw new Error('more permits than questions');
  });
}
