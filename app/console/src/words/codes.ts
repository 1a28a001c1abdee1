import { locale } from '../i18n';

/** Code lists of the national dictionary, Chinese and English. Values that are not here are shown as they came. */
type Words = Record<string, [zh: string, en: string]>;

export const LISTS = {
  DJLX: {
    100: ['首次登记', 'First registration'],
    200: ['转移登记', 'Transfer'],
    300: ['变更登记', 'Change'],
    400: ['注销登记', 'Cancellation'],
    500: ['更正登记', 'Correction'],
    600: ['异议登记', 'Objection'],
    700: ['预告登记', 'Advance notice'],
    800: ['查封登记', 'Seizure'],
    900: ['其他登记', 'Other'],
  },
  QLLX: {
    1: ['集体土地所有权', 'Collective land ownership'],
    2: ['国家土地所有权', 'State land ownership'],
    3: ['国有建设用地使用权', 'State construction land use right'],
    4: ['国有建设用地使用权/房屋（构筑物）所有权', 'State construction land use right / building ownership'],
    5: ['宅基地使用权', 'Homestead use right'],
    6: ['宅基地使用权/房屋（构筑物）所有权', 'Homestead use right / building ownership'],
    7: ['集体建设用地使用权', 'Collective construction land use right'],
    8: ['集体建设用地使用权/房屋（构筑物）所有权', 'Collective construction land use right / building ownership'],
    9: ['土地承包经营权', 'Contracted land management right'],
    10: ['土地承包经营权/森林、林木所有权', 'Contracted land management right / forest ownership'],
    11: ['林地使用权', 'Forest land use right'],
    12: ['林地使用权/森林、林木使用权', 'Forest land and forest use right'],
    13: ['草原使用权', 'Grassland use right'],
    14: ['水域滩涂养殖权', 'Aquaculture right'],
    15: ['海域使用权', 'Sea area use right'],
    16: ['海域使用权/构（建）筑物所有权', 'Sea area use right / structure ownership'],
    17: ['无居民海岛使用权', 'Uninhabited island use right'],
    18: ['无居民海岛使用权/构（建）筑物所有权', 'Uninhabited island use right / structure ownership'],
    19: ['地役权', 'Easement'],
    20: ['取水权', 'Water abstraction right'],
    21: ['探矿权', 'Prospecting right'],
    22: ['采矿权', 'Mining right'],
    23: ['抵押权', 'Mortgage'],
    24: ['国有农用地使用权', 'State farmland use right'],
    37: ['抵押权', 'Mortgage'],
    92: ['居住权', 'Habitation right'],
    99: ['其他', 'Other'],
  },
  QSZT: { 0: ['临时', 'Provisional'], 1: ['现势', 'Live'], 2: ['历史', 'Historical'], 3: ['终止', 'Ended'] },
  ZJZL: {
    1: ['身份证', 'Identity card'],
    2: ['港澳台身份证', 'HK, Macao or Taiwan identity card'],
    3: ['护照', 'Passport'],
    4: ['户口簿', 'Household register'],
    5: ['军官证（士兵证）', 'Military identity card'],
    6: ['组织机构代码', 'Organisation code'],
    7: ['营业执照', 'Business licence'],
    8: ['统一社会信用代码', 'Unified social credit code'],
    99: ['其他', 'Other'],
  },
  GYFS: {
    0: ['单独所有', 'Sole ownership'],
    1: ['共同共有', 'Joint ownership'],
    2: ['按份共有', 'Ownership by shares'],
    3: ['其他共有', 'Other co-ownership'],
  },
  DYFS: { 1: ['一般抵押', 'Ordinary mortgage'], 2: ['最高额抵押', 'Maximum-amount mortgage'] },
  DYBDCLX: {
    1: ['土地', 'Land'],
    2: ['土地和房屋', 'Land and building'],
    3: ['林地和林木', 'Forest land and forest'],
    4: ['土地和在建建筑物', 'Land and building under construction'],
    5: ['海域', 'Sea area'],
    6: ['海域和构筑物', 'Sea area and structure'],
    7: ['其他', 'Other'],
  },
  CFLX: {
    1: ['查封', 'Seizure'],
    2: ['轮候查封', 'Waiting seizure'],
    3: ['预查封', 'Advance seizure'],
    4: ['轮候预查封', 'Waiting advance seizure'],
    5: ['续封', 'Renewed seizure'],
  },
  YGDJZL: {
    1: ['预售商品房买卖预告登记', 'Notice of presale purchase'],
    2: ['其他不动产买卖预告登记', 'Notice of other purchase'],
    3: ['预售商品房抵押权预告登记', 'Notice of mortgage on presale'],
    4: ['其他不动产抵押权预告登记', 'Notice of other mortgage'],
  },
  QLXZ: {
    100: ['国有土地', 'State land'],
    101: ['划拨', 'Allocated'],
    102: ['出让', 'Granted'],
    103: ['作价出资（入股）', 'Capital contribution'],
    104: ['国有土地租赁', 'State land lease'],
    105: ['授权经营', 'Authorised management'],
    106: ['家庭承包', 'Household contract'],
    107: ['其他方式承包', 'Other contract'],
    200: ['集体土地', 'Collective land'],
    201: ['家庭承包', 'Household contract'],
    202: ['其他方式承包', 'Other contract'],
    203: ['批准拨用', 'Approved allocation'],
    204: ['入股', 'Shareholding'],
    205: ['联营', 'Joint operation'],
  },
  QLSDFS: { 1: ['地上', 'Above ground'], 2: ['地表', 'Surface'], 3: ['地下', 'Underground'] },
  ZT: { 0: ['无效', 'Not valid'], 1: ['有效', 'Valid'] },
  MJDW: { 1: ['平方米', 'square metres'], 2: ['亩', 'mu'], 3: ['公顷', 'hectares'] },
  GHYT: {
    10: ['住宅', 'Residential'],
    11: ['成套住宅', 'Self-contained dwelling'],
    111: ['别墅', 'Villa'],
    112: ['高档公寓', 'Apartment'],
    12: ['非成套住宅', 'Non-self-contained dwelling'],
    13: ['集体宿舍', 'Dormitory'],
    20: ['工业、交通、仓储', 'Industry, transport, storage'],
    21: ['工业', 'Industry'],
    22: ['公共设施', 'Public facility'],
    23: ['铁路', 'Railway'],
    24: ['民航', 'Aviation'],
    25: ['航运', 'Shipping'],
    26: ['公共运输', 'Public transport'],
    27: ['仓储', 'Storage'],
    30: ['商业、金融、信息', 'Commerce, finance, information'],
    31: ['商业服务', 'Commercial services'],
    32: ['经营', 'Business'],
    33: ['旅游', 'Tourism'],
    34: ['金融保险', 'Finance and insurance'],
    35: ['电讯信息', 'Telecommunications'],
    40: ['教育、医疗、卫生、科研', 'Education, health, research'],
    41: ['教育', 'Education'],
    42: ['医疗卫生', 'Health'],
    43: ['科研', 'Research'],
    50: ['文化、娱乐、体育', 'Culture, leisure, sport'],
    51: ['文化', 'Culture'],
    52: ['新闻', 'Press'],
    53: ['娱乐', 'Leisure'],
    54: ['园林绿化', 'Parks'],
    55: ['体育', 'Sport'],
    60: ['办公', 'Office'],
    70: ['军事', 'Military'],
    80: ['其他', 'Other'],
    81: ['涉外', 'Foreign affairs'],
    82: ['宗教', 'Religion'],
    83: ['监狱', 'Prison'],
    84: ['物管用房', 'Property management'],
  },
  FWLX: {
    1: ['住宅', 'Residential'],
    2: ['商业用房', 'Commercial'],
    3: ['办公用房', 'Office'],
    4: ['工业用房', 'Industrial'],
    5: ['仓储用房', 'Storage'],
    6: ['车库', 'Garage'],
    99: ['其他', 'Other'],
  },
  FWXZ: {
    0: ['市场化商品房', 'Market housing'],
    1: ['动迁房', 'Resettlement housing'],
    2: ['配套商品房', 'Supporting housing'],
    3: ['公共租赁住房', 'Public rental housing'],
    4: ['廉租住房', 'Low-rent housing'],
    5: ['限价普通商品住房', 'Price-limited housing'],
    6: ['经济适用住房', 'Affordable housing'],
    7: ['定销商品房', 'Directed-sale housing'],
    8: ['集资建房', 'Collectively funded housing'],
    9: ['福利房', 'Welfare housing'],
    99: ['其他', 'Other'],
  },
  FWJG: {
    1: ['钢结构', 'Steel'],
    2: ['钢和钢筋混凝土结构', 'Steel and reinforced concrete'],
    3: ['钢筋混凝土结构', 'Reinforced concrete'],
    4: ['混合结构', 'Mixed'],
    5: ['砖木结构', 'Brick and timber'],
    6: ['其他结构', 'Other'],
  },
  TDYT: {
    51: ['批发零售用地', 'Retail land'],
    52: ['住宿餐饮用地', 'Hotel and catering land'],
    53: ['商务金融用地', 'Business and finance land'],
    61: ['工业用地', 'Industrial land'],
    63: ['仓储用地', 'Storage land'],
    71: ['城镇住宅用地', 'Urban residential land'],
    72: ['农村宅基地', 'Rural homestead'],
    81: ['机关团体用地', 'Government land'],
    '0701': ['城镇住宅用地', 'Urban residential land'],
    '0601': ['工业用地', 'Industrial land'],
    '0101': ['水田', 'Paddy field'],
    '0103': ['旱地', 'Dry farmland'],
    '0301': ['乔木林地', 'Forest land'],
  },
  JZWZT: {
    1: ['历史', 'Historical'],
    2: ['期房', 'Under construction'],
    3: ['现房', 'Completed'],
    4: ['虚拟', 'Virtual'],
  },
  QLRLX: {
    1: ['个人', 'Person'],
    2: ['企业', 'Enterprise'],
    3: ['事业单位', 'Public institution'],
    4: ['国家机关', 'State authority'],
    99: ['其他', 'Other'],
  },
  SFBZ: { 0: ['否', 'No'], 1: ['是', 'Yes'] },
} satisfies Record<string, Words>;

export type List = keyof typeof LISTS;

/** `4 国有建设用地使用权/房屋（构筑物）所有权`: the code always with its word. */
export function codeText(list: List, code: unknown, withCode = true): string {
  if (code === null || code === undefined || code === '') return '—';
  const text = String(code);
  const words = LISTS[list] as Words;
  const found = words[text] ?? words[text.replace(/^0+(?=\d)/, '')];
  if (!found) return text;
  const chosen = found[locale.value === 'zh' ? 0 : 1];
  return withCode ? `${text} ${chosen}` : chosen;
}

const GROUPS: Words = {
  '0001': ['土地所有权', 'land ownership'],
  '0003': ['建设用地、宅基地使用权', 'construction land or homestead'],
  '00040': ['房地产权', 'building'],
  '0009': ['农用地使用权', 'farmland'],
  '0012': ['林权', 'forest'],
  '0015': ['海域使用权', 'sea area'],
  '0016': ['构（建）筑物所有权', 'structure'],
  '0099': ['其他相关权利', 'other right'],
  '0021': ['地役权', 'easement'],
  '0037': ['抵押权', 'mortgage'],
};

/** `2000402` in words: registration type and right group. */
export function recTypeText(code: string | null | undefined): string {
  if (!code) return '—';
  const index = locale.value === 'zh' ? 0 : 1;
  const type = (LISTS.DJLX as Words)[`${code[0]}00`];
  if (!type || code.length !== 7) return code;
  const group = code.slice(1, 5);
  let right = GROUPS[group] ?? (group === '0004' ? GROUPS['00040'] : undefined);
  if (code === '9000102') right = GROUPS['0021'];
  if (/^[4678]/.test(code) || !right) return `${code} ${type[index]}`;
  return index === 0 ? `${code} ${right[0]}${code[0] === '9' ? '登记' : type[0]}` : `${code} ${type[1]}, ${right[1]}`;
}
