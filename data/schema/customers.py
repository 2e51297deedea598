"""Customers: one row is a customer."""

from dataclasses import replace

from data.schema.declare import Column, Table, words
from data.schema.shared import CITY, COUNTRY, CUSTOMER_ID, CUSTOMER_KINDS, PROVINCE, REGION

GENDERS = {
    "male": words("male | m | man | 男 | 男性 | 先生 | boy | mr | gentleman | males | men | 男士 | 男生 | 先生们 | 男孩"),
    "female": words("female | f | woman | 女 | 女性 | 女士 | girl | ms | mrs | miss | lady | females | women | 女生 | 小姐 | 太太 | 女孩 | 夫人"),
}

CUSTOMERS = Table(
    "customers",
    (
        replace(CUSTOMER_ID, references="", synonyms=(*CUSTOMER_ID.synonyms, "record id", "id", "编号")),
        Column(
            "name",
            "text",
            words(
                "真实姓名 | name | customer name | full name | client name | account name | company name | buyer name | 客户名称 | 姓名 | "
                "客户姓名 | 会员姓名 | 名称 | 公司名称 | 企业名称 | 昵称 | 买家姓名 | 顾客姓名 | customer full name | display name | "
                "company | organization | organisation | organization name | organisation name | business name | trading name | "
                "legal name | firm | firm name | member name | user name | guest name | patient name | subscriber name | nickname | "
                "contact full name | customer company | company name for emails | business | donor name | 客户全称 | 客户简称 | "
                "客户名 | 单位名称 | 公司 | 公司全称 | 企业 | 企业全称 | 会员名称 | 会员名 | 用户姓名 | 用户名称 | 用户名 | 真实姓名 | "
                "中文姓名 | 顾客名称 | 往来单位名称 | 购货单位 | 购货单位名称 | 客商名称 | 学员姓名 | 学生姓名 | 患者姓名 | 车主姓名 | "
                "业主姓名 | 微信昵称 | 用户昵称 | 会员昵称 | 买家名称 | 客户昵称 | 机构名称 | 商户名称 | 经销商名称 | "
                "customer display name | party name | student name | member full name | real name | wechat name | 微信名 | 客户全名 | "
                "客户公司名称 | 公司名 | 客户姓名/公司 | 企业客户名称 | 会员全名 | 抬头"
            ),
        ),
        Column(
            "kind",
            "code",
            words(
                "kind | customer type | segment | account type | client type | customer kind | 客户类型 | 细分 | 客户性质 | 客户类别 | customer category | "
                "client category | account category | customer group | customer class | business type | entity type | customer segment | "
                "legal form | party type | company type | organization type | customer classification | 客户属性 | 客户分类 | 客户种类 | 客户细分 | 客群 | 客户群 | "
                "主体类型 | 会员类型 | 用户类型 | 账户类型 | 单位性质 | 企业性质 | 企业类型 | 公司类型 | 客户性质分类 | 客户类型名称 | 客商类型"
            ),
            values=CUSTOMER_KINDS,
        ),
        Column(
            "first_name",
            "text",
            words(
                "first name | given name | forename | 名 | vorname | given names | forenames | contact first name | fname | customer first name | "
                "name first | 名字"
            ),
        ),
        Column(
            "last_name",
            "text",
            words(
                "last name | surname | family name | 姓 | nachname | lname | contact last name | customer last name | second name | name last | 姓氏"
            ),
        ),
        Column(
            "gender",
            "code",
            words("男女 | gender | sex | 性别 | gender identity | customer gender | m f | 客户性别 | 会员性别 | 用户性别 | 顾客性别"),
            values=GENDERS,
        ),
        Column(
            "birth_date",
            "date",
            words(
                "birth date | birthday | date of birth | dob | birthdate | 出生日 | 生日 | 出生日期 | 出生年月 | born | born on | birth | customer birthday | "
                "date of birth dob | customer dob | 出生年月日 | 生日日期 | 会员生日 | 客户生日 | 出生时间 | 公历生日 | 阳历生日 | 顾客生日 | 出生年份月"
            ),
        ),
        Column(
            "age", "integer", words("age | 年龄 | age years | age in years | customer age | current age | 年纪 | 周岁 | 客户年龄 | 会员年龄 | 岁数")
        ),
        Column(
            "income",
            "number",
            words(
                "income | annual income | salary | 收入 | 年收入 | 月收入 | yearly income | household income | estimated salary | monthly income | "
                "annual salary | estimated income | annual household income | personal income | 年薪 | 月薪 | 家庭收入 | 家庭年收入 | 个人收入 | 个人年收入 | 收入水平 | "
                "家庭月收入"
            ),
        ),
        Column(
            "education",
            "text",
            words(
                "education | education level | 学历 | 教育程度 | 文化程度 | highest education | education attainment | educational level | degree | "
                "level of education | schooling | 教育水平 | 最高学历 | 文化水平 | 受教育程度 | 教育背景 | 学历层次"
            ),
        ),
        Column(
            "occupation",
            "text",
            words(
                "做什么工作 | occupation | job | job title | profession | title | 职业 | 职务 | 职位 | 职业别 | employment | employment status | job role | position | "
                "role | current occupation | work | 工作 | 岗位 | 从事职业 | 职业类型 | 职业类别 | 工作岗位"
            ),
        ),
        Column(
            "family",
            "text",
            words(
                "family | marital status | family status | household | 婚姻状况 | 家庭 | 婚姻 | 家庭状况 | married | marriage | marital | household type | "
                "family size | household size | household composition | 婚否 | 家庭情况 | 家庭结构 | 是否已婚 | 婚育状况 | 婚姻情况 | 家庭人口 | 家庭成员"
            ),
        ),
        Column(
            "contact_person",
            "text",
            words(
                "客户联系人 | cus person | contact person | contact | contact name | primary contact | 联系人 | 主要联系人 | 联系人姓名 | main contact | primary contact name | "
                "key contact | contact person name | point of contact | poc | primary contact person | attention | attn | "
                "contact full name person | 联系人名称 | 首要联系人 | 关键联系人 | 第一联系人 | 对接人 | 联络人 | 业务联系人 | 客户联系人 | 默认联系人"
            ),
        ),
        Column(
            "industry",
            "text",
            words(
                "industry | sector | 行业 | 所属行业 | 客户行业 | 1级行业 | 一级行业 | business sector | vertical | line of business | "
                "industry type | industry name | industry sector | business category | industry vertical | market sector | "
                "industry group | 行业类型 | 行业分类 | 行业类别 | 所处行业 | 主营行业 | 行业名称 | 客户所属行业 | 企业行业 | "
                "公司行业 | 行业领域 | naics description | industry segment | 企业所属行业 | 行业大类 | 行业细分 | 客户行业分类"
            ),
        ),
        Column(
            "company_size",
            "text",
            words(
                "company size | employees | number of employees | no of employees | 企业规模 | 公司规模 | 员工人数 | 人员规模 | size | "
                "headcount | staff count | employee count | number employees | num employees | employees count | employee range | "
                "no employees | employee size | staff size | size of company | number of staff | 规模 | 人数规模 | 员工数 | 员工数量 | "
                "企业人数 | 公司人数 | 员工规模 | 人员数量 | 职工人数 | 客户规模 | 单位规模 | 人数 | 团队规模 | 员工总数 | "
                "company headcount | team size | 人员数 | 企业人员规模 | 公司人数规模 | number of employees range"
            ),
        ),
        COUNTRY,
        REGION,
        PROVINCE,
        CITY,
        Column(
            "acquisition_channel",
            "text",
            words(
                "referral type | 怎么知道我们的 | 从哪知道我们 | acquisition channel | source | lead source | channel | signup source | acquisition source | referral source | "
                "utm source | 获客渠道 | 客户来源 | 来源渠道 | 来源 | 注册渠道 | 渠道 | original traffic source | original source | "
                "来源管道 | 入会管道 | 获客管道 | how did you hear | how did you hear about us | referral channel | marketing source | "
                "registration source | registration channel | lead origin | customer source | contact source | origin | "
                "first touch channel | acquired via | marketing channel | source channel | utm medium | account source | "
                "source of customer | heard about us via | traffic source | 客源 | 渠道来源 | 来源方式 | 会员来源 | 用户来源 | "
                "注册来源 | 线索来源 | 开户渠道 | 入会渠道 | 加入渠道 | 添加渠道 | 引流渠道 | 获取渠道 | 流量渠道 | 客户渠道 | "
                "来源名称 | 信息来源 | 添加方式 | 获客来源 | 推广渠道 | 拓客渠道 | 招募渠道 | 首次来源 | 来源平台 | 入会来源 | "
                "开卡渠道 | 办卡渠道 | 获客方式 | 注册平台 | first source | 添加来源 | 拓客来源 | 引流来源 | 进店渠道 | 客户获取方式 | "
                "获客途径 | 来源途径 | 了解途径 | 得知渠道 | 认识途径 | lead source detail | original source type | "
                "how they found us | signup channel | 首次来源渠道 | 首次渠道 | 成为会员渠道"
            ),
        ),
        Column(
            "joined_on",
            "date",
            words(
                "dev date | joined on | signup date | registration date | created at | customer since | created date | join date | member since | "
                "registered at | created time | create date | 注册时间 | 注册日期 | 创建时间 | 入会时间 | 入会日期 | 开户日期 | "
                "建档日期 | 加入时间 | 成为客户时间 | 成为客户日期 | 加入日期 | joined | joined at | joined date | date joined | "
                "joining date | signed up | signed up at | signed up on | signup at | signup time | registered | registered on | "
                "register date | register time | registered date | registration time | registration | enrollment date | enrolled on | "
                "enrolment date | enrolled at | created | created on | creation date | date created | date added | added on | "
                "added at | added date | account created | account created at | account created date | account opened | "
                "account open date | account opening date | open date | opened date | opening date | onboarding date | onboarded at | "
                "onboarded on | start date | customer start date | became a customer date | became customer date | "
                "became customer on | first seen | member since date | activation date | activated at | subscription start date | "
                "subscription start | contract start date | contract start | membership start date | membership start | optin time | "
                "first contact date | date of registration | date of joining | date registered | date enrolled | client since | "
                "account since | relationship start date | member join date | 创建日期 | 建立日期 | 建立时间 | 建档时间 | 录入时间 | "
                "录入日期 | 添加时间 | 添加日期 | 开卡日期 | 开卡时间 | 办卡日期 | 办卡时间 | 开通时间 | 开通日期 | 签约日期 | "
                "首次签约日期 | 成为会员时间 | 成为会员日期 | 入会日 | 首次关注时间 | 关注时间 | 领卡时间 | 登记日期 | 登记时间 | "
                "合作开始时间 | 合作开始日期 | 合作日期 | 首次合作日期 | 首次合作时间 | 激活日期 | 激活时间 | 注册日 | 开户时间 | "
                "会员注册时间 | 会员注册日期 | 用户注册时间 | 客户创建时间 | 客户建档日期 | 入网时间 | 入网日期 | 报名日期 | "
                "入学日期 | 加入会员时间 | 绑卡时间 | 成为会员 | 加入企微时间 | 添加好友时间 | 会员开通时间 | 建卡日期 | 发卡日期 | "
                "发卡时间 | 首次录入时间 | 档案建立日期 | activation time | subscribed at | subscribed on | subscription date | "
                "subscribe date | opt in date | became customer | start of relationship | 开户日 | 建档日 | customer created | "
                "成为客户的时间"
            ),
        ),
        Column(
            "member_tier",
            "text",
            words(
                "club level | membership type | member tier | tier | loyalty tier | membership level | membership tier | level | vip level | 会员等级 | 客户等级 | 等级 | 会员级别 | 客户级别 | "
                "membership type | customer tier | customer level | customer grade | membership | membership grade | membership plan | "
                "loyalty level | loyalty status | loyalty program tier | vip status | vip tier | rank | customer rank | grade | rewards tier | "
                "reward tier | account tier | member level | member grade | member rank | member status level | card type | card level | "
                "abc class | abc classification | current tier | 会员卡类型 | 会员卡等级 | 卡类型 | 卡等级 | 卡级别 | 会员类别 | vip等级 | vip级别 | 用户等级 | 会员层级 | 客户星级 | "
                "星级 | 客户分级 | 客户层级 | 级别 | 会员身份 | 会员卡种 | 会员卡名称 | 卡种 | 会员星级 | 会员卡级别 | 当前等级 | 客户重要程度 | 客户价值等级 | 会员档位"
            ),
        ),
        Column(
            "points",
            "number",
            words(
                "points | loyalty points | 积分 | 会员积分 | 当前积分 | 剩余积分 | reward points | 可用积分 | 剩余点数 | 点数 | available points | points balance | "
                "reward balance | rewards balance | loyalty balance | current points | point balance | bonus points | total points | "
                "reward points balance | loyalty points balance | rewards points | member points | 积分余额 | 积分数 | 账户积分 | 现有积分 | 会员积分余额 | 积分数量 | "
                "当前可用积分 | 积分值 | 可用积分余额 | 积分总数 | 有效积分 | 总积分"
            ),
        ),
        Column(
            "referred_by",
            "id",
            words(
                "referred by | referrer | referrer id | 推荐人 | 介绍人 | 推荐人编号 | 推荐客户编号 | referral | referral id | referred by customer | "
                "referred by id | referred by customer id | recommender | recommended by | introduced by | introducer | sponsor | inviter | "
                "inviter id | invited by | referring customer | referral customer id | referrer name | 邀请人 | 邀请人id | 邀请人编号 | 引荐人 | 转介绍人 | 推荐会员 | "
                "介绍客户 | 推荐人id | 推荐人卡号 | 推荐人手机 | 推荐人手机号 | 推荐会员号 | 介绍人编号 | 推荐客户 | 推荐人姓名"
            ),
            references="customers",
        ),
        Column(
            "credit_limit",
            "money",
            words(
                "cre line | credit line | credit limit | 授信额度 | 核准额度 | 信用额度 | credit line | credit amount | approved credit | credit ceiling | max credit | "
                "credit facility | approved credit limit | credit limit amount | 信用限额 | 信用额 | 信贷额度 | 赊销额度 | 授信金额 | 授信总额 | 信用总额 | 欠款限额 | 授信限额 | "
                "客户额度 | 应收额度 | 额度"
            ),
        ),
        Column(
            "credit_rating",
            "text",
            words(
                "credit grade | cre grade | credit rating | credit score | 信用等级 | 信用评级 | credit grade | credit class | creditworthiness | risk rating | credit risk | "
                "risk class | credit status | credit rating grade | credit risk class | payment rating | 信用评分 | 资信等级 | 信用级别 | 信用状况 | 风险等级 | 信用分 | "
                "信用度 | 信誉等级 | 信用情况 | 资信评级 | 客户信用等级"
            ),
        ),
        Column(
            "account_manager",
            "text",
            words(
                "会籍顾问 | account manager | owner | account owner | contact owner | sales owner | 客户经理 | 负责人 | 所有者 | 客户负责人 | "
                "跟进人 | sales rep | customer owner | record owner | owner name | relationship manager | csm | "
                "customer success manager | success manager | sales representative | sales person | account executive | account exec | "
                "account rep | assigned to | assigned user | assigned rep | assigned sales rep | assigned agent | responsible | "
                "responsible person | client manager | client owner | company owner | key account manager | kam | consultant | "
                "advisor | adviser | rep | sales rep name | account owner name | contact owner name | personal advisor | 客户归属 | "
                "归属人 | 归属销售 | 专属客服 | 专属顾问 | 业务员 | 业务代表 | 业务人员 | 业务经理 | 销售 | 销售员 | 销售人员 | "
                "销售代表 | 销售负责人 | 销售经理 | 服务顾问 | 所属业务员 | 所属销售 | 所有人 | 客户所有人 | 拥有者 | 维护人 | "
                "维护人员 | 理财经理 | 所属导购 | 所属员工 | 服务人员 | 添加人 | 会籍顾问 | 分管业务员 | 专营业务员 | 所属客户经理 | "
                "归属员工 | 归属导购 | 跟进员工 | 跟进销售 | 销售顾问 | 主管业务员 | 对接销售 | 客户专员 | 所属顾问 | 跟进顾问 | "
                "添加员工 | 服务顾问姓名 | owner full name | 客户负责人姓名 | 专属客户经理 | 责任销售 | 责任业务员 | 跟进成员 | "
                "销售负责人姓名 | cs owner | success owner | rm | relationship owner | 所属销售人员 | 对接人员"
            ),
        ),
        Column(
            "phone",
            "id",
            words(
                "phone | mobile | telephone | phone number | mobile phone | cell | tel | 手机 | 电话 | 手机号 | 联系电话 | 手机号码 | "
                "联系手机 | 移动电话 | cell phone | mobile phone number | 行动电话 | phone no | phone number 1 | mobile no | "
                "mobile number | mobile phone no | cell number | cell phone number | telephone number | telephone no | tel no | "
                "tel number | contact number | contact phone | contact phone number | contact tel | work phone | home phone | "
                "business phone | office phone | primary phone | main phone | phone 1 | whatsapp | whatsapp number | "
                "default address phone | daytime phone | customer phone | customer mobile | company phone | phone mobile | "
                "phone home | telephone 1 | 固话 | 座机 | 联系方式 | 联系人电话 | 联系人手机 | 联系人手机号 | 手机电话 | 客户手机 | "
                "客户手机号 | 客户电话 | 会员手机 | 会员手机号 | 会员电话 | 办公电话 | 公司电话 | 固定电话 | 电话号码 | 联络电话 | "
                "手机1 | 电话1 | 绑定手机 | 绑定手机号 | 注册手机 | 注册手机号 | 用户手机 | 用户手机号 | 联系手机号 | 本人电话 | "
                "家庭电话 | 客户联系电话 | 手机号1 | 顾客电话 | 主要电话 | 联系号码 | 连络电话 | 顾客手机 | 常用手机 | 预留手机号 | "
                "contact no | 主手机号"
            ),
        ),
        Column(
            "email",
            "id",
            words(
                "email | e-mail | email address | mail | 邮箱 | 电子邮箱 | 电子邮件 | 邮件 | email id | primary email | main email | "
                "contact email | work email | business email | customer email | customer email address | email 1 | personal email | "
                "company email | mail address | mail id | email address 1 | primary email address | email primary | 邮箱地址 | "
                "电子邮箱地址 | 电子邮件地址 | email地址 | 邮件地址 | 联系邮箱 | 联系人邮箱 | 客户邮箱 | 常用邮箱 | 会员邮箱 | "
                "工作邮箱 | 注册邮箱 | 电邮 | 电子信箱 | 信箱 | 企业邮箱"
            ),
        ),
        Column(
            "tenure_months",
            "number",
            words(
                "tenure | tenure months | months on book | months as a customer | 在网时长 | 合作月数 | 在网月数 | tenure in months | "
                "customer tenure | tenure month | months active | months since joining | account age months | loyalty months | "
                "months with company | months with us | account tenure | customer tenure months | subscription months | 入网时长 | "
                "网龄 | 会龄 | 在网时间月 | 合作时长 | 客户时长 | 入会月数 | 使用月数 | 存续月数 | months as customer | 会员时长月 | "
                "会员月数 | 合作时长月 | age on network"
            ),
        ),
        Column(
            "monthly_charge",
            "money",
            words(
                "monthly charges | monthly charge | monthly fee | mrr | 月费 | 月租 | 月消费 | monthly spend | monthly revenue | "
                "monthly amount | monthly bill | monthly recurring revenue | subscription fee | plan price | monthly payment | "
                "monthly subscription | monthly price | arpu | monthly cost | monthly rate | monthly rental | monthly fees | "
                "monthly billing | 月租费 | 月均消费 | 套餐费 | 每月费用 | 月付 | 月费用 | 月消费额 | 月均arpu | 套餐月费 | "
                "月固定费用 | 月度费用 | recurring amount | plan amount | 月服务费 | 月订阅费 | 套餐费用"
            ),
        ),
        Column(
            "churned",
            "boolean",
            words(
                "churn | churned | is churned | attrition | exited | 是否流失 | 流失 | 已流失 | churn label | churn flag | "
                "churn status | is churn | has churned | left | is cancelled | is canceled | lapsed | attrition flag | attrited | "
                "churn yn | customer churned | churn indicator | has left | exited flag | 是否离网 | 离网 | 是否退订 | 是否注销 | "
                "流失标志 | 流失标识 | 是否流失客户 | 流失标签 | 是否已流失 | 是否退会 | 流失状态"
            ),
        ),
        Column(
            "churned_on",
            "date",
            words(
                "churned on | churn date | cancel date | 流失日期 | 流失时间 | 退订日期 | cancelled on | cancelled at | "
                "cancellation date | canceled at | canceled on | cancelled date | end date | termination date | terminated on | "
                "terminated at | left on | left date | lapse date | lapsed on | contract end date | deactivated at | "
                "deactivation date | exit date | attrition date | date cancelled | date left | subscription end date | "
                "subscription end | closed date | account closed date | unsubscribed at | 离网日期 | 离网时间 | 退会日期 | 退会时间 | "
                "注销时间 | 注销日期 | 销户日期 | 解约日期 | 解约时间 | 停用日期 | 终止日期 | 退网日期 | 流失日 | 退订时间 | "
                "停机日期 | 销户时间 | canceled date | subscription ended at | churned at | closed account date"
            ),
        ),
        Column(
            "churn_reason",
            "text",
            words(
                "churn reason | cancel reason | 流失原因 | 退订原因 | cancellation reason | reason for leaving | reason for churn | "
                "reason for cancellation | termination reason | leaving reason | churn category | reason for cancelling | "
                "exit reason | attrition reason | lost reason | 离网原因 | 退会原因 | 注销原因 | 解约原因 | 停用原因 | 流失理由 | "
                "客户流失原因 | 销户原因 | 流失原因分类 | cancelation reason | reason code cancel"
            ),
        ),
    ),
    key=("customer_id",),
)
