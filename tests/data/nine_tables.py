"""A small company's nine tables as a Chinese and as an English team would keep them: other headers, other words, the same facts."""

# ruff: noqa: E501 (a record of a sheet is one line)
Sheet = tuple[list[str], list[list[str]]]


def _sheet(header: str, *records: str) -> Sheet:
    """A header and records with bars between the cells."""
    return header.split("|"), [record.split("|") for record in records]


CHINESE: dict[str, Sheet] = {
    "customers": _sheet(
        "客户编号|客户名称|客户类型|性别|省份|城市|获客渠道|注册日期|会员等级|推荐人|授信额度|手机号|爱好",
        "K001|李雷|个人|男|浙江|杭州|门店|2023-01-05|金卡||5,000|13800000001|茶", "K002|韩梅梅|个人|女|上海|上海|推荐|2023-02-06|银卡|K001||13800000002|书",
        "K003|海天商贸有限公司|企业||广东|深圳|展会|2023年3月7日|||¥120,000||", "K004|王芳|个人|女|浙江|宁波|搜索|2023/4/8|普通|||13800000004|茶",
    ),
    "orders": _sheet(
        "订单编号|客户编号|下单时间|实付金额|数量|商品名称|类别|渠道|订单状态",
        "D1|K001|2024-01-05 10:00:00|¥1,280.00|2|龙井|绿茶|门店|交易成功", "D2|K002|2024-02-06 11:30:00|99.50|1|曲奇|茶点|天猫|已完成",
        "D3|K003|2024-03-07 09:15:00|1.2万|40|礼盒|礼盒|企业直销|交易成功", "D4|K001|2024-04-08 15:45:00|300|1|茶具|茶具|天猫|交易关闭",
    ),
    "interactions": _sheet(
        "客户编号|拜访时间|拜访方式|呼叫方向|拜访结果|跟进人|时长(分钟)",
        "K003|2024-03-01 14:00|上门拜访|主动|有意向|何帆|45", "K001|2024-03-02 09:30|电话|客户来电|已解答|赵敏|6", "K003|2024-03-20 10:00|微信|主动|待回复|何帆|",
    ),
    "tickets": _sheet(
        "工单编号|受理时间|客户编号|工单类型|受理渠道|优先级|处理人|首次响应时间|解决时间|是否重开|是否升级|满意度评分|处理成本|问题描述",
        "T1|2024-01-10 10:00|K001|投诉|电话|高|小周|2024-01-10 10:20|2024-01-11 09:00|否|是|2|35.5|茶罐破损", "T2|2024-02-10 11:00|K002|咨询|在线|低|小吴|2024-02-10 11:01|2024-02-10 11:05|否|否|5|4|如何冲泡",
        "T3|2024-05-01 08:00|K003|维修|邮件|紧急|小周|||是|否||120|铸铁壶漏水",
    ),
    "surveys": _sheet(
        "答卷编号|客户编号|提交时间|题目|得分|问卷类型|评价维度|最低分|满分|权重|意见",
        "A1|K001|2024-02-01 20:00|您愿意推荐我们吗？|9|净推荐值||0|10|1|很好", "A1|K001|2024-02-01 20:00|整体满意度|4|满意度|可靠性|1|5|1|", "A2|K002|2024-02-03 21:00|您愿意推荐我们吗？|3|NPS||0|10|0.8|客服太慢",
    ),
    "leads": _sheet(
        "线索编号|创建时间|线索来源|市场活动|线索状态|首次联系时间|成交时间|是否转化|客户编号|预计金额|负责人|需求描述",
        "X1|2024-01-02|展会|春茶节|已成交|2024-01-03|2024-03-01|是|K003|12万|何帆|年节礼盒", "X2|2024-01-20|搜索||跟进中|2024-01-28||否||8,000|赵敏|下午茶", "X3|2024-02-02|推荐||无效|||否|||赵敏|",
    ),
    "invoices": _sheet(
        "应收单号|客户编号|开票日期|应收金额|到期日|回款日期|回款金额|是否争议",
        "F1|K003|2024-03-10|12,000.00|2024-04-09|2024-05-02|12,000.00|否", "F2|K003|2024-06-10|¥8,000|2024-07-10|||是",
    ),
    "spend": _sheet(
        "投放渠道|月份|花费|推广计划|线索数|曝光量|点击量",
        "短视频广告|2024-01|30,000|春茶节|120|1,200,000|30000", "搜索|2024年1月|1.5万||80|400000|9000", "展会|202402|20000||30||",
    ),
    "targets": _sheet(
        "指标名称|考核周期|目标值|客户编号|负责人", "销售额|2024-Q1|500,000||何帆", "进货额|2024-03|12,000|K003|何帆", "新客户数|2024-Q1|40||赵敏",
    ),
}  # fmt: skip

ENGLISH: dict[str, Sheet] = {
    "customers": _sheet(
        "Customer ID|Full Name|Customer Type|Gender|State|City|Lead Source|Customer Since|Membership Level|Referred By|Credit Limit|Mobile|Hobby",
        "K001|李雷|Individual|M|浙江|杭州|门店|2023-01-05|金卡||5000|13800000001|茶", "K002|韩梅梅|Individual|F|上海|上海|推荐|2023-02-06|银卡|K001||13800000002|书",
        "K003|海天商贸有限公司|Business||广东|深圳|展会|7 March 2023|||$120,000.00||", "K004|王芳|Individual|F|浙江|宁波|搜索|2023-04-08|普通|||13800000004|茶",
    ),
    "orders": _sheet(
        "Order No.|Customer ID|Order Date|Amount Paid|Qty|Product Name|Category|Sales Channel|Order Status",
        "D1|K001|2024-01-05T10:00:00|1280|2|龙井|绿茶|门店|completed", "D2|K002|2024-02-06T11:30:00|99.5|1|曲奇|茶点|天猫|Paid",
        "D3|K003|2024-03-07T09:15:00|12000|40|礼盒|礼盒|企业直销|Complete", "D4|K001|2024-04-08T15:45:00|300|1|茶具|茶具|天猫|Cancelled",
    ),
    "interactions": _sheet(
        "Customer ID|Activity Date|Activity Type|Direction|Outcome|Assigned To|Duration (min)",
        "K003|2024-03-01 2:00 PM|Visit|Outbound|有意向|何帆|45", "K001|2024-03-02 9:30 AM|Call|Inbound|已解答|赵敏|6", "K003|2024-03-20 10:00 AM|WeChat|Outbound|待回复|何帆|",
    ),
    "tickets": _sheet(
        "Ticket ID|Created At|Customer ID|Ticket Type|Channel|Priority|Assignee|First Response|Resolved At|Reopened|Escalated|Satisfaction Rating|Handling Cost|Description",
        "T1|2024-01-10 10:00|K001|Complaint|电话|High|小周|2024-01-10 10:20|2024-01-11 09:00|No|Yes|2|35.50|茶罐破损", "T2|2024-02-10 11:00|K002|Question|在线|Low|小吴|2024-02-10 11:01|2024-02-10 11:05|No|No|5|4.00|如何冲泡",
        "T3|2024-05-01 08:00|K003|Repair|邮件|Urgent|小周|||Yes|No||120.00|铸铁壶漏水",
    ),
    "surveys": _sheet(
        "Response ID|Customer ID|Submitted At|Question|Score|Survey Type|Dimension|Min Score|Max Score|Weight|Comment",
        "A1|K001|2024-02-01 20:00|您愿意推荐我们吗？|9|NPS||0|10|1|很好", "A1|K001|2024-02-01 20:00|整体满意度|4|CSAT|Reliability|1|5|1|", "A2|K002|2024-02-03 21:00|您愿意推荐我们吗？|3|Net Promoter Score||0|10|0.8|客服太慢",
    ),
    "leads": _sheet(
        "Lead ID|Created Date|Lead Source|Campaign|Lead Status|First Contacted|Won Date|Converted|Customer ID|Expected Revenue|Lead Owner|Need",
        "X1|2024-01-02|展会|春茶节|Won|2024-01-03|2024-03-01|TRUE|K003|120000|何帆|年节礼盒", "X2|2024-01-20|搜索||Working|2024-01-28||FALSE||8000|赵敏|下午茶", "X3|2024-02-02|推荐||Unqualified|||FALSE|||赵敏|",
    ),
    "invoices": _sheet(
        "Invoice No|Customer ID|Invoice Date|Invoice Amount|Due Date|Paid Date|Amount Paid|Disputed",
        "F1|K003|2024-03-10|12000|2024-04-09|2024-05-02|12000|no", "F2|K003|2024-06-10|8000|2024-07-10|||yes",
    ),
    "spend": _sheet(
        "Marketing Channel|Month|Ad Spend|Campaign|Leads|Impressions|Clicks",
        "短视频广告|Jan 2024|30000|春茶节|120|1200000|30000", "搜索|2024-01|15000||80|400000|9000", "展会|2024-02|20000||30||",
    ),
    "targets": _sheet(
        "Target Name|Period|Target Value|Customer ID|Owner", "销售额|2024-Q1|500000||何帆", "进货额|2024-03|12000|K003|何帆", "新客户数|2024-Q1|40||赵敏",
    ),
}  # fmt: skip
