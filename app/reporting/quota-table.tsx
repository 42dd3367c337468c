import type { ReactNode } from 'react';
import { namePlace } from '../training/targets/place-names.ts';
import { quotaWords as words } from '../training/targets/quota/quota-words.ts';
import type { QuotaListed } from '../training/targets/quota/read-quotas.server.ts';
import { DataTable } from '../ui/data-table.tsx';
import { useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';

/** Whose a quota is. */
export const nameQuota = ({ institution, placeCode }: QuotaListed) =>
  institution ?? namePlace(placeCode ?? '');

/** Subsidised places of a year and what is left of them (P041); `action` is what may be done with each. */
export function QuotaTable({
  quotas,
  action,
}: {
  quotas: QuotaListed[];
  action?: (quota: QuotaListed) => ReactNode;
}) {
  const say = useWords();
  return (
    <DataTable
      caption={say(words.title)}
      rows={quotas}
      keyOf={({ id }) => id}
      columns={[
        { head: say(words.of), cell: (quota) => <b>{nameQuota(quota)}</b> },
        { head: say(words.occupation), cell: ({ occupation }) => occupation ?? say(words.anyOccupation) },
        { head: say(words.places), numeric: true, cell: ({ places }) => places },
        { head: say(words.used), numeric: true, cell: ({ used }) => used },
        { head: say(words.left), numeric: true, cell: ({ places, used }) => Math.max(0, places - used) },
        { head: say(words.asked), numeric: true, cell: ({ asked }) => asked },
        {
          head: say(words.state),
          cell: ({ places, used }) =>
            used > places ? (
              <StatusTag tone="bad">{say(words.over)}</StatusTag>
            ) : used === places ? (
              <StatusTag tone="warn">{say(words.full)}</StatusTag>
            ) : (
              <StatusTag tone="ok">{say(words.room)}</StatusTag>
            ),
        },
        ...(action ? [{ head: say(words.lift), cell: action }] : []),
        { head: say(words.by), cell: ({ bureau }) => bureau },
      ]}
    />
  );
}
