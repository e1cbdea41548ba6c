/** People write to the address of the statement, over a real conversation with our mail server; so do machines. */
import { createConnection } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailedRequest } from '../../src/people/mail/read-mail.ts';
import { type MailIn, openMailIn } from '../../src/server/mail-in.ts';
import { everyRow } from '../../src/testing/every-row.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';
import { cert, key } from '../journeys/localhost-certificate.ts';

const PRIVACY = 'privacy@sonos.com';

let house: TestWorld;
let mailbox: MailIn;
const asked: MailedRequest[] = [];
let onRequest: (request: MailedRequest) => Promise<void>;

beforeAll(async () => {
  house = await openTestWorld();
  onRequest = house.world.people.askByMail;
  mailbox = await openMailIn(house.world, {
    host: '127.0.0.1',
    port: 0,
    from: 'Customer Care <care@speakers.example>',
    async onRequest(request) {
      asked.push(request);
      await onRequest(request);
    },
  });
});
afterAll(async () => {
  await mailbox.close();
  await house.close();
});

const post = async (mail: SendMailOptions, port = mailbox.port) => {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    return await transport.sendMail({ to: PRIVACY, subject: 'Hello', text: 'A word.', ...mail });
  } finally {
    transport.close();
  }
};
const answersTo = async (address: string) => {
  await house.world.people.mail.settled();
  return house.outbox.letters.filter(({ to }) => to === address);
};
const fates = async () => {
  const { text } = await house.ask('GET', '/metrics');
  return Object.fromEntries(
    [...text.matchAll(/^sotto_mail_in_total\{fate="(\w+)"\} (\d+)$/gm)].map(([, fate, n]) => [fate, Number(n)]),
  );
};

describe('somebody who writes', () => {
  it('is told how to ask where the address has no account, or what is asked is not clear', async () => {
    const ada = await house.signUp('Ada');
    await post({ from: 'stranger@elsewhere.example', subject: 'Please delete my data' });
    await post({ from: ada.email, subject: 'Hello' });
    for (const address of ['stranger@elsewhere.example', ada.email]) {
      const [letter, ...more] = await answersTo(address);
      expect([letter!.subject, more]).toEqual(['How to ask us about your data', []]);
      expect(letter!.text).toContain('https://account.example/statement');
    }
  });

  it.each([
    ['What data do you hold about me', PRIVACY, 'access'],
    ['Export of my data, please', PRIVACY, 'export'],
    ['My postal code is wrong', PRIVACY, 'correction'],
    ['DELETE my account', PRIVACY, 'erasure'],
    ['Right to be forgotten', PRIVACY, 'erasure'],
    ['Restrict what you do with it', PRIVACY, 'restriction'],
    ['I object', PRIVACY, 'objection'],
    ['Export it, then delete it', PRIVACY, 'unknown'],
    ['Grüße aus Köln 🎶', PRIVACY, 'unknown'],
    ['', PRIVACY, 'unknown'],
    ['Hello', 'privacy+erasure@sonos.com', 'erasure'],
    ['Export it', 'Privacy+Erasure@Sonos.com', 'erasure'],
    ['Hello', 'privacy+nonsense@sonos.com', 'unknown'],
  ] as const)('is understood by subject line and alias: `%s` to %s', async (subject, to, kind) => {
    await post({ from: 'ben@home.example', subject, to, messageId: '<one@home.example>' });
    expect(asked.at(-1)).toEqual({
      from: 'ben@home.example',
      kind,
      at: house.clock.now,
      messageId: '<one@home.example>',
    });
  });

  it('is answered three times a day, however often they write', async () => {
    for (let n = 0; n < 5; n += 1) await post({ from: 'often@home.example' });
    expect(await answersTo('often@home.example')).toHaveLength(3);
  });

  it('is asked to try again where we could not take it, and loses nothing', async () => {
    onRequest = async () => {
      throw new Error('the database sleeps');
    };
    await expect(post({ from: 'cem@home.example' })).rejects.toMatchObject({ responseCode: 451 });
    onRequest = house.world.people.askByMail;
    await post({ from: 'cem@home.example' });
    expect(await answersTo('cem@home.example')).toHaveLength(1);
  });

  it('has nothing kept of what they wrote, not even their address', async () => {
    await post({ from: 'Dora Oddity <oddity@home.example>', subject: 'Oddity', text: 'An ODDITY in the body.' });
    const rows = [
      ...(await everyRow(house.clusters.vault)).values(),
      ...(await everyRow(house.clusters.keyring)).values(),
    ];
    for (const row of rows.flat()) expect(row).not.toMatch(/oddity/i);
    expect((await house.ask('GET', '/metrics')).text).not.toMatch(/oddity/i);
  });
});

describe('somebody with an account', () => {
  const confirm = (link: string) =>
    house.ask('POST', link, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const linkTo = async (address: string) =>
    new URL(/^https:.*\/requests\/confirm\/\S+$/m.exec((await answersTo(address)).at(-1)!.text)![0]).pathname;
  const statusOf = async (person: TestPerson) =>
    (await person.ask('GET', '/v1/me/requests')).body.requests.map(
      ({ kind, status }: { kind: string; status: string }) => [kind, status],
    );

  it('shows by a link to the address on file that the request is theirs; then it runs as any other', async () => {
    keeps('rights.by-email', 'rights.view-edit-delete');
    const lea = await house.signUp('Lea');
    await lea.household();
    await post({ from: `Lea <${lea.email}>`, subject: 'What do you hold about me?' });
    expect(await statusOf(lea)).toEqual([['access', 'checking']]);
    const link = await linkTo(lea.email);
    // Programs look at links before people do.
    const looked = await house.ask('GET', link);
    expect([looked.status, looked.text]).toEqual([200, expect.stringContaining('<button>Yes, it is mine</button>')]);
    expect(await statusOf(lea)).toEqual([['access', 'checking']]);
    expect((await confirm(link)).status).toBe(200);
    expect(await statusOf(lea)).toEqual([['access', 'done']]);
    expect((await answersTo(lea.email)).at(-1)!.subject).toBe('Your request is answered');
    expect((await confirm(link)).status).toBe(400);
  });

  it('is told what it means to be erased, and is, once they say so', async () => {
    keeps('rights.by-email', 'rights.deletion-stops-products');
    const max = await house.signUp('Max');
    const { token } = await max.product(await max.household(), 'Hall');
    await post({ from: max.email, to: 'privacy+erasure@sonos.com' });
    expect((await answersTo(max.email)).at(-1)!.text).toContain('products stop working');
    expect((await house.ask('GET', '/v1/directive', { token })).status).toBe(200);
    expect((await confirm(await linkTo(max.email))).status).toBe(200);
    expect((await house.ask('GET', '/v1/directive', { token })).status).toBe(401);
    expect((await max.ask('GET', '/v1/me/data')).status).toBe(401);
  });

  it('has nothing done by who writes in their name, and no link of theirs works for long', async () => {
    keeps('rights.by-email');
    const nia = await house.signUp('Nia');
    await post({
      from: nia.email,
      envelope: { from: 'eve@evil.example', to: PRIVACY },
      replyTo: 'eve@evil.example',
      subject: 'Delete it',
    });
    expect(await answersTo('eve@evil.example')).toEqual([]);
    const link = await linkTo(nia.email);
    expect((await confirm(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status).toBe(400);
    house.clock.now += 14 * 24 * 60 * 60_000;
    await house.world.people.carryOutDue();
    expect((await confirm(link)).status).toBe(400);
    const { token } = (await house.ask('POST', '/v1/sessions', { body: { email: nia.email, password: nia.password } }))
      .body;
    const { body } = await house.ask('GET', '/v1/me/requests', { token });
    expect(body.requests.map(({ status }: { status: string }) => status)).toEqual(['lapsed']);
  });

  it('who asks twice has one request', async () => {
    const oli = await house.signUp('Oli');
    await post({ from: oli.email, subject: 'Export my data' });
    await post({ from: oli.email, subject: 'Export my data, please' });
    const [first, second] = (await answersTo(oli.email)).map(({ text }) => /\/requests\/confirm\/\S+/.exec(text)![0]);
    expect(await statusOf(oli)).toEqual([['export', 'checking']]);
    expect((await confirm(second!)).status).toBe(200);
    expect((await confirm(first!)).status).toBe(400);
    expect(await statusOf(oli)).toEqual([['export', 'done']]);
  });
});

describe('nothing is answered', () => {
  it.each([
    ['what reports of mail that came to nothing', { envelope: { from: '', to: PRIVACY } }],
    ['an automatic reply', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['our own letters', { headers: { 'Auto-Submitted': 'auto-generated' } }],
    ['a list', { headers: { 'List-Id': '<news.example>' } }],
    ['a newsletter', { headers: { 'List-Unsubscribe': '<https://news.example>' } }],
    ['bulk mail', { headers: { Precedence: 'bulk' } }],
    [
      'what went through too many servers',
      { headers: { Received: Array.from({ length: 31 }, (_, n) => `from ${n}.example by b`) } },
    ],
    ['a machine', { from: 'no-reply@elsewhere.example' }],
    ['a mail server', { from: 'MAILER-DAEMON@elsewhere.example' }],
    ['ourselves', { from: PRIVACY }],
    ['our sender', { from: 'care@speakers.example' }],
    ['several authors', { from: ['eve@home.example', 'mallory@home.example'] }],
  ] as const)('that is from %s', async (_, mail) => {
    const [before, letters] = [await fates(), house.outbox.letters.length];
    await post({ from: 'eve@home.example', ...mail } as SendMailOptions);
    await house.world.people.mail.settled();
    expect(house.outbox.letters.slice(letters)).toEqual([]);
    expect(await fates()).toEqual({ ...before, ignored: before.ignored! + 1 });
  });

  it('but what says that a person wrote it is', async () => {
    await post({ from: 'fay@home.example', headers: { 'Auto-Submitted': 'no' } });
    expect(await answersTo('fay@home.example')).toHaveLength(1);
  });
});

describe('it is not taken', () => {
  it('for an address that the statement does not name', async () => {
    const to = 'somebody@sonos.com';
    await expect(post({ from: 'gus@home.example', to })).rejects.toMatchObject({ responseCode: 550 });
  });

  it('to be handed on to somebody else', async () => {
    const envelope = { from: 'gus@home.example', to: ['victim@elsewhere.example'] };
    await expect(post({ from: 'gus@home.example', envelope })).rejects.toMatchObject({ responseCode: 550 });
  });

  it('when it is too big, or its head is', async () => {
    const big = { from: 'hal@home.example', text: 'a'.repeat(11 * 1024 * 1024) };
    await expect(post(big)).rejects.toThrow();
    const head = { from: 'hal@home.example', headers: { 'X-Long': Array(100).fill('a'.repeat(900)) } };
    await expect(post(head)).rejects.toMatchObject({ responseCode: 552 });
    expect(await answersTo('hal@home.example')).toEqual([]);
  });

  it('when too much came from there', async () => {
    while (await house.world.people.mayWrite('127.0.0.1'));
    await expect(post({ from: 'ida@home.example' })).rejects.toMatchObject({ responseCode: 451 });
    house.clock.now += 60 * 60_000;
    await post({ from: 'ida@home.example' });
    expect(await answersTo('ida@home.example')).toHaveLength(1);
  });

  it('in the clear from another machine; encrypted it is', async () => {
    keeps('security.in-transit');
    const other = await openTestWorld();
    // Only one address is known to be this machine's; this one stands for another's.
    const host = '127.0.0.2';
    const safe = await openMailIn(other.world, { host, port: 0, tls: { cert, key } });
    const write = async (options: object) => {
      const transport = createTransport({ host, port: safe.port, localAddress: host, ...options });
      await transport
        .sendMail({ from: 'jon@home.example', to: PRIVACY, subject: 'Hello', text: 'A word.' })
        .finally(() => transport.close());
    };
    try {
      await expect(write({ ignoreTLS: true })).rejects.toMatchObject({ responseCode: 530 });
      expect(other.outbox.letters).toEqual([]);
      await write({ requireTLS: true, tls: { ca: cert, servername: 'localhost' } });
      await other.world.people.mail.settled();
      expect(other.outbox.letters.map(({ to }) => to)).toEqual(['jon@home.example']);
    } finally {
      await safe.close();
      await other.close();
    }
  });
});

it('a conversation that breaks off harms nobody', async () => {
  for (const said of ['', 'EHLO a\r\nMAIL FROM:<kim@home.example>\r\n', '\0\u00ff\r\n', `${'a'.repeat(100_000)}\r\n`]) {
    await new Promise<void>((resolve) => {
      const socket = createConnection(mailbox.port, '127.0.0.1', () => socket.write(said, () => socket.destroy()));
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  }
  await post({ from: 'kim@home.example' });
  expect(await answersTo('kim@home.example')).toHaveLength(1);
});
