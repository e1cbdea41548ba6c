/** A real conversation with a mail server, what the statement says about it, and what becomes of a letter. */
import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import { type Carrier, createOutbox, type Envelope, smtpCarrier } from '../../src/people/mail/carrier.ts';
import { letter, templates } from '../../src/people/mail/letter.ts';
import { type Mail, pause } from '../../src/people/mail/mail.ts';
import { render } from '../../src/people/mail/render.ts';
import { isOf, type Letter } from '../../src/people/mail/template.ts';
import { everyRow } from '../../src/testing/every-row.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openPostOffice, type PostOffice } from '../../src/testing/post-office.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;
const CARE = 'Customer Care <care@speakers.example>';

let office: PostOffice;
let house: TestWorld;
let mail: Mail;
let carrier: Carrier;
/** While it is set, what is given to the server comes to nothing before it resolves. */
let stuck: Promise<void> | undefined;
let got = () => {};

beforeAll(async () => {
  office = await openPostOffice();
  carrier = smtpCarrier(office.url, CARE);
  house = await openTestWorld({
    carrier: {
      async carry(one) {
        if (stuck === undefined) return carrier.carry(one);
        got();
        await stuck;
        return 'refused';
      },
      // Two worlds have it.
      close: () => {},
    },
  });
  mail = house.world.people.mail;
});
afterAll(async () => {
  await house.close();
  carrier.close();
  await office.close();
});
beforeEach(() => {
  office.answers = undefined;
});

const subjectOf = async ({ token }: TestPerson): Promise<SubjectId> =>
  (await house.world.people.personOf(token))!.subject;
const lettersTo = ({ email }: TestPerson) => office.received.filter(({ to }) => to.includes(email));
/** Its letters, as they wait. */
const waiting = (subject: string) =>
  house.world.database.query<{ sealed: Buffer }>('select * from letters where subject = $1', [subject]);
const envelope: Envelope = { id: 'a', to: 'ada@home.example', subject: 'A letter', text: 'For you.', html: '' };
const promotion: Letter = {
  template: 'spring-offers',
  message: 'offers',
  class: 'promotional',
  subject: 'New in spring',
  paragraphs: ['Something new.'],
  unsubscribe: 'https://account.example/stop',
};

describe('a letter', () => {
  it('goes to the address of the account by SMTP, as text and as HTML, with a link', async () => {
    keeps('security.never-ask-password');
    const ada = await house.signUp('Ada');
    await house.ask('POST', '/v1/password-resets', { body: { email: ada.email } });
    await mail.settled();
    const { from, to, mail: came } = office.received.at(-1)!;
    expect([from, to]).toEqual(['care@speakers.example', [ada.email]]);
    expect(came.subject).toBe('Set a new password');
    expect(came.text).toMatch(/^https:\/\/account\.example\/reset\/link_[\w-]{43}$/m);
    expect(came.text).toContain('We never ask for your password');
    expect(came.html).toContain('<p>We never ask for your password');
    expect(came.headers.get('auto-submitted')).toBe('auto-generated');
    expect(came.messageId).toMatch(/^<[\w-]{36}@speakers\.example>$/);
  });

  it('fetches nothing, runs nothing and shows no picture, and what somebody gave stays what it is', () => {
    const hint = '<img src="https://evil.example/p.gif" onerror="x()"> & "quotes"';
    const link = 'https://account.example/reset/link_a?b=1&c="2';
    const clause = house.world.compiled.statement.messages['password-reset']!;
    const { text, html } = render(letter('reset-password', { link, hint }), clause);
    expect(text).toContain(hint);
    expect(html).toContain('&lt;img src=&quot;https://evil.example/p.gif&quot; onerror=&quot;x()&quot;&gt; &amp;');
    expect(html).toContain('href="https://account.example/reset/link_a?b=1&amp;c=&quot;2"');
    const tags = html.match(/<\/?[a-z]+[^>]*>/gi)!.map((tag) => /^<\/?([a-z]+)/i.exec(tag)![1]);
    expect([...new Set(tags)].toSorted()).toEqual(
      ['a', 'body', 'br', 'head', 'hr', 'html', 'meta', 'p', 'title'].toSorted(),
    );
    expect(html).not.toMatch(/<[^>]*\s(src|srcset|background|on\w+)=|url\(|@import/i);
  });

  it('to an address that looks like several goes to one', async () => {
    const email = '"ben@evil.example, "@home.example';
    const signUp = { email, password: 'long enough', country: 'DE', postalCode: '10115' };
    expect((await house.ask('POST', '/v1/accounts', { body: signUp })).body.code).toBe('not-accepted');
    const smuggled = { ...signUp, email: 'ben@home.example\r\nBcc: all@home.example' };
    expect((await house.ask('POST', '/v1/accounts', { body: smuggled })).body.code).toBe('not-accepted');
  });

  it('does not go to a server elsewhere that offers no encryption', async () => {
    const before = office.received.length;
    // Another address than the one we know to be this machine, and a parameter that would do without.
    const elsewhere = `${office.url.replace('127.0.0.1', '127.0.0.2')}?requireTLS=false&ignoreTLS=true`;
    const carrier = smtpCarrier(elsewhere, 'care@speakers.example');
    await expect(carrier.carry(envelope)).rejects.toThrow();
    carrier.close();
    expect(office.received).toHaveLength(before);
  });

  it('is signed, so that the reader’s server knows whose it is, and that nobody altered it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const carrier = smtpCarrier(office.url, CARE, {
      domain: 'speakers.example',
      selector: 'spring',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
    const { subject, text, html } = render(
      letter('password-changed'),
      house.world.compiled.statement.messages['security-alert']!,
    );
    expect(await carrier.carry({ ...envelope, subject, text, html })).toBe('carried');
    carrier.close();
    const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const asked: string[] = [];
    const resolver = async (name: string) => {
      asked.push(name);
      return [[`v=DKIM1; k=rsa; p=${published}`]];
    };
    const verify = async (raw: Buffer) =>
      (await dkimVerify(raw, { resolver })).results.map(({ status, signingDomain }) => [status.result, signingDomain]);
    const { raw } = office.received.at(-1)!;
    expect(await verify(raw)).toEqual([['pass', 'speakers.example']]);
    expect(asked).toEqual(['spring._domainkey.speakers.example']);
    const altered = raw.toString().replace('To: ada@', 'To: eve@');
    expect(altered).not.toBe(raw.toString());
    expect((await verify(Buffer.from(altered)))[0]![0]).toBe('fail');
  });
});

describe('a letter that does not get through', () => {
  it('is tried again after a while, under the same id, until it does', async () => {
    const ben = await house.signUp('Ben');
    const subject = await subjectOf(ben);
    office.answers = 451;
    expect(await mail.take({ letter: letter('password-changed'), to: subject })).toBe('taken');
    await mail.settled();
    expect([lettersTo(ben).length, (await waiting(subject)).length]).toEqual([0, 1]);

    office.answers = undefined;
    await mail.deliver();
    expect(lettersTo(ben)).toHaveLength(0);
    house.clock.now += pause(1);
    await mail.deliver();
    expect(lettersTo(ben)).toHaveLength(1);
    expect(await waiting(subject)).toEqual([]);
    house.clock.now += DAY;
    await mail.deliver();
    expect(lettersTo(ben)).toHaveLength(1);
  });

  it('waits longer each time, and is given up after five days', async () => {
    const cem = await house.signUp('Cem');
    const subject = await subjectOf(cem);
    office.answers = 451;
    const began = house.clock.now;
    await mail.take({ letter: letter('password-changed'), to: subject });
    await mail.settled();
    const due = async () =>
      (
        await house.world.database.query<{ due_at: Date }>('select due_at from letters where subject = $1', [subject])
      )[0]?.due_at.getTime();
    const pauses: number[] = [];
    for (let at = await due(); at !== undefined; at = await due()) {
      pauses.push(at - house.clock.now);
      house.clock.now = at;
      await mail.deliver();
    }
    expect(pauses.slice(0, 4)).toEqual([15_000, 60_000, 240_000, 960_000]);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(house.clock.now - began).toBeGreaterThan(4.5 * DAY);
    expect(house.clock.now - began).toBeLessThan(5 * DAY);
  });

  it('goes no more once it is of no use', async () => {
    const dora = await house.signUp('Dora');
    office.answers = 451;
    await house.ask('POST', '/v1/password-resets', { body: { email: dora.email } });
    await mail.settled();
    office.answers = undefined;
    house.clock.now += 60 * 60_000;
    await mail.deliver();
    expect(lettersTo(dora)).toEqual([]);
    expect(await waiting(await subjectOf(dora))).toEqual([]);
  });

  it('is given up at once where the server will never take it', async () => {
    const eli = await house.signUp('Eli');
    office.answers = 550;
    await mail.take({ letter: letter('password-changed'), to: await subjectOf(eli) });
    await mail.settled();
    expect(await waiting(await subjectOf(eli))).toEqual([]);
  });

  it('goes by another process where the one that had it ended in the middle', async () => {
    const fay = await house.signUp('Fay');
    const subject = await subjectOf(fay);
    const other = await house.another();
    let release = () => {};
    stuck = new Promise((resolve) => {
      release = resolve;
    });
    const isThere = new Promise<void>((resolve) => {
      got = resolve;
    });
    await mail.take({ letter: letter('password-changed'), to: subject });
    await isThere;
    stuck = undefined;
    await other.world.people.mail.deliver();
    expect(lettersTo(fay)).toEqual([]);
    house.clock.now += 5 * 60_000;
    await other.world.people.mail.deliver();
    expect(lettersTo(fay)).toHaveLength(1);
    expect(await waiting(subject)).toEqual([]);
    release();
    await other.close();
  });

  it('waits sealed, and goes with its reader', async () => {
    const gus = await house.signUp('Gus');
    const subject = await subjectOf(gus);
    office.answers = 451;
    await mail.take({
      letter: letter('reset-password', { link: 'https://a.example/WORD', hint: 'HINT' }),
      to: subject,
    });
    await mail.settled();
    const [row] = await waiting(subject);
    expect(row!.sealed.toString('latin1')).not.toMatch(/WORD|HINT|gus|password/);
    await gus.ask('POST', '/v1/me/erasure', { password: gus.password, confirm: 'erase' });
    await mail.settled();
    office.answers = undefined;
    house.clock.now += 60_000;
    await mail.deliver();
    expect(await waiting(subject)).toEqual([]);
    expect(lettersTo(gus).map(({ mail: { subject: line } }) => line)).toEqual(['Your data is erased']);
  });
});

describe('what became of a letter', () => {
  it('is on record and counted; what it said is kept nowhere', async () => {
    const hal = await house.signUp('Hal');
    await mail.take({
      letter: letter('security-notice', { happened: 'ODDITY.', advice: 'Look.' }),
      to: await subjectOf(hal),
    });
    await mail.settled();
    const { body } = await hal.ask('GET', '/v1/me/ledger?limit=100');
    expect(body.entries.map(({ says }: { says: string }) => says)).toContain(
      'A letter (something that touches the safety of your account or data) went to your address.',
    );
    for (const row of [...(await everyRow(house.clusters.vault)).values()].flat()) expect(row).not.toContain('ODDITY');
    const { text } = await house.ask('GET', '/metrics');
    expect(text).toContain('sotto_mail_total{fate="sent",template="security-notice"} 1');
    expect(text).toMatch(/^sotto_mail_total\{fate="retried",template="password-changed"\} \d+$/m);
    expect(text).toMatch(/^sotto_mail_total\{fate="lost",template="password-changed"\} \d+$/m);
    // Who counts the letters before and after would learn whether an address has an account.
    expect(text).not.toContain('reset-password');
  });
});

describe('the statement', () => {
  it('decides on each letter when it goes: promotion waits for its choice, what is essential goes out, the rest is nobody’s', async () => {
    keeps('contact.essential-goes-on', 'contact.stop-all');
    const ida = await house.signUp('Ida');
    const to = await subjectOf(ida);
    const send = async (one: Letter) => {
      const before = lettersTo(ida).length;
      await mail.take({ letter: one, to });
      await mail.settled();
      return lettersTo(ida).length - before;
    };
    const notice = letter('security-notice', { happened: 'Something.', advice: 'Look.' });

    expect(await send(promotion)).toBe(1);
    expect(lettersTo(ida).at(-1)!.mail.text).toContain('https://account.example/stop');
    await ida.ask('PUT', '/v1/me/choices/marketing', { state: 'off' });
    expect(await send(promotion)).toBe(0);
    expect(await mail.addressOf(promotion, to)).toMatchObject({ kind: 'withheld', clause: 'choices.marketing' });
    expect(await send({ ...notice, message: 'gossip' })).toBe(0);
    expect(await send(notice)).toBe(1);
    expect(lettersTo(ida).at(-1)!.mail.text).toContain('comes whatever you chose about news and offers');
  });

  it('sends no promotion that calls itself essential, nor under a subject that is not its own', async () => {
    keeps('contact.essential-goes-on');
    const jon = await house.signUp('Jon');
    const to = await subjectOf(jon);
    await jon.ask('PUT', '/v1/me/choices/marketing', { state: 'off' });
    const posing: readonly Letter[] = [
      { ...promotion, message: 'safety' },
      { ...promotion, class: 'essential', about: 'safety' },
      { ...promotion, class: 'essential', message: 'safety', about: 'account' },
    ];
    for (const one of posing) {
      await mail.take({ letter: one, to });
      expect(await mail.addressOf(one, to)).toMatchObject({ kind: 'withheld' });
    }
    await mail.settled();
    expect(lettersTo(jon)).toEqual([]);
  });

  it('has a message of its class and subject for each letter that is written', () => {
    const { messages } = house.world.compiled.statement;
    for (const [name, { message, class: its, about }] of Object.entries(templates)) {
      expect(isOf(messages[message], { message, class: its, about }), name).toBe(true);
    }
  });
});

describe('the outbox', () => {
  it('keeps the last fifty letters, and no more', async () => {
    const outbox = createOutbox();
    for (let k = 0; k < 60; k += 1) await outbox.carry({ ...envelope, subject: `${k}` });
    expect(outbox.letters.map(({ subject }) => subject)).toEqual(Array.from({ length: 50 }, (_, k) => `${k + 10}`));
  });
});
