/**
 * `publish`: a new version of the statement, from its proposal until it is in force. What changes something material needs
 * two who approve it, and is announced as long before as the version in force promises.
 */
import { check } from '../checks/check.ts';
import { canonical } from '../statement/canonical.ts';
import { isStatement } from '../statement/is-statement.ts';
import { after } from '../statement/span.ts';
import type { StandingProposal } from '../vault/proposals.ts';
import type { Vault } from '../vault/vault.ts';
import { joinNotes, proposalId, readProposalText, signersOf, textOf, withdrawalText } from './approval.ts';
import type { Differences } from './difference-apart.ts';
import { statementIn, textHash } from './version.ts';

export interface Proposing {
  /** As it came: proved by the hash in the note. */
  readonly statement: unknown;
  readonly wording?: object | undefined;
  /** Signed by one who approves. */
  readonly note: string;
}

/** Why something signed comes to nothing. */
export type Unpublished =
  /** Nobody who may approve signed it. */
  | { readonly kind: 'not-approver' }
  /** It is not what was signed, or says nothing that is understood. */
  | { readonly kind: 'unreadable' }
  /** The statement is wrong in itself: the first error. */
  | { readonly kind: 'wrong'; readonly detail: string }
  | { readonly kind: 'too-few-approvers' }
  /** People have to be told before; the earliest instant (epoch milliseconds) at which it can take effect. */
  | { readonly kind: 'too-early'; readonly earliest: number }
  | { readonly kind: 'known' | 'moved' | 'open' | 'replaced' | 'older' };

export type Proposed =
  /** It changes nothing material, and is in force. */
  | { readonly kind: 'published' }
  /** Another has to approve it. */
  | { readonly kind: 'proposed'; readonly takesEffect: number }
  | Unpublished;

export type Approved =
  | { readonly kind: 'announced'; readonly takesEffect: number }
  /** Who signed it first can't be the second. */
  | { readonly kind: 'same-approver' }
  | { readonly kind: 'gone' }
  | Extract<Unpublished, { kind: 'not-approver' | 'unreadable' | 'too-early' }>;

export type Withdrawn = { readonly kind: 'withdrawn' } | { readonly kind: 'gone' } | { readonly kind: 'not-approver' };

export interface Publishing {
  propose(proposing: Proposing): Promise<Proposed>;
  /** `hash` is the proposed statement's; the note is the same text, signed by another. */
  approve(hash: string, note: string): Promise<Approved>;
  /** Takes a proposal back before it takes effect. */
  withdraw(hash: string, note: string): Promise<Withdrawn>;
  /** Puts in force what is due. `false` if nothing was. */
  takeEffect(): Promise<boolean>;
}

export interface PublishingParts {
  readonly vault: Vault;
  readonly difference: Differences;
  readonly clock: () => number;
  /** The public keys of those who may approve, as they are declared now. */
  readonly approvers: () => readonly string[];
  /** Told after what is in force, or to come, has changed. */
  readonly changed: () => Promise<void>;
}

export function createPublishing({ vault, difference, clock, approvers, changed }: PublishingParts): Publishing {
  const { proposals } = vault;

  async function inForce() {
    const hash = await vault.hashInForce();
    const stored = hash === undefined ? undefined : await vault.readPublished(hash);
    if (stored === undefined) throw new RangeError('no statement is in force');
    return statementIn(stored);
  }

  async function propose({ statement, wording, note }: Proposing): Promise<Proposed> {
    const all = approvers();
    const [signer] = signersOf(note, all);
    if (signer === undefined) return { kind: 'not-approver' };
    const text = textOf(note);
    const said = readProposalText(text);
    if (said === undefined || !isStatement(statement)) return { kind: 'unreadable' };
    const whole = canonical(statement);
    if (textHash(whole) !== said.hash) return { kind: 'unreadable' };
    const [error] = check(statement).filter(({ severity }) => severity === 'error');
    if (error !== undefined) return { kind: 'wrong', detail: `${error.at}: ${error.says}` };
    if ((await vault.hashInForce()) !== said.inPlaceOf) return { kind: 'moved' };
    if ((await proposals.open()) !== undefined) return { kind: 'open' };

    const before = await inForce();
    const material = (
      await difference({ hash: said.inPlaceOf, statement: before }, { hash: said.hash, statement })
    ).filter((change) => change.material);
    const { id, dated } = statement;
    const stored = {
      ...{ id, dated, hash: said.hash, canonical: whole, written: JSON.stringify(statement) },
      wording: wording && JSON.stringify(wording),
    };
    if (material.length === 0) {
      const kind = await vault.publish(stored, said.inPlaceOf);
      await changed();
      return kind === 'stands' ? { kind: 'replaced' } : { kind };
    }
    if (all.length < 2) return { kind: 'too-few-approvers' };
    const takesEffect = Date.parse(said.takesEffect);
    const earliest = after(clock(), before.changes.notice);
    if (takesEffect < earliest) return { kind: 'too-early', earliest };
    const proposal = proposalId(text);
    const changes = material.map(({ says }) => says);
    const kind = await proposals.propose(
      { ...stored, proposal, inPlaceOf: said.inPlaceOf, takesEffect, note: joinNotes(note), changes },
      { kind: 'statement-proposed', detail: { proposal, ...said, by: signer } },
    );
    return kind === 'proposed' ? { kind, takesEffect } : { kind };
  }

  async function approve(hash: string, note: string): Promise<Approved> {
    const found = await openOf(hash);
    if (found === undefined || found.announcedAt !== null) return { kind: 'gone' };
    if (textOf(note) !== textOf(found.note)) return { kind: 'unreadable' };
    const all = approvers();
    if (signersOf(note, all).length === 0) return { kind: 'not-approver' };
    const signed = joinNotes(found.note, note);
    const signers = signersOf(signed, all);
    if (signers.length < 2) return { kind: 'same-approver' };
    const { notice } = (await inForce()).changes;
    const earliest = after(clock(), notice);
    if (found.takesEffect < earliest) return { kind: 'too-early', earliest };
    const { proposal, takesEffect } = found;
    const detail = { proposal, hash, takesEffect: new Date(takesEffect).toISOString(), approvedBy: signers };
    const isAnnounced = await proposals.announce(proposal, signed, { kind: 'statement-announced', detail });
    await changed();
    return isAnnounced ? { kind: 'announced', takesEffect } : { kind: 'gone' };
  }

  async function withdraw(hash: string, note: string): Promise<Withdrawn> {
    const found = await openOf(hash);
    if (found === undefined) return { kind: 'gone' };
    const [signer] = textOf(note) === withdrawalText(found.proposal) ? signersOf(note, approvers()) : [];
    if (signer === undefined) return { kind: 'not-approver' };
    const { proposal } = found;
    const detail = { proposal, hash, by: signer };
    const isWithdrawn = await proposals.withdraw(proposal, { kind: 'statement-withdrawn', detail });
    await changed();
    return isWithdrawn ? { kind: 'withdrawn' } : { kind: 'gone' };
  }

  async function openOf(hash: string): Promise<StandingProposal | undefined> {
    const found = await proposals.open();
    return found?.hash === hash ? found : undefined;
  }

  async function takeEffect(): Promise<boolean> {
    const due = await proposals.open();
    if (due === undefined || due.announcedAt === null || due.takesEffect > clock() || due.untold > 0) return false;
    // Who was told late is told as long before as anybody.
    const { notice } = (await inForce()).changes;
    if (after(Math.max(due.announcedAt, due.toldAt ?? 0), notice) > clock()) return false;
    const { proposal, id, dated, hash, inPlaceOf } = due;
    const detail = { id, dated, hash, inPlaceOf, proposal };
    const hasTaken = await proposals.takeEffect(proposal, { kind: 'statement-published', detail });
    await changed();
    return hasTaken;
  }

  return { propose, approve, withdraw, takeEffect };
}
