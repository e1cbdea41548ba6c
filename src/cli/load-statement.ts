/** The statement that a command is about: one of ours by name, or anybody's by path. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nearest } from '../checks/nearest.ts';
import { isStatement } from '../statement/is-statement.ts';
import type { Statement } from '../statement/statement.ts';
import type { Wording } from '../wording/words.ts';
import { CalledWrongly } from './program.ts';

export interface LoadedStatement {
  readonly statement: Statement;
  /** The prose that stands beside it, where there is one. */
  readonly wording?: Wording;
  /** The file that it was read from. */
  readonly file: string;
}

/** The statement that is meant when none is named. */
export const REFERENCE = 'sonos-2017-08';

/** How every command that takes a statement explains what it takes. */
export const STATEMENT_HELP = `
A statement is a name under statements/ (\`corner-shop\`), a folder with a statement.ts in it, a module that exports
\`statement\`, or a JSON file with a statement as plain data. Prose is the \`words\` of a wording.ts beside the module.`;

const ours = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'statements');

/**
 * Loads a statement by name or path, and its wording. A module runs as it is imported: load your own only.
 *
 * @throws CalledWrongly that says what was not found, does not load or is no statement
 */
export async function loadStatement(given: string = REFERENCE): Promise<LoadedStatement> {
  const file = findFile(given);
  const statement = file.endsWith('.json') ? readJson(file) : await exported(file, 'statement');
  if (!isStatement(statement)) {
    throw new CalledWrongly(
      `\`${given}\` holds no statement`,
      'export one as `statement`, made with `vocabulary({ … }).statement({ … })`',
    );
  }
  const prose = join(dirname(file), 'wording.ts');
  if (file.endsWith('.json') || !existsSync(prose)) return { statement, file };
  const wording = await exported(prose, 'words');
  if (!isWording(wording)) {
    throw new CalledWrongly(
      `\`${prose}\` holds no wording`,
      'export one as `words`, made with `wording(statement, …)`',
    );
  }
  // Another statement's prose may lie in the same folder.
  return wording.statement === statement.id && wording.dated === statement.dated
    ? { statement, wording, file }
    : { statement, file };
}

function findFile(given: string): string {
  const named = join(ours, given, 'statement.ts');
  if (/^[a-z0-9-]+$/.test(given) && existsSync(named)) return named;
  const path = resolve(given);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return path;
  if (found?.isDirectory() && existsSync(join(path, 'statement.ts'))) return join(path, 'statement.ts');
  if (found?.isDirectory()) throw new CalledWrongly(`there is no statement.ts in \`${given}\``);
  const names = readdirSync(ours).filter((name) => existsSync(join(ours, name, 'statement.ts')));
  const meant = nearest(basename(given), names);
  throw new CalledWrongly(
    `there is no statement \`${given}\`, by name or as a file${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    `the names are ${names.map((name) => `\`${name}\``).join(' and ')}; or give the path of a module`,
  );
}

async function exported(file: string, name: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(file).href)) as { readonly [name: string]: unknown })[name];
  } catch (error) {
    throw new CalledWrongly(
      `\`${file}\` does not load: ${error instanceof Error ? error.message : String(error)}`,
      'it is run as it is loaded; `npx tsc --noEmit` shows slips in names before that',
    );
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CalledWrongly(
      `\`${file}\` is not JSON: ${(error as Error).message}`,
      '`sotto render STATEMENT --as canonical` writes one that can be read',
    );
  }
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWording = (value: unknown): value is Wording =>
  isObject(value) && typeof value.statement === 'string' && Array.isArray(value.intro) && isObject(value.situations);
