"""The words of the sample company: names, places, goods. Lists only; every draw from them is made elsewhere."""

from typing import NamedTuple


def _words(text: str) -> tuple[str, ...]:
    """Words with blanks between them."""
    return tuple(text.split())


def _characters(text: str) -> tuple[tuple[str, str], ...]:
    """Characters with their pinyin, as 王:wang, with blanks between them."""
    return tuple((character, pinyin) for character, _, pinyin in (pair.partition(":") for pair in text.split()))


SURNAMES = _characters(
    "王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo 何:he 高:gao 林:lin "
    "罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng 邓:deng 曹:cao 彭:peng 曾:zeng 萧:xiao 田:tian 董:dong 袁:yuan "
    "潘:pan 于:yu 蒋:jiang 蔡:cai 余:yu 杜:du 叶:ye 程:cheng 苏:su 魏:wei 吕:lv 丁:ding 沈:shen 任:ren 姚:yao 卢:lu"
)
"""Family names with their pinyin."""

GIVEN = {
    "male": _characters(
        "伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 刚:gang 平:ping 辉:hui 鹏:peng 华:hua 飞:fei 鑫:xin "
        "波:bo 斌:bin 宇:yu 浩:hao 凯:kai 健:jian 俊:jun 帆:fan 志:zhi 文:wen 建:jian 国:guo 子:zi 嘉:jia 思:si 天:tian 泽:ze 晨:chen 轩:xuan"
    ),
    "female": _characters(
        "芳:fang 娜:na 敏:min 静:jing 丽:li 艳:yan 娟:juan 霞:xia 秀:xiu 燕:yan 玲:ling 桂:gui 丹:dan 萍:ping 红:hong 玉:yu 兰:lan 梅:mei "
        "琳:lin 雪:xue 婷:ting 慧:hui 莹:ying 倩:qian 颖:ying 欣:xin 怡:yi 佳:jia 雨:yu 诗:shi 梦:meng 思:si 晓:xiao 若:ruo 语:yu 涵:han"
    ),
}
"""Characters of given names with their pinyin, by gender."""

ENGLISH_SURNAMES = _words(
    "Adams Bailey Barker Bennett Brennan Campbell Carter Clarke Collins Cooper Davies Doyle Edwards Ellis Evans Fisher Foster Gibson Graham "
    "Grant Harrison Hughes Hunter Jenkins Kelly Kennedy Lawson Marshall Mason Mitchell Murphy Nolan Palmer Parker Quinn Reid Roberts Shaw "
    "Stewart Sullivan Turner Walker Watson Webb Wilson Wright"
)
ENGLISH_GIVEN = {
    "male": _words(
        "Aaron Adam Andrew Ben Charles Colin Daniel David Edward Finn George Henry Ian Jack James Liam Lucas Mark Noah Oliver Oscar Paul Ryan "
        "Samuel Simon Thomas William"
    ),
    "female": _words(
        "Alice Amelia Anna Beth Charlotte Chloe Claire Diana Ella Emily Erin Fiona Grace Hannah Isla Jane Julia Kate Laura Lucy Maeve Nora "
        "Olivia Rachel Sarah Sophie Zoe"
    ),
}

BRANDS = _words(
    "云岫 清禾 澜庭 松风 瑞和 嘉禾 恒信 远山 东篱 明德 鼎盛 华茂 锦程 泰和 博雅 星河 万象 德润 金桥 春晖 竹里 听雨 新月 长青 致远 安宁 荣华 "
    "青云 海纳 百川"
)
INDUSTRIES = (
    ("酒店餐饮 Hospitality", "酒店管理有限公司", "Hotels Ltd"),
    ("零售批发 Retail and wholesale", "商贸有限公司", "Trading Ltd"),
    ("金融 Finance", "投资有限公司", "Capital Partners"),
    ("科技 Technology", "科技有限公司", "Technologies Inc"),
    ("制造 Manufacturing", "实业有限公司", "Industries Ltd"),
    ("文旅 Culture and travel", "文化旅游有限公司", "Travel Group"),
    ("医疗健康 Health", "健康管理有限公司", "Health Ltd"),
    ("教育 Education", "教育咨询有限公司", "Academy Ltd"),
)
"""Industry, and how a Chinese and an English company name of that industry ends."""


class Place(NamedTuple):
    """Where customers live. ``phone`` begins every number of the place; ``digits`` more follow. ``weight`` is relative."""

    region: str
    province: str
    city: str
    weight: float
    country: str = "中国 China"
    phone: str = "1280"
    digits: int = 7


OVERSEAS = "海外 Overseas"
PLACES = (
    Place("华东 East", "上海", "上海", 9),
    Place("华东 East", "浙江", "杭州", 7),
    Place("华东 East", "浙江", "宁波", 3),
    Place("华东 East", "江苏", "南京", 5),
    Place("华东 East", "江苏", "苏州", 5),
    Place("华东 East", "山东", "青岛", 3),
    Place("华南 South", "广东", "广州", 6),
    Place("华南 South", "广东", "深圳", 6),
    Place("华南 South", "福建", "厦门", 3),
    Place("华北 North", "北京", "北京", 8),
    Place("华北 North", "天津", "天津", 3),
    Place("华北 North", "河北", "石家庄", 2),
    Place("华中 Central", "湖北", "武汉", 4),
    Place("华中 Central", "湖南", "长沙", 4),
    Place("华中 Central", "河南", "郑州", 3),
    Place("西南 Southwest", "四川", "成都", 6),
    Place("西南 Southwest", "重庆", "重庆", 4),
    Place("西南 Southwest", "云南", "昆明", 2),
    Place("西北 Northwest", "陕西", "西安", 4),
    Place("西北 Northwest", "甘肃", "兰州", 1),
    Place("东北 Northeast", "辽宁", "沈阳", 6),
    Place("东北 Northeast", "辽宁", "大连", 6),
    Place("东北 Northeast", "吉林", "长春", 3),
    Place("东北 Northeast", "黑龙江", "哈尔滨", 4),
    Place(OVERSEAS, "England", "London", 2.4, "英国 United Kingdom", "+44 7700 900", 3),
    Place(OVERSEAS, "New York", "New York", 1.3, "美国 United States", "+1 212 555 01", 2),
    Place(OVERSEAS, "California", "San Francisco", 1.3, "美国 United States", "+1 415 555 01", 2),
    Place(OVERSEAS, "Ontario", "Toronto", 1.2, "加拿大 Canada", "+1 416 555 01", 2),
    Place(OVERSEAS, "New South Wales", "Sydney", 1.4, "澳大利亚 Australia", "+61 2 5550 ", 4),
    Place(OVERSEAS, "Leinster", "Dublin", 0.8, "爱尔兰 Ireland", "+353 20 91", 5),
)
"""No mobile number in China begins with 12; the foreign ranges are those reserved for fiction."""

PERSON_CHANNELS = {"搜索 Search": 0.34, "短视频广告 Short-video ads": 0.24, "老客推荐 Referral": 0.22, "门店 Walk-in": 0.20}
COMPANY_CHANNELS = {"销售拜访 Sales visit": 0.45, "展会 Trade fair": 0.35, "老客推荐 Referral": 0.20}
"""How customers were won, with the share of each; the mini program is the planted segment's alone."""

STORE, WEB, DIRECT, APP = "门店 Store", "独立站 Web shop", "企业直销 Direct sales", "小程序 Mini program"
CHANNELS = ("天猫 Tmall", "京东 JD", STORE, APP, DIRECT, WEB)
"""Where an order is placed."""

TIERS = ((0, "普通 Standard"), (600, "银卡 Silver"), (2_000, "金卡 Gold"), (6_000, "钻石 Diamond"))
"""Member tiers with the sales in yuan that a customer needs for them."""

GOODS = {
    "绿茶 Green tea": "明前龙井 Longjing First Flush 50g=168|雨前龙井 Longjing 100g=128|碧螺春 Biluochun 100g=139|黄山毛峰 Huangshan Maofeng 100g=79"
    "|安吉白茶 Anji White 50g=98|日常绿茶袋泡 Green Tea Bags 25=29.9|狮峰特级龙井 Lion Peak Longjing 250g=1280",
    "红茶 Black tea": "正山小种 Lapsang Souchong 100g=89|金骏眉 Jin Jun Mei 50g=259|祁门红茶 Keemun 100g=75|滇红 Yunnan Black 200g=68"
    "|英式早餐 English Breakfast 50 bags=45|野生红茶 Wild Black 100g=198|小罐红茶 Black Tea Tin 4g=12",
    "乌龙茶 Oolong": "安溪铁观音 Tieguanyin 125g=108|武夷大红袍 Da Hong Pao 100g=218|凤凰单丛 Phoenix Dancong 100g=188|冻顶乌龙 Dong Ding 150g=149"
    "|白毫乌龙 Oriental Beauty 75g=328|乌龙袋泡 Oolong Bags 20=35|母树级岩茶 Old Bush Rock Tea 50g=980",
    "普洱 Pu'er": "熟普小沱 Ripe Mini Tuo 100g=39|七子饼熟茶 Ripe Cake 357g=158|古树生普 Old Tree Raw Cake 357g=398|陈年老茶头 Aged Nuggets 250g=238"
    "|小青柑 Mandarin Pu'er 250g=88|冰岛古树 Bingdao Raw Cake 357g=2280|便携普洱 Travel Pu'er 8g=16",
    "花草茶 Herbal tea": "茉莉飘雪 Jasmine Snow 100g=85|桂花乌龙 Osmanthus Oolong 100g=72|胎菊 Chrysanthemum Buds 50g=26|玫瑰花茶 Rose 60g=32"
    "|陈皮柠檬 Tangerine Lemon 15 bags=42|大麦茶 Barley 30 bags=19.9|茉莉龙珠 Jasmine Pearls 100g=118",
    "茶具 Teaware": "玻璃公道杯 Glass Pitcher=49|旅行茶具 Travel Set=178|青瓷盖碗 Celadon Gaiwan=135|紫砂壶 Zisha Teapot=458|手作汝窑茶具 Ru Ware Set=680"
    "|大师紫砂壶 Master Zisha Teapot=3800|铸铁壶 Cast Iron Kettle=560|滤茶器 Strainer=22",
    "礼盒 Gift boxes": "四季茶礼 Four Seasons Box=298|中秋茶礼 Mid-Autumn Box=368|新春礼盒 New Year Box=428|商务礼盒 Business Box=518"
    "|珍藏礼盒 Collector's Box=1680|名山六味 Six Mountains Box=798|轻享体验装 Discovery Box=59",
    "茶点 Snacks": "抹茶曲奇 Matcha Cookies=36|绿豆糕 Mung Bean Cakes=28|龙井酥 Longjing Pastry=48|茶香瓜子 Tea Melon Seeds=9.9|桂花糕 Osmanthus Cakes=33"
    "|坚果礼罐 Nut Tin=99|红茶巧克力 Black Tea Chocolate=65",
}
"""Goods by category, each with its list price in yuan."""
