import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Empty } from '../../ui/states.tsx';
import { paperWords as words } from './paper-words.ts';
import { ProofPaper } from './proof-paper.tsx';
import type { PrintedProof } from './read-printed.server.ts';

/** A learner's proofs, the newest first, to show on the telephone, to print, or to have verified. */
export function OwnProofPage({ proofs }: { proofs: PrintedProof[] }) {
  const say = useWords();
  if (proofs.length === 0)
    return (
      <Page top={<TopBar backTo="/progress" />}>
        <h1 className="only-heard">{say(words.title)}</h1>
        <Empty icon="file" say={say(words.none)}>
          {say(words.noneFix)}
        </Empty>
      </Page>
    );
  return (
    <div className="proof-screen">
      <Page
        top={<TopBar backTo="/progress" title={say(words.title)} />}
        bottom={
          <BottomBar>
            <Button onClick={() => window.print()}>{say(words.print)}</Button>
          </BottomBar>
        }
      >
        <h1 className="only-heard">{say(words.title)}</h1>
        {proofs.map((proof) => (
          <ProofPaper key={proof.body.number} proof={proof} />
        ))}
        <div className="not-printed">
          <LinkButton kind="second" icon="file" outside to="/my-proof/file" download>
            {say(words.save)}
          </LinkButton>
        </div>
      </Page>
    </div>
  );
}
