/** Words to begin with for what staff write to people again and again. Each goes on from “because”, but for notes. */
export interface Template {
  readonly for: 'note' | 'refuse' | 'extend';
  readonly text: string;
}

export const TEMPLATES: readonly Template[] = [
  { for: 'note', text: 'We looked into it, and are waiting for another team of ours.' },
  { for: 'note', text: 'We wrote to you to ask what you mean. It goes on when you answer.' },
  { for: 'note', text: 'It is done as you asked.' },
  { for: 'extend', text: 'what you asked touches several of our systems, and we want to answer all of it at once' },
  { for: 'extend', text: 'others who got the data from us have not answered yet' },
  { for: 'refuse', text: 'nobody could show that it is you who asks' },
  { for: 'refuse', text: 'what you asked about is not held here' },
  { for: 'refuse', text: 'answering it would tell you about somebody else' },
];
