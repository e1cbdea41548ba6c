/** The pages of an export: they read without anything else, run nothing, and ask nobody for anything. */
import type { Statement } from '../../statement/statement.ts';
import { escaped, plainPage } from '../../wording/html.ts';
import { says } from '../../wording/phrase.ts';
import type { CurrentData, OwnItem, Whose } from '../own-data.ts';
import type { Answers } from './answers.ts';

// A file has no headers to say it in.
const POLICY = `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;

const page = (title: string, body: string): string =>
  plainPage(title, `<div class="frame">\n<h1>${escaped(title)}</h1>\n${body}\n</div>`, POLICY);

const list = (items: readonly string[]) => `<ul>\n${items.map((one) => `<li>${one}</li>`).join('\n')}\n</ul>`;
const link = (to: string, words: string) => `<a href="${escaped(encodeURI(to))}">${escaped(words)}</a>`;

export function indexPage({ categories, madeAt }: Answers): string {
  const pages = Object.entries(categories).map(([name, one]) => link(`pages/${name}.html`, one.says));
  return page(
    'What is held about you',
    `<p>As it stood on ${escaped(madeAt)}. Nothing is left out but passwords, which nobody can read.</p>
<p>${link('about.html', 'What it is used for, who got it, and how long it is held')}</p>
${pages.length === 0 ? '<p>Nothing is held.</p>' : list(pages)}
<p>For machines there is one file a category in <code>data</code>, described by <code>schema.json</code> and
<code>glossary.json</code>; what you listened to stands in <code>listening.jsonl</code> too, as ListenBrainz reads it.</p>`,
  );
}

export function aboutPage({ categories, recipients, safeguards, contacts, rights, statement }: Answers): string {
  const sections = Object.values(categories).map(
    ({ says: words, explained, sources }) => `<section>
<h2>${escaped(words)}</h2>
<p>It comes from ${escaped(sources.join(', '))}.</p>
${list(explained.map((line) => `${escaped(line.says)}${line.clause ? ` <small>${escaped(line.clause)}</small>` : ''}`))}
</section>`,
  );
  const sent = recipients.map((one) => escaped(Object.values(one).flat().join(' · ')));
  const kept = safeguards.map((one) => escaped(`From ${one.from} to ${one.to.join(', ')}: ${one.safeguard}.`));
  const reached = Object.values(contacts).map((one) => escaped(Object.values(one).join(' · ')));
  return page(
    'About your data',
    `<p>By “${escaped(statement.title)}”, dated ${escaped(statement.dated)}.</p>
<section><h2>Who got something of yours</h2>${sent.length === 0 ? '<p>Nobody.</p>' : list(sent)}</section>
${sections.join('\n')}
<section><h2>What protects it abroad</h2>${kept.length === 0 ? '<p>It stays where it is.</p>' : list(kept)}</section>
<section><h2>What you may ask for</h2>${list(Object.values(rights).map(escaped))}</section>
<section><h2>Whom to write to</h2>${list(reached)}</section>`,
  );
}

/** Of a long history a page shows the newest; all of it is in the file for machines. */
export const MOST_SHOWN = 1000;

export interface Shown {
  readonly category: string;
  readonly current: readonly (CurrentData & Whose)[];
  readonly items: readonly OwnItem[];
  readonly isAll: boolean;
}

export function categoryPage(statement: Statement, { category, current, items, isAll }: Shown): string {
  const declared = statement.words.data[category];
  const values = (data: { readonly [field: string]: unknown }) =>
    list(
      Object.entries(data).map(([field, value]) => {
        const shown = typeof value === 'string' ? value : JSON.stringify(value);
        return `${escaped(says(declared?.fields ?? {}, field))}: <strong>${escaped(shown)}</strong>`;
      }),
    );
  const now = current.map(
    (one) => `<section><h2>Now${one.product && ` · ${escaped(one.product)}`}</h2>${values(one.data)}</section>`,
  );
  const then = items.map((one) => {
    const at = new Date(one.at).toISOString();
    const what = statement.collect[one.event]?.says ?? one.event;
    return `<tr><th scope="row"><time datetime="${at}">${at.slice(0, 19).replace('T', ' ')}</time></th>
<td>${escaped(what)}</td><td>${values(one.data)}</td><td>${escaped(one.ends)}</td></tr>`;
  });
  const more = isAll
    ? ''
    : `<p>The newest ${MOST_SHOWN} are shown. All are in <code>data/${escaped(category)}.json</code>.</p>`;
  return page(
    declared?.says ?? category,
    `<p>${link('../index.html', 'Back')}</p>
${now.join('\n')}
${then.length === 0 ? '' : `${more}<div class="table"><table><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Data</th><th scope="col">Gone on</th></tr></thead><tbody>\n${then.join('\n')}\n</tbody></table></div>`}`,
  );
}
