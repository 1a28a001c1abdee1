package org.titlechain.exchange;

/**
 * Why something that was sent is refused. Names are stable; they are what callers and reports see. The sentences never
 * contain anything from the message.
 */
public enum ProblemCode {
    MESSAGE_EMPTY("文件为空", "the file is empty"),
    MESSAGE_TOO_LARGE("报文超过允许的长度", "the message is larger than allowed"),
    MESSAGE_NOT_XML("不是 XML 报文", "this is not an XML message"),
    MESSAGE_NOT_WELL_FORMED("XML 格式不正确", "the XML is not well-formed"),
    MESSAGE_TRUNCATED("报文不完整，提前结束", "the message ends too early"),
    MESSAGE_DOCTYPE("报文不得含有 DTD 声明", "a document type declaration is not allowed"),
    MESSAGE_ENTITY("报文不得含有自定义实体", "only the five predefined entities are allowed"),
    MESSAGE_PROCESSING_INSTRUCTION("报文不得含有处理指令", "a processing instruction is not allowed"),
    MESSAGE_NAMESPACE("报文不得使用命名空间前缀", "namespace prefixes are not allowed"),
    MESSAGE_CHARACTER("报文含有 XML 不允许的字符", "a character that XML does not allow"),
    MESSAGE_ENCODING_UNSUPPORTED(
            "不支持的字符编码，请使用 UTF-8、GBK 或 GB18030", "the encoding is not supported; use UTF-8, GBK or GB18030"),
    MESSAGE_ENCODING_INVALID("字节序列与字符编码不符", "the bytes are not valid in the encoding"),
    MESSAGE_ENCODING_MISMATCH("声明的字符编码与实际编码不一致", "the declared encoding is not the one that the bytes are in"),
    MESSAGE_ROOT("根元素不是 Message", "the root element is not Message"),
    MESSAGE_STRUCTURE("报文结构不符合 Message/Head/Data", "the structure is not Message with Head and Data"),
    MESSAGE_HEAD_MISSING("缺少 Head 元素", "there is no Head"),
    MESSAGE_DATA_MISSING("缺少 Data 元素", "there is no Data"),
    MESSAGE_HEAD_TWICE("Head 中元素重复", "an element of Head appears twice"),
    MESSAGE_ROW_NOT_FLAT("数据行必须是只有属性的空元素", "a row must be an empty element with attributes"),
    MESSAGE_ATTRIBUTE_TWICE("同一元素中属性重复", "an attribute appears twice in one element"),
    MESSAGE_TOO_MANY_ROWS("数据行过多", "more rows than allowed"),
    MESSAGE_TOO_MANY_HEAD_ELEMENTS("Head 元素过多", "more elements in Head than allowed"),
    MESSAGE_TOO_MANY_ATTRIBUTES("属性过多", "more attributes in one row than allowed"),
    MESSAGE_ATTRIBUTE_TOO_LONG("属性值过长", "an attribute is longer than allowed"),
    MESSAGE_TEXT_TOO_LONG("文本过长", "a text is longer than allowed"),
    MESSAGE_NAME_TOO_LONG("元素或属性名称过长", "a name is longer than allowed"),
    MESSAGE_ID_MISSING("缺少报文标识 BizMsgID", "there is no BizMsgID"),
    MESSAGE_ID_MALFORMED("报文标识 BizMsgID 格式不正确", "BizMsgID is not letters, digits, '_' and '-'"),
    MESSAGE_DISTRICT_MALFORMED("行政区代码 AreaCode 缺失或格式不正确", "AreaCode is missing or not six digits"),
    REPLY_STRUCTURE("应答报文结构不正确", "the structure is not that of a reply"),
    DAILY_LOG_STRUCTURE("登簿日志结构不正确", "the structure is not that of a daily register log"),
    DAILY_LOG_COUNT("登簿日志中的数量不是数字", "a count of the daily register log is not a number"),
    DAILY_LOG_DATE("登簿日志的日期格式不正确", "the date of the daily register log does not fit the pattern"),
    ARCHIVE_NOT_ZIP("不是 ZIP 压缩包", "this is not a ZIP archive"),
    ARCHIVE_DAMAGED("压缩包已损坏或目录不一致", "the archive is damaged or its directory is not true"),
    ARCHIVE_TOO_LARGE("压缩包超过允许的大小", "the archive is larger than allowed"),
    ARCHIVE_TOO_MANY_ENTRIES("压缩包内文件过多", "the archive has more files than allowed"),
    ARCHIVE_RATIO("压缩比过高", "the archive is compressed more than is plausible"),
    ARCHIVE_ENCRYPTED("压缩包已加密", "the archive is encrypted"),
    ARCHIVE_UNSUPPORTED("压缩包使用了不支持的格式", "the archive uses a feature that is not supported"),
    ARCHIVE_NAME("压缩包内文件名不安全", "a file name in the archive is not safe"),
    ARCHIVE_NAME_TWICE("压缩包内文件名重复", "a file name appears twice in the archive"),
    ARCHIVE_NESTED("压缩包内不得再含压缩包", "an archive inside the archive is not allowed"),
    ARCHIVE_LINK("压缩包内不得含链接", "a link in the archive is not allowed");

    private final String chinese;
    private final String english;

    ProblemCode(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** The sentence in Chinese. */
    public String chinese() {
        return chinese;
    }

    /** The sentence in English. */
    public String english() {
        return english;
    }
}
