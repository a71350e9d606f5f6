import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { messageOf, UsageError } from '../../shared/errors.ts';
import { addMachineRoutes } from './machine-routes.ts';
import type { DashboardPage } from './page.ts';
import { PAGES } from './pages/pages.ts';
import type { DashboardPorts, Site } from './ports.ts';
import { NOTHING, type Html } from './render/html.ts';
import { ICON } from './render/icon.ts';
import { messagePage } from './render/layout.ts';
import { STYLESHEET, STYLESHEET_PATH } from './render/stylesheet.ts';
import { respondWithPage } from './respond.ts';

const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
});

/**
 * Returns the dashboard, an HTTP application that only reads.
 *
 * @param pages by default {@link PAGES}
 */
export function createDashboard(
  ports: DashboardPorts,
  pages: readonly DashboardPage[] = PAGES,
): Hono {
  const app = new Hono();
  app.use(HEADERS, compress(), onlyHosts(ports.hosts), onlyReading);
  app.get(STYLESHEET_PATH, (context) =>
    context.body(STYLESHEET, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    }),
  );
  app.get('/icon.svg', (context) =>
    context.body(ICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }),
  );
  addMachineRoutes(app, ports.results);
  const site = { ...ports, navigation: pages.filter((page) => page.navigation !== undefined) };
  for (const page of pages) {
    app.get(page.path, (context) => respondWithPage(site, page, context));
  }
  app.notFound((context) =>
    context.html(messageOn(site, context, 'There is no such page: choose one above.'), 404),
  );
  app.onError((error, context) => respondToError(site, error, context));
  return app;
}

function respondToError(site: Site, error: Error, context: Context): Response | Promise<Response> {
  if (error instanceof UsageError) {
    return context.html(messageOn(site, context, error.message), 400);
  }
  const { path } = context.req;
  site.logger.log('ERROR', 'cannot answer a request', { path, error: messageOf(error) });
  return context.html(
    messageOn(site, context, `The page cannot be shown: ${messageOf(error)}. Reload it later.`),
    500,
  );
}

function messageOn({ navigation }: Site, context: Context, message: string): Html {
  const { path } = context.req;
  return messagePage({ title: 'ci-signal', navigation, path, state: NOTHING }, message);
}

/** Refuses requests by other names of the host than some; without names, none. */
function onlyHosts(hosts: readonly string[] | undefined): MiddlewareHandler {
  return async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (hosts === undefined || hosts.includes(hostname)) {
      await next();
      return;
    }
    return context.text(`this server does not answer for ${hostname}\n`, 421);
  };
}

/** Refuses requests that are not GET or HEAD. */
const onlyReading: MiddlewareHandler = async (context, next) => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') {
    await next();
    return;
  }
  return context.text('only GET is answered\n', 405, { allow: 'GET, HEAD' });
};
