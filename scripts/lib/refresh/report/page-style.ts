/** The one style of the page; its digest is in the page's policy, so that no other style applies. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --line: #c8ced6; --soft: #f3f5f8; --breaking: #b3261e; --risky: #8a5200; --additive: #17692f; --bar: #4a6fa5; --new: #17692f }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --back: #14171b; --line: #3c444e; --soft: #1e2329; --breaking: #ff8a80; --risky: #ffb95c; --additive: #7fd69a; --bar: #7fa3d8; --new: #3f9a5c } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back) }
main { max-width: 72rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line) }
.wide { overflow-x: auto; margin: .75rem 0 }
table { border-collapse: collapse; font-size: .9rem }
caption { text-align: left; font-weight: 600; padding: .25rem 0 }
details caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
th, td { padding: .25rem .9rem .25rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
tbody th { font-weight: 400 }
th:has(code), td:has(code) { min-width: 10rem }
.number { text-align: right; font-variant-numeric: tabular-nums }
code { font: .85em/1.4 ui-monospace, monospace; background: var(--soft); padding: .05rem .25rem; border-radius: .2rem; overflow-wrap: anywhere }
pre { overflow-x: auto; background: var(--soft); padding: .75rem; border-radius: .3rem }
pre code { padding: 0; overflow-wrap: normal }
details { margin: .75rem 0 }
summary { cursor: pointer; font-weight: 600 }
ul { padding-left: 1.2rem }
ul.to-do { padding-left: 0; list-style: none }
.breaking { color: var(--breaking); font-weight: 600 }
.risky { color: var(--risky); font-weight: 600 }
.additive { color: var(--additive) }
figure { margin: 0 }
svg { display: block }
svg text { font: 12px system-ui, sans-serif; fill: var(--text); text-anchor: middle }
svg .all { fill: var(--bar) }
svg .new { fill: var(--new) }
svg .stripe { fill: var(--back) }
svg .gone { fill: var(--breaking) }
svg .axis { stroke: var(--text) }
`;
