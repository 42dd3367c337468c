import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useNavigation,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { readFrame } from './routes/frame-cookies.server.ts';
import { PageError } from './routes/page-error.tsx';
import styles from './styles/app.css?url';
import { FrameProvider, type Frame } from './ui/frame.tsx';
import { useNonce } from './ui/nonce.tsx';
import { Skeleton } from './ui/states.tsx';
import { uiWords } from './ui/words.ts';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = () => [{ title: uiWords.appName.zh }];

/** The frame only: no database, so that a page can be drawn when the database cannot be reached. */
export function loader({ request }: LoaderFunctionArgs): Frame {
  return readFrame(request);
}

export function Layout({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>('root') ?? { lang: 'zh', size: 'large' };
  const nonce = useNonce();
  return (
    <html lang={frame.lang === 'zh' ? 'zh-CN' : 'en'} data-size={frame.size}>
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="only light" />
        <meta name="theme-color" content="#ffffff" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body>
        <a href="#main" className="only-heard absolute z-10 bg-card p-3 font-bold text-accent">
          {uiWords.toContent[frame.lang]}
        </a>
        <FrameProvider {...frame}>{children}</FrameProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** Turning to another page: its shape appears when it takes longer than a blink. */
function PageOnItsWay() {
  const { pathname } = useLocation();
  const { state, location } = useNavigation();
  if (state !== 'loading' || !location || location.pathname === pathname) return null;
  // From one case of the desk to the next only what is beside the list changes.
  if (pathname.startsWith('/desk') && location.pathname.startsWith('/desk')) return null;
  return (
    <div className="late fixed inset-0 z-10 overflow-hidden bg-page">
      <Skeleton />
    </div>
  );
}

export default function App() {
  return (
    <>
      <Outlet />
      <PageOnItsWay />
    </>
  );
}

export { PageError as ErrorBoundary };
