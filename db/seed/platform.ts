import type { SqlTx } from '../client.ts';
import { demoId } from './demo-id.ts';

/** Who runs this platform; its authors make the launch catalogue. */
export const platformInstitutionId = demoId('platform');

/** Enters the platform among the institutions. */
export async function enterPlatform(tx: SqlTx): Promise<void> {
  await tx`insert into institution (id, name, phone, place_code, kind)
    values (${platformInstitutionId}, '真学平台', '0371-00000003', '410000', 'platform')
    on conflict (id) do nothing`;
}
