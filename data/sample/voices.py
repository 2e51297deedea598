"""What customers of the sample company write: on tickets by kind and topic, and beside survey answers by how satisfied they are. Lists only."""

from typing import NamedTuple


class Voice(NamedTuple):
    """What is written about one topic, in Chinese and in English; ``weight`` is relative within the kind of ticket."""

    topic: str
    weight: float
    chinese: tuple[str, ...]
    english: tuple[str, ...]


def _lines(text: str) -> tuple[str, ...]:
    """Texts with bars between them."""
    return tuple(text.split("|"))


DELIVERY, PACKAGING, QUALITY = "物流 Delivery", "包装 Packaging", "茶叶质量 Tea quality"
ATTITUDE, PRICE, INVOICE, MEMBERSHIP = "服务态度 Service manner", "价格 Price", "发票 Invoice", "会员 Membership"
BREWING, CHOICE, TEAWARE = "冲泡 Brewing", "选茶 Choosing tea", "茶具 Teaware"

TICKETS = {
    "consultation": (
        Voice(
            CHOICE,
            4,
            _lines(
                "送长辈的话，熟普和老白茶哪个合适？|第一次喝岩茶，有没有入门推荐？|公司年会伴手礼，预算每份两百元，求推荐。|孕期能喝大麦茶吗？|明前和雨前龙井口感差多少？"
            ),
            _lines(
                "Which oolong would you suggest for a beginner?|I need forty gift sets for a conference. What do you recommend?"
                "|Is there a caffeine-free tea among your herbal ones?"
            ),
        ),
        Voice(
            BREWING,
            3,
            _lines("金骏眉用多少度的水冲泡？|紫砂壶第一次用要怎么开壶？|生普要不要洗茶？|泡出来有点苦，是投茶量太多了吗？"),
            _lines(
                "How hot should the water be for Longjing?|My raw Pu'er comes out bitter. How long should I steep it?"
                "|Do I need to rinse the tea first?"
            ),
        ),
        Voice(
            INVOICE,
            2,
            _lines("上月的订单需要补开增值税专用发票。|发票抬头写错了，可以重开吗？|电子发票什么时候能收到？"),
            _lines("Could you reissue the invoice with our VAT number?|When will I receive the invoice for my order?"),
        ),
        Voice(
            MEMBERSHIP,
            2,
            _lines("积分怎么兑换茶具？|我的消费金额够升金卡了吗？|茶友会的生日礼还有吗？"),
            _lines("How do I redeem my points?|What do I need to reach the Gold tier?"),
        ),
        Voice(
            DELIVERY,
            2,
            _lines("今天下单，周五前能到广州吗？|可以指定顺丰发货吗？|春节期间还发货吗？"),
            _lines("How long does shipping to London take?|Can you deliver to our office before Friday?"),
        ),
    ),
    "complaint": (
        Voice(
            DELIVERY,
            4,
            _lines(
                "等了九天还没收到货，催了三次都没人回复。|快递显示签收，可我根本没拿到。|说好节前送到，结果客户的礼都耽误了。|物流信息五天没有更新了，太慢了。"
            ),
            _lines(
                "Nine days and still no parcel, and nobody answers my messages.|Tracking says delivered, but nothing has arrived."
                "|The gifts came after the event they were meant for."
            ),
        ),
        Voice(
            PACKAGING,
            3,
            _lines("礼盒压扁了，送人根本拿不出手。|茶饼外纸破了，里面散了一半。|玻璃公道杯到手就是碎的，连泡沫都没垫。"),
            _lines("The gift box arrived crushed; I cannot give it to anyone.|The pitcher was in pieces, with no padding at all."),
        ),
        Voice(
            QUALITY,
            3,
            _lines("这批龙井有股陈味，不像今年的新茶。|铁观音全是碎末，和图片差太远。|熟普有霉味，不敢喝。|同样的茶，这次明显比上次淡。"),
            _lines(
                "The Longjing tastes stale, nothing like a first flush.|Half of the tin was dust. I expected better."
                "|There is a musty smell to this cake."
            ),
        ),
        Voice(
            ATTITUDE,
            2,
            _lines("客服态度冷淡，问什么都让我自己看页面。|电话转了四次，每次都要重讲一遍。|答应回电，等了一星期也没有。"),
            _lines("I was passed on four times and had to explain everything again.|Your agent promised to call back and never did."),
        ),
        Voice(
            PRICE,
            1,
            _lines("刚买完第二天就降价，要求退差价。|活动券显示可用，结账时却不能抵扣。"),
            _lines("The price dropped the day after I bought it.|The voucher was refused at checkout."),
        ),
    ),
    "return": (
        Voice(
            QUALITY,
            2,
            _lines("口味不习惯，申请退货。|和想象的不一样，想退掉。"),
            _lines("Not to my taste; I would like to return it.|It is not what I expected."),
        ),
        Voice(
            PACKAGING,
            1,
            _lines("罐子有凹痕，申请退货退款。|包装破损，不要了。"),
            _lines("The tin is dented; please refund.|The parcel was damaged, so I am sending it back."),
        ),
        Voice(CHOICE, 1, _lines("买重复了，没有拆封。|拍错规格了，想退。"), _lines("Ordered twice by mistake, unopened.|I picked the wrong size.")),
    ),
    "exchange": (
        Voice(
            CHOICE,
            2,
            _lines("想把250克换成两盒100克。|发错了，我要的是祁门红茶。|礼盒想换成商务款。"),
            _lines("You sent the wrong tea: I ordered Keemun.|May I swap this for the business box?"),
        ),
        Voice(TEAWARE, 1, _lines("盖碗盖子不合，想换一个。|颜色和图片不符，换成青瓷的。"), _lines("The lid does not fit; please exchange it.")),
    ),
    "repair": (
        Voice(
            TEAWARE,
            1,
            _lines("铸铁壶手柄松了，能修吗？|紫砂壶嘴磕了一个小口，可以修补吗？|旅行茶具的扣坏了。"),
            _lines("The kettle's handle is loose. Can you repair it?|The spout has a small chip."),
        ),
    ),
    "suggestion": (
        Voice(
            CHOICE,
            2,
            _lines("希望多出小包装，方便尝试。|能不能做一个按口味找茶的功能？"),
            _lines("Please offer more sample sizes.|A taste guide on the site would help."),
        ),
        Voice(PACKAGING, 1, _lines("建议减少塑料，用纸罐就很好。"), _lines("Less plastic, please; paper tins would do.")),
        Voice(MEMBERSHIP, 1, _lines("会员日能不能提前通知？"), _lines("Please announce member days earlier.")),
    ),
    "other": (
        Voice(
            DELIVERY,
            1,
            _lines("请帮忙修改收货地址。|电话号码换了，请更新。"),
            _lines("Please change my delivery address.|My phone number has changed."),
        ),
        Voice(MEMBERSHIP, 1, _lines("请注销旧账号，合并到新账号。"), _lines("Please merge my two accounts.")),
    ),
}

COMMENTS = {
    "dissatisfied": (
        _lines(
            "等太久了，也没人解释。|茶叶不如以前，失望。|包装破了，懒得投诉，下次不买了。|客服问一句答一句，体验不好。|价格涨了，品质没跟上。|再也不会推荐给朋友了。"
        ),
        _lines(
            "Slow, and nobody told me why.|The tea is not what it used to be.|Arrived broken. I did not bother to complain."
            "|Dearer than before and no better."
            "|I would not buy here again."
        ),
    ),
    "neutral": (
        _lines("总体还行，价格略高。|茶可以，发货有点慢。|中规中矩，没有特别的惊喜。|希望包装再精致一些。|味道不错，就是客服回复慢。"),
        _lines(
            "Good tea, delivery could be faster.|Fine overall, a little expensive.|Nothing special, nothing wrong.|Nice taste; the replies took long."
        ),
    ),
    "satisfied": (
        _lines(
            "龙井很香，全家都喜欢。|客服讲解很耐心，推荐得准。|包装大方，送客户很有面子。|发货快，茶也新鲜，会回购。|老客户了，一直很稳定。|售后处理得很快，放心。"
        ),
        _lines(
            "Wonderful Longjing; the whole family loves it.|Patient advice and exactly the right tea."
            "|The gift box impressed our clients.|Fast, fresh and well packed."
            "|They solved my problem within a day."
        ),
    ),
}
"""Chinese and English comments of who rates in the lowest part of the scale, in its middle, and in its highest part."""

QUESTIONS = {
    "csat": "总体满意度 Overall satisfaction",
    "nps": "推荐意愿 Likelihood to recommend",
    "ces": "解决问题的轻松程度 Ease of getting help",
    "tangibles": "设施与包装得体 Premises and packaging look right",
    "reliability": "按承诺交付 Delivers as promised",
    "responsiveness": "响应及时 Responds promptly",
    "assurance": "专业可信 Knowledgeable and trustworthy",
    "empathy": "理解我的需要 Understands my needs",
}
"""The question of each instrument and of each dimension of service."""
