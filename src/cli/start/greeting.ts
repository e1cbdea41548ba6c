import type { Config } from '../../server/config.ts';
import type { Statement } from '../../statement/statement.ts';
import type { Demo } from './demo.ts';

export interface Greeting {
  readonly url: string;
  readonly config: Config;
  readonly statement: Statement;
  readonly demo: Demo | undefined;
  /** Where Mira of the demo enrols, as long as she has not. */
  readonly enrolLink: string | undefined;
  /** Letters are shown where this is read. */
  readonly showsMail: boolean;
}

/** What `sotto start` says once it runs. */
export function greeting({ url, config, statement, demo, enrolLink, showsMail }: Greeting): string {
  const storage = config.databases === undefined ? `${config.data}, on its own PostgreSQL` : 'your PostgreSQL servers';
  return [
    `Sotto runs ${statement.id}, dated ${statement.dated}.`,
    '',
    ...rows([
      ['to read', `${url}/statement`],
      ['to decide', `${url}/me`],
      ['to play', `${url}/app`],
      ['to answer', `${url}/console`],
      ['to call', `${url}/openapi.json`],
      ['to measure', `${url}/metrics`],
      ['data in', storage],
      ['mail', mailGoes(config, showsMail)],
    ]),
    ...(demo === undefined ? [] : ['', ...aboutDemo(url, demo, enrolLink)]),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

function mailGoes({ mail }: Config, showsMail: boolean): string {
  if (mail !== undefined) return 'goes out by SMTP';
  return showsMail
    ? 'stays here, and is shown below (set SMTP_URL to send it)'
    : 'stays here, and is shown on a terminal alone (set SMTP_URL to send it)';
}

/** The same, for machines. */
export const greetingData = ({ url, config, statement, demo, enrolLink }: Greeting) => ({
  url,
  statement: { id: statement.id, dated: statement.dated },
  data: config.databases === undefined ? config.data : null,
  mail: config.mail === undefined ? 'kept' : 'smtp',
  demo:
    demo === undefined
      ? null
      : {
          email: demo.email,
          password: demo.password,
          session: demo.session,
          systemId: demo.systemId,
          usageData: demo.usageData,
          rooms: demo.rooms,
          ...(enrolLink !== undefined && { enrolLink }),
        },
});

function aboutDemo(
  url: string,
  { email, password, session, systemId, rooms, usageData }: Demo,
  enrolLink: string | undefined,
): string[] {
  const careless = rooms.at(-1);
  const [other, effect] =
    usageData === 'on'
      ? (['off', 'watch the flow stop at the source (then `on` again)'] as const)
      : (['on', 'hear them again; what happened meanwhile is not sent later'] as const);
  return [
    `Ada's household is at home: ${rooms.join(', ')}, and her app. A minute there takes a second.`,
    ...rows([
      ['sign in as', `${email}  ${password}`],
      ['system id', systemId],
    ]),
    ...(enrolLink === undefined
      ? []
      : [
          '',
          'Mira works here, for privacy. With an authenticator at hand she enrols by this link, once:',
          `  ${enrolLink}`,
        ]),
    '',
    `The firmware in the ${careless?.toLowerCase()} is careless on purpose: it sends a field that nobody declared, and the`,
    'volume whatever it was told. See what becomes of that.',
    '',
    `Usage data is ${usageData}. Turn it ${other}, and ${effect}:`,
    '',
    `  curl -X PUT ${url}/v1/me/choices/usage-data -H 'content-type: application/json' \\`,
    `    -d '{"state":"${other}"}' -H 'authorization: Bearer ${session}'`,
    '',
    'See what is held, and by which clause:',
    '',
    `  curl '${url}/v1/me/data?limit=5' -H 'authorization: Bearer ${session}'`,
  ];
}

const rows = (all: readonly (readonly [string, string])[]) =>
  all.map(([name, value]) => `  ${name.padEnd(12)}${value}`);
