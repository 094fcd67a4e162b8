import type { Express } from 'express';

/** A layer of Express's router, as far as it says what it stands for. */
interface Layer {
  rawPath: string;
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route of an application, as `GET /api/documents/:id`, found from its routers. */
export function routesOfApp(app: Express): string[] {
  return [...new Set(routesIn((app.router as unknown as { stack: Layer[] }).stack, ''))].sort();
}

function routesIn(layers: readonly Layer[], prefix: string): string[] {
  return layers.flatMap(({ route, handle, rawPath }) => {
    if (route) return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${prefix}${route.path}`);
    return handle.stack ? routesIn(handle.stack, `${prefix}${rawPath === '/' ? '' : rawPath}`) : [];
  });
}
