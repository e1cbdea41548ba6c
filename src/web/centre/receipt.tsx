/** Receipts that somebody kept: verified in this page, by whoever has them, signed in or not. */
import { useState } from 'preact/hooks';
import { type Receipt, readReceipt, type Verdict, verifyReceipt } from '../api/receipt.ts';
import { Form, TextArea } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';

interface Verified {
  readonly receipt: Receipt | undefined;
  readonly verdict: Verdict;
  /** Whether this ledger has the key that the receipt names; `undefined` where it could not be asked. */
  readonly isOurs: boolean | undefined;
}

export function Receipts() {
  const [verified, setVerified] = useState<Verified>();
  return (
    <>
      <h1>Verify a receipt</h1>
      <p class="lead">
        A receipt shows that something was recorded, and when. It is verified here, in your browser; it goes nowhere.
      </p>
      <Form does="Verify" onSend={async ({ receipt = '' }) => setVerified(await verify(receipt))}>
        <TextArea name="receipt" label="The receipt, as you kept it" />
      </Form>
      {verified !== undefined && <Shown {...verified} />}
    </>
  );
}

async function verify(text: string): Promise<Verified> {
  const receipt = readReceipt(text);
  if (receipt === undefined) return { receipt, verdict: { kind: 'no-receipt' }, isOurs: undefined };
  return verified(receipt);
}

/** Verifies a receipt, and asks whether its key is this ledger's. */
export async function verified(receipt: Receipt): Promise<Verified> {
  const [verdict, key] = await Promise.all([verifyReceipt(receipt), keyOfLedger()]);
  return { receipt, verdict, isOurs: key === undefined ? undefined : key === receipt.key.trim() };
}

async function keyOfLedger(): Promise<string | undefined> {
  try {
    const response = await fetch('/ledger/key');
    return response.ok ? (await response.text()).trim() : undefined;
  } catch {
    return undefined;
  }
}

const WRONG: { readonly [kind in Exclude<Verdict['kind'], 'good'>]: string } = {
  'no-receipt': 'This is no receipt. Paste all of it, from the first brace to the last.',
  'not-opened': 'Something in it was changed: it does not say what was recorded.',
  unsigned: 'It is not signed with the key that it names.',
  'no-means': 'This browser can’t verify it here. `sotto ledger verify --receipt` can.',
  'not-included': 'Nothing of this sort is in the ledger that it names.',
};

export function Shown({ verdict, isOurs }: Omit<Verified, 'receipt'>) {
  if (verdict.kind !== 'good') {
    return (
      <Notice kind="bad">
        <p>
          <strong>Not good.</strong> {WRONG[verdict.kind]}
        </p>
      </Notice>
    );
  }
  const { index, size, says } = verdict;
  return (
    <Notice kind={isOurs === false ? 'bad' : 'good'}>
      <p>
        <strong>{isOurs === false ? 'Good, but of another ledger.' : 'Good.'}</strong> Recorded as{' '}
        {(says.kind ?? 'something').replaceAll('-', ' ')}
        {says.at !== undefined && (
          <>
            , <Moment at={new Date(says.at).toISOString()} isExact />
          </>
        )}
        . Entry {(index + 1).toLocaleString()} of {size.toLocaleString()}.
      </p>
      {isOurs === undefined && <p>Whether its key is that of our ledger could not be asked just now.</p>}
    </Notice>
  );
}
