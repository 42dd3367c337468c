/** Prints who can sign in to the demo. */
export async function tellAccounts() {
  const { demoAccounts } = await import('../db/seed/demo-people.ts');
  console.log('Demo accounts:');
  for (const { phone, role, name, password, firstSignInCode } of demoAccounts) {
    const secret = password ? `password ${password}` : `first sign-in code ${firstSignInCode}`;
    console.log(`  ${phone}  ${secret}  ${role}  ${name}`);
  }
}
