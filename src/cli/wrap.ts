/** Text at the width of the terminal, or of a page where there is none: broken at spaces, every line indented alike. */
export function wrap(text: string, indent = '', width = Math.min(process.stdout.columns ?? 100, 100)): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line !== indent && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
