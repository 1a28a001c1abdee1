package org.titlechain.server.http;

/**
 * Every problem that an answer can name. The name is stable for ever: programs and manuals rely on it. The page
 * {@code docs/errors.md} is generated from this list and compared by a test.
 */
public enum ErrorCode implements Code {
    // The request itself.
    REQUEST_MALFORMED(
            400,
            "请求格式有误",
            "The request is malformed.",
            "请按接口文档修改请求。",
            "Correct the request as the API document describes."),
    REQUEST_FIELD_UNKNOWN(
            400,
            "出现未知字段",
            "A field or parameter is unknown.",
            "请去掉该字段或参数。",
            "Leave out the field or parameter that is named."),
    REQUEST_FIELD_MISSING(
            400,
            "缺少必填字段",
            "A required field or parameter is missing.",
            "请补齐该字段或参数。",
            "Add the field or parameter that is named."),
    REQUEST_FIELD_INVALID(
            400,
            "字段取值有误",
            "A field or parameter has a value that is not allowed.",
            "请修改该字段或参数的取值。",
            "Correct the value of the field or parameter that is named."),
    JSON_MALFORMED(400, "不是有效的 JSON", "The body is not valid JSON.", "请检查指出的位置。", "Check the place that is named."),
    NOT_FOUND(404, "没有这个地址", "There is nothing at this address.", "请检查地址。", "Check the address."),
    METHOD_NOT_ALLOWED(
            405,
            "该地址不支持此方法",
            "The address does not support this method.",
            "请使用 Allow 头中列出的方法。",
            "Use one of the methods in the Allow header."),
    REQUEST_TIMEOUT(
            408, "请求发送过慢", "The request arrived too slowly.", "请检查网络后重发。", "Check the network and send it again."),
    REQUEST_TOO_LARGE(413, "请求体过大", "The body is too large.", "请拆分后分次发送。", "Split it and send the parts one by one."),
    URI_TOO_LONG(414, "地址过长", "The address is too long.", "请缩短查询条件。", "Shorten the conditions."),
    MEDIA_TYPE_UNSUPPORTED(
            415,
            "不支持的内容类型",
            "The content type is not supported.",
            "请使用接口文档列出的内容类型。",
            "Use a content type that the API document lists."),
    HEADERS_TOO_LARGE(431, "请求头过大", "The request headers are too large.", "请减少请求头。", "Send fewer or shorter headers."),
    TOO_MANY_REQUESTS(
            429, "请求过于频繁", "Too many requests.", "请按 Retry-After 稍后再试。", "Try again after the time in Retry-After."),
    // Who calls.
    SIGN_IN_REQUIRED(401, "需要登录", "Sign in first.", "请登录或提供有效的接口令牌。", "Sign in or send a valid API token."),
    CREDENTIALS_WRONG(
            401,
            "用户名或密码不正确",
            "The name or the password is wrong.",
            "请重新输入；连续五次错误将锁定账户。",
            "Try again; five failures in a row lock the account."),
    ACCOUNT_LOCKED(
            429,
            "账户已锁定",
            "The account is locked.",
            "请稍后再试，或请系统管理员解锁。",
            "Try again later, or ask an administrator to unlock it."),
    NOT_ENTITLED(
            403,
            "没有此操作的权限",
            "You are not entitled to this operation.",
            "请向系统管理员申请相应角色。",
            "Ask an administrator for a role that holds this right."),
    CROSS_SITE_REFUSED(
            403,
            "拒绝跨站请求",
            "The request seems to come from another site.",
            "请在控制台内操作；程序请使用接口令牌。",
            "Use the console, or an API token in programs."),
    SETUP_LINK_INVALID(
            404,
            "首次设置链接无效或已使用",
            "The setup link is not valid or was used.",
            "请查看启动时打印的链接。",
            "Use the link that was printed at the first start."),
    PASSWORD_WEAK(
            400,
            "密码强度不足",
            "The password is too weak.",
            "至少 12 个字符，且不是用户名或常见密码。",
            "Use at least 12 characters that are neither the name nor a common password."),
    ACCOUNT_EXISTS(409, "账户已存在", "The account exists already.", "请换一个名称。", "Choose another name."),
    ACCOUNT_UNKNOWN(404, "没有这个账户", "There is no such account.", "请检查名称。", "Check the name."),
    ACCOUNT_LAST_ADMINISTRATOR(
            409,
            "不能去掉最后一个系统管理员",
            "The last administrator must stay.",
            "请先任命另一位系统管理员。",
            "Appoint another administrator first."),
    TOKEN_UNKNOWN(404, "没有这个令牌", "There is no such token.", "请刷新令牌列表。", "Look at the list of tokens again."),
    PURPOSE_MISSING(
            400,
            "查看个人信息须说明用途",
            "Personal data are shown for a stated purpose only.",
            "请在 purpose 中填写用途代码。",
            "State the purpose code in the parameter purpose."),
    VIEW_NOT_RECORDED(
            503, "查阅未能留痕，因此不予显示", "The view could not be recorded, so nothing is shown.", "请稍后重试。", "Try again later."),
    PERSONAL_DATA_ELSEWHERE(
            404,
            "个人信息不在本成员",
            "The personal data is not with this member.",
            "请向登记该报文的成员查阅。",
            "Ask the member that recorded the message."),
    SHARE_MISSING(
            409,
            "持有成员未授权共享",
            "The member that holds the data does not share them with this member for the purpose.",
            "请向该成员申请共享授权，或更换用途。",
            "Ask that member for a share on the chain, or state another purpose."),
    HOLDER_UNREACHABLE(
            503,
            "持有数据的成员当前不可达",
            "The member that holds the data cannot be reached.",
            "请稍后重试；检查 delivery-peers 文件中的地址。",
            "Try again later; look at the address in the file delivery-peers."),
    HOLDER_CERTIFICATE_REFUSED(
            502,
            "成员之间的证书未被认可",
            "One of the two members did not accept the other's certificate.",
            "请检查双方成员状态、密钥和时钟。",
            "Look at both members' state, keys and clocks."),
    DELIVERED_VALUE_WRONG(
            502,
            "送达的数据与链上承诺不符",
            "A value that the member delivered does not lead to its commitment on the ledger; nothing of it was kept.",
            "请将该成员和报文告知管理员核查。",
            "Tell the administrators which member and message it was."),
    DELIVERY_NOT_HELD(
            404,
            "该成员已不持有这些数据",
            "The member does not hold the data, or not any more.",
            "请核对登记该报文的成员。",
            "Look which member recorded the message."),
    // Access messages.
    MESSAGE_UNKNOWN(404, "没有这份报文", "There is no such message.", "请检查报文编号。", "Check the message id."),
    // Keys and entries.
    ENTRY_EXPIRED(409, "条目已过期", "The entry has expired.", "请重新签名提交。", "Sign and submit it anew."),
    ENTRY_PASSED_OVER(
            409,
            "换引擎期间未计入",
            "The entry was ordered while the chain was between engines and did not count.",
            "请重新签名提交。",
            "Sign and submit it anew."),
    ENTRY_CONTRACT_VERSION(
            409,
            "合约版本未生效",
            "The contract version is not in force.",
            "请按当前合约版本重新生成。",
            "Build the entry for the version in force."),
    ENTRY_MALFORMED(
            400,
            "不是规范的条目",
            "The body is not a canonical entry.",
            "请按格式文档编码。",
            "Encode it as the format document says."),
    ENTRY_WRONG_CHAIN(400, "条目属于另一条链", "The entry is for another chain.", "请检查链标识。", "Check the chain identifier."),
    ENTRY_WRONG_SUITE(400, "条目的算法套件不符", "The entry uses another suite.", "请使用本链的算法套件。", "Use the suite of this chain."),
    ENTRY_SIGNATURE_INVALID(
            400,
            "条目签名无效",
            "The signature of the entry is not valid.",
            "请检查签名密钥和签名内容。",
            "Check the key and what was signed."),
    ENTRY_UNKNOWN(404, "没有这个条目", "There is no such entry.", "请检查条目标识。", "Check the entry identifier."),
    // What is looked for.
    UNIT_UNKNOWN(
            404,
            "登记簿中没有该不动产单元",
            "The unit is not in the register.",
            "请检查单元代码；可下载“不存在证明”。",
            "Check the unit code; its absence can be proved: ask for its proof."),
    CASE_NOT_FOUND(404, "没有这个业务", "There is no such case.", "请检查区划和业务号。", "Check district and case number."),
    PARCEL_UNKNOWN(404, "登记簿中没有该宗地", "The parcel is not in the register.", "请检查宗地代码。", "Check the parcel code."),
    RECORD_UNKNOWN(404, "没有这条上链记录", "There is no such record.", "请检查键和版本。", "Check key and version."),
    BLOCK_UNKNOWN(404, "没有这个区块", "There is no such block.", "请检查高度。", "Check the height."),
    PERSON_UNKNOWN(
            404, "本节点没有此人的信息", "This node keeps nothing of this person.", "请核对当事人标识。", "Check the party reference."),
    PERSON_ON_REGISTER(
            409,
            "此人仍在登记簿上",
            "The person still stands on the register.",
            "登记簿应当永久保存；权利或者限制终止后方可销毁。",
            "The register is kept for ever; erase when the right or restriction has ended."),
    PERSON_IN_CASE(
            409,
            "此人的办件尚未归档",
            "A case that names the person is not archived yet.",
            "办件归档，或者不予受理、不予登记、撤回之后方可销毁。",
            "Erase when the case is archived, declined, refused or withdrawn."),
    ADMINISTRATOR_KEY_MISSING(
            409,
            "本节点没有此项职权的管理员密钥",
            "This node has no administrator's key for this.",
            "请在 keys 目录放入该管理员的密钥，并由安全管理员授权。",
            "Put the administrator's key into the folder keys and have it granted."),
    KEY_UNREACHABLE(
            503,
            "签名密钥当前不可用",
            "A signing key of this node cannot be reached.",
            "请检查密码设备是否接好、口令文件是否正确，然后重试；节点日志写明原因。",
            "Look whether the device is plugged in and its PIN is right, then try again; the node's log says why."),
    ENGINE_NOT_PREPARED(
            409,
            "本节点尚未准备好该引擎",
            "This node is not prepared for the engine.",
            "请先准备引擎：说明如何连接它。",
            "Prepare the engine first: say how it is reached."),
    ENGINE_UNREACHABLE(
            409,
            "引擎当前不可用",
            "The engine cannot be used from here.",
            "请按所述原因处理后重试。",
            "Remove the reason that is named and try again."),
    BACKUP_NEEDS_STOP(
            409,
            "须停止节点后备份",
            "The backup needs the node to be stopped.",
            "请停止节点后备份，或先切换到其他引擎。",
            "Stop the node and make the backup then, or go over to another engine first."),
    LEAF_UNKNOWN(404, "没有这个日志位置", "There is no such log position.", "请检查位置。", "Check the position."),
    WITNESSES_UNREADABLE(
            409,
            "数据目录中的 witnesses 文件有一行不是“名称 地址 公钥”",
            "The file witnesses in the data folder has a line that is not NAME ADDRESS KEY.",
            "请更正该文件；改动立即生效。",
            "Mend the file; it is read anew each time."),
    CHECKPOINT_UNKNOWN(
            404, "没有保留该高度的检查点", "No checkpoint is kept for the height.", "请选择其他高度。", "Choose another height."),
    // Imports.
    IMPORT_UNKNOWN(404, "没有这个导入任务", "There is no such import.", "请查看导入列表。", "Look at the list of imports."),
    IMPORT_STATE(
            409,
            "导入任务当前不能执行此操作",
            "The import is not in a state for this.",
            "请刷新后再试。",
            "Look at its state and try again."),
    // The node.
    INTERNAL(500, "内部错误", "Something went wrong inside the node.", "请将参考号告知运维人员。", "Tell the operators the reference."),
    OVERLOADED(
            503,
            "节点繁忙",
            "The node is busy.",
            "请按 Retry-After 稍后重试，重试是安全的。",
            "Try again after the time in Retry-After; a retry is safe."),
    BATCH_UNKNOWN(404, "没有这个批量任务", "There is no such batch.", "请核对任务编号。", "Check the identifier of the batch."),
    BATCH_STATE(
            409,
            "批量任务当前状态不允许此操作",
            "The batch does not stand where this can be done.",
            "只能停止等待或进行中的任务，只能继续已停止的任务。",
            "What waits or runs can be stopped; what is stopped can be resumed."),
    TRACE_UNKNOWN(
            404,
            "业务号与查询码不符，或查询码已失效",
            "Number and secret do not open a trace, or the secret is no longer valid.",
            "请核对受理回执上的业务号和查询码；查询码到期或收回后，可向受理窗口重新索取。",
            "Check number and secret on the receipt; the office can hand out a new secret when the old one has ended."),
    TRACE_LINKS_TOO_MANY(
            409,
            "该业务有效的查询码过多",
            "Too many secrets are valid for the case.",
            "请先收回不再使用的查询码。",
            "Take back those that are no longer used."),
    OUTCOME_UNKNOWN(
            503,
            "结果未知",
            "The outcome is not known yet.",
            "请原样重发，不会重复生效。",
            "Send the same again; it has no second effect."),
    NODE_STOPPED(503, "节点已停止", "The node has stopped.", "请联系运维人员。", "Call the operators."),
    STORAGE_FULL(
            507,
            "存储空间不足",
            "The disk is full.",
            "释放空间后自动恢复；查询不受影响。",
            "Writes work again when there is room; reading goes on.");

    private final int status;
    private final String title;
    private final String titleEnglish;
    private final String remedy;
    private final String remedyEnglish;

    ErrorCode(int status, String title, String titleEnglish, String remedy, String remedyEnglish) {
        this.status = status;
        this.title = title;
        this.titleEnglish = titleEnglish;
        this.remedy = remedy;
        this.remedyEnglish = remedyEnglish;
    }

    /** The HTTP status. */
    @Override
    public int status() {
        return status;
    }

    /** What is wrong, in Chinese. */
    @Override
    public String title() {
        return title;
    }

    /** What is wrong, in English. */
    @Override
    public String titleEnglish() {
        return titleEnglish;
    }

    /** What to do, in Chinese. */
    @Override
    public String remedy() {
        return remedy;
    }

    /** What to do, in English. */
    @Override
    public String remedyEnglish() {
        return remedyEnglish;
    }

    /** A problem with this code and a detail; the detail never holds personal data. */
    public Problem problem(String detail) {
        return new Problem(this, detail);
    }

    /** A problem with this code that needs no detail. */
    public Problem problem() {
        return new Problem(this, "");
    }
}
