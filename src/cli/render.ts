/** `sotto render`: a statement as people or machines read it. */
import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { canonical } from '../statement/canonical.ts';
import { type Page, paragraph, plain, section } from '../wording/document.ts';
import { html } from '../wording/html.ts';
import { machine } from '../wording/machine.ts';
import { markdown } from '../wording/markdown.ts';
import { page } from '../wording/page.ts';
import { record, recordCsv } from '../wording/record.ts';
import { asText } from '../wording/telling.ts';
import type { Wording } from '../wording/words.ts';
import { type LoadedStatement, loadStatement, REFERENCE, STATEMENT_HELP } from './load-statement.ts';
import { CalledWrongly } from './program.ts';

/** One way to read a statement: as the text that it is written in, and as data. */
interface Form {
  readonly says: string;
  text(loaded: LoadedStatement): string;
  data(loaded: LoadedStatement): unknown;
}

const inJson = (data: unknown) => `${JSON.stringify(data, null, 2)}\n`;

const FORMS: Readonly<Record<string, Form>> = {
  markdown: {
    says: 'the page that people read, as Markdown',
    text: ({ statement, wording }) => markdown(page(statement, wording)),
    data: ({ statement, wording }) => page(statement, wording),
  },
  page: {
    says: 'the same as one HTML document that needs nothing else',
    text: ({ statement, wording }) => html(page(statement, wording)),
    data: ({ statement, wording }) => page(statement, wording),
  },
  faq: {
    says: 'the questions that people ask, as Markdown',
    text: (loaded) => markdown(faqPage(loaded)),
    data: (loaded) =>
      questions(loaded).faq.map(({ asks, answers }) => ({ asks, answers: answers.map((one) => plain(asText(one))) })),
  },
  record: {
    says: 'the record of processing (GDPR, article 30), as CSV',
    text: ({ statement }) => recordCsv(statement),
    data: ({ statement }) => record(statement),
  },
  vocabulary: {
    says: 'names, clauses and the JSON Schema of every event, as JSON',
    text: ({ statement }) => inJson(machine(statement)),
    data: ({ statement }) => machine(statement),
  },
  canonical: {
    says: 'the statement itself as JSON, the text that its hash is made of',
    text: ({ statement }) => canonical(statement),
    data: ({ statement }) => statement,
  },
};

interface Options {
  readonly as: string;
  readonly out?: string;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .argument('[statement]', 'name or path', REFERENCE)
    .addOption(new Option('--as <form>', 'what to write').choices(Object.keys(FORMS)).default('markdown'))
    .option('--out <file>', 'where to write it, instead of to the terminal')
    .option('--json', 'the same as data, for machines')
    .addHelpText('after', HELP)
    .action(async (given: string, { as, out, json }: Options) => {
      const form = FORMS[as]!;
      const loaded = await loadStatement(given);
      const text = json ? inJson(form.data(loaded)) : form.text(loaded);
      if (out === undefined) process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
      else write(out, text);
    });

const HELP = `
Forms:
${Object.entries(FORMS)
  .map(([name, { says }]) => `  ${name.padEnd(12)}${says}`)
  .join('\n')}
${STATEMENT_HELP}`;

function questions({ statement, wording }: LoadedStatement): Wording {
  if (wording !== undefined && wording.faq.length > 0) return wording;
  throw new CalledWrongly(`\`${statement.id}\` has no questions with answers`, 'write a `faq` in its wording.ts');
}

/** The questions alone: links would lead to a page that is not there. */
function faqPage(loaded: LoadedStatement): Page {
  const sections = questions(loaded).faq.map(({ asks, answers }, index) =>
    section(
      `faq.${index + 1}`,
      asks,
      answers.map((one) => paragraph(plain(asText(one)))),
    ),
  );
  return { ...page(loaded.statement), intro: [], sections };
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CalledWrongly(`\`${file}\` can't be written: ${(error as Error).message}`);
  }
  console.error(`${file}: ${Buffer.byteLength(text).toLocaleString('en')} bytes`);
}
