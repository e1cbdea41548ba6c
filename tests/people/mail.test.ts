/** A real conversation with a mail server, and what the statement says about it. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Carrier, createOutbox, smtpCarrier } from '../../src/people/mail/carrier.ts';
import { passwordReset } from '../../src/people/mail/letter.ts';
import { createMail } from '../../src/people/mail/mail.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly mail: ParsedMail;
}

const received: Received[] = [];
let server: SMTPServer;
let house: TestWorld;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      simpleParser(stream).then((mail) => {
        const { mailFrom, rcptTo } = envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          mail,
        });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.server.address() as AddressInfo;
  const carrier = smtpCarrier(`smtp://127.0.0.1:${port}`, 'Customer Care <care@speakers.example>');
  house = await openTestWorld({ carrier });
});
afterAll(async () => {
  await house.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

describe('a letter', () => {
  it('goes to the address of the account, by SMTP, as plain text with a link', async () => {
    keeps('security.never-ask-password');
    const ada = await house.signUp('Ada');
    await house.ask('POST', '/v1/password-resets', { body: { email: ada.email } });
    await house.world.people.mail.settled();
    const { from, to, mail } = received.at(-1)!;
    expect([from, to]).toEqual(['care@speakers.example', [ada.email]]);
    expect(mail.subject).toBe('Set a new password');
    expect(mail.text).toMatch(/^https:\/\/account\.example\/reset\/link_[\w-]{43}$/m);
    expect(mail.text).toContain('We never ask for your password');
    expect(mail.html).toBe(false);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('to an address that looks like several goes to one', async () => {
    const email = '"ben@evil.example, "@home.example';
    const signUp = { email, password: 'long enough', country: 'DE', postalCode: '10115' };
    expect((await house.ask('POST', '/v1/accounts', { body: signUp })).body.code).toBe('not-accepted');
    const smuggled = { ...signUp, email: 'ben@home.example\r\nBcc: all@home.example' };
    expect((await house.ask('POST', '/v1/accounts', { body: smuggled })).body.code).toBe('not-accepted');
  });

  it('does not go to a server elsewhere that offers no encryption', async () => {
    const { port } = server.server.address() as AddressInfo;
    const before = received.length;
    // Another address than the one we know to be this machine, and a parameter that would do without.
    const carrier = smtpCarrier(`smtp://127.0.0.2:${port}?requireTLS=false&ignoreTLS=true`, 'care@speakers.example');
    await expect(carrier.carry({ to: 'ada@home.example', subject: 'A letter', text: 'For you.' })).rejects.toThrow();
    carrier.close();
    expect(received).toHaveLength(before);
  });

  it('that no server takes is counted, and the answer is the same', async () => {
    let attempts = 0;
    const broken: Carrier = {
      carry: async () => {
        attempts += 1;
        throw new Error('451 try later: ada@home.example');
      },
      close: () => {},
    };
    const other = await openTestWorld({ carrier: broken });
    const cem = await other.signUp('Cem');
    const asked = await other.ask('POST', '/v1/password-resets', { body: { email: cem.email } });
    await other.world.people.mail.settled();
    expect([asked.status, attempts, other.world.people.mail.lost]).toEqual([202, 1, 1]);
    await other.close();
  });
});

describe('the statement', () => {
  it('decides on each letter: promotion waits for its choice, what is essential goes out, the rest is nobody’s', async () => {
    keeps('contact.essential-goes-on', 'contact.stop-all');
    const dina = await house.signUp('Dina');
    const person = (await house.world.people.personOf(dina.token))!;
    const outbox = createOutbox();
    const mail = createMail(house.world.gate, house.world.compiled, outbox);
    const write = (message: string) => mail.send({ message, subject: 'A letter', text: 'For you.\n' }, person.subject);

    expect(await write('offers')).toEqual({ kind: 'sent', clause: 'messages.offers' });
    await dina.ask('PUT', '/v1/me/choices/marketing', { state: 'off' });
    expect(await write('offers')).toMatchObject({ kind: 'withheld', clause: 'choices.marketing' });
    expect(await write('newsletter')).toMatchObject({ kind: 'withheld' });
    expect(await write('gossip')).toMatchObject({ kind: 'withheld', because: 'undeclared-message' });
    expect(await write('safety')).toEqual({ kind: 'sent', clause: 'messages.safety' });
    expect(outbox.letters.map(({ to }) => to)).toEqual([dina.email, dina.email]);
  });

  it('has a message for each letter that is written', () => {
    const { messages } = house.world.compiled.statement;
    expect(messages).toHaveProperty(passwordReset('', undefined).message);
    expect(messages).toHaveProperty('security-alert');
  });
});

describe('the outbox', () => {
  it('keeps the last fifty letters, and no more', async () => {
    const outbox = createOutbox();
    for (let k = 0; k < 60; k += 1) await outbox.carry({ to: 'ada@home.example', subject: `${k}`, text: '' });
    expect(outbox.letters.map(({ subject }) => subject)).toEqual(Array.from({ length: 50 }, (_, k) => `${k + 10}`));
  });
});
