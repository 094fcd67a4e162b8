import { type AssetName, assetAddress, type ReadAssets } from './assets.ts';
import type { PageAssets } from './pages/html.ts';

/** Creates the function that gives the addresses of what a page loads. @param scripts The scripts of the page. */
export function createPageAssets(readAssets: ReadAssets): (...scripts: AssetName[]) => Promise<PageAssets> {
  return async (...scripts) => {
    const assets = await readAssets();
    const addressOf = (name: AssetName) => assetAddress(name, assets[name]);
    const pageView = { script: addressOf('page-view.js'), worker: addressOf('pdf-worker.js') };
    return { scripts: scripts.map(addressOf), style: addressOf('reader.css'), pageView };
  };
}
