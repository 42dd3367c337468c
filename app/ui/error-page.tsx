import type { ReactNode } from 'react';
import { Page, TopBar, BottomBar } from './bars.tsx';
import { LinkButton } from './button.tsx';
import type { IconName } from './icon.tsx';
import { Empty } from './states.tsx';

/** A page that could not be shown: what happened, what to do, one button. */
export function ErrorPage({
  icon,
  say,
  fix,
  button,
  to,
  reload = false,
  children,
}: {
  icon: IconName;
  say: string;
  fix: string;
  button: string;
  to: string;
  /** Asks the server again instead of turning to another page. */
  reload?: boolean;
  children?: ReactNode;
}) {
  return (
    <Page
      top={<TopBar backTo={null} title="真学" />}
      bottom={
        <BottomBar>
          <LinkButton to={to} outside={reload} icon={reload ? 'retry' : undefined}>
            {button}
          </LinkButton>
        </BottomBar>
      }
    >
      <Empty page icon={icon} say={say}>
        <p>{fix}</p>
        {children && <div className="mt-4">{children}</div>}
      </Empty>
    </Page>
  );
}
