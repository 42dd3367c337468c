import type { SqlTx } from '../client.ts';
import { demoId } from './demo-id.ts';

/** Who runs this platform; its authors make the launch catalogue. */
export const platformInstitutionId = demoId('platform');

/** Enters the platform among the institutions; its staff has a second step at sign-in, except in the demo. */
export async function enterPlatform(tx: SqlTx, isDemo = false): Promise<void> {
  await tx`insert into institution (id, name, phone, place_code, kind, totp_required_from)
    values (${platformInstitutionId}, '真学平台', '0371-00000003', '410000', 'platform', ${isDemo ? null : new Date()})
    on conflict (id) do nothing`;
}
