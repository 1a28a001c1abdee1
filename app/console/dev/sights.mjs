/* Every page of the console, with what is to be done on it before it is looked at: an address, or an address and an act. */

const press = (selector) => async (page) => {
  await page.locator(selector).first().click();
  await page.waitForTimeout(300);
};
const dialog = (selector) => async (page) => {
  await press(selector)(page);
  await page.locator('.el-dialog').first().waitFor();
};
const print = async (page) => page.emulateMedia({ media: 'print' });
const STATES = ['applied', 'accepted', 'supplementing', 'reviewed', 'approved', 'registered', 'certified', 'issued'];
const ENDED = ['archived', 'declined', 'withdrawn'];

/** @param ask answers a path of the interface with its JSON, or null */
export async function sights(ask) {
  const one = async (path) => (await ask(path))?.items?.[0];
  const unit = (await one('/units?restricted=mortgage&limit=1'))?.unit ?? (await one('/units?limit=1'))?.unit;
  const message = (await one('/access-messages?withFindings=true&limit=1'))?.messageId;
  const job = (await one('/imports'))?.id;
  const found = {
    'sign-in': '/sign-in',
    setup: '/setup/not-a-real-secret-000000',
    verify: '/verify',
    'not-found': '/nothing/here',
    home: '/',
    search: `/search?text=${unit?.slice(-6)}`,
    'search-nothing': '/search?text=nothinglikethis',
    'search-box': {
      path: '/',
      act: async (page) => {
        await page.keyboard.press('/');
        await page.keyboard.type(unit.slice(-8));
        await page.locator('[role=option]').first().waitFor();
      },
    },
    person: { path: '/', act: press('.person') },
    units: '/units',
    unit: `/units/${unit}`,
    'unit-print': { path: `/units/${unit}`, act: print },
    'unit-history': `/units/${unit}?tab=history`,
    'unit-evidence': { path: `/units/${unit}?tab=evidence`, act: press('.panel .el-button--primary') },
    'unit-absent': '/units/999901999999GB99999F99999999',
    parcel: `/parcels/${unit?.slice(0, 19)}`,
    cases: '/cases',
    'cases-approved': '/cases?state=approved',
    'cases-batch': { path: '/cases?state=applied', act: dialog('.tools .el-button:has-text("2")') },
    'cases-nothing': '/cases?text=nothinglikethis',
    'case-new': '/cases/new',
    batches: '/cases/batches',
    'batch-apply': { path: '/cases/batches', act: dialog('.tools .el-button--primary') },
    trace: '/trace',
    'trace-unknown': {
      path: '/trace#999901/20260101-00000001/00000-00000-00000-00000-000000',
      act: async (page) => {
        await page.locator('button[type=submit]').click();
        await page.locator('[role=alert]').waitFor();
      },
    },
    messages: '/messages',
    message: `/messages/${message}`,
    import: '/import',
    ...(job ? { 'import-job': `/import/${job}` } : {}),
    records: '/records',
    'record-detail': `/records?open=detail&record=unit/${unit}`,
    'record-history': `/records?open=history&record=unit/${unit}`,
    findings: '/findings',
    catalogue: '/findings/catalogue',
    'daily-log': '/daily-logs',
    contracts: '/contracts',
    'contract-pack': '/contracts/national/1',
    'contract-program': '/contracts/titlechain.registration/2',
    'rule-editor': {
      path: '/contracts/national/edit',
      act: async (page) => {
        await page.locator('[data-rule]').first().click();
        await page.waitForTimeout(600);
      },
    },
    blocks: '/blocks',
    block: '/blocks/2',
    leaf: '/leaves/1',
    checkpoints: '/checkpoints',
    members: '/system/members',
    admit: {
      path: '/system/members',
      act: async (page) => {
        await dialog('.tools .el-button')(page);
        await page.locator('.el-dialog input[type=file]').setInputFiles('tests/town.card');
        await page.locator('.el-dialog .wrong, .el-dialog .steps li').first().waitFor();
      },
    },
    engine: '/system/engine',
    'engine-cometbft': {
      path: '/system/engine',
      act: (page) => page.locator('input[name=kind][value=cometbft], input[name=kind][value=evm]').first().check(),
    },
    accounts: '/system/accounts',
    'account-new': { path: '/system/accounts', act: dialog('.tools .el-button--primary') },
    tokens: '/system/tokens',
    'token-new': { path: '/system/tokens', act: dialog('.tools .el-button--primary') },
    erasures: '/system/erasures',
    erase: { path: '/system/erasures', act: dialog('.tools .el-button--danger') },
    node: '/system/node',
    configuration: '/system/configuration',
    api: '/system/api',
  };
  if ((await ask('/rule-packs/national/2'))?.pack) found['contract-compared'] = '/contracts/national/2?with=1';
  for (const state of [...STATES, ...ENDED]) {
    const item = await one(`/cases?state=${state}&limit=1`);
    if (item) found[`case-${state}`] = `/cases/${item.district}/${item.number}`;
  }
  const batch = await one('/case-batches');
  if (batch) found.batch = `/cases/batches/${batch.id}`;
  if (found['case-archived']) {
    found['case-secret'] = {
      path: found['case-archived'],
      act: async (page) => {
        await page.locator('.tools .el-button', { hasText: /查询码|Secret/ }).click();
        await page.locator('.el-dialog:visible').waitFor();
        await page.waitForTimeout(500);
      },
    };
  }
  if (found['case-accepted']) found['case-step'] = { path: found['case-accepted'], act: dialog('.acts button') };
  if (found['case-approved']) {
    const register = (page) => dialog('.acts .el-button--danger')(page);
    found['case-register'] = { path: found['case-approved'], act: register };
  }
  if (found['case-archived']) found['case-print'] = { path: found['case-archived'], act: print };
  return found;
}
