"""Customers: one row is a customer."""

from dataclasses import replace

from data.schema.declare import Column, Table, words
from data.schema.shared import CITY, COUNTRY, CUSTOMER_ID, CUSTOMER_KINDS, PROVINCE, REGION

GENDERS = {
    "male": words("male | m | man | 男 | 男性 | 先生"),
    "female": words("female | f | woman | 女 | 女性 | 女士"),
}

CUSTOMERS = Table(
    "customers",
    (
        replace(CUSTOMER_ID, references=""),
        Column(
            "name",
            "text",
            words(
                "name | customer name | full name | client name | account name | company name | buyer name | 客户名称 | 姓名 | 客户姓名 | "
                "会员姓名 | 名称 | 公司名称 | 企业名称 | 昵称 | 买家姓名 | 顾客姓名"
            ),
        ),
        Column(
            "kind",
            "code",
            words("kind | customer type | segment | account type | client type | customer kind | 客户类型 | 细分 | 客户性质 | 客户类别"),
            values=CUSTOMER_KINDS,
        ),
        Column("first_name", "text", words("first name | given name | forename | 名 | vorname")),
        Column("last_name", "text", words("last name | surname | family name | 姓 | nachname")),
        Column("gender", "code", words("gender | sex | 性别"), values=GENDERS),
        Column("birth_date", "date", words("birth date | birthday | date of birth | dob | birthdate | 出生日 | 生日 | 出生日期 | 出生年月")),
        Column("age", "integer", words("age | 年龄")),
        Column("income", "number", words("income | annual income | salary | 收入 | 年收入 | 月收入")),
        Column("education", "text", words("education | education level | 学历 | 教育程度 | 文化程度")),
        Column("occupation", "text", words("occupation | job | job title | profession | title | 职业 | 职务 | 职位 | 职业别")),
        Column("family", "text", words("family | marital status | family status | household | 婚姻状况 | 家庭 | 婚姻 | 家庭状况")),
        Column("contact_person", "text", words("contact person | contact | contact name | primary contact | 联系人 | 主要联系人 | 联系人姓名")),
        Column("industry", "text", words("industry | sector | 行业 | 所属行业 | 客户行业 | 1级行业 | 一级行业")),
        Column(
            "company_size",
            "text",
            words("company size | employees | number of employees | no of employees | 企业规模 | 公司规模 | 员工人数 | 人员规模"),
        ),
        COUNTRY,
        REGION,
        PROVINCE,
        CITY,
        Column(
            "acquisition_channel",
            "text",
            words(
                "acquisition channel | source | lead source | channel | signup source | acquisition source | referral source | "
                "utm source | 获客渠道 | 客户来源 | 来源渠道 | 来源 | 注册渠道 | 渠道 | original traffic source | original source | 来源管道 | 入会管道 | 获客管道"
            ),
        ),
        Column(
            "joined_on",
            "date",
            words(
                "joined on | signup date | registration date | created at | customer since | created date | join date | member since | "
                "registered at | created time | create date | 注册时间 | 注册日期 | 创建时间 | 入会时间 | 入会日期 | 开户日期 | "
                "建档日期 | 加入时间 | 成为客户时间 | 成为客户日期 | 加入日期"
            ),
        ),
        Column(
            "member_tier",
            "text",
            words(
                "member tier | tier | loyalty tier | membership level | membership tier | level | vip level | 会员等级 | 客户等级 | 等级 | 会员级别 | "
                "客户级别 | membership type"
            ),
        ),
        Column(
            "points",
            "number",
            words("points | loyalty points | 积分 | 会员积分 | 当前积分 | 剩余积分 | reward points | 可用积分 | 剩余点数 | 点数 | available points"),
        ),
        Column(
            "referred_by", "id", words("referred by | referrer | referrer id | 推荐人 | 介绍人 | 推荐人编号 | 推荐客户编号"), references="customers"
        ),
        Column("credit_limit", "money", words("credit limit | 授信额度 | 核准额度 | 信用额度")),
        Column("credit_rating", "text", words("credit rating | credit score | 信用等级 | 信用评级")),
        Column(
            "account_manager",
            "text",
            words(
                "account manager | owner | account owner | contact owner | sales owner | 客户经理 | 负责人 | 所有者 | 客户负责人 | 跟进人 | sales rep"
            ),
        ),
        Column(
            "phone",
            "id",
            words(
                "phone | mobile | telephone | phone number | mobile phone | cell | tel | 手机 | 电话 | 手机号 | 联系电话 | 手机号码 | "
                "联系手机 | 移动电话 | cell phone | mobile phone number | 行动电话"
            ),
        ),
        Column("email", "id", words("email | e-mail | email address | mail | 邮箱 | 电子邮箱 | 电子邮件 | 邮件")),
        Column("tenure_months", "number", words("tenure | tenure months | months on book | months as a customer | 在网时长 | 合作月数 | 在网月数")),
        Column("monthly_charge", "money", words("monthly charges | monthly charge | monthly fee | mrr | 月费 | 月租 | 月消费")),
        Column("churned", "boolean", words("churn | churned | is churned | attrition | exited | 是否流失 | 流失 | 已流失")),
        Column("churned_on", "date", words("churned on | churn date | cancel date | 流失日期 | 流失时间 | 退订日期")),
        Column("churn_reason", "text", words("churn reason | cancel reason | 流失原因 | 退订原因")),
    ),
    key=("customer_id",),
)
