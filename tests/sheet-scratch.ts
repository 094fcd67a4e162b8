import { launchBrowser } from './support/browser.ts';
import { readdirSync, readFileSync } from 'node:fs';
const [,, match, out, width='375'] = process.argv;
const b=await launchBrowser(); const p=await b.newPage({viewport:{width:1900,height:800}});
const files=readdirSync('/tmp/base/shots').filter(f=>new RegExp(match!).test(f)&&f.endsWith('.png')&&!f.startsWith('sheet'));
await p.setContent(`<body style="margin:8px;background:#888;display:flex;flex-wrap:wrap;gap:8px">${files.map(f=>`<figure style="margin:0"><img width="${width}" src="data:image/png;base64,${readFileSync('/tmp/base/shots/'+f).toString('base64')}"><figcaption style="font:11px monospace">${f}</figcaption></figure>`).join('')}`);
await p.waitForTimeout(300);
await p.screenshot({path:`/tmp/base/shots/sheet-${out}.png`,fullPage:true}); await b.close();
