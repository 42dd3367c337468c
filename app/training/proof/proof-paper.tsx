import type { ReactNode } from 'react';
import { totalHours } from '../plan/judge-hours.ts';
import { paperWords as words, sayPaper } from './paper-words.ts';
import type { Words } from '../../platform/words.ts';
import type { PrintedProof } from './read-printed.server.ts';

/** Both languages of a word, as an official paper has them. */
function Both({ of }: { of: Words }) {
  return (
    <>
      {of.zh} <span lang="en">{of.en}</span>
    </>
  );
}

function Line({ name, children }: { name: Words; children: ReactNode }) {
  return (
    <div className="proof-line">
      <dt>
        <Both of={name} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One proof on one page of A4: Chinese with English beside, and a code that leads to its public page. */
export function ProofPaper({ proof }: { proof: PrintedProof }) {
  const { name, idNumber, body, address, qr, revokedOn } = proof;
  const { hours, basis } = body;
  const kinds = [
    { head: words.online, hours: hours.onlineTheory },
    { head: words.inPersonTheory, hours: hours.inPersonTheory },
    { head: words.practice, hours: hours.practice },
    { head: words.total, hours: totalHours(hours) },
  ];
  return (
    <article className="proof-paper" lang="zh-CN" aria-label={`${words.title.zh} ${name}`}>
      <header className="proof-head">
        <h2 className="proof-title">{words.title.zh}</h2>
        <p className="proof-subtitle" lang="en">
          {words.title.en}
        </p>
        <p className="tabular-nums">
          <Both of={words.number} /> {body.number}
        </p>
      </header>
      {revokedOn !== null && (
        <p className="proof-void">
          <Both of={sayPaper.voidSince(revokedOn)} />
        </p>
      )}
      <dl>
        <Line name={words.name}>
          <b>{name}</b>
        </Line>
        <Line name={words.idNumber}>
          <span className="tabular-nums">{idNumber}</span>
        </Line>
        <Line name={words.institution}>{body.institution}</Line>
        <Line name={words.occupation}>{body.occupation}</Line>
        <Line name={words.course}>
          {body.course} · {body.level}
        </Line>
        <Line name={words.dates}>
          <span className="tabular-nums">
            {body.startsOn} – {body.endsOn}
          </span>
        </Line>
      </dl>
      <p className="proof-statement">
        {name} {words.statement.zh}
        <span lang="en">
          {name} {words.statement.en}
        </span>
      </p>
      <table className="proof-hours">
        <caption>
          <Both of={words.hours} />
        </caption>
        <thead>
          <tr>
            {kinds.map(({ head }) => (
              <th key={head.en} scope="col">
                {head.zh}
                <span lang="en">{head.en}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {kinds.map(({ head, hours: count }) => (
              <td key={head.en}>{count}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="proof-note">
        <Both of={sayPaper.classHour(Math.floor(basis.rules.classHourS / 60))} />
        <br />
        <Both of={words.computed} />
      </p>
      <footer className="proof-foot">
        <div className="proof-code">
          <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={words.qr.zh}>
            <path d={qr.path} />
          </svg>
          <p>
            <Both of={words.scan} />
          </p>
        </div>
        <div className="proof-sign">
          <p>{body.institution}</p>
          <p className="tabular-nums">
            <Both of={words.issuedOn} /> {body.issuedOn}
          </p>
          <p className="proof-small">{new URL(address).origin}/proof</p>
          <p className="proof-small">
            <Both of={words.digest} /> {body.basisSha256}
          </p>
        </div>
      </footer>
      <p className="proof-plain">
        <b>{words.notCertificate.zh}</b>
        <span lang="en">{words.notCertificate.en}</span>
      </p>
    </article>
  );
}
