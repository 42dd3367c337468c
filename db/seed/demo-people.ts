import { eq } from 'drizzle-orm';
import { createAccount } from '../../app/identity/create-account.server.ts';
import type { Db } from '../client.ts';
import { institution, person, type Role } from '../schema/index.ts';
import { demoId } from './demo-id.ts';
import { platformInstitutionId } from './platform.ts';

/** An account anybody may use to look round. ID numbers are the samples printed in GB 11643. */
type DemoAccount = {
  role: Role;
  name: string;
  phone: string;
  at: 'school' | 'bureau' | 'office' | 'platform';
  password?: string;
  firstSignInCode?: string;
  idNumber?: string;
};

const password = 'zhenxue-demo';

export const demoAccounts: DemoAccount[] = [
  {
    role: 'learner',
    name: '张桂兰',
    phone: '13800000001',
    at: 'school',
    firstSignInCode: '200101',
    idNumber: '11010519491231002X',
  },
  {
    role: 'learner',
    name: '李秀英',
    phone: '13800000002',
    at: 'school',
    password,
    idNumber: '440524188001010014',
  },
  {
    role: 'clerk',
    name: '王教务',
    phone: '13800000003',
    at: 'school',
    password,
    idNumber: '34052419800101001X',
  },
  { role: 'author', name: '刘编写', phone: '13800000004', at: 'school', password },
  { role: 'reviewer', name: '陈审核', phone: '13800000005', at: 'office', password },
  { role: 'inspector', name: '周检查', phone: '13800000006', at: 'office', password },
  { role: 'author', name: '赵平台', phone: '13800000007', at: 'platform', password },
  { role: 'bureau', name: '孙审批', phone: '13800000008', at: 'bureau', password },
  { role: 'teacher', name: '马老师', phone: '13800000009', at: 'school', password },
  { role: 'teacher', name: '胡老师', phone: '13800000010', at: 'school', password },
  { role: 'head', name: '钱校长', phone: '13800000011', at: 'school', password },
  { role: 'auditor', name: '吴审计', phone: '13800000012', at: 'office', password },
  { role: 'operator', name: '郑运维', phone: '13800000013', at: 'platform', password },
  // A list of subsidies is drawn by one and signed by two others (P079).
  { role: 'bureau', name: '冯经办', phone: '13800000014', at: 'bureau', password },
  { role: 'bureau', name: '褚复核', phone: '13800000015', at: 'bureau', password },
];

/** The institutions of the demo. */
export const demoInstitutions = {
  school: demoId('school'),
  bureau: demoId('bureau'),
  office: demoId('office'),
  platform: platformInstitutionId,
};

/**
 * Enters the demo institutions and the accounts that are missing. Their staff signs in without a second step until the
 * head decides on one, so that anybody may look round.
 */
export async function seedPeople(db: Db, masterKey: Buffer): Promise<void> {
  await db
    .insert(institution)
    .values([
      {
        id: demoInstitutions.school,
        name: '演示培训学校',
        phone: '0371-00000001',
        placeCode: '410100',
        totpRequiredFrom: null,
      },
      {
        id: demoInstitutions.bureau,
        name: '演示市人社局',
        phone: '0371-00000003',
        placeCode: '410100',
        kind: 'bureau',
        totpRequiredFrom: null,
      },
      {
        id: demoInstitutions.office,
        name: '演示省技能培训管理办公室',
        phone: '0371-00000002',
        placeCode: '410000',
        kind: 'office',
        totpRequiredFrom: null,
      },
    ])
    .onConflictDoNothing();
  await enterMissing(db, masterKey, demoAccounts);
}

/** Enters those of the accounts that are missing. */
export async function enterMissing(db: Db, masterKey: Buffer, accounts: DemoAccount[]): Promise<void> {
  for (const { at, ...account } of accounts) {
    const known = await db.select({ id: person.id }).from(person).where(eq(person.phone, account.phone));
    if (known.length === 0)
      await createAccount(db, masterKey, { ...account, institutionId: demoInstitutions[at] });
  }
}
