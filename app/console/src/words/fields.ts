import { locale, word } from '../i18n';
import { formatArea, formatMoney, formatTime, formatTimeText } from '../format/format';
import { codeText, type List } from './codes';

/** How a field of a sheet or of a row is captioned and written: words of the statutory form. */
interface Field {
  zh: string;
  en: string;
  list?: List;
  as?: 'area' | 'time' | 'text-time' | 'square-metres' | 'money' | 'yes-no';
}

const f = (zh: string, en: string, rest: Partial<Field> = {}): Field => ({ zh, en, ...rest });

/** Keyed by the names of the national data standard and by the sheet's own names. */
export const FIELDS: Record<string, Field> = {
  BDCDYH: f('不动产单元号', 'Unit code'), ZDDM: f('宗地代码', 'Parcel code'), ZHDM: f('宗海代码', 'Sea parcel code'), YWH: f('业务号', 'Case number'),
  YSDM: f('要素代码', 'Feature code'), QXDM: f('县区代码', 'District'), ZL: f('坐落', 'Location'), FDZL: f('房地坐落', 'Location'),
  BDCZL: f('不动产坐落', 'Location'), DJLX: f('登记类型', 'Registration type', { list: 'DJLX' }), DJXL: f('登记小类', 'Minor type'),
  QLLX: f('权利类型', 'Kind of right', { list: 'QLLX' }), DJYY: f('登记原因', 'Cause'), QSZT: f('权属状态', 'Status', { list: 'QSZT' }),
  DJJG: f('登记机构', 'Office'), DBR: f('登簿人', 'Registrar'), DJSJ: f('登记时间', 'Registered', { as: 'text-time' }), FJ: f('附记', 'Note'),
  BDCQZH: f('不动产权证书号', 'Certificate number'), BDCDJZMH: f('不动产登记证明号', 'Proof number'), QLRMC: f('权利人', 'Holder'),
  ZJZL: f('证件种类', 'Kind of identity document', { list: 'ZJZL' }), ZJH: f('证件号', 'Identity number'),
  GYFS: f('共有方式', 'Manner of ownership', { list: 'GYFS' }), GYQK: f('共有情况', 'Co-ownership'), QLBL: f('权利比例', 'Share'),
  SCYWH: f('上手业务号', 'Previous case'), SSYWH: f('上手业务号', 'Previous case'), SXH: f('顺序号', 'Order'), QZYSXLH: f('权证印刷序列号', 'Printed serial'),
  ZDMJ: f('宗地面积', 'Parcel area', { as: 'square-metres' }), YT: f('用途', 'Use', { list: 'TDYT' }), QLXZ: f('权利性质', 'Nature of right', { list: 'QLXZ' }),
  QLSDFS: f('权利设定方式', 'Level of the right', { list: 'QLSDFS' }), RJL: f('容积率', 'Plot ratio'), JZMD: f('建筑密度', 'Building density'),
  ZDSZD: f('宗地四至—东', 'Bounded east by'), ZDSZN: f('宗地四至—南', 'Bounded south by'), ZDSZX: f('宗地四至—西', 'Bounded west by'),
  ZDSZB: f('宗地四至—北', 'Bounded north by'), DJ: f('等级', 'Grade'), JG: f('价格', 'Price'), TFH: f('图幅号', 'Map sheet'), DJH: f('地籍号', 'Cadastral number'),
  ZT: f('状态', 'State', { list: 'ZT' }), MJDW: f('面积单位', 'Unit of area', { list: 'MJDW' }),
  SYQMJ: f('使用权面积', 'Area of the use right', { as: 'square-metres' }), SYQQSSJ: f('使用权起始时间', 'Use right from', { as: 'text-time' }),
  SYQJSSJ: f('使用权结束时间', 'Use right until', { as: 'text-time' }), QDJG: f('取得价格', 'Price'), TDSYQX: f('土地使用期限', 'Term of land use'),
  DYTDMJ: f('独用土地面积', 'Exclusive land area', { as: 'square-metres' }), FTTDMJ: f('分摊土地面积', 'Apportioned land area', { as: 'square-metres' }),
  TDSYQR: f('土地使用权人', 'Holder of the land use right'), TDSYQSSJ: f('土地使用起始时间', 'Land use from', { as: 'text-time' }),
  TDSYJSSJ: f('土地使用结束时间', 'Land use until', { as: 'text-time' }), FDCJYJG: f('房地产交易价格', 'Price'),
  GHYT: f('规划用途', 'Planned use', { list: 'GHYT' }), FWYT1: f('房屋用途', 'Use of the building', { list: 'GHYT' }), YTMC: f('用途名称', 'Use in words'),
  FWXZ: f('房屋性质', 'Nature of the building', { list: 'FWXZ' }), FWJG: f('房屋结构', 'Structure', { list: 'FWJG' }),
  FWLX: f('房屋类型', 'Kind of building', { list: 'FWLX' }), SZC: f('所在层', 'Floor'), ZCS: f('总层数', 'Floors'), CH: f('层号', 'Floor number'),
  HH: f('户号', 'Household number'), SHBW: f('室号部位', 'Room'), SJCS: f('实际层数', 'Actual floors'), ZRZH: f('自然幢号', 'Building number'), LJZH: f('逻辑幢号', 'Logical building'),
  JZMJ: f('建筑面积', 'Building area', { as: 'square-metres' }), ZYJZMJ: f('专有建筑面积', 'Private area', { as: 'square-metres' }),
  FTJZMJ: f('分摊建筑面积', 'Apportioned area', { as: 'square-metres' }), SCJZMJ: f('实测建筑面积', 'Surveyed area', { as: 'square-metres' }),
  SCTNJZMJ: f('实测套内建筑面积', 'Surveyed inner area', { as: 'square-metres' }), SCFTJZMJ: f('实测分摊建筑面积', 'Surveyed apportioned area', { as: 'square-metres' }),
  YCJZMJ: f('预测建筑面积', 'Predicted area', { as: 'square-metres' }), JGSJ: f('竣工时间', 'Completed', { as: 'text-time' }), JGRQ: f('竣工日期', 'Completed', { as: 'text-time' }),
  XMMC: f('项目名称', 'Project'), JZWMC: f('建筑物名称', 'Building name'), DSCS: f('地上层数', 'Floors above ground'), DXCS: f('地下层数', 'Floors below ground'),
  DYFS: f('抵押方式', 'Manner of mortgage', { list: 'DYFS' }), DYBDCLX: f('抵押不动产类型', 'What is mortgaged', { list: 'DYBDCLX' }),
  BDBZZQSE: f('被担保主债权数额', 'Secured claim'), ZGZQSE: f('最高债权数额', 'Maximum claim'), ZWLXQSSJ: f('债务履行起始时间', 'Debt from', { as: 'text-time' }),
  ZWLXJSSJ: f('债务履行结束时间', 'Debt until', { as: 'text-time' }), DYSW: f('抵押顺位', 'Rank'), DYQSW: f('抵押权顺位', 'Rank'), DYR: f('抵押人', 'Mortgagor'),
  SFCZJZHXZ: f('是否存在禁止或限制转让抵押不动产的约定', 'Agreement forbidding or limiting transfer', { list: 'SFBZ' }), ZJJZWZL: f('在建建筑物坐落', 'Location of the building under construction'),
  ZJJZWDYFW: f('在建建筑物抵押范围', 'Mortgaged part of the building under construction'), DBFW: f('担保范围', 'Scope of security'),
  YGDJZL: f('预告登记种类', 'Kind of notice', { list: 'YGDJZL' }), YWR: f('义务人', 'Obliged party'), CFJG: f('查封机关', 'Seizing authority'),
  CFLX: f('查封类型', 'Kind of seizure', { list: 'CFLX' }), CFWJ: f('查封文件', 'Seizure document'), CFWH: f('查封文号', 'Document number'),
  CFQSSJ: f('查封起始时间', 'Seized from', { as: 'text-time' }), CFJSSJ: f('查封结束时间', 'Seized until', { as: 'text-time' }), CFFW: f('查封范围', 'Scope of seizure'),
  JFWH: f('解封文号', 'Release document number'), JFJG: f('解封机关', 'Releasing authority'), JFSJ: f('解封时间', 'Released', { as: 'text-time' }),
  YYSX: f('异议事项', 'Subject of the objection'), GYDBDCDYH: f('供役地不动产单元号', 'Servient unit'), XYDBDCDYH: f('需役地不动产单元号', 'Dominant unit'),
  DYQNR: f('地役权内容', 'Content of the easement'), QLQSSJ: f('权利起始时间', 'Right from', { as: 'text-time' }), QLJSSJ: f('权利结束时间', 'Right until', { as: 'text-time' }),
  CBMJ: f('承包面积', 'Contracted area', { as: 'square-metres' }), CBQSSJ: f('承包起始时间', 'Contract from', { as: 'text-time' }), CBJSSJ: f('承包结束时间', 'Contract until', { as: 'text-time' }),
  FBFMC: f('发包方', 'Contracting party'), LZ: f('林种', 'Forest kind'), QY: f('起源', 'Origin'), XB: f('小班', 'Stand'), ZYSZ: f('主要树种', 'Main species'),
  YHLXA: f('用海类型', 'Kind of sea use'), YHZMJ: f('用海总面积', 'Sea use area'), ZHMJ: f('宗海面积', 'Sea parcel area'), XMXZ: f('项目性质', 'Nature of project'),
  GJZWLX: f('构（建）筑物类型', 'Kind of structure'), GJZWGHYT: f('构（建）筑物规划用途', 'Planned use of the structure'), GJZWMJ: f('构（建）筑物面积', 'Area of the structure', { as: 'square-metres' }),
  JGZWBH: f('建（构）筑物编号', 'Structure number'), JGZWMC: f('建（构）筑物名称', 'Structure name'), JGZWMJ: f('建（构）筑物面积', 'Structure area', { as: 'square-metres' }),
  JGZWSL: f('建（构）筑物数量', 'Number of structures'),
  SLRY: f('受理人员', 'Accepted by'), SLSJ: f('受理时间', 'Accepted', { as: 'text-time' }), JSSJ: f('结束时间', 'Closed', { as: 'text-time' }),
  AJZT: f('案件状态', 'State of the case'), DJDL: f('登记大类', 'Registration type', { list: 'DJLX' }), JDMC: f('节点名称', 'Stage'),
  SHKSSJ: f('审核开始时间', 'Review from', { as: 'text-time' }), SHJSSJ: f('审核结束时间', 'Review until', { as: 'text-time' }), CZJG: f('操作结果', 'Outcome'),
  DBSJ: f('登簿时间', 'Entered', { as: 'text-time' }), FZSJ: f('发证时间', 'Issued', { as: 'text-time' }), FZMC: f('发证名称', 'Issued document'), FZSL: f('发证数量', 'Number issued'),
  HFZSH: f('核发证书号', 'Issued number'), GDSJ: f('归档时间', 'Archived', { as: 'text-time' }), QZHM: f('权证号码', 'Certificate number'), WJJS: f('文件件数', 'Files'),
  ZYS: f('总页数', 'Pages'), SJSJ: f('收件时间', 'Received', { as: 'text-time' }), SJMC: f('收件名称', 'Material'), SJSL: f('收件数量', 'Number'), YS: f('页数', 'Pages'),
  SFCZR: f('是否持证人', 'Keeps the certificate', { list: 'SFBZ' }), QLRLX: f('权利人类型', 'Kind of holder', { list: 'QLRLX' }), BSM: f('标识码', 'Identifier'), rows: f('行数', 'Rows'),

  unit: f('不动产单元号', 'Unit code'), parcel: f('宗地（海）代码', 'Parcel code'), district: f('县级行政区', 'District'), location: f('坐落', 'Location'), kind: f('类别', 'Kind'),
  state: f('状态', 'State'), areaSquareCentimetres: f('面积', 'Area', { as: 'area' }), innerAreaSquareCentimetres: f('专有建筑面积', 'Private area', { as: 'area' }),
  sharedAreaSquareCentimetres: f('分摊建筑面积', 'Apportioned area', { as: 'area' }), landAreaSquareCentimetres: f('土地面积', 'Land area', { as: 'area' }),
  parcelAreaSquareCentimetres: f('宗地面积', 'Parcel area', { as: 'area' }), exclusiveLandAreaSquareCentimetres: f('独用土地面积', 'Exclusive land area', { as: 'area' }),
  sharedLandAreaSquareCentimetres: f('分摊土地面积', 'Apportioned land area', { as: 'area' }),
  buildingAreaSquareCentimetres: f('建筑面积', 'Building area', { as: 'area' }),
  use: f('规划用途', 'Planned use', { list: 'GHYT' }), plannedUse: f('规划用途', 'Planned use', { list: 'GHYT' }), structure: f('房屋结构', 'Structure', { list: 'FWJG' }),
  floor: f('所在层', 'Floor'), floors: f('总层数', 'Floors'), buildingNumber: f('幢号', 'Building number'), building: f('幢号', 'Building number'), room: f('户号', 'Household number'),
  household: f('户号', 'Household number'), landUse: f('土地用途', 'Land use', { list: 'TDYT' }), landNature: f('土地权利性质', 'Nature of the land right', { list: 'QLXZ' }),
  houseNature: f('房屋性质', 'Nature of the building', { list: 'FWXZ' }), buildingNature: f('房屋性质', 'Nature of the building', { list: 'FWXZ' }),
  completed: f('竣工时间', 'Completed', { as: 'text-time' }), plotRatio: f('容积率', 'Plot ratio'), boundaries: f('四至', 'Boundaries'),
  project: f('项目名称', 'Project'), buildingName: f('建筑物名称', 'Building name'), name: f('名称', 'Name'), level: f('权利设定方式', 'Level of the right', { list: 'QLSDFS' }),
  buildingType: f('房屋类型', 'Kind of building', { list: 'FWLX' }), buildingStatus: f('建筑物状态', 'State of the building', { list: 'JZWZT' }), DYRLX: f('抵押人类型', 'Kind of mortgagor', { list: 'QLRLX' }), logicalBuildingNumber: f('逻辑幢号', 'Logical building'),
  layout: f('户型', 'Layout'), flats: f('总套数', 'Flats'), floorAreaRatio: f('容积率', 'Plot ratio'), verticalPosition: f('权利设定方式', 'Level of the right', { list: 'QLSDFS' }),
  grasslandAreaSquareCentimetres: f('草地面积', 'Grassland area', { as: 'area' }), arableAreaSquareCentimetres: f('耕地面积', 'Arable area', { as: 'area' }),
  constructionAreaSquareCentimetres: f('建设用地面积', 'Construction land area', { as: 'area' }), farmlandAreaSquareCentimetres: f('农用地面积', 'Farmland area', { as: 'area' }),
  forestAreaSquareCentimetres: f('林地面积', 'Forest land area', { as: 'area' }), unusedAreaSquareCentimetres: f('未利用地面积', 'Unused land area', { as: 'area' }),
  forestKind: f('林种', 'Forest kind'), forestCompartment: f('林班', 'Compartment'), forestSubcompartment: f('小班', 'Subcompartment'), mainSpecies: f('主要树种', 'Main species'),
  planted: f('造林年度', 'Planted'), seaUse: f('用海类型', 'Kind of sea use'), seaUseDetail: f('用海类型（二级）', 'Kind of sea use, detail'), island: f('海岛名称', 'Island'),
  structureKind: f('构（建）筑物类型', 'Kind of structure'), contract: f('承包合同编号', 'Contract number'), count: f('数量', 'Number'), entry: f('条目标识', 'Entry'), index: f('命令序号', 'Command'),
  key: f('键', 'Key'), position: f('日志位置', 'Log position'), accepted: f('接受', 'Accepted'), signer: f('签名者', 'Signer'), organisation: f('机构', 'Organisation'), digest: f('摘要', 'Digest'),
  writes: f('写入', 'Writes'), command: f('命令', 'Command'), decision: f('决定', 'Decision'), result: f('结果', 'Result'), findings: f('监督发现', 'Findings'), severity: f('程度', 'Severity'),
  article: f('依据', 'Article'), subject: f('对象', 'Subject'), content: f('内容摘要', 'Content digest'), size: f('字节数', 'Bytes'), encoding: f('编码', 'Encoding'), value: f('内容', 'Value'),
  roles: f('角色', 'Roles'), districts: f('县区', 'Districts'), steps: f('步骤', 'Steps'), stage: f('阶段', 'Stage'), staff: f('人员标识', 'Staff reference'),
  messages: f('报文', 'Messages'), recType: f('业务编码', 'Business code'), previousCases: f('上手业务号', 'Previous cases'), member: f('成员', 'Member'), members: f('成员', 'Members'), keys: f('密钥', 'Keys'),
  chain: f('链', 'Chain'), suite: f('算法套件', 'Suite'), created: f('建立时间', 'Created', { as: 'time' }), revoked: f('已撤销', 'Revoked'), date: f('日期', 'Day'), parties: f('当事人', 'Parties'),
  rightType: f('权利类型', 'Kind of right', { list: 'QLLX' }), registrationType: f('登记类型', 'Registration type', { list: 'DJLX' }), cause: f('登记原因', 'Cause'),
  case: f('业务号', 'Case number'), previousCase: f('上手业务号', 'Previous case'), office: f('登记机构', 'Office'), registered: f('登记时间', 'Registered', { as: 'text-time' }),
  registeredTime: f('登记时间', 'Registered', { as: 'time' }), term: f('使用期限', 'Term'), from: f('起', 'From', { as: 'text-time' }), until: f('止', 'Until', { as: 'text-time' }), holders: f('权利人', 'Holders'),
  coOwnership: f('共有方式', 'Manner of ownership', { list: 'GYFS' }), message: f('接入报文', 'Access message'), terms: f('权利内容', 'Terms'),
  method: f('抵押方式', 'Manner of mortgage', { list: 'DYFS' }), transferRestricted: f('是否存在禁止或限制转让抵押不动产的约定', 'Agreement forbidding or limiting transfer', { list: 'SFBZ' }),
  type: f('类型', 'Type'), document: f('文号', 'Document number'), authority: f('机关', 'Authority'), mortgaged: f('抵押不动产类型', 'What is mortgaged', { list: 'DYBDCLX' }),
  rank: f('顺位', 'Rank'), rights: f('权利', 'Rights'), restrictions: f('限制', 'Restrictions'), certificates: f('证书', 'Certificates'), remarks: f('附记', 'Remarks'),
  lineage: f('来源与去向', 'Lineage'), to: f('去向', 'To'), nature: f('自然状况', 'Natural state'), number: f('号码', 'Number'), right: f('权利', 'Right'),
  printed: f('印刷序列号', 'Printed serial'), version: f('版本', 'Version'), previous: f('前一版本摘要', 'Digest of the previous version'), updated: f('更新', 'Updated'),
  height: f('区块高度', 'Block height'), time: f('时间', 'Time', { as: 'time' }), party: f('当事人标识', 'Party reference'), share: f('份额', 'Share'),
  numerator: f('分子', 'Numerator'), denominator: f('分母', 'Denominator'), order: f('顺序号', 'Order'), certificate: f('证书号', 'Certificate'), sealed: f('密封承诺', 'Sealed commitment'),
  schema: f('格式版本', 'Schema'), virtual: f('是否虚拟单元', 'Provisional code', { as: 'yes-no' }), id: f('标识', 'Identifier'), table: f('数据表', 'Table'), code: f('代码', 'Code'), facts: f('事实', 'Facts'),
  units: f('不动产单元', 'Units'), fields: f('字段', 'Fields'), head: f('报文头', 'Head'), source: f('来源', 'Source'),

  DigitalSign: f('数字签名', 'Digital signature'),
  BizMsgID: f('报文编号', 'Message id'), ASID: f('接入标准', 'Access standard'), AreaCode: f('区划代码', 'Area code'), RecType: f('业务编码', 'Business code'),
  RightType: f('权利类型', 'Kind of right', { list: 'QLLX' }), RegType: f('登记类型', 'Registration type', { list: 'DJLX' }), CreateDate: f('创建时间', 'Created', { as: 'text-time' }),
  RecFlowID: f('业务流水号', 'Case number'), RegOrgID: f('登记机构代码', 'Office code'), ParcelID: f('宗地代码', 'Parcel code'), EstateNum: f('不动产单元号', 'Unit code'),
  PreEstateNum: f('上手不动产单元号', 'Previous unit'), PreCertID: f('上手证书号', 'Previous certificate'), CertCount: f('证书数量', 'Certificates'), ProofCount: f('证明数量', 'Proofs'),
};

/** The caption of a field; array positions and unknown names stand as they are. */
export function caption(name: string): string {
  const known = FIELDS[name];
  if (known) return locale.value === 'zh' ? known.zh : known.en;
  return name;
}

/** `restrictions[0].terms.method` in words: `限制 1 · 权利内容 · 抵押方式`. */
export function pathText(path: string): string {
  return path
    .replace(/^\//, '')
    .split(/[./]|(?=\[)/)
    .filter((part) => part !== '')
    .map((part) => (/^\[?\d+\]?$/.test(part) ? String(Number(part.replace(/\D/g, '')) + 1) : caption(part)))
    .join(' · ')
    .replace(/ · (\d+)(?= · |$)/g, ' $1');
}

/** `kind`, `state` and `severity` are closed lists with words of their own. */
function closedWord(value: string): string {
  const found = [word('restriction', value), word('unitKind', value), word('unitState', value), word('restrictionState', value), word('certificateKind', value), word('severity', value), word('messageKind', value)];
  return found.find((text) => text !== value) ?? value;
}

/** A value as people read it: codes with words, areas, times, shares; nested values joined. */
export function valueText(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  const field = FIELDS[name];
  if (typeof value === 'boolean') return value ? (locale.value === 'zh' ? '是' : 'Yes') : locale.value === 'zh' ? '否' : 'No';
  if (typeof value === 'string' && (name === 'kind' || name === 'state' || name === 'severity')) return closedWord(value);
  if (field?.list) return codeText(field.list, value);
  if (field?.as === 'area' || (typeof value === 'number' && /squareCentimetres$/i.test(name))) return formatArea(Number(value));
  if (field?.as === 'square-metres') return /^[\d.]+$/.test(String(value)) ? `${String(value)} ㎡` : String(value);
  if (field?.as === 'time' || (typeof value === 'number' && /Time$/.test(name))) return formatTime(Number(value));
  if (field?.as === 'text-time') return typeof value === 'number' ? formatTime(value) : formatTimeText(String(value));
  if (field?.as === 'money') return formatMoney(Number(value));
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((item) => valueText('', item)).join('；');
  if (typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>).filter(([, v]) => v !== null && v !== undefined && v !== '');
    return entries.length === 0 ? '—' : entries.map(([k, v]) => `${caption(k)} ${valueText(k, v)}`).join('，');
  }
  return String(value);
}
