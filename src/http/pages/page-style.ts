/** Paper and ink, light and dark: what both pages share. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1c1b19; --quiet: #66625b; --line: #dedad2; --tint: #f3f0e9;
  --accent: oklch(45% 0.12 255); --mark: #ffe9a8; --serif: Charter, "PT Serif", "Noto Serif", Georgia, serif; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1b1d; --ink: #e9e6e0; --quiet: #a09b92; --line: #3a393c; --tint: #262629;
  --accent: oklch(76% 0.1 255); --mark: #5a4618; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 24px 64px; max-width: 44rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font: 600 1.75rem/1.25 var(--serif); margin: 0 0 24px; }
`;
