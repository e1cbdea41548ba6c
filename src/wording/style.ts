/** Colours and type of everything that people see, in light and in dark. */
export const TOKENS = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf8, #16181b);
  --raised: light-dark(#ffffff, #1d2024);
  --ink: light-dark(#22262b, #e4e2de);
  --quiet: light-dark(#5a6068, #a3a7ad);
  --line: light-dark(#e3e0da, #30343a);
  --link: light-dark(#1f5a67, #8cc6d2);
  --mark: light-dark(#e3f0f2, #1c3b42);
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
`;

/**
 * The style of the page: one small sheet without anything from elsewhere. It is apart, so that a server can
 * serve it under its own address, or name its hash in a content security policy; `unsafe-inline` is never needed.
 */
export const STYLE = `${TOKENS}* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.65 var(--sans); overflow-wrap: break-word; }
.skip { position: absolute; inset-inline-start: -100vw; padding: .6rem 1rem; background: var(--raised); color: var(--link); z-index: 2; }
.skip:focus { inset-inline-start: 1rem; inset-block-start: 1rem; }
.frame { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding: 4rem 0 1.5rem; max-width: 40rem; }
h1, h2, h3, h4 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(2rem, 1.4rem + 2.6vw, 3.1rem); letter-spacing: -.015em; }
h2 { font-size: 1.75rem; letter-spacing: -.01em; margin-bottom: 1rem; }
h3 { font-size: 1.2rem; margin: 1.75rem 0 .4rem; }
h4 { font-size: 1.05rem; margin: 1.25rem 0 .3rem; }
p, ul { margin: 0 0 .9rem; max-width: 40rem; }
ul { padding-inline-start: 1.15rem; }
li { margin: .3rem 0; padding-inline-start: .15rem; }
li::marker { color: var(--quiet); }
.dated { color: var(--quiet); margin-top: .9rem; }
a { color: inherit; text-decoration: underline; text-decoration-color: color-mix(in srgb, var(--link) 40%, transparent); text-decoration-thickness: 1px; text-underline-offset: .22em; }
a:hover { color: var(--link); text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 3px; }
:target { background: var(--mark); border-radius: 4px; box-shadow: 0 0 0 .35rem var(--mark); }
section:target, details:target { background: none; box-shadow: none; }
section:target > h2, section:target > h3, details:target > summary { background: var(--mark); box-shadow: 0 0 0 .35rem var(--mark); border-radius: 4px; }
nav { position: sticky; top: 0; z-index: 1; background: var(--paper); border-block: 1px solid var(--line); }
nav ul { display: flex; gap: 1.4rem; margin: 0; padding: .7rem 0; max-width: none; list-style: none; overflow-x: auto; scrollbar-width: none; }
nav li { margin: 0; padding: 0; white-space: nowrap; }
nav a { color: var(--quiet); font-size: .92rem; text-decoration: none; }
main { padding-bottom: 3rem; }
main > section { padding: 2.75rem 0 1.75rem; border-bottom: 1px solid var(--line); }
main > section:last-child { border-bottom: 0; }
.pair { display: grid; column-gap: 3rem; }
.pair > .half > h3 { font: 600 .82rem/1.4 var(--sans); letter-spacing: .04em; color: var(--quiet); margin: .25rem 0 .6rem; }
details { border-top: 1px solid var(--line); margin: 0; }
details:last-of-type { border-bottom: 1px solid var(--line); }
main > section > details:last-child, main > section > section:last-child > details:last-child { border-bottom: 0; }
summary { cursor: pointer; padding: .75rem 1.75rem .75rem 0; position: relative; list-style: none; font-weight: 500; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ""; position: absolute; inset-inline-end: .4rem; top: 1.3rem; width: .5rem; height: .5rem; border: solid var(--quiet); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) translate(-25%, -25%); }
details[open] > summary::after { transform: rotate(225deg) translate(-25%, -25%); }
summary:hover { color: var(--link); }
details > :not(summary):last-child { margin-bottom: 1.25rem; }
.pair > details { margin-top: .75rem; }
.table { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.5; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: start; vertical-align: top; padding: .65rem 1.25rem .65rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 500; font-size: .86rem; }
tbody th { font-weight: 600; }
td:last-child { padding-inline-end: 0; }
h1 + p { margin-top: 1rem; }
form { margin-top: 1.6rem; max-width: 34rem; }
form label { font-weight: 500; }
[role=alert] { border-inline-start: 3px solid var(--link); background: var(--raised); padding: .6rem 1rem; }
.ask { display: flex; flex-wrap: wrap; align-items: end; gap: .5rem; margin: 1.6rem 0 .9rem; max-width: 40rem; }
.ask label { flex: 1 1 12rem; display: grid; gap: .35rem; color: var(--quiet); font-size: .92rem; font-weight: 400; }
:is(input, select, textarea) { min-width: 0; width: 100%; min-height: 2.75rem; padding: .4rem .75rem; border: 1px solid var(--quiet); border-radius: 10px; background: var(--raised); color: var(--ink); font: 1rem var(--sans); }
button { min-height: 2.75rem; padding: .4rem 1.2rem; border: 1px solid var(--link); border-radius: 10px; background: var(--link); color: var(--paper); font: 600 1rem var(--sans); cursor: pointer; }
footer { border-top: 1px solid var(--line); padding: 1.5rem 0 4rem; color: var(--quiet); font-size: .92rem; }
@media (min-width: 52rem) {
  .frame.body { display: grid; grid-template-columns: 13rem minmax(0, 1fr); column-gap: 3.5rem; }
  html { scroll-padding-top: 1.5rem; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; border: 0; padding: 2.75rem 0; }
  nav ul { display: block; overflow: visible; padding: 0; }
  nav li { white-space: normal; margin: .15rem 0; }
  nav a { display: block; padding: .2rem 0; line-height: 1.35; }
  header { margin-inline-start: 16.5rem; }
  .pair { grid-template-columns: 1fr 1fr; }
  .pair > :not(.half) { grid-column: 1 / -1; }
}
@media (max-width: 38rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td { display: block; }
  tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
  th, td { padding: .12rem 0; border: 0; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--quiet); }
  td:empty { display: none; }
}
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; background: none; }
  nav, .skip, .ask { display: none; }
  .frame.body, .pair { display: block; }
  header { margin: 0; padding-top: 0; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary::after { display: none; }
  h2, h3, summary { break-after: avoid; }
  tr, li { break-inside: avoid; }
}
`;
